//! `/nick New Name` and `/nick @user New Name`.

use tracing::{info, warn};

use super::attempt::{Attempt, Done};
use super::group::{OwnerAnswer, Route, is_no_scene};
use super::{Bot, Setback, chain, ended_by, problem};
use crate::command::Whose;
use crate::dingtalk::{Api, Class, DingTalkError, Receipt};
use crate::domain::{IncomingMessage, Nickname, Reply, UserId};
use crate::fail_point;
use crate::policy::{Actor, Ownership, Target, decide};
use crate::store::{JobOutcome, LedgerEntry, RenameOutcome};

impl Bot {
    pub(super) async fn rename(
        &self,
        message: &IncomingMessage,
        whose: &Whose,
        nickname: &Nickname,
        attempt: &Attempt,
    ) -> Result<Done, Setback> {
        let Some(sender) = &message.sender.person.user_id else {
            return Ok(Done::answered(Reply::SenderOutside));
        };
        let member = match whose {
            Whose::Sender => sender,
            Whose::Member(person) => match &person.user_id {
                Some(user_id) => user_id,
                None => return Ok(Done::answered(Reply::TargetOutside)),
            },
        };
        if self.store.is_superseded(&attempt.lease).await? {
            info!(message.id = %message.id, "a newer wish waits");
            return Ok(Done::superseded());
        }
        if let Some(refusal) = self.refuse(message, sender, member, attempt).await? {
            return Ok(Done::answered(refusal));
        }
        let conversation = &message.conversation;
        let last = self.store.last_rename(&self.settings.robot_code, conversation, member).await?;
        if last.as_ref().is_some_and(|last| last.asked_at > attempt.asked_at) {
            info!(message.id = %message.id, "a newer name was set before");
            return Ok(Done::superseded());
        }
        let old = last.map(|last| last.name);
        let Some(receipt) = self.set_nickname(message, member, nickname, attempt).await? else {
            return Ok(Done::answered(Reply::NotBound));
        };
        let entry = |outcome, code, request_id| LedgerEntry {
            conversation: conversation.clone(),
            user_id: member.clone(),
            old_name: old.clone(),
            new_name: nickname.clone(),
            asked_by: sender.clone(),
            asked_at: attempt.asked_at,
            outcome,
            code,
            request_id,
            undoes: None,
        };
        match receipt {
            Ok(Receipt { request_id }) => Ok(Done {
                outcome: JobOutcome::Applied,
                ledger: Some(entry(RenameOutcome::Applied, None, request_id)),
                reply: Some(Reply::Renamed {
                    target: (member != sender).then(|| member.clone()),
                    old,
                    new: nickname.clone(),
                }),
            }),
            Err(error) => {
                let error = match self.again(error, attempt.number) {
                    Ok(setback) => return Err(setback),
                    Err(error) => error,
                };
                log_refusal(message, &error);
                let code = Some(error.code.clone());
                Ok(Done {
                    outcome: ended_by(&error),
                    ledger: Some(entry(RenameOutcome::Refused, code, error.request_id.clone())),
                    reply: Some(Reply::Failed(problem(&error))),
                })
            }
        }
    }

    /// Sets the name by the way that leads to the group, and remembers what the try shows of it;
    /// `None` when no way does.
    async fn set_nickname(
        &self,
        message: &IncomingMessage,
        member: &UserId,
        nickname: &Nickname,
        attempt: &Attempt,
    ) -> Result<Option<Result<Receipt, DingTalkError>>, Setback> {
        let conversation = &message.conversation;
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

    /// Why the sender may not rename the member, if they may not.
    async fn refuse(
        &self,
        message: &IncomingMessage,
        sender: &UserId,
        member: &UserId,
        attempt: &Attempt,
    ) -> Result<Option<Reply>, Setback> {
        let target = if member == sender { Target::Sender } else { Target::Other };
        let is_admin = self.settings.admins.contains(sender);
        let mut problem = None;
        let ownership = if target == Target::Sender || is_admin {
            // Nobody needs to be asked.
            Ownership::Unknown
        } else {
            match self.ownership(&message.conversation, sender, attempt).await? {
                OwnerAnswer::Known(ownership) => ownership,
                OwnerAnswer::Unbound => return Ok(Some(Reply::NotBound)),
                OwnerAnswer::Failed(why) => {
                    problem = Some(why);
                    Ownership::Unknown
                }
            }
        };
        let denial = decide(Actor { is_admin, ownership }, target).err();
        Ok(denial.map(|denial| problem.map_or(Reply::Denied(denial), Reply::OwnerUnknown)))
    }
}

/// The operator can mend some refusals; those stand out in the log.
fn log_refusal(message: &IncomingMessage, error: &DingTalkError) {
    let cause = chain(error);
    let api = error.api.as_str();
    let seen_ip = error.seen_ip.map(tracing::field::display);
    match error.class {
        Class::UserInput => {
            info!(message.id = %message.id, api, cause, "DingTalk refused the name");
        }
        _ => {
            warn!(message.id = %message.id, api, cause, seen_ip, "DingTalk refused the call");
        }
    }
}
