//! The model's part for answers: each is taken once, unless it is released as certainly not given.

use std::collections::BTreeMap;

use dingnick::domain::Timestamp;
use dingnick::store::{ClaimedReply, Lease, Release, ReplyOutcome};

use crate::model::parts;

/// An answer, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Waiting {
        due: Timestamp,
    },
    Held {
        id: i64,
        token: String,
        until: Timestamp,
    },
    Ended(ReplyOutcome),
    /// It went with its job, long after.
    Gone,
}

/// All answers, by what they say.
#[derive(Default)]
pub(crate) struct Replies(pub(crate) BTreeMap<String, (i64, Reply)>);

impl Replies {
    pub(crate) fn wait(&mut self, text: &str, job: i64, due: Timestamp) {
        self.0.insert(text.to_owned(), (job, Reply::Waiting { due }));
    }

    /// Somebody has taken answers; what is wrong with that.
    pub(crate) fn claimed(
        &mut self,
        replies: &[ClaimedReply],
        now: Timestamp,
        until: Timestamp,
    ) -> Option<String> {
        let mut wrong = None;
        for claimed in replies {
            let known = self.0.get(&claimed.answer);
            let is_due = matches!(known, Some((_, Reply::Waiting { due })) if *due <= now);
            if !is_due {
                wrong = Some(format!("{} is given by somebody, and is {known:?}", claimed.answer));
            }
            let (id, token) = parts(&claimed.lease);
            let reply = (claimed.job_id, Reply::Held { id, token, until });
            self.0.insert(claimed.answer.clone(), reply);
        }
        wrong
    }

    fn holder(&mut self, lease: &Lease) -> Option<&mut Reply> {
        let (of, with) = parts(lease);
        let is_held = |reply: &Reply| match reply {
            Reply::Held { id, token, .. } => *id == of && *token == with,
            _ => false,
        };
        self.0.values_mut().map(|(_, reply)| reply).find(|reply| is_held(reply))
    }

    /// Somebody has ended an answer, or does not hold it; whether that is so.
    pub(crate) fn finished(
        &mut self,
        lease: &Lease,
        outcome: ReplyOutcome,
        is_ended: bool,
    ) -> bool {
        let holder = self.holder(lease);
        let is_right = holder.is_some() == is_ended;
        if let Some(reply) = holder.filter(|_| is_ended) {
            *reply = Reply::Ended(outcome);
        }
        is_right
    }

    pub(crate) fn released(&mut self, lease: &Lease, release: Release, is_released: bool) -> bool {
        let holder = self.holder(lease);
        let is_right = holder.is_some() == is_released;
        if let Some(reply) = holder.filter(|_| is_released) {
            *reply = Reply::Waiting { due: release.visible_at };
        }
        is_right
    }

    /// Those that were held too long have ended; whether it is so many.
    pub(crate) fn lost(&mut self, now: Timestamp, lost: u64) -> bool {
        let mut ended = 0;
        for (_, reply) in self.0.values_mut() {
            if matches!(reply, Reply::Held { until, .. } if *until <= now) {
                *reply = Reply::Ended(ReplyOutcome::Unknown);
                ended += 1;
            }
        }
        ended == lost
    }

    pub(crate) fn recovered(&mut self) {
        for (_, reply) in self.0.values_mut() {
            if matches!(reply, Reply::Held { .. }) {
                *reply = Reply::Ended(ReplyOutcome::Unknown);
            }
        }
    }

    pub(crate) fn is_due(&self, now: Timestamp) -> bool {
        let mut replies = self.0.values();
        replies.any(|(_, reply)| matches!(reply, Reply::Waiting { due } if *due <= now))
    }

    pub(crate) fn have_ended(&self) -> bool {
        self.0.values().all(|(_, reply)| matches!(reply, Reply::Ended(_) | Reply::Gone))
    }
}
