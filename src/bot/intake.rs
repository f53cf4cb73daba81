//! Intake: a callback or an event comes in. Is it ours, does it ask for something, is it kept?
//! Nothing is carried out here.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing::{debug, warn};

use super::contacts;
use super::contents::Contents;
use super::job::{self, Work, Written, message_of_ours};
use super::rates::{Admission, Cost, Rates};
use super::sessions::{Sessions, Trust};
use super::settings::Settings;
use crate::actions::{HINT_INTERVAL, Task};
use crate::command::{self, Command, Parsed, Whose};
use crate::dingtalk::event::Event;
use crate::dingtalk::inbound::Callback;
use crate::domain::{
    ContactEvent, ConversationId, ConversationKind, CorpId, IncomingMessage, MessageBody, Person,
    Recent, Timestamp, UserId,
};
use crate::queue::Shared;
use crate::seldom::Seldom;
use crate::store::{Kept, NewJob, RenameRequest, Scope, StoreError, lane_of};

/// How long keeping may take before the answer is that it is not known to be kept. DingTalk waits
/// for two and a half seconds.
const KEEP_LIMIT: Duration = Duration::from_secs(2);

/// How many people are remembered who were given the hint; a forgotten one costs one look into the
/// store.
const RECENT_HINTS: usize = 10_000;

/// Of how many groups the owner is remembered, and for how long: one who takes a group over is
/// heard soon.
const RECENT_OWNERS: usize = 1_000;
const OWNER_HOLDS: Duration = Duration::from_secs(10);

/// What became of a callback, or of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is on the disk and will be carried out.
    Kept,
    /// It was kept before; this delivery does nothing.
    Repeated,
    /// Another message of its id came before, and said something else; this one does nothing.
    Contradicts,
    /// It asks for nothing.
    Ignored,
    /// It was one too many, and its sender knows.
    TooOften,
    /// Too many wait; it may come again later.
    NoRoom,
    /// It is not for us.
    Refused(Refusal),
    /// It is an event from long before others that were taken: somebody sends it again.
    Stale,
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
            Self::Contradicts => "contradicts",
            Self::Ignored => "ignored",
            Self::TooOften => "too_often",
            Self::NoRoom => "no_room",
            Self::Refused(_) => "refused",
            Self::Stale => "stale",
            Self::NotKept => "not_kept",
        }
    }
}

/// Why a callback is not for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It names another robot.
    #[error(
        "it is for another robot than DINGTALK_ROBOT_CODE, which is the Client ID when not set"
    )]
    OtherRobot,
    /// It names another organisation, or none where one is demanded.
    #[error("it is of another organisation than DINGTALK_CORP_ID, or of none")]
    OtherOrganisation,
}

/// Takes messages and events in.
pub(super) struct Intake {
    settings: Settings,
    store: Scope,
    queue: Arc<Shared>,
    sessions: Arc<Sessions>,
    rates: Rates,
    /// Who was given the hint lately, so that chatter costs no write.
    hints: Mutex<Recent<String, ()>>,
    /// Who owns the groups in which too much was said lately, so that a flood costs no reads.
    owners: Mutex<Recent<ConversationId, Option<UserId>>>,
    /// What messages said lately.
    contents: Contents,
    /// When it was last told that a session was another conversation's.
    strange_sessions: Seldom,
    /// When it was last told that a message contradicts an earlier one.
    contradictions: Seldom,
}

impl Intake {
    pub(super) fn new(
        settings: Settings,
        store: Scope,
        queue: Arc<Shared>,
        sessions: Arc<Sessions>,
    ) -> Self {
        let rates = Rates::new(settings.limits());
        let hints = Mutex::new(Recent::new(RECENT_HINTS, HINT_INTERVAL));
        Self {
            settings,
            store,
            queue,
            sessions,
            rates,
            hints,
            owners: Mutex::new(Recent::new(RECENT_OWNERS, OWNER_HOLDS)),
            contents: Contents::default(),
            strange_sessions: Seldom::default(),
            contradictions: Seldom::default(),
        }
    }

    pub(super) async fn take_in(
        &self,
        callback: &mut Callback,
        trust: Trust,
        received_at: Timestamp,
    ) -> Verdict {
        in_time(self.take_in_callback(callback, trust, received_at)).await
    }

    pub(super) async fn take_in_event(
        &self,
        event: Event,
        sent_at: Option<Timestamp>,
        received_at: Timestamp,
    ) -> Verdict {
        in_time(self.keep_event(event, sent_at, received_at)).await
    }

    async fn take_in_callback(
        &self,
        callback: &mut Callback,
        trust: Trust,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        if let Some(refusal) = self.refusal(callback) {
            return Ok(Verdict::Refused(refusal));
        }
        if self.contents.contradict(&callback.message, received_at) {
            if let Some(left_out) = self.contradictions.turn(received_at) {
                warn!(message.id = %callback.message.id, left_out, "a message came again and said something else, and was left alone: somebody has captured a callback");
            }
            return Ok(Verdict::Contradicts);
        }
        if self.sessions.remember(&mut callback.message, trust, received_at)
            && let Some(left_out) = self.strange_sessions.turn(received_at)
        {
            warn!(message.id = %callback.message.id, left_out, "a message came with the reply session of another conversation, which is not used: somebody has captured a callback");
        }
        let callback = &*callback;
        let message = &callback.message;
        tell_operator(callback);
        if callback.is_for_others || callback.quota_exceeded {
            return Ok(Verdict::Ignored);
        }
        let is_between_two = message.kind == ConversationKind::Direct;
        match &message.body {
            MessageBody::Text(text) => match command::parse(text, &message.mentions) {
                Parsed::NotACommand if !is_between_two => {
                    Ok(self.keep_chatter(message, received_at).await)
                }
                parsed => self.keep_command(message, &parsed, received_at).await,
            },
            // Whoever sends a picture to the bot wants something, too, and hears what it can read.
            MessageBody::NoText => {
                self.keep_command(message, &Parsed::NotACommand, received_at).await
            }
        }
    }

    async fn keep_command(
        &self,
        message: &IncomingMessage,
        parsed: &Parsed,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        if !self.queue.has_room() {
            return Ok(Verdict::NoRoom);
        }
        let work = match self.admission(message, parsed, received_at).await? {
            Admission::Granted => Work::Message,
            Admission::Tell(excess) => Work::TooOften(excess),
            Admission::Leave => return Ok(Verdict::TooOften),
        };
        let asked_by = message.sender.person.user_id.as_ref();
        let asked_at = message.asked_at(received_at);
        let request = match (parsed, asked_by, &work) {
            (Parsed::Command(Command::Rename { .. }), Some(asked_by), Work::Message) => {
                Some(RenameRequest { asked_by, asked_at })
            }
            _ => None,
        };
        let kept = self.keep(message, subject(message, parsed), work, request, received_at).await?;
        // The queue tells how it ended, and metrics count it; a line here would be the dearest part
        // of a burst but for the disk.
        debug!(message.id = %message.id, conversation.id = %message.conversation, repeated = kept == Verdict::Repeated, "a command came in");
        Ok(kept)
    }

    /// Whether the rates leave room for a command. Members cannot use up what there is for those
    /// who decide; who that is is asked only where it matters.
    async fn admission(
        &self,
        message: &IncomingMessage,
        parsed: &Parsed,
        received_at: Timestamp,
    ) -> Result<Admission, StoreError> {
        let cost = match parsed {
            Parsed::Command(command) if command.costs_calls() => Cost::Calls,
            _ => Cost::Nothing,
        };
        let admitted = match self.rates.admit(message, cost, received_at) {
            Err(excess) if excess.is_of_group() && self.governs(message, received_at).await? => {
                self.rates.admit_governor(message, cost, received_at)
            }
            admitted => admitted,
        };
        Ok(match admitted {
            Ok(()) => Admission::Granted,
            Err(excess) => self.rates.refuse(message, cost, excess, received_at),
        })
    }

    /// Whether who sent it decides in the group: an administrator, or its owner on DingTalk's last
    /// word. Nothing is granted by it but to be heard.
    async fn governs(
        &self,
        message: &IncomingMessage,
        received_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(sender) = &message.sender.person.user_id else {
            return Ok(false);
        };
        if self.settings.admins.contains(sender) {
            return Ok(true);
        }
        let owners = || self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        let known = owners().get(&message.conversation, received_at).cloned();
        let owner = match known {
            Some(owner) => owner,
            None => {
                let group = self.store.group(&message.conversation).await?;
                let owner = group.and_then(|group| group.owner).map(|(owner, _)| owner);
                owners().insert(message.conversation.clone(), owner.clone(), received_at);
                owner
            }
        };
        Ok(owner.as_ref() == Some(sender))
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
    async fn keep_chatter(&self, message: &IncomingMessage, received_at: Timestamp) -> Verdict {
        let person = person_key(&message.sender.person).to_owned();
        {
            let mut hints = self.hints.lock().unwrap_or_else(PoisonError::into_inner);
            if hints.get(&person, received_at).is_some() {
                return Verdict::Ignored;
            }
            hints.insert(person, (), received_at);
        }
        let sender = &message.sender.person;
        let kept = self.keep(message, sender, Work::Message, None, received_at).await;
        kept.unwrap_or(Verdict::Ignored)
    }

    /// What happens to a group is taken note of in its order.
    async fn keep_event(
        &self,
        event: Event,
        sent_at: Option<Timestamp>,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let event = match event {
            Event::Contact(event) => return self.keep_contact(event, sent_at, received_at).await,
            Event::Group(event) => event,
            Event::GroupByChat(chat_id, event) => {
                let found = self.store.group_of_chat(&chat_id).await;
                let report =
                    |error: &StoreError| self.queue.report(error, "cannot look a group up");
                match found.inspect_err(report)? {
                    Some(conversation) => event.of(conversation),
                    None => return Ok(Verdict::Ignored),
                }
            }
            Event::Check | Event::Other => return Ok(Verdict::Ignored),
        };
        let topic = event.what.topic();
        if let Some(verdict) = self.admit_event(event.corp_id.as_ref(), topic, sent_at).await? {
            return Ok(verdict);
        }
        let (id, conversation) = (event.id.clone(), event.conversation.clone());
        let robot_code = &self.settings.robot_code;
        let message = message_of_ours(robot_code, id, conversation, None, received_at);
        let nobody = &message.sender.person;
        let work = Work::Task(Task::Happened(event));
        let kept = self.keep(&message, nobody, work, None, received_at).await?;
        debug!(message.id = %message.id, conversation.id = %message.conversation, repeated = kept == Verdict::Repeated, "an event came in");
        Ok(kept)
    }

    /// What there is to say of an event that is not taken.
    async fn admit_event(
        &self,
        corp_id: Option<&CorpId>,
        topic: &'static str,
        sent_at: Option<Timestamp>,
    ) -> Result<Option<Verdict>, StoreError> {
        // Whoever sent it holds our keys, so one that names no organisation is believed.
        let ours = self.settings.corp_id.as_ref();
        if ours.is_some_and(|ours| corp_id.is_some_and(|theirs| theirs != ours)) {
            return Ok(Some(Verdict::Refused(Refusal::OtherOrganisation)));
        }
        if !self.queue.has_room() {
            return Ok(Some(Verdict::NoRoom));
        }
        // What was captured is new to a clock that was set back, and to a store that has forgotten
        // its id; the floor is not.
        if let Some(sent_at) = sent_at {
            let floor = self.store.raise_event_floor(topic, sent_at).await;
            let report =
                |error: &StoreError| self.queue.report(error, "cannot tell how old an event is");
            if floor.inspect_err(report)?.since(sent_at) > self.settings.oldest_event {
                return Ok(Some(Verdict::Stale));
            }
        }
        Ok(None)
    }

    /// What changes in the directory is looked into where names hang on it.
    async fn keep_contact(
        &self,
        event: ContactEvent,
        sent_at: Option<Timestamp>,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        if let Some(verdict) = self.admit_event(event.corp_id.as_ref(), "contact", sent_at).await? {
            return Ok(verdict);
        }
        let report = |error: &StoreError| self.queue.report(error, "cannot keep a change");
        let robot_code = &self.settings.robot_code;
        let jobs = contacts::jobs_of(&self.store, robot_code, &event, received_at).await;
        let jobs = jobs.inspect_err(report)?;
        if jobs.is_empty() {
            return Ok(Verdict::Ignored);
        }
        self.store.begin_jobs(&jobs).await.inspect_err(report)?;
        self.queue.begun(jobs.len());
        debug!(message.id = %event.id, jobs = jobs.len(), "something changed in the directory");
        Ok(Verdict::Kept)
    }

    async fn keep(
        &self,
        message: &IncomingMessage,
        subject: &Person,
        work: Work,
        request: Option<RenameRequest<'_>>,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let Written { message: text, asker, session } = job::write(message, work);
        let job = NewJob {
            message_id: &message.id,
            message: &text,
            asker: Some(&asker),
            session: session.as_deref(),
            lane: &lane_of(&message.conversation, person_key(subject)),
            conversation: &message.conversation,
            request,
            received_at,
        };
        Ok(match self.queue.keep(job).await? {
            Kept::New => Verdict::Kept,
            Kept::Before => Verdict::Repeated,
        })
    }
}

/// What a callback says that the operator should know.
fn tell_operator(callback: &Callback) {
    if callback.quota_exceeded {
        warn!(
            code = "20001",
            "the organisation's monthly quota of messages is used up: DingTalk holds the texts back"
        );
    }
    if callback.foreign_webhook {
        warn!(message.id = %callback.message.id, "the sessionWebhook is not at DingTalk and is not followed");
    }
}

/// What became of something that came in, within the time that its sender waits; the log is told of
/// what the sender cannot mend. Whoever met an error of the store has told of it.
async fn in_time(taking: impl Future<Output = Result<Verdict, StoreError>>) -> Verdict {
    let verdict = match tokio::time::timeout(KEEP_LIMIT, taking).await {
        Ok(verdict) => verdict.unwrap_or(Verdict::NotKept),
        Err(_) => {
            warn!("a message or event could not be kept in time");
            Verdict::NotKept
        }
    };
    match verdict {
        Verdict::NoRoom => warn!("too many commands wait; no more are taken"),
        Verdict::Refused(refusal) => warn!(?refusal, "what came in is not for us"),
        Verdict::Stale => warn!(
            "an event was left alone: it was signed long before others of its kind that came, so somebody sends an old one again"
        ),
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

/// One word for a person, whatever DingTalk says of them.
fn person_key(person: &Person) -> &str {
    person.id().unwrap_or_default()
}
