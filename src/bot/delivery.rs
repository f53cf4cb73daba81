//! Delivery of answers: into the session of the message while that lasts, else into the group
//! through the API. Each at most once: what may have arrived is not said again.

use tracing::{error, info, warn};

use super::answer::Answer;
use super::job;
use super::news::{News, Newsroom};
use super::sessions::Sessions;
use crate::actions::Services;
use crate::calls::{CallError, Setback, Turn};
use crate::chain::chain;
use crate::dingtalk::{Arrival, Class, DingTalkError};
use crate::domain::{ConversationKind, Purpose, ReplySession, Timestamp};
use crate::i18n::{Locale, Words};
use crate::queue::{Delivery, STORE_PAUSE};
use crate::store::{ClaimedReply, ReplyOutcome, StoreError, in_time};

/// All that delivering needs.
#[derive(Clone, Copy)]
pub(super) struct Post<'a> {
    pub services: &'a Services,
    pub sessions: &'a Sessions,
    pub news: &'a Newsroom,
    pub words: &'a Words,
    pub locale: Locale,
}

/// What DingTalk said, if there was a way to say something to it.
type Sent = Result<Option<Result<(), DingTalkError>>, Setback>;

impl Post<'_> {
    /// One attempt at one answer.
    pub(super) async fn deliver(self, claimed: &ClaimedReply, held_until: Timestamp) -> Delivery {
        let Ok(answer) = serde_json::from_str::<Answer>(&claimed.answer) else {
            error!("a kept answer is in a form that this version does not know; it stays unsaid");
            return Delivery::Ended(ReplyOutcome::Unreadable);
        };
        if self.react(&answer, held_until, claimed).await {
            self.tell(&answer);
            return Delivery::Ended(ReplyOutcome::Sent);
        }
        if answer.is_spared {
            return Delivery::Ended(ReplyOutcome::Failed);
        }
        let own = job::session(claimed.session.as_deref()).or_else(|| answer.session.clone());
        let sent = match self.to_session(&answer, own).await {
            Ok(Some(Err(error)))
                if error.key == "session-over"
                    || (self.pause(&error, claimed).is_none() && was_not_said(&error)) =>
            {
                info!(error = chain(&error), "no session to answer in");
                self.to_group(&answer, held_until, claimed).await
            }
            Ok(None) => self.to_group(&answer, held_until, claimed).await,
            sent => sent,
        };
        match sent {
            Ok(Some(Ok(()))) => {
                self.tell(&answer);
                Delivery::Ended(ReplyOutcome::Sent)
            }
            Ok(Some(Err(error))) => self.after(&error, claimed),
            Ok(None) => {
                warn!("an answer cannot be said: there is no session, and no group");
                Delivery::Ended(ReplyOutcome::Failed)
            }
            Err(setback) => self.later(setback),
        }
    }

    fn tell(self, answer: &Answer) {
        let text = || answer.text(self.words, &answer.names(), self.locale);
        self.news.tell(|| News::Said(text()));
    }

    /// Whether a reaction says it all. Whatever keeps it from being made, there are words.
    async fn react(self, answer: &Answer, held_until: Timestamp, claimed: &ClaimedReply) -> bool {
        let Some(message) = &answer.react_to else {
            return false;
        };
        let conversation = &answer.conversation;
        let locale = Locale::parse(&answer.locale).unwrap_or(self.locale);
        let name = self.words.say(locale, "reaction-done", &[]);
        let reacted = async {
            let turn = self.turn(answer, claimed, held_until).await?;
            self.services.calls.react(turn, conversation, message, &name).await
        };
        let reacted = reacted.await;
        if let Err(error) = &reacted {
            info!(error = chain(error), "no reaction can be made");
        }
        reacted.is_ok()
    }

    fn after(self, error: &DingTalkError, claimed: &ClaimedReply) -> Delivery {
        match self.pause(error, claimed) {
            Some(at) if was_not_said(error) => {
                warn!(error = chain(error), "an answer is retried later");
                Delivery::Retry(at)
            }
            _ => {
                warn!(error = chain(error), "an answer could not be said");
                Delivery::Ended(match error.arrival {
                    Arrival::Unknown => ReplyOutcome::Unknown,
                    Arrival::NotSent | Arrival::Refused => ReplyOutcome::Failed,
                })
            }
        }
    }

    /// When another attempt is made, if one is left.
    fn pause(self, error: &DingTalkError, claimed: &ClaimedReply) -> Option<Timestamp> {
        let pause = self.services.calls.pause_after(claimed.attempt)?;
        let pause = error.retry_after.map_or(pause, |asked| asked.max(pause));
        Some(self.services.clock.now().plus(pause))
    }

    /// A setback that says nothing of the answer: it was not sent, unless the call was made and
    /// nobody knows how it ended.
    fn later(self, setback: Setback) -> Delivery {
        match &setback {
            Setback::Capped(cap) => {
                warn!(
                    ?cap,
                    "an answer stays unsaid: it would be a call that its asker may not spend"
                );
            }
            _ => warn!(why = setback.cause(), "an answer is retried later"),
        }
        let now = self.services.clock.now();
        match setback {
            Setback::Held { why: Some(error), .. } if error.arrival == Arrival::Unknown => {
                Delivery::Ended(ReplyOutcome::Unknown)
            }
            // There is no other way left to say it.
            Setback::Capped(_) => Delivery::Ended(ReplyOutcome::Failed),
            Setback::Held { until, .. } | Setback::NotYet(until) => Delivery::Release(until),
            Setback::Again { pause, .. } => Delivery::Retry(now.plus(pause)),
            Setback::Store(_) => Delivery::Release(now.plus(STORE_PAUSE)),
        }
    }

    /// `None` when there is no session, or none any more.
    async fn to_session(self, answer: &Answer, own: Option<ReplySession>) -> Sent {
        let now = self.services.clock.now();
        let own = own.filter(|session| session.expires_at > now);
        let Some(session) = own.or_else(|| self.sessions.of(&answer.conversation, now)) else {
            return Ok(None);
        };
        let text = answer.text(self.words, &answer.mentions(), self.locale);
        said(
            self.services
                .calls
                .answer(&session, &answer.conversation, &text, &answer.address())
                .await,
        )
    }

    /// Nobody can be mentioned this way, so people are called by their names. `None` where there is
    /// no group.
    async fn to_group(
        self,
        answer: &Answer,
        held_until: Timestamp,
        claimed: &ClaimedReply,
    ) -> Sent {
        if answer.kind == ConversationKind::Direct {
            return Ok(None);
        }
        let text = answer.text(self.words, &answer.names(), self.locale);
        let conversation = &answer.conversation;
        let turn = self.turn(answer, claimed, held_until).await.map_err(Setback::Store)?;
        said(self.services.calls.say(turn, conversation, &text).await)
    }

    /// The right to call for an answer that is claimed: it is paid for by who is answered.
    async fn turn<'a>(
        self,
        answer: &'a Answer,
        claimed: &ClaimedReply,
        held_until: Timestamp,
    ) -> Result<Turn<'a>, StoreError> {
        let group = in_time(self.services.store.group(&answer.conversation)).await?;
        Ok(Turn {
            group: Some(&answer.conversation),
            job: Some(claimed.job_id),
            attempt: claimed.attempt,
            purpose: Purpose::Say,
            spender: self.services.spender(&answer.sender.person, group.as_ref()),
            held_until,
        })
    }
}

fn said(result: Result<(), CallError>) -> Sent {
    match result {
        Ok(()) => Ok(Some(Ok(()))),
        Err(CallError::Refused(error)) => Ok(Some(Err(error))),
        Err(CallError::Later(setback)) => Err(setback),
    }
}

/// Whether an answer certainly did not reach the group, and may do so another time.
fn was_not_said(error: &DingTalkError) -> bool {
    match error.arrival {
        Arrival::NotSent => true,
        Arrival::Refused => {
            matches!(error.class, Class::Retry | Class::Throttle | Class::Congestion)
        }
        Arrival::Unknown => false,
    }
}
