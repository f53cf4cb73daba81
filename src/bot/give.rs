//! Giving a name: by the way that leads to the group, unless it is borne already or a newer one
//! was asked for since.

use tracing::{info, warn};

use super::attempt::Done;
use super::case::Case;
use super::group::{Route, is_no_scene};
use super::{Bot, Setback, chain, ended_by, problem};
use crate::dingtalk::{Api, Class, DingTalkError, Receipt};
use crate::domain::{ApplyLink, IncomingMessage, Nickname, Problem, UserId};
use crate::fail_point;
use crate::store::{JobOutcome, LedgerEntry, RenameOutcome};

/// A name to be given.
pub(super) struct Name {
    pub name: Nickname,
    /// The change in the ledger that it takes back.
    pub undoes: Option<i64>,
}

/// What came of it.
pub(super) enum Given {
    /// The name is set.
    Applied {
        /// The name before, if we gave it.
        old: Option<Nickname>,
        ledger: LedgerEntry,
    },
    /// It was that name already.
    Unchanged,
    /// A newer name was asked for since.
    Superseded,
    /// No way leads to the group.
    NotBound,
    /// DingTalk or the way to it said no.
    Refused {
        problem: Problem,
        ledger: LedgerEntry,
        outcome: JobOutcome,
        /// It was the name, or whose it was to be, that DingTalk refused.
        is_of_wish: bool,
    },
}

impl Given {
    /// The end of a job that tells nobody how it went.
    pub(super) fn untold(self) -> Done {
        let (outcome, ledger) = match self {
            Self::Applied { ledger, .. } => (JobOutcome::Applied, Some(ledger)),
            Self::Unchanged => (JobOutcome::Applied, None),
            Self::Superseded => (JobOutcome::Superseded, None),
            Self::NotBound => (JobOutcome::Failed, None),
            Self::Refused { ledger, outcome, .. } => (outcome, Some(ledger)),
        };
        Done { outcome, ledger, ..Done::default() }
    }
}

impl Bot {
    /// Gives `member` a name, as the wish of who sent the message.
    pub(super) async fn give(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Name,
    ) -> Result<Given, Setback> {
        self.give_to(case, member, name, false).await
    }

    /// Gives a name to somebody who came in: whatever they were called here before, DingTalk has
    /// forgotten it.
    pub(super) async fn give_newcomer(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Name,
    ) -> Result<Given, Setback> {
        self.give_to(case, member, name, true).await
    }

    async fn give_to(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Name,
        is_newcomer: bool,
    ) -> Result<Given, Setback> {
        let (message, attempt) = (case.message, case.attempt);
        let conversation = case.conversation();
        let last = self.store.last_rename(&self.settings.robot_code, conversation, member).await?;
        if last.as_ref().is_some_and(|last| last.asked_at > attempt.asked_at) {
            info!(message.id = %message.id, "a newer name was set before");
            return Ok(Given::Superseded);
        }
        let old = if is_newcomer {
            None
        } else {
            match (last, self.present_name(conversation, member).await?) {
                (_, Some(present)) if present.is_given && present.name == name.name => {
                    return Ok(Given::Unchanged);
                }
                // Somebody gave them another by hand since.
                (Some(_), Some(present)) if !present.is_given => Some(present.name),
                (last, _) => last.map(|last| last.name),
            }
        };
        let Some(receipt) = self.set_nickname(case, member, &name.name).await? else {
            return Ok(Given::NotBound);
        };
        let entry = |outcome, code, request_id| LedgerEntry {
            conversation: conversation.clone(),
            user_id: member.clone(),
            old_name: old.clone(),
            new_name: name.name.clone(),
            asked_by: case.sender().unwrap_or(member).clone(),
            asked_at: attempt.asked_at,
            outcome,
            code,
            request_id,
            undoes: name.undoes,
        };
        match receipt {
            Ok(Receipt { request_id }) => {
                let ledger = entry(RenameOutcome::Applied, None, request_id);
                Ok(Given::Applied { old, ledger })
            }
            Err(error) => {
                let error = match self.again(error, attempt.number) {
                    Ok(setback) => return Err(setback),
                    Err(error) => error,
                };
                log_refusal(message, &error);
                let code = Some(error.code.clone());
                Ok(Given::Refused {
                    problem: problem(&error),
                    ledger: entry(RenameOutcome::Refused, code, error.request_id.clone()),
                    outcome: ended_by(&error),
                    is_of_wish: error.class == Class::UserInput,
                })
            }
        }
    }

    /// Sets the name by the way that leads to the group, and remembers what the try shows of it;
    /// `None` when no way does.
    async fn set_nickname(
        &self,
        case: &Case<'_>,
        member: &UserId,
        nickname: &Nickname,
    ) -> Result<Option<Result<Receipt, DingTalkError>>, Setback> {
        let (message, attempt) = (case.message, case.attempt);
        let conversation = case.conversation();
        let route = self.route(conversation, attempt).await?;
        fail_point::reach("C4");
        let receipt = match &route {
            Route::Chat(chat_id) => {
                let call = self.dingtalk.set_group_nick(chat_id, member, nickname);
                self.call(Api::UpdateGroupNick, attempt.held_until, call).await?
            }
            Route::Scene | Route::PerhapsScene => {
                let call = self.dingtalk.set_scene_group_nick(conversation, member, nickname);
                self.call(Api::SceneGroupNicks, attempt.held_until, call).await?
            }
            Route::Unbound => return Ok(None),
        };
        match &receipt {
            Ok(_) if route == Route::PerhapsScene => self.learn_scene(conversation, true).await?,
            Err(error) if route == Route::PerhapsScene && is_no_scene(error) => {
                if error.class == Class::Binding {
                    self.learn_scene(conversation, false).await?;
                }
                info!(message.id = %message.id, code = error.code, "the group is not bound");
                return Ok(None);
            }
            _ => {}
        }
        Ok(Some(receipt))
    }
}

/// The operator can mend some refusals; those stand out in the log.
fn log_refusal(message: &IncomingMessage, error: &DingTalkError) {
    let cause = chain(error);
    let api = error.api.as_str();
    let seen_ip = error.seen_ip.map(tracing::field::display);
    let apply_link = error.named.apply_link.as_ref().map(ApplyLink::as_str);
    match error.class {
        Class::UserInput => {
            info!(message.id = %message.id, api, cause, "DingTalk refused the name");
        }
        _ => {
            warn!(message.id = %message.id, api, cause, seen_ip, apply_link, "DingTalk refused the call");
        }
    }
}
