//! Settings of the bot: what the operator decides.

use std::collections::HashSet;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::rates::Limits;
use crate::calls::{CallsSettings, DailyCaps};
use crate::domain::{ChatId, CorpId, Rate, RobotCode, TemplateId, UserId};
use crate::i18n::Locale;
use crate::store::Used;

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Our robot; callbacks of others are refused.
    pub robot_code: RobotCode,
    /// Our organisation, if callbacks of others are to be refused.
    pub corp_id: Option<CorpId>,
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// The template with which groups are made scene groups.
    pub template: Option<TemplateId>,
    /// The language of groups.
    pub locale: Locale,
    /// How many commands one person may send.
    pub sender_rate: Option<Rate>,
    /// How many commands may come from one group.
    pub group_rate: Option<Rate>,
    /// How many calls a second may be made to one API.
    pub calls_per_second: Option<u32>,
    /// What the organisation has in a month.
    pub monthly: Used,
    /// How many paid calls a member has in a day.
    pub member_daily: Option<u32>,
    /// How many the members of a group have together.
    pub group_daily: Option<u32>,
    /// Where days begin at midnight.
    pub time_zone: TimeZone,
    /// The bot's name in the chat, so that nobody poses as it.
    pub bot_name: Option<String>,
    /// How many commands may wait.
    pub backlog: u64,
    /// Whether DingTalk tells us what happens in groups.
    pub hears_events: bool,
    /// How much older than the newest of its kind an encrypted event may be.
    pub oldest_event: Duration,
    /// How long renames are remembered; for ever when there is no limit.
    pub ledger_kept_for: Option<Duration>,
    /// The pause before the second attempt; it doubles with each. DingTalk advises a second where
    /// calls come too fast, and that pause is twice this one.
    pub first_pause: Duration,
}

impl Settings {
    /// The rates in force.
    pub(super) fn limits(&self) -> Limits {
        Limits { sender: self.sender_rate, group: self.group_rate }
    }

    /// What is decided of calls. Those of an organisation are counted together, as far as it is
    /// known.
    #[must_use]
    pub fn calls(&self) -> CallsSettings {
        let organisation = self.corp_id.as_ref().map_or(self.robot_code.as_str(), CorpId::as_str);
        let (member, group) = (self.member_daily, self.group_daily);
        CallsSettings {
            organisation: organisation.to_owned(),
            per_second: self.calls_per_second,
            monthly: self.monthly,
            daily: DailyCaps { member, group, time_zone: self.time_zone.clone() },
            first_pause: self.first_pause,
        }
    }
}
