//! Every setting in one table, and where its value comes from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::value;

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// The variable's name.
    pub name: &'static str,
    /// The value when none is given.
    pub default: Option<&'static str>,
    /// Whether it is never shown, and may be given as a file.
    pub is_secret: bool,
    /// What it means, in a few words.
    pub about: &'static str,
}

const fn plain(name: &'static str, default: Option<&'static str>, about: &'static str) -> Setting {
    Setting { name, default, is_secret: false, about }
}

const fn secret(name: &'static str, about: &'static str) -> Setting {
    Setting { name, default: None, is_secret: true, about }
}

/// All settings, in the order in which they are shown.
pub static SETTINGS: &[Setting] = &[
    plain("DINGTALK_CLIENT_ID", None, "the app's Client ID (formerly AppKey)"),
    secret("DINGTALK_CLIENT_SECRET", "the app's Client Secret (formerly AppSecret)"),
    secret("DINGTALK_CLIENT_SECRET_PREVIOUS", "the older Client Secret while secrets rotate"),
    plain("DINGTALK_ROBOT_CODE", None, "the robot's code; the Client ID when not set"),
    plain("DINGTALK_CORP_ID", None, "our organisation; callbacks of others are refused"),
    plain("DINGTALK_REGION", Some("intl"), "intl (dingtalk.io) or cn (dingtalk.com)"),
    plain("DINGTALK_OAPI_URL", None, "another base URL in place of the region's oapi host"),
    plain("DINGTALK_API_URL", None, "another base URL in place of the region's api host"),
    plain(
        "DINGNICK_ALLOW_PLAIN_HTTP",
        Some("false"),
        "true lets these begin with http:// elsewhere than on this machine: secrets go out in clear",
    ),
    secret(
        "DINGNICK_PROXY",
        "an HTTP proxy for all that goes to DingTalk: http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT",
    ),
    plain(
        "DINGNICK_INTAKE",
        Some("http"),
        "how messages come in: http (callbacks), stream (a connection that we open) or both",
    ),
    secret("DINGTALK_EVENT_TOKEN", "the token of the event subscription over HTTP"),
    secret("DINGTALK_EVENT_AES_KEY", "its key: 43 letters and digits"),
    plain("HOST", Some("0.0.0.0"), "the address to listen on"),
    plain("PORT", Some("8080"), "the port to listen on"),
    secret("DINGNICK_CALLBACK_KEY", "the last part of the callback's path"),
    plain(
        "DINGNICK_KEEP_ALIVE_S",
        Some("75"),
        "seconds for which an idle connection stays open; longer than the balancer's own",
    ),
    plain(
        "DINGNICK_READY_NEEDS_CREDENTIALS",
        Some("false"),
        "true makes /readyz say 503 while DingTalk refuses the Client ID and Secret",
    ),
    plain("DINGNICK_SIGNATURE_PAST_S", Some("300"), "how old a signature may be, in seconds"),
    plain("DINGNICK_SIGNATURE_FUTURE_S", Some("60"), "how early a signature may be, in seconds"),
    plain(
        "DINGNICK_HEADER_PAIRS",
        Some("report"),
        "what becomes of a message under signature headers that somebody may have captured: report or refuse",
    ),
    Setting {
        name: "DATABASE_URL",
        default: Some("sqlite://data/dingnick.db"),
        is_secret: true,
        about: "the store: sqlite://PATH, sqlite::memory: or postgres://USER@HOST/DB",
    },
    secret("DATABASE_PASSWORD", "the password of DATABASE_URL, as it is and not encoded"),
    plain("DINGNICK_ADMINS", None, "userids that may do everything, separated by commas"),
    plain("DINGNICK_GROUPS", None, "chatids to bind at start, separated by commas"),
    plain(
        "DINGTALK_GROUP_TEMPLATE_ID",
        None,
        "the group template with which /nick adopt makes a group a scene group",
    ),
    plain("DINGNICK_LOCALE", None, "the language of groups: en for intl, zh-CN for cn"),
    plain(
        "DINGNICK_OPS_LISTEN",
        Some("127.0.0.1:9090"),
        "the private listener for /metrics, or off",
    ),
    secret(
        "DINGNICK_CONSOLE_TOKEN",
        "what signs in to the console on DINGNICK_OPS_LISTEN, 32 characters or more; no console without",
    ),
    plain("DINGNICK_RATE_SENDER", Some("6/min"), "commands taken from one person, or off"),
    plain("DINGNICK_RATE_GROUP", Some("18/min"), "commands taken in one group, or off"),
    plain(
        "DINGNICK_API_QPS",
        Some("20"),
        "calls a second to one DingTalk API, by all instances together, or off",
    ),
    plain("DINGNICK_BACKLOG", Some("10000"), "commands that may wait; past it, callbacks get 503"),
    plain(
        "DINGNICK_MONTHLY_CALLS",
        Some("5000"),
        "API calls that the organisation has in a month; a warning at 80 %, and from 95 % on only owner and admins rename",
    ),
    plain(
        "DINGNICK_MONTHLY_MESSAGES",
        Some("3000"),
        "robot messages that the organisation has in a month; a warning at 80 %, and the last 5 % are spared",
    ),
    plain(
        "DINGNICK_MEMBER_DAILY",
        Some("10"),
        "paid calls that one member has in a day, in all groups together, or off",
    ),
    plain(
        "DINGNICK_GROUP_DAILY",
        Some("500"),
        "paid calls that the members of one group have in a day, or off",
    ),
    plain(
        "DINGNICK_TIMEZONE",
        None,
        "where days begin at midnight: UTC for intl, Asia/Shanghai for cn",
    ),
    plain("DINGNICK_BOT_NAME", None, "the robot's name in the chat, which nobody else may have"),
    plain("DINGNICK_LEDGER_DAYS", Some("90"), "days for which renames are remembered, or off"),
    plain("RUST_LOG", None, "what is logged; info for serve, warn for the others"),
    plain("DINGNICK_LOG_FORMAT", None, "text or json; json when not on a terminal"),
];

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Built in.
    Default,
    /// `dingnick.toml`
    File,
    /// The environment, or a flag.
    Environment,
    /// A file that `NAME_FILE` names.
    SecretFile,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Default => "default",
            Self::File => "dingnick.toml",
            Self::Environment => "environment",
            Self::SecretFile => "secret file",
        })
    }
}

/// Something that is wrong with the settings. No value is ever in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingProblem {
    /// The setting, where it is one.
    pub setting: Option<&'static str>,
    /// What is wrong.
    pub words: String,
    /// Where the line stands that is to be corrected, and how it could be.
    pub line: Option<String>,
    kind: Kind,
}

/// What a problem comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// What was written is not usable: wrong usage.
    Wrong,
    /// Nothing was written, or it could not be read.
    Missing,
}

impl SettingProblem {
    /// Whether nothing was written, or it could not be read.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    fn wrong(setting: Option<&'static str>, words: String) -> Self {
        Self { setting, words, line: None, kind: Kind::Wrong }
    }

    fn missing(setting: Option<&'static str>, words: String) -> Self {
        Self { kind: Kind::Missing, ..Self::wrong(setting, words) }
    }
}

/// What is wrong with the settings. No value is ever in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<SettingProblem>,
}

impl ConfigError {
    /// All that is wrong.
    #[must_use]
    pub fn problems(&self) -> &[SettingProblem] {
        &self.problems
    }

    /// Whether something that was written is wrong, and not only missing: that is wrong usage.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        self.problems.iter().any(|problem| problem.kind == Kind::Wrong)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the settings cannot be used as they are:")?;
        for problem in &self.problems {
            write!(formatter, "\n- {}", problem.words)?;
            if let Some(line) = &problem.line {
                write!(formatter, "\n  {line}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// The values that were given, by the names of their settings.
#[derive(Clone, Default)]
pub struct Sources {
    values: BTreeMap<&'static str, (String, Source)>,
    warnings: Vec<String>,
    /// The lines of the file on which settings stand, from 1.
    lines: BTreeMap<&'static str, usize>,
    /// The file's name.
    file: String,
    /// Files that hold a secret and nothing else.
    secret_files: Vec<PathBuf>,
}

/// The file of settings that is read when none is named.
const FILE: &str = "dingnick.toml";

/// What people may call as they like.
const MAY_BE_ANYTHING: [&str; 3] = ["DINGNICK_BOT_NAME", "RUST_LOG", "DINGNICK_LOG_FORMAT"];

/// A value of a setting that has no default, where one shows what is meant.
fn example(name: &str) -> Option<&'static str> {
    Some(match name {
        "DINGTALK_OAPI_URL" => "https://oapi.dingtalk.com",
        "DINGTALK_API_URL" => "https://api.dingtalk.com",
        "DINGNICK_PROXY" => "http://proxy.example:3128",
        "DINGNICK_ADMINS" => "manager1001,manager1002",
        "DINGNICK_GROUPS" => "chat0123456789abcdef0123456789abcdef",
        "DINGNICK_LOCALE" => "en",
        "DINGNICK_LOG_FORMAT" => "json",
        _ => return None,
    })
}

/// Variables by which other programs know a proxy.
const COMMON_PROXIES: [&str; 6] =
    ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];

/// A setting as it is in force, fit to be shown.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The setting.
    pub setting: &'static Setting,
    /// Its value, a secret's left out; `None` when it has none.
    pub shown: Option<String>,
    /// Where the value came from.
    pub source: Source,
}

impl Sources {
    /// The settings of this process: `file` if one is given, else `dingnick.toml` if there is
    /// one, and the environment; `flags` go before both.
    ///
    /// # Errors
    /// When the file or a secret's file cannot be read, or holds what is no setting.
    pub fn of_process(
        file: Option<&Path>,
        flags: &[(&'static str, String)],
    ) -> Result<Self, ConfigError> {
        let (sources, error) = Self::of_process_as_far_as_good(file, flags);
        if error.problems.is_empty() { Ok(sources) } else { Err(error) }
    }

    /// The same without what cannot be read, and what is wrong with that.
    #[must_use]
    pub fn of_process_as_far_as_good(
        file: Option<&Path>,
        flags: &[(&'static str, String)],
    ) -> (Self, ConfigError) {
        let default = Path::new(FILE);
        let path = file.or_else(|| default.exists().then_some(default));
        let (text, unreadable) = match path.map(read) {
            Some(Ok(text)) => (text, None),
            Some(Err(problem)) => (String::new(), Some(problem)),
            None => (String::new(), None),
        };
        let (sources, mut problems) =
            Self::gather(path.unwrap_or(default), &text, &environment_with(flags));
        problems.extend(unreadable);
        (sources, ConfigError { problems })
    }

    /// The settings of this process without those of any file.
    ///
    /// # Errors
    /// When a secret's file cannot be read.
    pub fn of_environment() -> Result<Self, ConfigError> {
        Self::new("", &environment_with(&[]))
    }

    /// The settings of a file's text and an environment. White space and quotes around a value are
    /// no part of it, wherever it comes from, and an empty variable counts as not set.
    ///
    /// # Errors
    /// When the text is no TOML or holds what is no setting, or a secret's file cannot be read.
    pub fn new(file: &str, environment: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let (sources, problems) = Self::gather(Path::new(FILE), file, environment);
        if problems.is_empty() { Ok(sources) } else { Err(ConfigError { problems }) }
    }

    /// The settings of a file at `path`: a secret's file that it names is looked for from there.
    fn gather(
        path: &Path,
        file: &str,
        environment: &BTreeMap<String, String>,
    ) -> (Self, Vec<SettingProblem>) {
        let (name, folder) = (path.display().to_string(), path.parent().unwrap_or(path));
        let mut sources = Self { file: name, lines: lines(file), ..Self::default() };
        for setting in SETTINGS {
            if let Some(default) = setting.default {
                sources.values.insert(setting.name, (default.to_owned(), Source::Default));
            }
        }
        let mut problems = Vec::new();
        let table: toml::Table = toml::from_str(file).unwrap_or_else(|error| {
            // The message alone: the text around the error may hold a secret.
            let words = format!("{} is no TOML: {}", sources.file, error.message());
            problems.push(SettingProblem::wrong(None, words));
            toml::Table::new()
        });
        for (key, value) in &table {
            if let Some((setting, path)) = secret_file_of_key(key).zip(value.as_str()) {
                let given_twice = table.keys().any(|key| key.eq_ignore_ascii_case(setting.name));
                if given_twice {
                    let words = format!("{} and {key} are both set", setting.name);
                    problems.push(SettingProblem::wrong(Some(setting.name), words));
                } else if !is_given_by(environment, setting) {
                    let path = folder.join(sources.tidied(key, path));
                    sources.give_file(setting.name, key, path, &mut problems);
                }
                continue;
            }
            match (setting_of_key(key), text_of(value)) {
                (Some(setting), Some(text)) => {
                    sources.give(setting.name, key, &text, Source::File);
                }
                (Some(setting), None) => problems.push(SettingProblem::wrong(
                    Some(setting.name),
                    format!("{key} must be a text, a number or a list"),
                )),
                (None, _) => problems.push(SettingProblem::wrong(None, unknown_key(key))),
            }
        }
        for setting in SETTINGS {
            let is_set = |value: &&String| !value::tidy(value).0.is_empty();
            let value = environment.get(setting.name).filter(is_set);
            let file_name = format!("{}_FILE", setting.name);
            let path = environment.get(&file_name).filter(is_set).filter(|_| setting.is_secret);
            match (value, path) {
                (Some(_), Some(_)) => problems.push(SettingProblem::wrong(
                    Some(setting.name),
                    format!("{} and {file_name} are both set", setting.name),
                )),
                (Some(value), None) => {
                    sources.give(setting.name, setting.name, value, Source::Environment);
                }
                (None, Some(path)) => {
                    let path = PathBuf::from(sources.tidied(&file_name, path));
                    sources.give_file(setting.name, &file_name, path, &mut problems);
                }
                (None, None) => {}
            }
        }
        sources.warnings.extend(unknown_variables(environment));
        let is_set = |name: &&&str| environment.get(**name).is_some_and(|value| !value.is_empty());
        if let Some(name) = COMMON_PROXIES.iter().find(is_set)
            && sources.get("DINGNICK_PROXY").is_none()
        {
            sources.warnings.push(format!(
                "{name} is set and has no effect here: DingTalk is called directly, unless DINGNICK_PROXY names a proxy"
            ));
        }
        (sources, problems)
    }

    /// The same without the values that are wrong, and with an app that is nobody's where there is
    /// none: what hangs on other settings can be looked at.
    #[must_use]
    pub fn without(&self, error: &ConfigError) -> Self {
        let mut sources = self.clone();
        for name in error.problems.iter().filter_map(|problem| problem.setting) {
            let default = SETTINGS.iter().find(|it| it.name == name).and_then(|it| it.default);
            match default {
                Some(value) => sources.values.insert(name, (value.to_owned(), Source::Default)),
                None => sources.values.remove(name),
            };
        }
        for name in ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"] {
            let nobodys = || ("no-app-is-set".to_owned(), Source::Default);
            sources.values.entry(name).or_insert_with(nobodys);
        }
        sources
    }

    /// Files that hold secrets: those of `NAME_FILE`, and the file of settings when one is in it.
    #[must_use]
    pub fn secret_files(&self) -> Vec<PathBuf> {
        let is_in_file = SETTINGS.iter().any(|setting| {
            let value = self.values.get(setting.name);
            let is_secret = setting.is_secret && setting.name != "DATABASE_URL";
            is_secret && value.is_some_and(|(_, source)| *source == Source::File)
        });
        let file = is_in_file.then(|| PathBuf::from(&self.file));
        self.secret_files.iter().cloned().chain(file).collect()
    }

    /// Takes a value that was given under the name `given_as`.
    fn give(&mut self, name: &'static str, given_as: &str, value: &str, source: Source) {
        let value = self.tidied(given_as, value).to_owned();
        self.values.insert(name, (value, source));
    }

    /// Takes what a secret's file holds, whose path was given under the name `given_as`.
    fn give_file(
        &mut self,
        name: &'static str,
        given_as: &str,
        path: PathBuf,
        problems: &mut Vec<SettingProblem>,
    ) {
        match read(&path) {
            Ok(text) => {
                // A file of one line ends like this, and nobody is to be warned of that.
                let text = text.trim_end_matches(['\r', '\n']);
                self.give(name, given_as, text, Source::SecretFile);
                self.secret_files.push(path);
            }
            Err(problem) => problems.push(problem),
        }
    }

    /// A value without what is around it, which is told.
    fn tidied<'a>(&mut self, given_as: &str, value: &'a str) -> &'a str {
        let (tidy, is_changed) = value::tidy(value);
        if is_changed {
            self.warnings.push(format!(
                "white space or quotes around the value of {given_as} were dropped: they are no part of it"
            ));
        }
        tidy
    }

    /// What the operator should know: values that were not taken as they stand, and variables that
    /// have no effect. No value is ever in it.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// All settings as they are in force.
    #[must_use]
    pub fn effective(&self) -> Vec<Effective> {
        let effective = SETTINGS.iter().map(|setting| {
            let value = self.values.get(setting.name);
            Effective {
                setting,
                shown: value.map(|(value, source)| match source {
                    Source::Default => value.clone(),
                    // A path is no secret; a server's URL has a password in it.
                    _ if setting.is_secret && !value.starts_with("sqlite:") => {
                        "(set, not shown)".to_owned()
                    }
                    _ => value::without_userinfo(value),
                }),
                source: value.map_or(Source::Default, |(_, source)| *source),
            }
        });
        effective.collect()
    }

    /// The value of a setting.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Where the line stands that is to be corrected, and how it could be. No value is in it but one
    /// of ours.
    fn line_of(&self, name: &'static str) -> Option<String> {
        let setting = SETTINGS.iter().find(|setting| setting.name == name)?;
        let example = setting.default.or_else(|| example(name));
        let source = self.values.get(name).map(|(_, source)| *source);
        let (place, line) = match source {
            Some(Source::File) => {
                let line = self.lines.get(name).map(|line| format!(", line {line}"));
                let key = name.to_ascii_lowercase();
                let place = format!("{}{}", self.file, line.unwrap_or_default());
                (place, example.map(|example| format!("{key} = \"{example}\"")))
            }
            Some(Source::SecretFile) => (format!("the file of {name}_FILE"), None),
            Some(Source::Environment | Source::Default) | None => {
                ("the environment".to_owned(), example.map(|example| format!("{name}={example}")))
            }
        };
        match line {
            Some(line) => Some(format!("in {place}, for example: {line}")),
            // What nobody gave stands nowhere.
            None => source.map(|_| format!("in {place}")),
        }
    }

    /// Whether nobody has given the setting a value.
    #[must_use]
    pub fn is_default(&self, name: &str) -> bool {
        self.values.get(name).is_none_or(|(_, source)| *source == Source::Default)
    }

    /// The value of a setting, if it is that of a variable or a flag.
    #[must_use]
    pub fn of_variable(&self, name: &str) -> Option<&str> {
        let source = self.values.get(name).map(|(_, source)| *source);
        self.get(name).filter(|_| source == Some(Source::Environment))
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader { sources: self, problems: Vec::new() }
    }
}

/// Reads values and gathers what is wrong with them.
pub(super) struct Reader<'a> {
    sources: &'a Sources,
    problems: Vec<SettingProblem>,
}

impl Reader<'_> {
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.sources.get(name).map(str::to_owned)
    }

    pub(super) fn required(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name);
        if value.is_none() {
            let about = SETTINGS.iter().find(|setting| setting.name == name).map(|s| s.about);
            let words = format!("{name} is missing: {}", about.unwrap_or_default());
            self.problems.push(SettingProblem::missing(Some(name), words));
        }
        value
    }

    pub(super) fn refuse(&mut self, name: &'static str, expected: &str) {
        let problem = SettingProblem::wrong(Some(name), format!("{name} must be {expected}"));
        self.problems.push(SettingProblem { line: self.sources.line_of(name), ..problem });
    }

    /// Refuses what documents write in place of a value, whichever setting it is.
    pub(super) fn refuse_placeholders(&mut self) {
        for setting in SETTINGS.iter().filter(|setting| !MAY_BE_ANYTHING.contains(&setting.name)) {
            let value = self.sources.values.get(setting.name);
            let given = value.filter(|(_, source)| *source != Source::Default);
            if given.is_some_and(|(value, _)| value::is_placeholder(value)) {
                self.refuse(setting.name, "your own: this is a placeholder");
            }
        }
    }

    /// A secret that is a word, if it is one: with a space or a line break in it, every signature
    /// would be wrong, and nothing would say why.
    pub(super) fn word(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !value::is_one_word(&value) {
            self.refuse(name, "without spaces and line breaks within");
        }
        Some(value)
    }

    pub(super) fn parse<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = parse(self.sources.get(name)?);
        if parsed.is_none() {
            self.refuse(name, expected);
        }
        parsed
    }

    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let entries = self.sources.get(name).unwrap_or_default().split(',').map(str::trim);
        let parsed: Option<Vec<T>> = entries.filter(|entry| !entry.is_empty()).map(parse).collect();
        parsed.unwrap_or_else(|| {
            self.refuse(name, expected);
            Vec::new()
        })
    }

    /// One problem of each setting: the others follow from it.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        let mut problems: Vec<SettingProblem> = Vec::new();
        for problem in self.problems {
            let is_told = |told: &SettingProblem| told.setting == problem.setting;
            if problem.setting.is_none() || !problems.iter().any(is_told) {
                problems.push(problem);
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(ConfigError { problems }) }
    }
}

fn read(path: &Path) -> Result<String, SettingProblem> {
    std::fs::read_to_string(path).map_err(|error| {
        SettingProblem::wrong(None, format!("cannot read {}: {error}", path.display()))
    })
}

/// The lines on which settings stand, from 1.
fn lines(file: &str) -> BTreeMap<&'static str, usize> {
    let keys = file.lines().enumerate().filter_map(|(index, line)| {
        let key = line.split_once('=')?.0.trim().trim_matches(['"', '\'']);
        Some((setting_of_key(key)?.name, index + 1))
    });
    keys.collect()
}

fn setting_of_key(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name.eq_ignore_ascii_case(key))
}

/// The secret whose file a key names.
fn secret_file_of_key(key: &str) -> Option<&'static Setting> {
    let name = key.strip_suffix("_file").or_else(|| key.strip_suffix("_FILE"))?;
    setting_of_key(name).filter(|setting| setting.is_secret)
}

/// Whether the environment gives a secret, by value or as a file: then what the file names is not
/// looked for.
fn is_given_by(environment: &BTreeMap<String, String>, setting: &Setting) -> bool {
    [setting.name.to_owned(), format!("{}_FILE", setting.name)]
        .iter()
        .any(|name| environment.get(name).is_some_and(|value| !value::tidy(value).0.is_empty()))
}

/// The environment of this process, with flags in place of what it says.
fn environment_with(flags: &[(&'static str, String)]) -> BTreeMap<String, String> {
    let mut environment: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    for (name, value) in flags {
        environment.remove(&format!("{name}_FILE"));
        environment.insert((*name).to_owned(), value.clone());
    }
    environment
}

fn text_of(value: &toml::Value) -> Option<String> {
    Some(match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Array(values) => {
            values.iter().map(text_of).collect::<Option<Vec<_>>>()?.join(",")
        }
        _ => return None,
    })
}

fn unknown_key(key: &str) -> String {
    match nearest(&key.to_ascii_uppercase()) {
        Some(name) if key.contains(|c: char| c.is_ascii_lowercase()) => {
            format!("{key} is no setting; did you mean {}?", name.to_ascii_lowercase())
        }
        Some(name) => format!("{key} is no setting; did you mean {name}?"),
        None => format!("{key} is no setting"),
    }
}

fn nearest(name: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .map(|setting| (strsim::osa_distance(setting.name, name), setting.name))
        .filter(|(distance, _)| *distance <= 3 && *distance < name.len())
        .min()
        .map(|(_, name)| name)
}

/// What is to be said of variables that look like ours and are none.
fn unknown_variables(environment: &BTreeMap<String, String>) -> Vec<String> {
    let is_ours = |name: &&String| name.starts_with("DINGNICK_") || name.starts_with("DINGTALK_");
    let is_known = |name: &&String| {
        SETTINGS.iter().any(|setting| {
            *name == setting.name
                || (setting.is_secret && name.strip_suffix("_FILE") == Some(setting.name))
        })
    };
    let unknown = environment.keys().filter(is_ours).filter(|name| !is_known(name));
    let told = unknown.map(|name| match nearest(name) {
        Some(known) => {
            format!("{name} is no setting of this version and has no effect; did you mean {known}?")
        }
        None => format!("{name} is no setting of this version and has no effect"),
    });
    told.collect()
}
