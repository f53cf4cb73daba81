//! `/nick New Name` and `/nick @user New Name`: from the words to the name that is given, or to
//! why not.

use tracing::info;

use super::attempt::Done;
use super::authority::deed;
use super::case::Case;
use super::directory::facts;
use super::give::{Given, Name};
use super::{Bot, Setback};
use crate::command::Whose;
use crate::domain::{Filling, Format, Lookalikes, Nickname, Note, Reply, Role, UserId};
use crate::policy::Permit;
use crate::store::NewRequest;

impl Bot {
    pub(super) async fn rename(
        &self,
        case: Case<'_>,
        whose: &Whose,
        nickname: &Nickname,
    ) -> Result<Done, Setback> {
        let (sender, member) = match case.people(whose) {
            Ok(people) => people,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        if self.store.is_superseded(&case.attempt.lease).await? {
            info!(message.id = %case.message.id, "a newer wish waits");
            return Ok(Done::superseded());
        }
        let permit = match self.permit(&case, deed(sender, member), Some(member)).await? {
            Ok(permit) => permit,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        match self.shaped(&case, member, nickname).await? {
            Ok(name) => self.wish(&case, member, Name { name, undoes: None }, permit).await,
            Err(reply) => Ok(Done::answered(reply)),
        }
    }

    /// The name in the group's shape, completed where that can be done; or what is wrong with it.
    pub(super) async fn shaped(
        &self,
        case: &Case<'_>,
        member: &UserId,
        typed: &Nickname,
    ) -> Result<Result<Nickname, Reply>, Setback> {
        let Some(format) = case.format() else {
            return Ok(Ok(typed.clone()));
        };
        if format.fits(typed) {
            return Ok(Ok(typed.clone()));
        }
        let present = self.present_name(case.conversation(), member).await?.map(|n| n.name);
        let entry = self.look_up_if_possible(member, format.needs_dept(), case.attempt).await?;
        let facts = facts(entry.as_ref());
        let example = || format.example(Some(typed.as_str()), present.as_ref(), &facts);
        Ok(match format.fill(Some(typed.as_str()), present.as_ref(), &facts) {
            Filling::Name(name) => Ok(name),
            Filling::Missing(parts) => {
                // What the operator can mend is better said than worked around.
                if let Some(problem) = self.silence_on(member) {
                    return Ok(Err(Reply::Failed(problem)));
                }
                Err(Reply::PartsMissing {
                    target: case.target(member),
                    shape: format.shape(),
                    parts,
                    example: example(),
                })
            }
            Filling::Misfit(mismatch) => Err(Reply::Misfit {
                target: case.target(member),
                mismatch: Box::new(mismatch),
                example: example(),
            }),
            Filling::Refused(error) => Err(Reply::NameRefused { error, instead: None }),
        })
    }

    /// A name that has its shape: gives it, asks for approval, or says why neither.
    pub(super) async fn wish(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: Name,
        permit: Permit,
    ) -> Result<Done, Setback> {
        let resembled = self.resembled(case, member, &name.name).await?;
        let mut note = None;
        if let Some(resembled) = resembled {
            let is_refused =
                resembled.role != Role::Member || case.rules.lookalikes == Lookalikes::Refuse;
            if is_refused && permit != Permit::Governing && !self.is_governor(case).await? {
                return Ok(Done::answered(Reply::LooksLike {
                    target: case.target(member),
                    like: resembled,
                    name: name.name,
                }));
            }
            note = Some(Note::LooksLike(resembled));
        }
        if permit == Permit::AfterApproval {
            return self.request(case, member, &name.name).await;
        }
        let target = case.target(member);
        let mut done = match self.give(case, member, &name).await? {
            Given::Applied { old, ledger } => {
                let reply = Reply::Renamed { target, old, new: name.name };
                let mut done = Done::applied(reply);
                done.notes.extend(note);
                done.notes.extend(self.calls_note().await);
                done.ledger = Some(ledger);
                done
            }
            Given::Unchanged => Done::answered(Reply::Unchanged { target, name: name.name }),
            Given::Superseded => Done::superseded(),
            Given::NotBound => Done::answered(Reply::NotBound),
            Given::Refused { problem, ledger, outcome, .. } => {
                let mut done = Done::answered(Reply::Failed(problem));
                (done.outcome, done.ledger) = (outcome, Some(ledger));
                done
            }
        };
        done.notes.truncate(MOST_NOTES);
        Ok(done)
    }

    /// Keeps the name until owner or admin has decided.
    async fn request(
        &self,
        case: &Case<'_>,
        member: &UserId,
        name: &Nickname,
    ) -> Result<Done, Setback> {
        let target = case.target(member);
        let present = self.present_name(case.conversation(), member).await?;
        if present.is_some_and(|present| present.is_given && present.name == *name) {
            return Ok(Done::answered(Reply::Unchanged { target, name: name.clone() }));
        }
        let Some(asked_by) = case.sender() else {
            return Ok(Done::answered(Reply::SenderOutside));
        };
        let request = NewRequest {
            conversation: case.conversation(),
            message_id: &case.message.id,
            user_id: member,
            asked_by,
            display_name: &case.message.sender.display_name,
            name,
            asked_at: case.attempt.asked_at,
        };
        let number = self.store.open_request(&self.settings.robot_code, request).await?;
        info!(message.id = %case.message.id, number, "a name waits for approval");
        Ok(Done::answered(Reply::Requested { number, target, name: name.clone() }))
    }
}

/// An answer stays short.
const MOST_NOTES: usize = 2;

impl Case<'_> {
    /// The shape that names must have. One that is kept was read before; should this version not
    /// be able to, names have any shape rather than none.
    pub(super) fn format(&self) -> Option<Format> {
        self.rules.format.as_deref().and_then(|source| Format::parse(source).ok())
    }
}
