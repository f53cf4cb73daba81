//! Saying it: into the session of the message while that lasts, else into the group through the
//! API. Each answer at most once: what may have arrived is not said again.

use std::time::Duration;

use futures_util::FutureExt;
use serde::{Deserialize, Serialize};
use tracing::{error, info, warn};

use super::attempt::STORE_PAUSE;
use super::{Bot, LEASE, Setback, chain, pause};
use crate::dingtalk::{Address, Api, Arrival, Class, DingTalkError};
use crate::domain::{
    ConversationId, ConversationKind, IncomingMessage, Note, Reply, ReplySession, Sender, Timestamp,
};
use crate::fail_point;
use crate::i18n::{Locale, Naming, harmless};
use crate::store::{ClaimedReply, Release, ReplyOutcome};

/// An answer as it waits in the store: what to say, to whom, where.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    reply: Reply,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
    locale: String,
    sender: Sender,
    conversation: ConversationId,
    kind: ConversationKind,
    session: Option<ReplySession>,
}

impl Answer {
    pub(super) fn new(
        message: &IncomingMessage,
        reply: Reply,
        notes: Vec<Note>,
        locale: Locale,
    ) -> Self {
        Self {
            reply,
            notes,
            locale: locale.as_str().to_owned(),
            sender: message.sender.clone(),
            conversation: message.conversation.clone(),
            kind: message.kind,
            session: message.reply_session.clone(),
        }
    }

    /// The people whom DingTalk shall notify: the one who is answered, and the one whose name it is
    /// about. By userid where there is one.
    fn address(&self) -> Address {
        if self.kind == ConversationKind::Direct {
            return Address::default();
        }
        let person = &self.sender.person;
        let user_ids = person.user_id.iter().chain(self.reply.target()).cloned().collect();
        let encrypted_ids = match person.user_id {
            Some(_) => Vec::new(),
            None => person.encrypted_id.iter().cloned().collect(),
        };
        Address { user_ids, encrypted_ids }
    }

    /// Names for a session, where `@id` is drawn as a mention.
    fn mentions(&self) -> Naming {
        let id = self.sender.person.id();
        let Some(id) = id.filter(|_| self.kind != ConversationKind::Direct) else {
            return self.names();
        };
        Naming {
            sender: format!("@{id}"),
            is_mention: true,
            target: self.reply.target().map(|target| format!("@{target}")).unwrap_or_default(),
        }
    }

    /// Names for where nobody can be mentioned; between two it is clear who is meant.
    fn names(&self) -> Naming {
        let is_direct = self.kind == ConversationKind::Direct;
        Naming {
            sender: if is_direct { String::new() } else { harmless(&self.sender.display_name) },
            is_mention: false,
            target: match &self.reply {
                Reply::Renamed { old: Some(old), .. } | Reply::Approved { old: Some(old), .. } => {
                    harmless(old.as_str())
                }
                reply => reply.target().map(|target| harmless(target.as_str())).unwrap_or_default(),
            },
        }
    }
}

/// What came of an attempt to send an answer.
enum Sent {
    /// It has ended.
    Ended(ReplyOutcome),
    /// It was certainly not sent; again after a pause.
    Retry(Duration),
    /// The same, and the attempt does not count.
    GiveBack(Timestamp),
}

/// What DingTalk said, if there was a way to say something to it.
type SendResult = Result<Option<Result<(), DingTalkError>>, Setback>;

impl Bot {
    /// Sends one answer that was taken, and writes how it went.
    pub(super) async fn send(&self, claimed: ClaimedReply, taken_at: Timestamp) {
        let held_until = taken_at.plus(LEASE);
        fail_point::reach("C8");
        let sent = match serde_json::from_str::<Answer>(&claimed.answer) {
            Ok(answer) => self.try_to_send(&answer, &claimed, held_until).await,
            Err(_) => {
                error!("the kept answer cannot be read");
                Sent::Ended(ReplyOutcome::Failed)
            }
        };
        fail_point::reach("C9");
        let (store, lease) = (&self.store, &claimed.lease);
        let now = self.clock.now();
        match sent {
            Sent::Ended(outcome) => {
                info!(outcome = outcome.as_str(), "answered");
                self.metrics.reply(outcome.as_str());
                let finish = || store.finish_reply(lease, outcome, now).boxed();
                self.write_down(held_until, finish).await;
            }
            Sent::Retry(pause) => {
                let release =
                    Release { visible_at: now.plus(pause), counts: true, in_doubt: false };
                let retry = || store.release_reply(lease, release).boxed();
                self.write_down(held_until, retry).await;
            }
            Sent::GiveBack(at) => {
                let release = Release { visible_at: at, counts: false, in_doubt: false };
                let give_back = || store.release_reply(lease, release).boxed();
                self.write_down(held_until, give_back).await;
            }
        }
    }

    async fn try_to_send(
        &self,
        answer: &Answer,
        claimed: &ClaimedReply,
        held_until: Timestamp,
    ) -> Sent {
        let later = pause(claimed.attempt, self.settings.first_pause);
        let sent = match self.send_to_session(answer).await {
            Ok(Some(Err(error)))
                if error.key == "session-over" || (later.is_none() && was_not_said(&error)) =>
            {
                info!(error = chain(&error), "no session to answer in");
                self.send_to_group(answer, held_until).await
            }
            Ok(None) => self.send_to_group(answer, held_until).await,
            sent => sent,
        };
        let error = match sent {
            Ok(Some(Ok(()))) => return Sent::Ended(ReplyOutcome::Sent),
            Ok(Some(Err(error))) => error,
            Ok(None) => {
                warn!("no way to answer: no session, and no group");
                return Sent::Ended(ReplyOutcome::Failed);
            }
            Err(setback) => return self.put_answer_off(setback),
        };
        match later {
            Some(pause) if was_not_said(&error) => {
                warn!(error = chain(&error), "put the answer off");
                Sent::Retry(error.retry_after.map_or(pause, |asked| asked.max(pause)))
            }
            _ => {
                warn!(error = chain(&error), "could not answer");
                let is_unknown = error.arrival == Arrival::Unknown;
                Sent::Ended(if is_unknown { ReplyOutcome::Unknown } else { ReplyOutcome::Failed })
            }
        }
    }

    /// A setback that says nothing of the answer: it was not sent, unless the call was made and
    /// nobody knows how it ended.
    fn put_answer_off(&self, setback: Setback) -> Sent {
        warn!(why = setback.cause(), "put the answer off");
        match setback {
            Setback::Held { why: Some(error), .. } if error.arrival == Arrival::Unknown => {
                Sent::Ended(ReplyOutcome::Unknown)
            }
            Setback::Held { until, .. } | Setback::NotYet(until) => Sent::GiveBack(until),
            Setback::Later(_, pause) => Sent::Retry(pause),
            Setback::Store(error) => {
                self.report(&error, "the store failed in the middle of an answer");
                Sent::GiveBack(self.clock.now().plus(STORE_PAUSE))
            }
        }
    }

    /// `None` when there is no session, or none any more. A session takes what a group takes, and
    /// not what an app may call: how it goes says nothing of the calls.
    async fn send_to_session(&self, answer: &Answer) -> SendResult {
        let now = self.clock.now();
        let own = answer.session.clone().filter(|session| session.expires_at > now);
        let Some(session) = own.or_else(|| self.sessions.of(&answer.conversation, now)) else {
            return Ok(None);
        };
        self.wait_for_turn(Api::SendBySession).await?;
        let text = self.text(answer, &answer.mentions());
        Ok(Some(self.dingtalk.send_to_session(&session, &text, &answer.address()).await))
    }

    /// Nobody can be mentioned this way, so people are called by their names. `None` where there is
    /// no group.
    async fn send_to_group(&self, answer: &Answer, held_until: Timestamp) -> SendResult {
        if answer.kind == ConversationKind::Direct {
            return Ok(None);
        }
        let text = self.text(answer, &answer.names());
        let robot_code = &self.settings.robot_code;
        let call = self.dingtalk.send_to_group(robot_code, &answer.conversation, &text);
        self.call(Api::GroupMessagesSend, held_until, call).await.map(Some)
    }

    fn text(&self, answer: &Answer, naming: &Naming) -> String {
        let locale = Locale::parse(&answer.locale).unwrap_or(self.settings.locale);
        self.words.answer(locale, &answer.reply, &answer.notes, naming)
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
