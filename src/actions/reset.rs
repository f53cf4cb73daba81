//! `/nick reset`: back to the name in the organisation's directory.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::{permit, renaming};
use super::request::request;
use super::set_name::Wanted;
use super::shape::shaped;
use crate::calls::CallError;
use crate::command::Whose;
use crate::domain::{NameRefusal, Nickname, Reply};

/// Takes the name in the directory, completed to the group's shape.
pub(super) async fn reset(context: Context<'_>, whose: &Whose) -> Result<Outcome, Stop> {
    let (sender, member) = context.people(whose)?;
    let permit = permit(&context, renaming(sender, member), Some(member)).await?;
    let needs_dept = context.format_for(member).is_some_and(|format| format.needs_dept());
    let directory = &context.groups().directory;
    let entry = match directory.look_up(member, needs_dept, context.turn().await?).await {
        Ok(entry) => entry,
        Err(CallError::Later(setback)) => return Err(setback.into()),
        Err(CallError::Refused(error)) => {
            let error = context.calls().settled(error, context.attempt.number)?;
            return Err(Reply::Failed(error.problem()).into());
        }
    };
    let target = context.target(member);
    let name = Nickname::parse(&entry.name).map_err(|error| {
        let (target, refusal) = (target.clone(), NameRefusal::Ours(error));
        Reply::DirectoryName { target, refusal }
    })?;
    let name = shaped(&context, member, &name).await?;
    let mut outcome = request(&context, member, Wanted::new(name), permit).await?;
    // Nobody chose it, so “choose another” would not be enough to go on with.
    if let Some(Reply::Failed(problem)) = &outcome.reply
        && problem.key == "forbidden-content"
    {
        let refusal = NameRefusal::DingTalk(problem.clone());
        outcome.reply = Some(Reply::DirectoryName { target, refusal });
    }
    Ok(outcome)
}
