//! The caps: what of a month members may spend. Every paid call that a member asks for passes here
//! before it is made.
//!
//! The last calls of a month are kept for those who decide, and nobody spends more in a day than
//! the operator allows, so that no member can spend the organisation's month.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::allowance::Allowance;
use super::setback::{Cap, Setback};
use super::turn::Turn;
use crate::dingtalk::Api;
use crate::domain::{ConversationId, Limited, Timestamp};
use crate::store::{MemberCall, MemberCallLimits, Scope, in_time};

/// What the operator decides of members' calls.
#[derive(Clone, Debug)]
pub struct DailyCaps {
    /// How many paid calls one member has a day, in all groups together; any number if none.
    pub member: Option<u32>,
    /// How many the members of one group have together.
    pub group: Option<u32>,
    /// Where days begin at midnight.
    pub time_zone: TimeZone,
}

/// Admits paid calls.
pub(super) struct Caps {
    daily: DailyCaps,
    store: Scope,
    allowance: Arc<Allowance>,
}

impl Caps {
    pub(super) fn new(daily: DailyCaps, store: Scope, allowance: Arc<Allowance>) -> Self {
        Self { daily, store, allowance }
    }

    pub(super) fn daily(&self) -> &DailyCaps {
        &self.daily
    }

    /// Admits a paid call, and counts it against who asks for it.
    ///
    /// # Errors
    /// The cap that is reached, or that the store does not answer.
    pub(super) async fn admit(
        &self,
        api: Api,
        turn: Turn<'_>,
        now: Timestamp,
    ) -> Result<(), Setback> {
        let (Some(person), Some(conversation), Some(job_id)) = (turn.spender, turn.group, turn.job)
        else {
            return Ok(());
        };
        // For whom the rest is kept may hang on the answer; one that is known is not asked for.
        if self.allowance.calls(now).are_reserved() && !api.names_owner() {
            return Err(Setback::Capped(Cap::Reserve));
        }
        self.count(&self.daily, api, conversation, person, (job_id, turn.attempt), now).await
    }

    /// Admits a paid call that nobody asks for: it is in nobody's day but the group's.
    ///
    /// # Errors
    /// The cap that is reached, or that the store does not answer.
    pub(super) async fn admit_of_rule(
        &self,
        api: Api,
        turn: Turn<'_>,
        now: Timestamp,
    ) -> Result<(), Setback> {
        let (Some(conversation), Some(job_id)) = (turn.group, turn.job) else {
            return Ok(());
        };
        if self.allowance.calls(now).are_reserved() {
            return Err(Setback::Capped(Cap::Reserve));
        }
        let daily = DailyCaps { member: None, ..self.daily.clone() };
        self.count(&daily, api, conversation, OF_RULE, (job_id, turn.attempt), now).await
    }

    /// When the next day begins.
    pub(super) fn next_day(&self, now: Timestamp) -> Timestamp {
        Day::of(now, &self.daily.time_zone).next_begin
    }

    async fn count(
        &self,
        daily: &DailyCaps,
        api: Api,
        conversation: &ConversationId,
        person: &str,
        (job_id, attempt): (i64, u32),
        now: Timestamp,
    ) -> Result<(), Setback> {
        let DailyCaps { member, group, time_zone } = daily;
        if member.is_none() && group.is_none() {
            return Ok(());
        }
        let day = Day::of(now, time_zone);
        let call = MemberCall {
            organisation: self.allowance.organisation(),
            conversation,
            person,
            job_id,
            attempt,
            api: api.as_str(),
            at: now,
        };
        let limits = MemberCallLimits { since: day.begin, member: *member, group: *group };
        let Some(limited) = in_time(self.store.count_member_call(call, limits)).await? else {
            return Ok(());
        };
        let count = match limited {
            Limited::Sender => *member,
            Limited::Group => *group,
        };
        let (count, free_at) = (count.unwrap_or_default(), day.next);
        Err(Setback::Capped(Cap::Day { limited, count, free_at }))
    }
}

/// In whose day the calls stand that a group's format asks for: nobody's userid.
const OF_RULE: &str = "format@rule";

/// A day where the operator's clocks are.
struct Day {
    begin: Timestamp,
    next_begin: Timestamp,
    /// The hour at which the next one begins, as in `00:00`; with its zone where that is nobody's
    /// own clock.
    next: String,
}

impl Day {
    fn of(now: Timestamp, zone: &TimeZone) -> Self {
        let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let now = at.to_zoned(zone.clone());
        // Clocks that change at midnight skip it. Times so far off that there is no such day are
        // nobody's.
        let begin = now.start_of_day().unwrap_or_else(|_| now.clone());
        let next = begin.checked_add(1.day()).and_then(|next| next.start_of_day());
        let next = next.unwrap_or_else(|_| now.clone());
        let is_nobodys = next.offset().is_zero() && zone.iana_name() == Some("UTC");
        let next_begin = Timestamp(next.timestamp().as_millisecond());
        let next = next.strftime("%H:%M");
        Self {
            begin: Timestamp(begin.timestamp().as_millisecond()),
            next_begin,
            next: if is_nobodys { format!("{next} UTC") } else { next.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_where_the_operator_is() {
        for (at, zone, begin, next) in [
            ("2026-11-26T15:59:59Z", "Asia/Shanghai", "2026-11-25T16:00:00Z", "00:00"),
            ("2026-11-26T16:00:00Z", "Asia/Shanghai", "2026-11-26T16:00:00Z", "00:00"),
            ("2026-11-26T15:59:59Z", "UTC", "2026-11-26T00:00:00Z", "00:00 UTC"),
            // The clocks go forward at midnight of the 4th: the day is not there before one o'clock.
            ("2026-09-05T12:00:00Z", "America/Santiago", "2026-09-05T04:00:00Z", "01:00"),
            // A day of 25 hours.
            ("2026-11-01T20:00:00Z", "America/New_York", "2026-11-01T04:00:00Z", "00:00"),
        ] {
            let at: jiff::Timestamp = at.parse().expect("a time");
            let zone = TimeZone::get(zone).expect("a zone");
            let day = Day::of(Timestamp(at.as_millisecond()), &zone);
            let begin: jiff::Timestamp = begin.parse().expect("a time");
            assert_eq!(day.begin, Timestamp(begin.as_millisecond()), "failed on {at}");
            assert_eq!(day.next, next, "failed on {at}");
        }
    }
}
