//! The settings: read once, checked all together, and shown without their secrets.
//!
//! Order: built-in default, then `dingnick.toml` (a setting's key is its variable's name, in small
//! letters or as it is), then the environment, then flags. A secret may be given by value or as the path of a
//! file that holds it (`NAME_FILE`).

mod settings;
mod value;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::{Offset, TimeZone};
use secrecy::SecretString;
use url::Url;

use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::{LONGEST_WINDOW, Window};
use crate::dingtalk::{Credentials, Hosts, Proxy, Region, is_loopback};
use crate::domain::{ChatId, CorpId, Rate, RobotCode, TemplateId, UserId};
use crate::i18n::Locale;

use settings::Reader;
pub use settings::{ConfigError, Effective, SETTINGS, Setting, SettingProblem, Source, Sources};
pub use value::is_placeholder;

/// The shortest Client Secret that is believed to be one.
const SHORTEST_SECRET: usize = 8;

/// The shortest callback key; shorter ones can be guessed.
const SHORTEST_CALLBACK_KEY: usize = 16;

/// The shortest console token; shorter ones can be guessed.
const SHORTEST_CONSOLE_TOKEN: usize = 32;

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
    /// As `DINGNICK_INTAKE` names it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
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
    /// The edition of DingTalk.
    pub region: Region,
    /// Where DingTalk is.
    pub hosts: Hosts,
    /// Where the other edition is; nowhere when other base URLs are set.
    pub elsewhere: Option<Hosts>,
    /// How messages come in.
    pub intake: Intake,
    /// Token and key of the event subscription over HTTP, if there is one.
    pub event_keys: Option<EventKeys>,
    /// Where callbacks come in.
    pub listen: SocketAddr,
    /// The last part of the callback's path, if it has one.
    pub callback_key: Option<SecretString>,
    /// Whether the bot is not ready while DingTalk refuses the credentials.
    pub ready_needs_credentials: bool,
    /// How long an idle connection stays open.
    pub keep_alive: Duration,
    /// The clock difference that is accepted in signatures.
    pub window: Window,
    /// Whether a message under signature headers that somebody may have captured is refused, and not
    /// only reported.
    pub refuses_suspicious_pairs: bool,
    /// The store.
    pub database_url: SecretString,
    /// Its password, where it is not in the URL.
    pub database_password: Option<SecretString>,
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// The template with which groups are made scene groups.
    pub template: Option<TemplateId>,
    /// Where metrics are read, if anywhere.
    pub ops_listen: Option<SocketAddr>,
    /// What signs in to the console; there is none without.
    pub console_token: Option<SecretString>,
    /// All settings as they are in force, to be shown: without secrets.
    pub effective: Vec<Effective>,
    /// What the operator should know of the settings.
    pub warnings: Vec<String>,
    /// Files that hold secrets.
    pub secret_files: Vec<PathBuf>,
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
    /// How many robot messages the organisation has in a month.
    pub monthly_messages: u64,
    /// How many paid calls a member has in a day; any number when there is none.
    pub member_daily: Option<u32>,
    /// How many the members of a group have together.
    pub group_daily: Option<u32>,
    /// Where days begin at midnight. DingTalk's months begin in Beijing whatever it is.
    pub time_zone: TimeZone,
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
        reader.refuse_placeholders();
        let region = reader.parse("DINGTALK_REGION", "intl or cn", Region::parse);
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
        let (hosts, elsewhere) = hosts(&mut reader, region);
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
        let ready_needs_credentials =
            reader.parse("DINGNICK_READY_NEEDS_CREDENTIALS", "true or false", |text| {
                text.to_ascii_lowercase().parse().ok()
            });
        let keep_alive =
            reader.parse("DINGNICK_KEEP_ALIVE_S", "a number of seconds, from 1 to 3600", |text| {
                let seconds = text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
                seconds.map(Duration::from_secs)
            });
        let seconds = "a number of seconds, at most 3600";
        let past = reader.parse("DINGNICK_SIGNATURE_PAST_S", seconds, window_seconds);
        let future = reader.parse("DINGNICK_SIGNATURE_FUTURE_S", seconds, window_seconds);
        let refuses_suspicious_pairs =
            reader.parse("DINGNICK_HEADER_PAIRS", "report or refuse", |text| match text {
                "report" => Some(false),
                "refuse" => Some(true),
                _ => None,
            });
        let database_url = reader.required("DATABASE_URL");
        if database_url.as_ref().is_some_and(|url| url.contains(char::is_control)) {
            reader.refuse("DATABASE_URL", "one line");
        }
        let database_password = reader.text("DATABASE_PASSWORD");
        let admins = reader.list("DINGNICK_ADMINS", "userids, separated by commas", UserId::parse);
        let groups = reader.list("DINGNICK_GROUPS", "chatids, separated by commas", ChatId::parse);
        let template = reader.parse("DINGTALK_GROUP_TEMPLATE_ID", id, TemplateId::parse);
        let ops_listen = reader.parse(
            "DINGNICK_OPS_LISTEN",
            "an address such as 127.0.0.1:9090, or off",
            |text| limit(text, |text| text.parse().ok()),
        );
        let token = "32 or more characters, without spaces";
        let console_token = reader.parse("DINGNICK_CONSOLE_TOKEN", token, |text| {
            let fits = text.len() >= SHORTEST_CONSOLE_TOKEN
                && text.bytes().all(|byte| byte.is_ascii_graphic());
            fits.then(|| text.to_owned())
        });
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
        let [monthly_calls, monthly_messages] =
            ["DINGNICK_MONTHLY_CALLS", "DINGNICK_MONTHLY_MESSAGES"].map(|name| {
                reader.parse(name, "a number, 1 or more", |text| {
                    text.parse().ok().filter(|count| *count > 0)
                })
            });
        let [member_daily, group_daily] =
            ["DINGNICK_MEMBER_DAILY", "DINGNICK_GROUP_DAILY"].map(|name| {
                reader.parse(name, "a number of calls a day, 1 or more, or off", |text| {
                    limit(text, |text| text.parse().ok().filter(|count| *count > 0))
                })
            });
        let time_zone =
            reader.parse("DINGNICK_TIMEZONE", "a time zone such as Asia/Shanghai", |name| {
                TimeZone::get(name).ok()
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
        let (Some(backlog), Some(monthly_calls), Some(monthly_messages)) =
            (backlog, monthly_calls, monthly_messages)
        else {
            return Err(ConfigError::default());
        };
        let (Some(intake), Some(keep_alive)) = (intake, keep_alive) else {
            return Err(ConfigError::default());
        };
        Ok(Self {
            credentials: Credentials { client_id, client_secret: client_secret.into(), robot_code },
            previous_secret: previous_secret.map(Into::into),
            corp_id,
            region,
            hosts,
            elsewhere,
            intake,
            event_keys,
            listen: SocketAddr::new(host, port),
            callback_key: callback_key.map(Into::into),
            ready_needs_credentials: ready_needs_credentials == Some(true),
            keep_alive,
            window: Window { past, future },
            refuses_suspicious_pairs: refuses_suspicious_pairs == Some(true),
            database_url: database_url.into(),
            database_password: database_password.map(Into::into),
            admins: admins.into_iter().collect(),
            groups,
            template,
            ops_listen: ops_listen.flatten(),
            console_token: console_token.map(Into::into),
            effective: sources.effective(),
            warnings: sources.warnings().to_vec(),
            secret_files: sources.secret_files(),
            locale: locale.unwrap_or(match region {
                Region::International => Locale::EN,
                Region::China => Locale::ZH_CN,
            }),
            sender_rate: sender_rate.flatten(),
            group_rate: group_rate.flatten(),
            calls_per_second: calls_per_second.flatten(),
            backlog,
            monthly_calls,
            monthly_messages,
            member_daily: member_daily.flatten(),
            group_daily: group_daily.flatten(),
            time_zone: time_zone.unwrap_or_else(|| time_zone_of(region)),
            bot_name,
            ledger_kept_for: ledger_kept_for.flatten(),
            first_pause: Duration::from_millis(500),
        })
    }

    /// Where DingTalk is, as if the region were this one; checks no other setting.
    ///
    /// # Errors
    /// What is wrong with the settings that say so.
    pub fn hosts(sources: &Sources, region: Region) -> Result<Hosts, ConfigError> {
        let mut reader = sources.reader();
        let (hosts, _) = hosts(&mut reader, region);
        reader.finish().map(|()| hosts)
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

/// What is needed to look into the store: no credentials.
#[derive(Clone, Debug)]
pub struct StoreSettings {
    /// The store.
    pub database_url: SecretString,
    /// Its password, where it is not in the URL.
    pub database_password: Option<SecretString>,
    /// Whose part of it, if that is set.
    pub robot_code: Option<RobotCode>,
}

impl StoreSettings {
    /// Checks these settings, and no others.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let mut reader = sources.reader();
        let database_url = reader.required("DATABASE_URL");
        if database_url.as_ref().is_some_and(|url| url.contains(char::is_control)) {
            reader.refuse("DATABASE_URL", "one line");
        }
        let database_password = reader.text("DATABASE_PASSWORD").map(Into::into);
        let id = "an id, without spaces";
        let robot_code = reader.parse("DINGTALK_ROBOT_CODE", id, RobotCode::parse);
        let of_client = reader.parse("DINGTALK_CLIENT_ID", id, RobotCode::parse);
        reader.finish()?;
        let database_url = database_url.unwrap_or_default().into();
        Ok(Self { database_url, database_password, robot_code: robot_code.or(of_client) })
    }
}

/// Where DingTalk is: at the hosts of its region, or where the settings say instead; and the proxy
/// before it. And where the other edition is, unless the settings say where this one is.
fn hosts(reader: &mut Reader<'_>, region: Region) -> (Hosts, Option<Hosts>) {
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
    let has_own = oapi.is_some() || api.is_some();
    let hosts = Hosts::new(region, oapi.as_ref(), api.as_ref()).through(proxy.clone());
    let elsewhere = Hosts::new(region.other(), None, None).through(proxy);
    (hosts, (!has_own).then_some(elsewhere))
}

/// A limit, or that there is none.
fn limit<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "off" { Some(None) } else { parse(text).map(Some) }
}

/// The clock of most who are there, where there is one.
fn time_zone_of(region: Region) -> TimeZone {
    match region {
        Region::International => TimeZone::UTC,
        Region::China => TimeZone::fixed(Offset::constant(8)),
    }
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
        && url.username().is_empty()
        && url.password().is_none();
    fits.then_some(url)
}

/// Whether what is sent there can be read on the way: it is not encrypted, and leaves this machine.
fn is_in_clear(url: &Url) -> bool {
    url.scheme() == "http" && !is_loopback(url)
}

fn window_seconds(text: &str) -> Option<Duration> {
    let seconds = Duration::from_secs(text.parse().ok()?);
    (seconds <= LONGEST_WINDOW).then_some(seconds)
}

#[cfg(test)]
mod tests;
