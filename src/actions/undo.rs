//! `/nick undo`: back to the name before the last change.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::{permit, renaming};
use super::request::request;
use super::set_name::Wanted;
use super::shape::shaped;
use crate::command::Whose;
use crate::domain::Reply;
use crate::policy::Permit;

/// Takes the last change back that is not taken back yet, so that twice is two back.
pub(super) async fn undo(context: Context<'_>, whose: &Whose) -> Result<Outcome, Stop> {
    let (sender, member) = context.people(whose)?;
    let permit = permit(&context, renaming(sender, member), Some(member)).await?;
    let target = context.target(member);
    let last = context.store().undoable(context.conversation(), member).await?;
    let Some(last) = last else {
        return Err(Reply::NothingToUndo { target }.into());
    };
    let Some(name) = last.old_name else {
        return Err(Reply::OldNameUnknown { target }.into());
    };
    // Those who decide here may bring any name back; the shape may be newer than it.
    if permit != Permit::Governing
        && let Some(format) = context.format_for(member)
        && let Err(mismatch) = format.check(&name)
    {
        let completed = shaped(&context, member, &name).await?;
        let (mismatch, example) = (Box::new(mismatch), Some(completed));
        return Err(Reply::Misfit { target, mismatch, example }.into());
    }
    request(&context, member, Wanted::undoing(name, Some(last.id)), permit).await
}
