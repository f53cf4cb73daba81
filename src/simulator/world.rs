//! The state of the simulated DingTalk: one organisation, one app with its
//! robot, people, groups, and what has happened among them.
//! Pure state: no HTTP, no waiting. Time comes from the clock it is given.

mod apis;
mod cast;
mod chat;
mod demo;
mod faults;
mod gateway;
mod grants;
mod groups;
mod meters;
mod registration;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, net::IpAddr, sync::Arc};

pub use apis::{Api, ApiCall, Family, Scope};
pub use cast::{App, Department, Organisation, Person, PersonId};
pub use chat::{Author, ChatEntry, Piece, Place, Reaction, Reception, Via};
pub use faults::{Fault, Faults};
pub use gateway::{Ack, Connection, GatewayBooks, Push, Subscription};
pub use groups::{
    Group, GroupId, GroupStatus, Member, NicknameChange, Refusal, TEMPLATE, TemplateRefusal,
};
pub use meters::Quota;
pub(in crate::simulator) use registration::{Device, NONCE_LIFE_S, Progress};
pub use registration::{Registrations, Scan};

use super::facts::Facts;

use self::{
    grants::{Sessions, Tokens},
    meters::CallTimes,
};

/// Where the simulator reads the time: milliseconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Everything the simulated DingTalk knows.
pub struct World {
    /// The organisation the app belongs to.
    pub organisation: Organisation,
    /// The app and its robot.
    pub app: App,
    /// Everybody, members of the organisation and outsiders; a [`PersonId`] is an index here.
    pub people: Vec<Person>,
    /// The departments that `department/get` knows.
    pub departments: Vec<Department>,
    /// All groups; a [`GroupId`] is an index here.
    pub groups: Vec<Group>,
    /// What has been said, in every conversation, oldest first.
    pub chat: Vec<ChatEntry>,
    /// What the robot has put on messages, oldest first.
    pub reactions: Vec<Reaction>,
    /// Whom the robot had notified whom it did not concern: everybody, or somebody who had nothing
    /// to do with it. None in a good story.
    pub undue_mentions: Vec<String>,
    /// Who came into a group since the world began.
    pub newcomers: Vec<(GroupId, PersonId)>,
    /// Every change of a group nickname, oldest first.
    pub changes: Vec<NicknameChange>,
    /// Every API call received, oldest first, without tokens, secrets and sessions.
    pub calls: Vec<ApiCall>,
    /// What goes wrong, and how often.
    pub faults: Faults,
    /// The permissions granted to the app.
    pub scopes: BTreeSet<Scope>,
    /// The addresses the app may call from; `None` when the list is off.
    pub ip_allow_list: Option<Vec<IpAddr>>,
    /// Nicknames that contain one of these are refused (41049).
    pub forbidden_words: Vec<String>,
    /// The month's API calls (5 000 on the standard edition).
    pub api_quota: Quota,
    /// The month's Webhook and Stream messages (3 000 on the standard edition).
    pub message_quota: Quota,
    /// Calls a second to one API before 90018; `None` for no limit.
    pub rate_limit: Option<u32>,
    /// What DingTalk's documents leave open.
    pub facts: Facts,
    /// The list of a scene group's members comes whole up to so many, and in pages beyond.
    pub scene_members_at_once: usize,
    /// Whether people and departments are told in the types of the documents' samples: numbers
    /// and booleans as strings, a list of objects as its first object.
    pub sample_types: bool,
    /// The group templates that the organisation has, by their ids.
    pub templates: BTreeSet<String>,
    /// Under which names events tell of what happened, over HTTP.
    pub event_names: EventNames,
    /// What the Stream gateway knows.
    pub gateway: GatewayBooks,
    /// The desk at which apps are made by a scan.
    pub registrations: Registrations,
    tokens: Tokens,
    sessions: Sessions,
    call_times: CallTimes,
    clock: Clock,
}

/// The two sets of field names that bodies of events have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventNames {
    /// `chatId`, and an `eventId` beside it.
    Current,
    /// `ChatId`.
    Legacy,
}

/// How the bot is told of messages and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// By callbacks, and by events in envelopes.
    Http,
    /// By frames, over a connection that the bot opens.
    Stream,
}

impl World {
    /// An organisation with its app and robot, and nobody in it yet.
    pub fn new() -> Self {
        Self {
            organisation: Organisation::fixture(),
            app: App::fixture(),
            people: Vec::new(),
            departments: Vec::new(),
            groups: Vec::new(),
            chat: Vec::new(),
            reactions: Vec::new(),
            undue_mentions: Vec::new(),
            newcomers: Vec::new(),
            changes: Vec::new(),
            calls: Vec::new(),
            faults: Faults::default(),
            scopes: Scope::ALL.into_iter().collect(),
            ip_allow_list: None,
            forbidden_words: vec!["违禁词".to_owned(), "forbidden".to_owned()],
            api_quota: Quota::of(5_000),
            message_quota: Quota::of(3_000),
            rate_limit: Some(20),
            facts: Facts::default(),
            scene_members_at_once: 1_000,
            sample_types: false,
            templates: BTreeSet::from([TEMPLATE.to_owned()]),
            event_names: EventNames::Current,
            gateway: GatewayBooks::default(),
            registrations: Registrations::default(),
            tokens: Tokens::default(),
            sessions: Sessions::default(),
            call_times: CallTimes::default(),
            clock: Arc::new(|| 0),
        }
    }

    /// The present time in this world.
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Gives the world another clock; [`super::Simulator::start`] does this.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Uses up the month's API calls, so that the next metered one gets 90020.
    pub fn use_up_quota(&mut self) {
        let now = self.now();
        self.api_quota.use_up(now);
    }

    /// Takes a permission away from the app.
    pub fn revoke(&mut self, scope: Scope) {
        self.scopes.remove(&scope);
    }

    /// Gives a permission to the app.
    pub fn grant(&mut self, scope: Scope) {
        self.scopes.insert(scope);
    }

    /// Counts one more call to `api` now, and says whether the rate allows it.
    pub(in crate::simulator) fn within_rate(&mut self, api: Api) -> bool {
        let now = self.now();
        match self.rate_limit {
            Some(limit) => self.call_times.admit(api, now, limit),
            None => true,
        }
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
