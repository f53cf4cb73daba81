//! The settings: read once, checked all together, and shown without their secrets.
//!
//! Order: built-in default, then `dingnick.toml` (a setting's key is its variable's name, in small
//! letters or as it is), then the environment, then flags. A secret may be given by value or as the path of a
//! file that holds it (`NAME_FILE`).

mod settings;
mod value;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::{LONGEST_WINDOW, Window};
use crate::dingtalk::{Credentials, Hosts, Proxy, Region};
use crate::domain::{ChatId, CorpId, Rate, RobotCode, UserId};
use crate::i18n::Locale;

pub use settings::{ConfigError, Effective, SETTINGS, Setting, Source, Sources};

/// The shortest Client Secret that is believed to be one.
const SHORTEST_SECRET: usize = 8;

/// The shortest callback key; shorter ones can be guessed.
const SHORTEST_CALLBACK_KEY: usize = 16;

/// How messages come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// DingTalk calls us.
    Http,
    /// We connect to DingTalk.
    Stream,
    /// Either way.
    Both,
}

impl Intake {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "http" => Some(Self::Http),
            "stream" => Some(Self::Stream),
            "both" => Some(Self::Both),
            _ => None,
        }
    }

    /// Whether callbacks and encrypted events are taken.
    #[must_use]
    pub fn has_http(self) -> bool {
        self != Self::Stream
    }

    /// Whether a connection is opened.
    #[must_use]
    pub fn has_stream(self) -> bool {
        self != Self::Http
    }
}

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The app that we are.
    pub credentials: Credentials,
    /// The older secret while secrets rotate.
    pub previous_secret: Option<SecretString>,
    /// Our organisation, if callbacks of others are to be refused.
    pub corp_id: Option<CorpId>,
    /// Where DingTalk is.
    pub hosts: Hosts,
    /// How messages come in.
    pub intake: Intake,
    /// Token and key of the event subscription over HTTP, if there is one.
    pub event_keys: Option<EventKeys>,
    /// Where callbacks come in.
    pub listen: SocketAddr,
    /// The last part of the callback's path, if it has one.
    pub callback_key: Option<SecretString>,
    /// How long an idle connection stays open.
    pub keep_alive: Duration,
    /// The clock difference that is accepted in signatures.
    pub window: Window,
    /// The store.
    pub database_url: SecretString,
    /// Its password, where it is not in the URL.
    pub database_password: Option<SecretString>,
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// Where metrics are read, if anywhere.
    pub ops_listen: Option<SocketAddr>,
    /// The language of groups.
    pub locale: Locale,
    /// How many commands one person may send; any number when there is none.
    pub sender_rate: Option<Rate>,
    /// How many commands may come from one group.
    pub group_rate: Option<Rate>,
    /// How many calls a second may be made to one API, by all instances together.
    pub calls_per_second: Option<u32>,
    /// How many commands may wait.
    pub backlog: u64,
    /// How many paid calls the organisation has in a month.
    pub monthly_calls: u64,
    /// The robot's name in the chat.
    pub bot_name: Option<String>,
    /// How long renames are remembered.
    pub ledger_kept_for: Option<Duration>,
    /// The pause before a failed call is tried again; it doubles with each attempt. No setting:
    /// DingTalk's advice decides it, and tests make it short.
    pub first_pause: Duration,
}

impl Config {
    /// Checks the settings.
    ///
    /// # Errors
    /// All that is wrong with them, not only the first.
    pub fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let mut reader = sources.reader();
        let region = reader.parse("DINGTALK_REGION", "intl or cn", |text| match text {
            "intl" => Some(Region::International),
            "cn" => Some(Region::China),
            _ => None,
        });
        let region = region.unwrap_or(Region::International);
        let client_id = reader.required("DINGTALK_CLIENT_ID");
        let _ = reader.required("DINGTALK_CLIENT_SECRET");
        let client_secret = reader.word("DINGTALK_CLIENT_SECRET");
        if client_secret.as_ref().is_some_and(|secret| secret.len() < SHORTEST_SECRET) {
            reader.refuse("DINGTALK_CLIENT_SECRET", "the whole Client Secret of the app");
        }
        let previous_secret = reader.word("DINGTALK_CLIENT_SECRET_PREVIOUS");
        if previous_secret.as_ref().is_some_and(|secret| secret.len() < SHORTEST_SECRET) {
            reader.refuse("DINGTALK_CLIENT_SECRET_PREVIOUS", "a whole Client Secret");
        }
        let id = "an id, without spaces";
        let of_client = client_id.as_deref().and_then(RobotCode::parse);
        if client_id.is_some() && of_client.is_none() {
            reader.refuse("DINGTALK_CLIENT_ID", id);
        }
        let robot_code = reader.parse("DINGTALK_ROBOT_CODE", id, RobotCode::parse).or(of_client);
        let corp_id = reader.parse("DINGTALK_CORP_ID", id, CorpId::parse);
        let allows_plain = reader.parse("DINGNICK_ALLOW_PLAIN_HTTP", "true or false", |text| {
            text.to_ascii_lowercase().parse().ok()
        });
        let [oapi, api] = ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"].map(|name| {
            let url = reader.parse(name, "a URL such as https://host", base_url)?;
            if is_in_clear(&url) && allows_plain == Some(false) {
                reader.refuse(
                    name,
                    "https://, or the Client Secret goes out in clear; DINGNICK_ALLOW_PLAIN_HTTP=true allows that",
                );
            }
            Some(url)
        });
        let proxy = reader.parse(
            "DINGNICK_PROXY",
            "an HTTP proxy such as http://proxy.example:3128, with the / ? # @ % of a password percent-encoded",
            Proxy::parse,
        );
        let intake = reader.parse("DINGNICK_INTAKE", "http, stream or both", Intake::parse);
        let event_token =
            reader.parse("DINGTALK_EVENT_TOKEN", "3 to 32 letters and digits", |text| {
                let fits = (3..=32).contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
                fits.then(|| text.to_owned())
            });
        let owners = client_id.iter().cloned().chain(corp_id.iter().map(ToString::to_string));
        let owners: Vec<String> = owners.collect();
        let event_keys = reader.parse("DINGTALK_EVENT_AES_KEY", "43 letters and digits", |key| {
            EventKeys::new(event_token.clone().unwrap_or_default().into(), key, owners.clone())
        });
        let (has_token, has_key) = ["DINGTALK_EVENT_TOKEN", "DINGTALK_EVENT_AES_KEY"]
            .map(|name| reader.text(name).is_some())
            .into();
        if has_token != has_key {
            reader.refuse("DINGTALK_EVENT_TOKEN", "set together with DINGTALK_EVENT_AES_KEY");
        }
        let host = reader.parse("HOST", "an IP address", |text| text.parse().ok());
        let port = reader.parse("PORT", "a number from 0 to 65535", |text| text.parse().ok());
        let callback_key = reader.parse(
            "DINGNICK_CALLBACK_KEY",
            "16 or more letters, digits, hyphens and underscores",
            |text| {
                let fits = text.len() >= SHORTEST_CALLBACK_KEY
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
                fits.then(|| text.to_owned())
            },
        );
        let keep_alive =
            reader.parse("DINGNICK_KEEP_ALIVE_S", "a number of seconds, from 1 to 3600", |text| {
                let seconds = text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
                seconds.map(Duration::from_secs)
            });
        let seconds = "a number of seconds, at most 3600";
        let past = reader.parse("DINGNICK_SIGNATURE_PAST_S", seconds, window_seconds);
        let future = reader.parse("DINGNICK_SIGNATURE_FUTURE_S", seconds, window_seconds);
        let database_url = reader.required("DATABASE_URL");
        if database_url.as_ref().is_some_and(|url| url.contains(char::is_control)) {
            reader.refuse("DATABASE_URL", "one line");
        }
        let database_password = reader.text("DATABASE_PASSWORD");
        let admins = reader.list("DINGNICK_ADMINS", "userids, separated by commas", UserId::parse);
        let groups = reader.list("DINGNICK_GROUPS", "chatids, separated by commas", ChatId::parse);
        let ops_listen = reader.parse(
            "DINGNICK_OPS_LISTEN",
            "an address such as 127.0.0.1:9090, or off",
            |text| limit(text, |text| text.parse().ok()),
        );
        let locale =
            reader.parse("DINGNICK_LOCALE", "a language such as en or zh-CN", Locale::parse);
        let rate = "a rate such as 6/min, 20/s or 100/h, or off";
        let sender_rate =
            reader.parse("DINGNICK_RATE_SENDER", rate, |text| limit(text, Rate::parse));
        let group_rate = reader.parse("DINGNICK_RATE_GROUP", rate, |text| limit(text, Rate::parse));
        let calls = "a number of calls a second, from 1 to 1000, or off";
        let calls_per_second = reader.parse("DINGNICK_API_QPS", calls, |text| {
            limit(text, |text| text.parse().ok().filter(|calls| (1..=1000).contains(calls)))
        });
        let backlog = reader.parse("DINGNICK_BACKLOG", "a number, 1 or more", |text| {
            text.parse().ok().filter(|most| *most > 0)
        });
        let monthly_calls = reader.parse("DINGNICK_MONTHLY_CALLS", "a number, 1 or more", |text| {
            text.parse().ok().filter(|calls| *calls > 0)
        });
        let bot_name = reader.parse("DINGNICK_BOT_NAME", "a name", |text| {
            (!text.contains(char::is_control)).then(|| text.to_owned())
        });
        let days = "a number of days, 1 or more, or off";
        let ledger_kept_for =
            reader.parse("DINGNICK_LEDGER_DAYS", days, |text| limit(text, day_count));
        reader.finish()?;
        // `finish` has returned if one of these had no value or a bad one; those that need not be
        // given have a default in the table.
        let (Some(client_id), Some(client_secret), Some(robot_code)) =
            (client_id, client_secret, robot_code)
        else {
            return Err(ConfigError::default());
        };
        let (Some(host), Some(port), Some(past), Some(future), Some(database_url)) =
            (host, port, past, future, database_url)
        else {
            return Err(ConfigError::default());
        };
        let (Some(backlog), Some(monthly_calls), Some(intake), Some(keep_alive)) =
            (backlog, monthly_calls, intake, keep_alive)
        else {
            return Err(ConfigError::default());
        };
        Ok(Self {
            credentials: Credentials { client_id, client_secret: client_secret.into(), robot_code },
            previous_secret: previous_secret.map(Into::into),
            corp_id,
            hosts: Hosts::new(region, oapi.as_ref(), api.as_ref()).through(proxy),
            intake,
            event_keys,
            listen: SocketAddr::new(host, port),
            callback_key: callback_key.map(Into::into),
            keep_alive,
            window: Window { past, future },
            database_url: database_url.into(),
            database_password: database_password.map(Into::into),
            admins: admins.into_iter().collect(),
            groups,
            ops_listen: ops_listen.flatten(),
            locale: locale.unwrap_or(match region {
                Region::International => Locale::EN,
                Region::China => Locale::ZH_CN,
            }),
            sender_rate: sender_rate.flatten(),
            group_rate: group_rate.flatten(),
            calls_per_second: calls_per_second.flatten(),
            backlog,
            monthly_calls,
            bot_name,
            ledger_kept_for: ledger_kept_for.flatten(),
            first_pause: Duration::from_millis(500),
        })
    }

    /// Whether DingTalk tells us what happens in groups, as far as that hangs on us.
    #[must_use]
    pub fn hears_events(&self) -> bool {
        self.intake.has_stream() || self.event_keys.is_some()
    }

    /// The secrets that sign callbacks, the present one first.
    #[must_use]
    pub fn signing_secrets(&self) -> Vec<SecretString> {
        let current = std::iter::once(self.credentials.client_secret.clone());
        current.chain(self.previous_secret.clone()).collect()
    }
}

/// A limit, or that there is none.
fn limit<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "off" { Some(None) } else { parse(text).map(Some) }
}

fn day_count(text: &str) -> Option<Duration> {
    let days: u32 = text.parse().ok().filter(|days| *days > 0)?;
    Some(Duration::from_secs(u64::from(days) * 24 * 3600))
}

fn base_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    fits.then_some(url)
}

/// Whether what is sent there can be read on the way: it is not encrypted, and leaves this machine.
fn is_in_clear(url: &Url) -> bool {
    let is_here = match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    };
    url.scheme() == "http" && !is_here
}

fn window_seconds(text: &str) -> Option<Duration> {
    let seconds = Duration::from_secs(text.parse().ok()?);
    (seconds <= LONGEST_WINDOW).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    const REQUIRED: [(&str, &str); 2] =
        [("DINGTALK_CLIENT_ID", "dingapp"), ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length")];

    fn read(file: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let environment = REQUIRED.iter().chain(environment);
        let environment = environment.map(|(name, value)| ((*name).into(), (*value).into()));
        Config::read(&Sources::new(file, &environment.collect())?)
    }

    #[test]
    fn two_settings_are_enough() {
        let config = read("", &[]).expect("good settings");
        assert_eq!(config.credentials.robot_code.as_str(), "dingapp");
        assert_eq!(config.listen.to_string(), "0.0.0.0:8080");
        assert_eq!(config.database_url.expose_secret(), "sqlite://data/dingnick.db");
        assert_eq!(config.locale, Locale::EN);
        assert_eq!(config.window.past, Duration::from_secs(300));
        assert_eq!(config.window.future, Duration::from_secs(60));
    }

    #[test]
    fn the_environment_goes_before_the_file_and_the_file_before_the_default() {
        let file = "port = 9000\nhost = \"127.0.0.1\"\ndingnick_admins = [\"a\", \"b\"]\nDINGTALK_REGION = 'cn'";
        let config = read(file, &[("PORT", "9001"), ("DINGTALK_CORP_ID", "")]).expect("good");
        assert_eq!(config.listen.to_string(), "127.0.0.1:9001");
        assert_eq!(config.admins.len(), 2);
        assert_eq!(config.locale, Locale::ZH_CN);
        assert_eq!(config.corp_id, None);
    }

    #[test]
    fn a_secret_stays_as_it_is_written_but_for_what_is_around_it() {
        for secret in ["00071234", "1e500000", " \"1e500000\"\n", "'it-is\"this'"] {
            let config = read("", &[("DINGTALK_CLIENT_SECRET", secret)]).expect("good");
            let expected = secret.trim().trim_matches(['"', '\'']);
            assert_eq!(config.credentials.client_secret.expose_secret(), expected);
        }
    }

    #[test]
    fn a_secret_with_white_space_within_is_refused_and_not_shown() {
        for name in ["DINGTALK_CLIENT_SECRET", "DINGTALK_CLIENT_SECRET_PREVIOUS"] {
            for secret in ["canary two words", "canary\nsecond-line", "canary\u{A0}x", "canary\0x"]
            {
                let error = read("", &[(name, secret)]).expect_err("no secret").to_string();
                assert!(error.contains(&format!("- {name} must be without spaces")), "{error}");
                assert!(!error.contains("canary"), "{error}");
            }
        }
        let environment = [
            ("DINGNICK_CALLBACK_KEY", "0123456789abcdef 0"),
            ("DINGTALK_EVENT_TOKEN", "a b c"),
            ("DINGTALK_EVENT_AES_KEY", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3 j"),
            ("DATABASE_URL", "sqlite://a\nb"),
        ];
        let error = read("", &environment).expect_err("bad settings").to_string();
        for (name, _) in environment {
            assert!(error.contains(&format!("- {name} must be")), "{error}");
        }
    }

    /// Whatever the setting, and wherever it comes from.
    #[test]
    fn white_space_and_quotes_around_any_value_are_dropped_and_told() {
        for setting in SETTINGS {
            for (open, close) in [("", "\n"), (" ", "\r\n"), ("\"", "\""), ("'", "' "), ("“", "”")]
            {
                let given = format!("{open}value{close}");
                let environment = [(setting.name.to_owned(), given.clone())].into();
                let from_environment = Sources::new("", &environment).expect("readable");
                // A text of JSON is one of TOML.
                let given = serde_json::Value::from(given);
                let file = format!("{} = {given}", setting.name.to_lowercase());
                let from_file = Sources::new(&file, &Default::default()).expect("readable");
                for sources in [from_environment, from_file] {
                    assert_eq!(sources.get(setting.name), Some("value"), "{}", setting.name);
                    let warnings = sources.warnings().join("\n").to_uppercase();
                    assert!(warnings.contains(setting.name), "{warnings}");
                    assert!(!warnings.contains("“VALUE”"), "{warnings}");
                }
            }
        }
        let nothing = read("", &[("DINGTALK_CORP_ID", " \n"), ("PORT", "\"\"")]).expect("good");
        assert_eq!((nothing.corp_id, nothing.listen.port()), (None, 8080), "that is not set");
    }

    #[test]
    fn a_file_of_one_line_is_a_secret_and_its_name_may_be_padded_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secret");
        for (text, is_told) in [
            ("a-secret-of-some-length\n", false),
            ("\u{FEFF} \"a-secret-of-some-length\" \r\n", true),
        ] {
            std::fs::write(&path, text).expect("it is written");
            for (padding, is_padded) in [("", false), ("\n", true)] {
                let given = format!("{}{padding}", path.display());
                let environment = [("DINGTALK_CLIENT_SECRET_FILE".to_owned(), given)].into();
                let sources = Sources::new("", &environment).expect("readable");
                assert_eq!(sources.get("DINGTALK_CLIENT_SECRET"), Some("a-secret-of-some-length"));
                let told =
                    sources.warnings().iter().filter(|it| it.contains("_SECRET_FILE")).count();
                assert_eq!(told, usize::from(is_told) + usize::from(is_padded));
            }
        }
    }

    #[test]
    fn no_secret_goes_out_in_clear_unless_that_is_wanted() {
        let plain = ["http://dingtalk.example", "http://10.0.0.1:8000/x", "http://[2001:db8::1]"];
        for url in plain {
            for name in ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"] {
                let error = read("", &[(name, url)]).expect_err("in clear").to_string();
                assert!(error.contains(&format!("- {name} must be https://")), "{error}");
                let allowed = [(name, url), ("DINGNICK_ALLOW_PLAIN_HTTP", "True")];
                read("", &allowed).expect("that is wanted");
            }
        }
        for url in [
            "http://127.0.0.1:8000",
            "http://127.9.9.9",
            "http://localhost:1",
            "http://[::1]:1",
            "https://dingtalk.example",
        ] {
            read("", &[("DINGTALK_OAPI_URL", url)]).expect("nobody can read it on the way");
        }
    }

    #[test]
    fn a_proxy_is_checked_and_never_shown() {
        for proxy in ["http://proxy.example:3128", "proxy.example:3128", "http://canary:c%40n@p:1/"]
        {
            let config = read("", &[("DINGNICK_PROXY", proxy)]).expect("a proxy");
            assert!(!format!("{config:?}").contains("can"), "{config:?}");
        }
        for proxy in [
            "socks5://canary:1",
            "https://canary:1",
            "http://canary:a@b@host:1",
            "http://canary:a/b@host:1",
            "http://canary:a#b@host:1",
            "http://canary:50%@host:1",
            "http://host:1/canary",
            "canary",
            "http://",
        ] {
            let error = read("", &[("DINGNICK_PROXY", proxy)]).expect_err("no proxy").to_string();
            assert!(error.contains("- DINGNICK_PROXY must be an HTTP proxy"), "{proxy}: {error}");
            assert!(!error.contains("canary"), "{error}");
        }
        let environment = |name: &str| [(name.to_owned(), "http://canary".to_owned())].into();
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"] {
            let sources = Sources::new("", &environment(name)).expect("readable");
            let warnings = sources.warnings().join("\n");
            assert!(warnings.contains(name) && warnings.contains("DINGNICK_PROXY"), "{warnings}");
            assert!(!warnings.contains("canary"), "{warnings}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let sources = Sources::new(
            "",
            &[
                ("PORT", "http"),
                ("DINGTALK_REGION", "us"),
                ("DINGNICK_GROUPS", "chat0123456789,nonsense"),
                ("DINGNICK_SIGNATURE_PAST_S", "7200"),
                ("DINGNICK_CALLBACK_KEY", "short"),
                ("DINGTALK_OAPI_URL", "oapi.dingtalk.com"),
                ("DINGTALK_CLIENT_SECRET", "short"),
            ]
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
        );
        let error = Config::read(&sources.expect("readable")).expect_err("bad settings");
        insta::assert_snapshot!(error.to_string(), @r"
        the settings cannot be used as they are:
        - DINGTALK_REGION must be intl or cn
        - DINGTALK_CLIENT_ID is missing: the app's Client ID (formerly AppKey)
        - DINGTALK_CLIENT_SECRET must be the whole Client Secret of the app
        - DINGTALK_OAPI_URL must be a URL such as https://host
        - PORT must be a number from 0 to 65535
        - DINGNICK_CALLBACK_KEY must be 16 or more letters, digits, hyphens and underscores
        - DINGNICK_SIGNATURE_PAST_S must be a number of seconds, at most 3600
        - DINGNICK_GROUPS must be chatids, separated by commas
        ");
        assert!(!error.to_string().contains("short"), "a value is shown");
    }

    #[test]
    fn events_take_a_token_and_a_key() {
        let key = ("DINGTALK_EVENT_AES_KEY", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij");
        let token = ("DINGTALK_EVENT_TOKEN", "token1");
        let hears = |environment: &[_]| read("", environment).expect("good").hears_events();
        assert!(hears(&[token, key]));
        assert!(hears(&[("DINGNICK_INTAKE", "stream")]));
        assert!(!hears(&[]));
        for bad in [
            &[token][..],
            &[key],
            &[token, ("DINGTALK_EVENT_AES_KEY", "short")],
            &[("DINGTALK_EVENT_TOKEN", "no token!"), key],
            &[("DINGNICK_INTAKE", "webhook")],
        ] {
            let error = read("", bad).expect_err("bad settings").to_string();
            assert!(error.contains(bad[0].0) || error.contains(key.0), "{error}");
            assert!(!error.contains(token.1) && !error.contains(key.1), "a value is shown");
        }
    }

    #[test]
    fn an_id_that_is_none_is_refused_and_not_left_out() {
        for name in ["DINGTALK_CLIENT_ID", "DINGTALK_ROBOT_CODE", "DINGTALK_CORP_ID"] {
            let error = read("", &[(name, "ding app")]).expect_err("no id").to_string();
            assert!(error.contains(&format!("- {name} must be an id")), "{error}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_known_one() {
        for (file, message) in [
            ("prot = 1", "prot is no setting; did you mean port?"),
            ("DINGNICK_ADMIN = 'a'", "did you mean DINGNICK_ADMINS?"),
            ("dingtalk_client_sercet = 'x'", "did you mean dingtalk_client_secret?"),
            ("[server]\nport = 1", "server is no setting"),
        ] {
            let error = read(file, &[]).expect_err("an unknown key").to_string();
            assert!(error.contains(message), "failed on {file:?}: {error}");
        }
    }
}
