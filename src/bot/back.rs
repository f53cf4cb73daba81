//! `/nick undo` and `/nick reset`: back to the name before, or to the one in the directory.

use super::attempt::Done;
use super::authority::deed;
use super::case::Case;
use super::give::Name;
use super::{Bot, Setback, problem};
use crate::command::Whose;
use crate::domain::{Nickname, Reply, UserId};
use crate::policy::Permit;

impl Bot {
    /// Takes the last change back that is not taken back yet, so that twice is two back.
    pub(super) async fn undo(&self, case: Case<'_>, whose: &Whose) -> Result<Done, Setback> {
        let (member, permit) = match self.subject(&case, whose).await? {
            Ok(subject) => subject,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let robot_code = &self.settings.robot_code;
        let target = case.target(member);
        let conversation = case.conversation();
        let Some(last) = self.store.undoable(robot_code, conversation, member).await? else {
            return Ok(Done::answered(Reply::NothingToUndo { target }));
        };
        let Some(name) = last.old_name else {
            return Ok(Done::answered(Reply::OldNameUnknown { target }));
        };
        // Those who decide here may bring any name back; the shape may be newer than it.
        if permit != Permit::Governing
            && let Some(format) = case.format()
            && let Err(mismatch) = format.check(&name)
        {
            return match self.shaped(&case, member, &name).await? {
                Err(reply) => Ok(Done::answered(reply)),
                Ok(completed) => {
                    let (mismatch, example) = (Box::new(mismatch), Some(completed));
                    Ok(Done::answered(Reply::Misfit {
                        target: case.target(member),
                        mismatch,
                        example,
                    }))
                }
            };
        }
        self.wish(&case, member, Name { name, undoes: Some(last.id) }, permit).await
    }

    /// Takes the name in the directory, completed to the group's shape.
    pub(super) async fn reset(&self, case: Case<'_>, whose: &Whose) -> Result<Done, Setback> {
        let (member, permit) = match self.subject(&case, whose).await? {
            Ok(subject) => subject,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let held_until = case.attempt.held_until;
        let needs_dept = case.format().is_some_and(|format| format.needs_dept());
        let entry = match self.look_up(member, needs_dept, held_until).await? {
            Ok(entry) => entry,
            Err(error) => {
                let error = match self.again(error, case.attempt.number) {
                    Ok(setback) => return Err(setback),
                    Err(error) => error,
                };
                return Ok(Done::answered(Reply::Failed(problem(&error))));
            }
        };
        let name = match Nickname::parse(&entry.name) {
            Ok(name) => name,
            Err(error) => return Ok(Done::answered(Reply::NameRefused { error, instead: None })),
        };
        match self.shaped(&case, member, &name).await? {
            Ok(name) => self.wish(&case, member, Name { name, undoes: None }, permit).await,
            Err(reply) => Ok(Done::answered(reply)),
        }
    }

    /// Whose name is meant, and whether the sender may change it.
    async fn subject<'a>(
        &self,
        case: &Case<'a>,
        whose: &'a Whose,
    ) -> Result<Result<(&'a UserId, Permit), Reply>, Setback> {
        let (sender, member) = match case.people(whose) {
            Ok(people) => people,
            Err(reply) => return Ok(Err(reply)),
        };
        let permit = self.permit(case, deed(sender, member), Some(member)).await?;
        Ok(permit.map(|permit| (member, permit)))
    }
}
