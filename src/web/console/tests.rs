//! The words of the templates are in the locales.

use std::collections::BTreeSet;

use crate::i18n::{Locale, Words};

#[test]
fn every_key_of_a_template_has_words() {
    let templates = [
        include_str!("layout.html"),
        include_str!("sign_in.html"),
        include_str!("health.html"),
        include_str!("needs.html"),
        include_str!("groups.html"),
        include_str!("group.html"),
        include_str!("ledger.html"),
        include_str!("calls.html"),
        include_str!("settings.html"),
        include_str!("trouble.html"),
    ];
    let said = |text: &'static str| {
        let calls = ["frame.say(\"", "frame.count(\""];
        calls
            .into_iter()
            .flat_map(move |call| text.split(call).skip(1))
            .filter_map(|rest| rest.split('"').next())
    };
    let mut keys: BTreeSet<String> =
        templates.into_iter().flat_map(said).map(str::to_owned).collect();
    assert!(keys.len() > 60, "the templates are read: {keys:?}");
    keys.extend(super::frame::TABS.map(|(tab, _)| tab.to_owned()));
    keys.extend(crate::doctor::State::ALL.map(|state| format!("state-{}", state.as_str())));
    for problem in ["sign-in-wrong", "sign-in-too-many", "no-store", "no-group"] {
        keys.insert(problem.to_owned());
    }
    let words = Words::new();
    for key in keys {
        let key = format!("console-{key}");
        for locale in [Locale::EN, Locale::ZH_CN] {
            assert_ne!(words.say(locale, &key, &[("count", "1")]), key, "no words in {locale:?}");
        }
    }
}
