//! `/nick quiet on|off`: a success is answered by a reaction instead of a message.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::rules::change;
use crate::domain::{Change, Note};

/// Said when it is switched on: a reaction is one more paid call.
pub(super) async fn quiet(context: Context<'_>, on: bool) -> Result<Outcome, Stop> {
    let mut outcome = change(context, Change::Quiet(on)).await?;
    outcome.notes.extend(on.then_some(Note::QuietCosts));
    Ok(outcome)
}
