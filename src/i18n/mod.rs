//! Replies to words, in the language of the group.
//!
//! The words stand in `locales/*.ftl`, those for DingTalk's errors in `locales/errors/`. What people
//! wrote is made harmless on its way in ([`harmless()`]): in an answer a nickname mentions nobody
//! and forms no link.

mod figures;
mod harmless;
mod help;
mod problems;
mod replies;
mod reports;
mod shapes;

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Language;

pub use harmless::harmless;
pub use problems::Voice;

/// The files of a locale: what the bot says, and what DingTalk's errors mean.
macro_rules! locale {
    ($tag:literal) => {
        (
            $tag,
            [
                include_str!(concat!("locales/", $tag, ".ftl")),
                include_str!(concat!("locales/errors/", $tag, ".ftl")),
            ],
        )
    };
}

/// The locales, the one to fall back to first. `locales/README.md` says who wrote them.
const LOCALES: &[(&str, [&str; 2])] = &[
    locale!("en"),
    locale!("zh-CN"),
    locale!("zh-TW"),
    locale!("ja"),
    locale!("ko"),
    locale!("vi"),
    locale!("id"),
    locale!("th"),
    locale!("ms"),
];

/// The words of `dingnick init`, whose dialogue is in two languages only.
const INIT: [(&str, &str); 2] = [
    ("en", include_str!("locales/init/en.ftl")),
    ("zh-CN", include_str!("locales/init/zh-CN.ftl")),
];

/// The words of the console, which is in two languages only.
const CONSOLE: [(&str, &str); 2] = [
    ("en", include_str!("locales/console/en.ftl")),
    ("zh-CN", include_str!("locales/console/zh-CN.ftl")),
];

/// Where Chinese is written with traditional characters.
const TRADITIONAL: [&str; 3] = ["TW", "HK", "MO"];

/// A language that we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locale(&'static str);

impl Locale {
    /// English, the one to fall back to.
    pub const EN: Self = Self("en");
    /// Simplified Chinese.
    pub const ZH_CN: Self = Self("zh-CN");

    /// The locale of a BCP 47 tag: the same, or else one of the same language and script, or else
    /// of the same language.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let wanted: LanguageIdentifier = tag.trim().parse().ok()?;
        let find = |same: &dyn Fn(&LanguageIdentifier) -> bool| {
            Self::all().find(|locale| locale.0.parse().is_ok_and(|known| same(&known)))
        };
        find(&|known| *known == wanted)
            .or_else(|| find(&|known| script(known) == script(&wanted)))
            .or_else(|| find(&|known| known.language == wanted.language))
    }

    /// The locale of a tag, if it is that very language: somebody who asks for traditional
    /// characters is not given simplified ones.
    #[must_use]
    pub fn spoken(tag: &str) -> Option<Self> {
        let wanted: LanguageIdentifier = tag.trim().parse().ok()?;
        let is_same = |known: LanguageIdentifier| script(&known) == script(&wanted);
        Self::all().find(|locale| locale.0.parse().is_ok_and(is_same))
    }

    /// All that we speak.
    pub fn all() -> impl Iterator<Item = Self> {
        LOCALES.iter().map(|(tag, _)| Self(tag))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// A language, and whether it is written in traditional characters.
fn script(tag: &LanguageIdentifier) -> (Language, bool) {
    let is_traditional = tag.script.is_some_and(|script| script.as_str() == "Hant")
        || tag.region.is_some_and(|region| TRADITIONAL.contains(&region.as_str()));
    (tag.language, tag.language.as_str() == "zh" && is_traditional)
}

/// How the people in an answer are written: `@userid` where DingTalk draws a mention of it, and
/// otherwise a name.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The one who is answered; empty where that is clear.
    pub sender: String,
    /// Whether `sender` is a mention.
    pub is_mention: bool,
    /// The one whose name it is about.
    pub target: String,
}

/// All words in all languages.
pub struct Words {
    bundles: BTreeMap<Locale, FluentBundle<FluentResource>>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// Loads the locales, which are part of the program.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bundles: LOCALES.iter().map(|(tag, words)| (Locale(tag), bundle(tag, words))).collect(),
        }
    }

    /// The words of a key. A key that no locale has is a fault of ours, which a test finds; then
    /// the key itself is said, since an answer must be given.
    #[must_use]
    pub fn say(&self, locale: Locale, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(locale, key, &fluent(arguments))
    }

    /// The same with a number `$count`, by which the words may choose their form.
    #[must_use]
    pub fn count(&self, locale: Locale, key: &str, count: u64) -> String {
        let mut fluent = FluentArgs::with_capacity(1);
        fluent.set("count", count);
        self.format(locale, key, &fluent)
    }

    fn format(&self, locale: Locale, key: &str, arguments: &FluentArgs<'_>) -> String {
        self.pattern(locale, key, None, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// One of the voices of a key, if there is such a key.
    fn attribute(
        &self,
        locale: Locale,
        key: &str,
        name: &str,
        arguments: &[(&str, &str)],
    ) -> Option<String> {
        self.pattern(locale, key, Some(name), &fluent(arguments))
    }

    fn pattern(
        &self,
        locale: Locale,
        key: &str,
        attribute: Option<&str>,
        arguments: &FluentArgs<'_>,
    ) -> Option<String> {
        [locale, Locale::EN].iter().find_map(|locale| {
            let bundle = self.bundles.get(locale)?;
            let message = bundle.get_message(key)?;
            let pattern = match attribute {
                None => message.value()?,
                Some(name) => message.get_attribute(name)?.value(),
            };
            Some(bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned())
        })
    }
}

fn fluent<'a>(arguments: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    let mut fluent = FluentArgs::with_capacity(arguments.len());
    for (name, value) in arguments {
        fluent.set(*name, *value);
    }
    fluent
}

fn bundle(tag: &str, words: &[&str]) -> FluentBundle<FluentResource> {
    let language = tag.parse().expect("the tags of our table are tags");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks around arguments would be shown or copied; `harmless` isolates where it must.
    bundle.set_use_isolating(false);
    let of_two = INIT.iter().chain(&CONSOLE).filter(|(of, _)| *of == tag).map(|(_, words)| words);
    for words in words.iter().chain(of_two) {
        let resource = FluentResource::try_new((*words).to_owned());
        // A test demands that the locales have no errors; with one, the rest is still good.
        bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
    }
    bundle
}

#[cfg(test)]
mod tests;
