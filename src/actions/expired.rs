//! The ends of what is not carried out: not in time, or not within the caps.

use super::context::Context;
use super::outcome::Outcome;
use super::set_name::{Wanted, in_doubt};
use super::shape::shaped;
use super::task::Task;
use crate::calls::Cap;
use crate::command::{self, Command, Parsed};
use crate::domain::{Denial, MessageBody, Reply, UserId};
use crate::store::JobOutcome;

pub(super) async fn expired(context: Context<'_>, task: Option<&Task>) -> Outcome {
    let outcome = Outcome::without_success(JobOutcome::Expired, Reply::Expired);
    with_doubt(context, task, outcome).await
}

/// Who asked may not spend what it takes.
pub(super) async fn capped(context: Context<'_>, task: Option<&Task>, cap: Cap) -> Outcome {
    let reply = match cap {
        Cap::Reserve => Reply::Denied(Denial::Reserve),
        Cap::Day { limited, count, free_at } => Reply::DailyCap { limited, count, free_at },
    };
    with_doubt(context, task, Outcome::answered(reply)).await
}

/// Where an attempt at it may have had an effect, the ledger says so.
async fn with_doubt(context: Context<'_>, task: Option<&Task>, mut outcome: Outcome) -> Outcome {
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
        Some(Task::Ordered(ordered)) => {
            Some((ordered.user_id.clone(), Wanted::new(ordered.name.clone())))
        }
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
