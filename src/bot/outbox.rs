//! Saying it: into the session of the message while that lasts, else into the group through the
//! API. Each answer at most once: what may have arrived is not said again.

use serde::{Deserialize, Serialize};
use tracing::{error, info, warn};

use super::{Bot, chain, pause};
use crate::dingtalk::{Address, Arrival, Class, DingTalkError};
use crate::domain::{
    ConversationId, ConversationKind, IncomingMessage, Reply, ReplySession, Sender, UserId,
};
use crate::i18n::{Locale, Naming, harmless};
use crate::store::{ClaimedReply, ReplyOutcome};

/// An answer as it waits in the store: what to say, to whom, where.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    reply: Reply,
    locale: String,
    sender: Sender,
    conversation: ConversationId,
    kind: ConversationKind,
    session: Option<ReplySession>,
}

impl Answer {
    pub(super) fn new(message: &IncomingMessage, reply: Reply, locale: Locale) -> Self {
        Self {
            reply,
            locale: locale.as_str().to_owned(),
            sender: message.sender.clone(),
            conversation: message.conversation.clone(),
            kind: message.kind,
            session: message.reply_session.clone(),
        }
    }

    /// Whose name was changed, when it is not the sender's.
    fn target(&self) -> Option<&UserId> {
        match &self.reply {
            Reply::Renamed { target, .. } => target.as_ref(),
            _ => None,
        }
    }

    /// The people whom DingTalk shall notify: the one who is answered, and the one whose name was
    /// changed. By userid where there is one.
    fn address(&self) -> Address {
        if self.kind == ConversationKind::Direct {
            return Address::default();
        }
        let person = &self.sender.person;
        let user_ids = person.user_id.iter().chain(self.target()).cloned().collect();
        let encrypted_ids = match person.user_id {
            Some(_) => Vec::new(),
            None => person.encrypted_id.iter().cloned().collect(),
        };
        Address { user_ids, encrypted_ids }
    }

    /// Names for a session, where `@id` is drawn as a mention.
    fn mentions(&self) -> Naming {
        let person = &self.sender.person;
        let id = match (&person.user_id, &person.encrypted_id) {
            (Some(user_id), _) => Some(user_id.as_str()),
            (None, Some(encrypted_id)) => Some(encrypted_id.as_str()),
            (None, None) => None,
        };
        let Some(id) = id.filter(|_| self.kind != ConversationKind::Direct) else {
            return self.names();
        };
        Naming {
            sender: format!("@{id}"),
            is_mention: true,
            target: self.target().map(|target| format!("@{target}")).unwrap_or_default(),
        }
    }

    /// Names for where nobody can be mentioned; between two it is clear who is meant.
    fn names(&self) -> Naming {
        let is_direct = self.kind == ConversationKind::Direct;
        Naming {
            sender: if is_direct { String::new() } else { harmless(&self.sender.display_name) },
            is_mention: false,
            target: match &self.reply {
                Reply::Renamed { old: Some(old), .. } => harmless(old.as_str()),
                _ => self.target().map(|target| harmless(target.as_str())).unwrap_or_default(),
            },
        }
    }
}

impl Bot {
    /// Sends one answer that was taken, and writes how it went.
    pub(super) async fn send(&self, claimed: ClaimedReply) {
        let outcome = match serde_json::from_str::<Answer>(&claimed.answer) {
            Ok(answer) => self.try_to_send(&answer, &claimed).await,
            Err(_) => {
                error!("the kept answer cannot be read");
                Some(ReplyOutcome::Failed)
            }
        };
        let Some(outcome) = outcome else {
            return;
        };
        info!(outcome = outcome.as_str(), "answered");
        self.metrics.reply(outcome.as_str());
        let now = self.clock.now();
        if let Err(error) = self.store.finish_reply(&claimed.lease, outcome, now).await {
            error!(error = chain(&error), "cannot write how the answer went");
        }
    }

    /// `None` when it was put off.
    async fn try_to_send(&self, answer: &Answer, claimed: &ClaimedReply) -> Option<ReplyOutcome> {
        let later = pause(Class::Retry, claimed.attempt, self.settings.first_pause);
        let sent = match self.send_to_session(answer).await {
            Some(Err(error))
                if error.key == "session-over" || (later.is_none() && was_not_said(&error)) =>
            {
                info!(error = chain(&error), "no session to answer in");
                self.send_to_group(answer).await
            }
            None => self.send_to_group(answer).await,
            sent => sent,
        };
        let error = match sent {
            Some(Ok(())) => return Some(ReplyOutcome::Sent),
            Some(Err(error)) => error,
            None => {
                warn!("no way to answer: no session, and no group");
                return Some(ReplyOutcome::Failed);
            }
        };
        match later {
            Some(pause) if was_not_said(&error) => {
                warn!(error = chain(&error), "put the answer off");
                let later = self.clock.now().plus(pause);
                if let Err(error) = self.store.retry_reply(&claimed.lease, later).await {
                    error!(error = chain(&error), "cannot put the answer off");
                }
                None
            }
            _ => {
                warn!(error = chain(&error), "could not answer");
                let is_unknown = error.arrival == Arrival::Unknown;
                Some(if is_unknown { ReplyOutcome::Unknown } else { ReplyOutcome::Failed })
            }
        }
    }

    /// `None` when there is no session, or none any more.
    async fn send_to_session(&self, answer: &Answer) -> Option<Result<(), DingTalkError>> {
        let session = answer.session.as_ref()?;
        if session.expires_at <= self.clock.now() {
            return None;
        }
        let text = self.text(answer, &answer.mentions());
        Some(self.dingtalk.send_to_session(session, &text, &answer.address()).await)
    }

    /// Nobody can be mentioned this way, so people are called by their names. `None` where there is
    /// no group.
    async fn send_to_group(&self, answer: &Answer) -> Option<Result<(), DingTalkError>> {
        if answer.kind == ConversationKind::Direct {
            return None;
        }
        let text = self.text(answer, &answer.names());
        let robot_code = &self.settings.robot_code;
        Some(self.dingtalk.send_to_group(robot_code, &answer.conversation, &text).await)
    }

    fn text(&self, answer: &Answer, naming: &Naming) -> String {
        let locale = Locale::parse(&answer.locale).unwrap_or(self.settings.locale);
        self.words.answer(locale, &answer.reply, naming)
    }
}

/// Whether an answer certainly did not reach the group, and may do so another time.
fn was_not_said(error: &DingTalkError) -> bool {
    match error.arrival {
        Arrival::NotSent => true,
        Arrival::Refused => matches!(error.class, Class::Retry | Class::Throttle),
        Arrival::Unknown => false,
    }
}
