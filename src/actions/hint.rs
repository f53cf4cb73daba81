//! The hint: one line on what the bot is for, to those who only chat with it.

use std::time::Duration;

use super::context::Context;
use super::outcome::{Outcome, Stop};
use crate::domain::Reply;

/// How often a person is given it.
pub const HINT_INTERVAL: Duration = Duration::from_secs(24 * 3600);

pub(super) async fn hint(context: Context<'_>) -> Result<Outcome, Stop> {
    // It costs one of the month's messages, and nobody asked for it.
    if context.calls().allowance().messages(context.now()).are_reserved() {
        return Ok(Outcome::ignored());
    }
    let person = context.message.sender.person.id().unwrap_or_default();
    let may = context.store().claim_hint(person, context.now(), HINT_INTERVAL).await?;
    Ok(if may { Outcome::answered(Reply::Hint) } else { Outcome::ignored() })
}
