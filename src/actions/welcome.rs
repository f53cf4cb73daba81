//! `/nick welcome on|off`: whether newcomers are named.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::rules::change;
use crate::domain::{Change, Note};

/// With a word on what it still takes.
pub(super) async fn welcome(context: Context<'_>, on: bool) -> Result<Outcome, Stop> {
    let mut outcome = change(context, Change::Welcome(on)).await?;
    if on && context.format().is_none() {
        outcome.notes.push(Note::NamesNeedFormat);
    }
    if on && !context.settings().hears_events {
        outcome.notes.push(Note::HearsNoEvents);
    }
    Ok(outcome)
}
