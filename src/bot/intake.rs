//! A callback comes in: is it ours, is it a command, is it kept? Nothing is carried out here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tracing::{debug, warn};

use super::Bot;
use super::attempt::Kept as KeptMessage;
use super::rates::Admission;
use crate::command::{self, Command, Parsed, Whose};
use crate::dingtalk::inbound::Callback;
use crate::domain::{IncomingMessage, MessageBody, Person, Timestamp};
use crate::store::{Kept, NewJob, StoreError, Wish};

/// How often a person is told what the bot is for.
pub(super) const HINT_INTERVAL: Duration = Duration::from_secs(24 * 3600);

/// How long keeping may take before the answer is that it is not known to be kept. DingTalk waits
/// for two and a half seconds.
const KEEP_LIMIT: Duration = Duration::from_secs(2);

/// How many people are remembered who were told; a forgotten one costs one look into the store.
const RECENT_HINTS: usize = 10_000;

/// What became of a callback, or of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is on the disk and will be carried out.
    Kept,
    /// It was kept before; this delivery does nothing.
    Repeated,
    /// It asks for nothing.
    Ignored,
    /// It was one too many, and its sender knows.
    TooOften,
    /// Too many wait; it may come again later.
    NoRoom,
    /// It is not for us.
    Refused(Refusal),
    /// It is not known to be kept; it may come again later.
    NotKept,
}

impl Verdict {
    /// The word in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Repeated => "repeated",
            Self::Ignored => "ignored",
            Self::TooOften => "too_often",
            Self::NoRoom => "no_room",
            Self::Refused(_) => "refused",
            Self::NotKept => "not_kept",
        }
    }
}

/// Why a callback is not for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names another robot.
    OtherRobot,
    /// It names another organisation, or none where one is demanded.
    OtherOrganisation,
}

/// Who was told lately what the bot is for, so that chatter costs no write.
#[derive(Default)]
pub(super) struct RecentHints(Mutex<HashMap<String, Timestamp>>);

impl RecentHints {
    /// Whether this person was told lately; if not, they count as told now.
    fn told(&self, person: &str, now: Timestamp) -> bool {
        let mut told = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if told.get(person).is_some_and(|at| now.since(*at) < HINT_INTERVAL) {
            return true;
        }
        if told.len() >= RECENT_HINTS {
            told.clear();
        }
        told.insert(person.to_owned(), now);
        false
    }
}

impl Bot {
    /// Takes a callback in that came at `received_at`.
    pub async fn take_in(&self, callback: &Callback, received_at: Timestamp) -> Verdict {
        verdict_in_time(self.take_in_callback(callback, received_at)).await
    }

    async fn take_in_callback(
        &self,
        callback: &Callback,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        if let Some(refusal) = self.refusal(callback) {
            return Ok(Verdict::Refused(refusal));
        }
        let message = &callback.message;
        self.sessions.remember(message, received_at);
        if callback.quota_exceeded {
            warn!(
                code = "20001",
                "the organisation's monthly quota of messages is used up: DingTalk holds the texts back"
            );
        }
        if callback.foreign_webhook {
            warn!(message.id = %message.id, "the sessionWebhook is not at DingTalk and is not followed");
        }
        let MessageBody::Text(text) = &message.body else {
            return Ok(Verdict::Ignored);
        };
        if callback.is_for_others {
            return Ok(Verdict::Ignored);
        }
        let parsed = command::parse(text, &message.mentions);
        if parsed == Parsed::NotACommand {
            return Ok(self.take_in_chatter(message, received_at).await);
        }
        if !self.backlog.has_room() {
            return Ok(Verdict::NoRoom);
        }
        let excess = match self.rates.admit(message, received_at) {
            Admission::Granted => None,
            Admission::Tell(excess) => Some(excess),
            Admission::Leave => return Ok(Verdict::TooOften),
        };
        let asked_by = message.sender.person.user_id.as_ref();
        let asked_at = message.asked_at(received_at);
        let wish = match (&parsed, asked_by, excess) {
            (Parsed::Command(Command::Rename { .. }), Some(asked_by), None) => {
                Some(Wish { asked_by, asked_at })
            }
            _ => None,
        };
        let lane = lane(message, subject(message, &parsed));
        let kept = KeptMessage { message: Cow::Borrowed(message), excess, task: None };
        let kept = self.keep(&kept, &lane, received_at, wish).await?;
        // The worker tells how it ended, and metrics count it; a line here would be the dearest part
        // of a burst but for the disk.
        debug!(message.id = %message.id, conversation.id = %message.conversation, repeated = kept == Verdict::Repeated, "a command came in");
        Ok(kept)
    }

    fn refusal(&self, callback: &Callback) -> Option<Refusal> {
        let robot_code = callback.robot_code.as_ref();
        if robot_code.is_some_and(|robot_code| *robot_code != self.settings.robot_code) {
            return Some(Refusal::OtherRobot);
        }
        // Fails closed: where an organisation is demanded, a body that names none is refused.
        let corp_id = self.settings.corp_id.as_ref();
        if corp_id.is_some() && corp_id != callback.corp_id.as_ref() {
            return Some(Refusal::OtherOrganisation);
        }
        None
    }

    /// Text that is no command is answered with a hint, seldom. There is no promise to break
    /// here, so a store that does not answer is no reason to have the message delivered again.
    async fn take_in_chatter(&self, message: &IncomingMessage, received_at: Timestamp) -> Verdict {
        let person = person_key(&message.sender.person);
        if self.hints.told(&person, received_at) {
            return Verdict::Ignored;
        }
        let lane = lane(message, &message.sender.person);
        let kept = KeptMessage { message: Cow::Borrowed(message), excess: None, task: None };
        self.keep(&kept, &lane, received_at, None).await.unwrap_or(Verdict::Ignored)
    }

    /// Keeps a message, or a task that hangs on one.
    pub(super) async fn keep(
        &self,
        kept: &KeptMessage<'_>,
        lane: &str,
        received_at: Timestamp,
        wish: Option<Wish<'_>>,
    ) -> Result<Verdict, StoreError> {
        let message = &kept.message;
        let text = serde_json::to_string(kept).expect("texts and numbers can be written");
        let job = NewJob {
            robot_code: &message.robot_code,
            message_id: &message.id,
            message: &text,
            lane,
            conversation: &message.conversation,
            wish,
            received_at,
        };
        match self.store.keep(job).await {
            Ok(Kept::New) => {
                self.backlog.kept();
                self.wake.notify_one();
                Ok(Verdict::Kept)
            }
            Ok(Kept::Before) => Ok(Verdict::Repeated),
            Err(error) => {
                self.report(&error, "a command could not be kept");
                Err(error)
            }
        }
    }
}

/// What became of something that came in, within the time that its sender waits; the log is told of
/// what the sender cannot mend. Whoever met an error of the store has told of it.
pub(super) async fn verdict_in_time(
    taking: impl Future<Output = Result<Verdict, StoreError>>,
) -> Verdict {
    let verdict = match tokio::time::timeout(KEEP_LIMIT, taking).await {
        Ok(verdict) => verdict.unwrap_or(Verdict::NotKept),
        Err(_) => {
            warn!("it could not be kept in time");
            Verdict::NotKept
        }
    };
    match verdict {
        Verdict::NoRoom => warn!("too many commands wait; no more are taken"),
        Verdict::Refused(refusal) => warn!(?refusal, "what came in is not for us"),
        _ => {}
    }
    verdict
}

/// The person whose name is at stake.
fn subject<'a>(message: &'a IncomingMessage, parsed: &'a Parsed) -> &'a Person {
    match parsed {
        Parsed::Command(
            Command::Rename { whose: Whose::Member(person), .. }
            | Command::Undo(Whose::Member(person))
            | Command::Reset(Whose::Member(person)),
        ) => person,
        _ => &message.sender.person,
    }
}

/// Commands about one person in one group are carried out one after the other, as they came.
fn lane(message: &IncomingMessage, subject: &Person) -> String {
    lane_of(message, &person_key(subject))
}

/// The same, by the word for the person.
pub(super) fn lane_of(message: &IncomingMessage, person: &str) -> String {
    format!("{} {person}", message.conversation)
}

/// One word for a person, whatever DingTalk says of them.
pub(super) fn person_key(person: &Person) -> String {
    person.id().unwrap_or_default().to_owned()
}
