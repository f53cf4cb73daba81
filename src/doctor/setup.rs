//! What a diagnosis is told of the set-up: the settings as far as checks depend on them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use crate::dingtalk::envelope::EventKeys;
use crate::dingtalk::sign::Window;
use crate::dingtalk::{Credentials, Hosts, Region};
use crate::domain::{ChatId, CorpId, RobotCode, UserId};
use crate::store::Used;

/// A setting that cannot be used as it is.
#[derive(Clone, Debug)]
pub struct BadSetting {
    /// Its name, where it is one setting.
    pub name: Option<String>,
    /// What is wrong with it. No value is in it.
    pub problem: String,
    /// Nothing was set.
    pub is_missing: bool,
    /// Where the line stands, and how it could be.
    pub line: Option<String>,
}

/// The settings, as far as checks depend on them.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Those that cannot be used.
    pub bad_settings: Vec<BadSetting>,
    /// What the operator should know of the others.
    pub warnings: Vec<String>,
    /// The edition of DingTalk.
    pub region: Region,
    /// Where it is.
    pub hosts: Hosts,
    /// Where the other edition is; nowhere when other base URLs are set.
    pub elsewhere: Option<Hosts>,
    /// The app, unless its settings are missing or wrong.
    pub credentials: Option<Credentials>,
    /// The robot, under whose code the store keeps what it keeps.
    pub robot_code: RobotCode,
    /// The older secret while secrets rotate.
    pub previous_secret: Option<SecretString>,
    /// Files that hold secrets.
    pub secret_files: Vec<PathBuf>,
    /// Whether messages come in by callbacks.
    pub takes_callbacks: bool,
    /// Whether messages come in by Stream.
    pub takes_stream: bool,
    /// The clock difference that is accepted in signatures.
    pub window: Window,
    /// The last part of the callback's path, if it has one.
    pub callback_key: Option<SecretString>,
    /// Token and key of the event subscription over HTTP.
    pub event_keys: Option<EventKeys>,
    /// Where the bot listens.
    pub listen: SocketAddr,
    /// Where it listens for the operator.
    pub ops_listen: Option<SocketAddr>,
    /// The store.
    pub database_url: SecretString,
    /// Its password, where it is not in the URL.
    pub database_password: Option<SecretString>,
    /// Who may do everything.
    pub admins: Vec<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// The language until a group chooses one.
    pub locale: String,
    /// The organisation, if it is set: callbacks must name it, and its calls are counted together.
    pub corp_id: Option<CorpId>,
    /// How many calls a second may be made to one API.
    pub calls_per_second: Option<u32>,
    /// What the organisation has in a month.
    pub monthly: Used,
    /// The pause before a failed call is tried again.
    pub first_pause: Duration,
}
