//! The tables that the code knows as well: commands and settings. `make pages` writes the former
//! anew.

use dingnick::command::table::{Audience, COMMANDS};
use dingnick::config::SETTINGS;
use dingnick::i18n::{Locale, Words};

use super::{read, root};

/// The tables of commands of a page: marker, and for whom they are.
const TABLES: [(&str, bool); 2] = [("commands of members", false), ("commands of governors", true)];

fn table(locale: Locale, is_for_governors: bool) -> String {
    let words = Words::new();
    let (write, what_for) =
        if locale == Locale::EN { ("write", "for") } else { ("写法", "作用") };
    let mut text = format!("| {write} | {what_for} |\n| --- | --- |\n");
    for usage in COMMANDS.iter().flat_map(|command| command.usages) {
        if (usage.audience == Audience::Governors) == is_for_governors {
            let (line, description) = words.usage(locale, usage);
            text.push_str(&format!("| `{}` | {description} |\n", line.replace('|', "\\|")));
        }
    }
    text
}

#[test]
fn the_tables_of_commands_are_those_of_the_code() {
    for (locale, path) in
        [(Locale::EN, "docs/governing.md"), (Locale::ZH_CN, "docs/governing.zh-CN.md")]
    {
        let text = read(path);
        let mut expected = text.clone();
        for (marker, is_for_governors) in TABLES {
            let (begin, end) = (format!("<!-- {marker} -->\n"), "<!-- /commands -->");
            let (before, rest) = expected.split_once(&begin).expect("the page has the marker");
            let (_, after) = rest.split_once(end).expect("the page has the end of the table");
            let table = table(locale, is_for_governors);
            expected = format!("{before}{begin}{table}{end}{after}");
        }
        if std::env::var_os("DINGNICK_WRITE_PAGES").is_some() {
            std::fs::write(root().join(path), expected).expect("the page can be written");
        } else {
            assert!(text == expected, "{path} is out of date: make pages");
        }
    }
}

#[test]
fn both_tables_of_settings_are_complete_and_tell_the_defaults() {
    for path in ["docs/operating.md", "docs/operating.zh-CN.md"] {
        let text = read(path);
        for setting in SETTINGS {
            let name = format!("`{}`", setting.name);
            let row = text.lines().find(|line| line.starts_with("| `") && line.contains(&name));
            let row = row.unwrap_or_else(|| panic!("{path}: {name} is in no table"));
            let default = row.split('|').nth(2).unwrap_or_default();
            let shown = setting.default.is_none_or(|value| default.contains(&format!("`{value}`")));
            assert!(shown, "{path}: the default of {name} is another: {default}");
        }
    }
}

#[test]
fn both_tables_of_the_shell_have_every_command() {
    for path in ["docs/operating.md", "docs/operating.zh-CN.md"] {
        let text = read(path);
        for command in dingnick::cli::command().get_subcommands() {
            let name = format!("`dingnick {}", command.get_name());
            let is_there = |line: &str| line.starts_with("| `") && line.contains(&name);
            assert!(text.lines().any(is_there), "{path}: {name}` is in no table");
        }
    }
}
