//! `/nick approve N` and `/nick reject N reason`: deciding what waits, and telling who asked when
//! nobody decided.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tracing::info;

use super::attempt::{Done, Kept};
use super::case::Case;
use super::give::{Given, Name};
use super::intake::{Verdict, lane_of};
use super::task::{Task, follow_up, message_of_ours};
use super::{Bot, Setback};
use crate::domain::{ConversationId, MessageId, Nickname, Note, Reply, Timestamp, UserId};
use crate::store::{Decided, JobOutcome, NewRequest, Request, RequestState, StoreError};

/// How long a request waits for somebody to decide it.
const REQUEST_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// How many requests are ended at a time.
const EXPIRED_AT_ONCE: u32 = 100;

/// A name that was approved, and is to be given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Approved {
    number: u32,
    user_id: UserId,
    name: Nickname,
}

/// A request that nobody decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Overdue {
    number: u32,
    name: Nickname,
}

impl Bot {
    /// Approves: the name is given by a job of its own, in its turn among all that is done to that
    /// name.
    pub(super) async fn approve(&self, case: Case<'_>, number: u32) -> Result<Done, Setback> {
        let request = match self.decide(&case, number, RequestState::Approved, "").await? {
            Ok(request) => request,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let id = format!("approved-{}-{number}", case.attempt.job_id);
        let Request { user_id, name, .. } = request;
        let lane = user_id.clone();
        let task = Task::Approved(Approved { number, user_id, name });
        let now = self.clock.now();
        let mut done = Done::ignored();
        done.outcome = JobOutcome::Applied;
        done.follow_ups.extend(follow_up(&id, case.message, task, &lane, now));
        Ok(done)
    }

    /// Rejects, with or without a word to it.
    pub(super) async fn reject(
        &self,
        case: Case<'_>,
        number: u32,
        reason: &str,
    ) -> Result<Done, Setback> {
        let decided = self.decide(&case, number, RequestState::Rejected, reason).await?;
        Ok(match decided {
            Ok(Request { asked_by: target, name, .. }) => {
                let reason = reason.to_owned();
                let mut done = Done::answered(Reply::Rejected { number, target, name, reason });
                done.outcome = JobOutcome::Applied;
                done
            }
            Err(reply) => Done::answered(reply),
        })
    }

    /// Gives a name that was approved.
    pub(super) async fn give_approved(
        &self,
        case: Case<'_>,
        approved: &Approved,
    ) -> Result<Done, Setback> {
        let Approved { number, user_id, name } = approved.clone();
        let target = user_id.clone();
        // Before the call: after it, nothing may keep the name from being written down.
        let resembled = self.resembled(&case, &user_id, &name).await?;
        let name = Name { name, undoes: None };
        Ok(match self.give(&case, &user_id, &name).await? {
            Given::Applied { old, ledger } => {
                let mut done =
                    Done::applied(Reply::Approved { number, target, old, new: name.name });
                done.notes.extend(resembled.map(Note::LooksLike));
                done.notes.extend(self.calls_note().await);
                done.ledger = Some(ledger);
                done
            }
            Given::Unchanged => {
                let old = Some(name.name.clone());
                Done::answered(Reply::Approved { number, target, old, new: name.name })
            }
            Given::Superseded => Done::superseded(),
            Given::NotBound => {
                // It waits again until the group is bound.
                self.request_again(&case, &user_id, &name.name).await?;
                Done::answered(Reply::NotBound)
            }
            Given::Refused { problem, ledger, outcome, is_of_wish } => {
                let again = if is_of_wish {
                    None
                } else {
                    Some(self.request_again(&case, &user_id, &name.name).await?)
                };
                let reply = Reply::ApprovedInVain { number, target, problem, again };
                let mut done = Done::answered(reply);
                (done.outcome, done.ledger) = (outcome, Some(ledger));
                done
            }
        })
    }

    /// Keeps a name that was approved in vain for another decision. Who asked first stands with
    /// the request that was approved.
    async fn request_again(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Nickname,
    ) -> Result<u32, Setback> {
        let display_name = self.name_of(case, member).await?;
        let request = NewRequest {
            conversation: case.conversation(),
            message_id: &case.message.id,
            user_id: member,
            asked_by: member,
            display_name: &display_name,
            name,
            asked_at: case.attempt.asked_at,
            undoes: None,
        };
        Ok(self.store.open_request(request).await?)
    }

    async fn decide(
        &self,
        case: &Case<'_>,
        number: u32,
        state: RequestState,
        reason: &str,
    ) -> Result<Result<Request, Reply>, Setback> {
        if let Err(reply) = self.governs(case).await? {
            return Ok(Err(reply));
        }
        let conversation = case.conversation();
        let lease = &case.attempt.lease;
        let (by, now) = (case.sender(), self.clock.now());
        let decided =
            self.store.decide_request(conversation, number, state, by, reason, lease, now).await?;
        Ok(match decided {
            Decided::Now(request) => Ok(request),
            Decided::Before(_) => Err(Reply::RequestDecidedBefore(number)),
            Decided::Unknown => Err(Reply::RequestUnknown(number)),
        })
    }

    /// Ends a request that nobody decided, with a word to who asked.
    pub(super) async fn expire(&self, case: Case<'_>, overdue: &Overdue) -> Result<Done, Setback> {
        let (number, lease) = (overdue.number, &case.attempt.lease);
        let (state, now) = (RequestState::Expired, self.clock.now());
        let decided = self
            .store
            .decide_request(case.conversation(), number, state, None, "", lease, now)
            .await?;
        Ok(match decided {
            Decided::Now(_) => {
                let name = overdue.name.clone();
                Done::answered(Reply::RequestExpired { number, name })
            }
            Decided::Before(_) | Decided::Unknown => Done::ignored(),
        })
    }

    /// Keeps a job for each request that has waited too long.
    pub(super) async fn look_for_overdue_requests(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let before = now.minus(REQUEST_LIFE);
        let overdue = self.store.overdue_requests(before, EXPIRED_AT_ONCE).await?;
        for (conversation, request) in overdue {
            self.keep_expiry(conversation, request, now).await?;
        }
        Ok(())
    }

    async fn keep_expiry(
        &self,
        conversation: ConversationId,
        request: Request,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let robot_code = &self.settings.robot_code;
        let id = format!("expired-{}-{conversation}", request.number);
        let Some(id) = MessageId::parse(&id) else {
            return Ok(());
        };
        let asked_by = request.asked_by;
        let mut message =
            message_of_ours(robot_code, id, conversation, Some(asked_by.clone()), now);
        message.sender.display_name = request.display_name;
        let lane = lane_of(&message, asked_by.as_str());
        let task = Task::Overdue(Overdue { number: request.number, name: request.name });
        let kept = Kept { message: Cow::Borrowed(&message), excess: None, task: Some(task) };
        if self.keep(&kept, &lane, now, None).await? == Verdict::Kept {
            info!(conversation.id = %message.conversation, "nobody decided a request");
        }
        Ok(())
    }
}
