//! The README tells the commands that there are, in the words of help.

use dingnick::command::table::COMMANDS;
use dingnick::config::SETTINGS;
use dingnick::i18n::{Locale, Words};

fn table(locale: Locale) -> String {
    let words = Words::new();
    let rows = COMMANDS.iter().flat_map(|command| command.usages).map(|usage| {
        let (text, description) = words.usage(locale, usage);
        format!("| `{}` | {description} |", text.replace('|', "\\|"))
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn both_readmes_have_the_table_of_commands() {
    for (locale, readme) in [
        (Locale::EN, include_str!("../../README.md")),
        (Locale::ZH_CN, include_str!("../../README.zh-CN.md")),
    ] {
        let section = readme
            .split_once("<!-- commands -->")
            .and_then(|(_, rest)| rest.split_once("<!-- /commands -->"))
            .map(|(section, _)| section.trim());
        let section = section.expect("the README has the markers");
        let rows: Vec<&str> = section.lines().skip(2).collect();
        assert_eq!(rows.join("\n"), table(locale), "in {}", locale.as_str());
    }
}

#[test]
fn both_readmes_have_every_setting() {
    for readme in [include_str!("../../README.md"), include_str!("../../README.zh-CN.md")] {
        for setting in SETTINGS {
            let name = format!("`{}`", setting.name);
            let row = readme.lines().find(|line| line.starts_with("| ") && line.contains(&name));
            assert!(row.is_some(), "{name} is in no table");
        }
    }
}
