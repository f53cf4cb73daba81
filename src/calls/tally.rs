//! The tally: how many calls and messages went to which group, and what for. It is counted as they
//! are made, and written down every few seconds with the month's sums.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::tz::TimeZone;

use crate::dingtalk::Api;
use crate::domain::{ConversationId, Purpose, Timestamp};
use crate::store::{Scope, StoreError, Tally, in_time};

/// The figures of all messages that came in, and of those that were said in a session.
pub const MESSAGES_IN: &str = "messages.in";
pub(super) const MESSAGES_OUT: &str = "messages.out";

type Figure = (ConversationId, String, &'static str);

/// What was counted and is not in the store yet.
pub struct Tallies {
    store: Scope,
    time_zone: TimeZone,
    counts: Mutex<HashMap<Figure, u64>>,
}

impl Tallies {
    pub(super) fn new(store: Scope, time_zone: TimeZone) -> Self {
        Self { store, time_zone, counts: Mutex::default() }
    }

    /// The day where the operator is, as figures have it.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> String {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.to_zoned(self.time_zone.clone()).date().to_string()
    }

    /// Counts one more.
    pub fn count(&self, what: &'static str, group: &ConversationId, now: Timestamp) {
        let figure = (group.clone(), self.day_of(now), what);
        *self.counts().entry(figure).or_default() += 1;
    }

    pub(super) fn count_call(
        &self,
        api: Api,
        purpose: Purpose,
        group: &ConversationId,
        now: Timestamp,
    ) {
        self.count(figure_of(api, purpose), group, now);
    }

    /// Writes down what was counted.
    ///
    /// # Errors
    /// When the store does not answer; it is counted still.
    pub async fn write_down(&self) -> Result<(), StoreError> {
        let counts = std::mem::take(&mut *self.counts());
        let tallies: Vec<Tally> = counts
            .iter()
            .map(|((conversation, day, what), count)| Tally {
                conversation: conversation.clone(),
                day: day.clone(),
                what: (*what).to_owned(),
                count: *count,
            })
            .collect();
        let written = in_time(self.store.add_tallies(&tallies)).await;
        if written.is_err() {
            let mut now = self.counts();
            for (figure, count) in counts {
                *now.entry(figure).or_default() += count;
            }
        }
        written
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, HashMap<Figure, u64>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a call is counted as: a name by what it was for, and all else by what it does.
fn figure_of(api: Api, purpose: Purpose) -> &'static str {
    match api {
        Api::UpdateGroupNick | Api::SceneGroupNicks => purpose.figure(),
        Api::GroupMessagesSend | Api::DirectMessagesSend | Api::EmotionReply => {
            Purpose::Say.figure()
        }
        _ => Purpose::Look.figure(),
    }
}
