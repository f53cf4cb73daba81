//! The end of what could not be carried out in time.

use super::context::Context;
use super::outcome::Outcome;
use super::set_name::{Wanted, in_doubt};
use super::shape::shaped;
use super::task::Task;
use crate::command::{self, Command, Parsed};
use crate::domain::{MessageBody, Reply, UserId};
use crate::store::JobOutcome;

/// Where an attempt at it may have had an effect, the ledger says so.
pub(super) async fn expired(context: Context<'_>, task: Option<&Task>) -> Outcome {
    let mut outcome = Outcome::without_success(JobOutcome::Expired, Reply::Expired);
    if context.attempt.in_doubt
        && let Some((member, wanted)) = wanted(&context, task).await
    {
        outcome.ledger = Some(in_doubt(&context, &member, &wanted));
    }
    outcome
}

/// Whose name was to be set, and to what, as far as that can still be told.
async fn wanted(context: &Context<'_>, task: Option<&Task>) -> Option<(UserId, Wanted)> {
    match task {
        Some(Task::Item(item)) => Some((item.user_id.clone(), Wanted::new(item.name.clone()))),
        Some(_) => None,
        None => asked_for(context).await,
    }
}

async fn asked_for(context: &Context<'_>) -> Option<(UserId, Wanted)> {
    let MessageBody::Text(text) = &context.message.body else {
        return None;
    };
    match command::parse(text, &context.message.mentions) {
        Parsed::Command(Command::Rename { whose, name: typed, .. }) => {
            let (_, member) = context.people(&whose).ok()?;
            let name = shaped(context, member, &typed).await.unwrap_or(typed);
            Some((member.clone(), Wanted::new(name)))
        }
        Parsed::Command(Command::Undo(whose)) => {
            let (_, member) = context.people(&whose).ok()?;
            let last = context.store().undoable(context.conversation(), member).await.ok()??;
            let wanted = Wanted::undoing(last.old_name?, Some(last.id));
            Some((member.clone(), wanted))
        }
        _ => None,
    }
}
