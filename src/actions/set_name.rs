//! Setting a name: by the way that leads to the group, unless it is the current name already or a
//! newer one was asked for since.

use std::time::Duration;

use tracing::{info, warn};

use super::context::Context;
use super::given::remember;
use super::outcome::{FollowUp, Outcome, Stop, ended_by};
use super::task::{Reapply, Task};
use crate::calls::{CallError, Setback};
use crate::chain::chain;
use crate::dingtalk::{Arrival, Class, DingTalkError, Receipt};
use crate::domain::{ApplyLink, Nickname, Problem, Timestamp, UserId};
use crate::fail_point;
use crate::groups::{Names, Route, readings};
use crate::store::{JobOutcome, LedgerEntry, NamesOf, RenameOutcome};

/// After this time a call of ours that was never answered has no effect any more: the longest that
/// one takes.
const LANDED_BY: Duration = Duration::from_secs(10);

/// A name to be set.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub name: Nickname,
    /// The change in the ledger that it takes back.
    pub undoes: Option<i64>,
    /// It is not all, or more, of what was typed.
    pub is_changed: bool,
}

impl Wanted {
    pub(super) fn new(name: Nickname) -> Self {
        Self { name, undoes: None, is_changed: false }
    }

    /// A name that takes a change back.
    pub(super) fn undoing(name: Nickname, undoes: Option<i64>) -> Self {
        Self { undoes, ..Self::new(name) }
    }
}

/// What came of it.
pub(super) enum Set {
    /// The name is set.
    Applied {
        /// The name before, if we knew it.
        old: Option<Nickname>,
        ledger: LedgerEntry,
        /// Sets it once more, where an older call may land on it.
        again: Option<FollowUp>,
    },
    /// It was that name already.
    Unchanged,
    /// A newer name was asked for since.
    Superseded(Box<Outcome>),
    /// No way leads to the group.
    NotBound,
    /// DingTalk or the way to it said no.
    Refused {
        problem: Problem,
        ledger: LedgerEntry,
        outcome: JobOutcome,
        /// It was the name, or whose it was to be, that DingTalk refused.
        is_of_request: bool,
    },
}

impl Set {
    /// The end of a job that tells nobody how it went.
    pub(super) fn untold(self) -> Outcome {
        let (outcome, ledger, again) = match self {
            Self::Superseded(outcome) => return *outcome,
            Self::Applied { ledger, again, .. } => (JobOutcome::Applied, Some(ledger), again),
            Self::Unchanged => (JobOutcome::Applied, None, None),
            Self::NotBound => (JobOutcome::Failed, None, None),
            Self::Refused { ledger, outcome, .. } => (outcome, Some(ledger), None),
        };
        let follow_ups = again.into_iter().collect();
        Outcome { outcome, ledger, follow_ups, ..Outcome::default() }
    }
}

/// Sets the name of `member`, as the request of who sent the message.
pub(super) async fn set_name(
    context: &Context<'_>,
    member: &UserId,
    wanted: &Wanted,
) -> Result<Set, Stop> {
    let names = context.groups().names.known(context.conversation(), member).await?;
    if is_superseded(context, &names) {
        return Ok(Set::Superseded(Box::new(superseded(context, member, wanted))));
    }
    let old = match Names::present_of(&names) {
        Some(present) if present.is_given && present.name == wanted.name => {
            return Ok(Set::Unchanged);
        }
        // Somebody gave them another by hand since.
        Some(present) if names.given.is_some() && !present.is_given => Some(present.name),
        _ => names.given.as_ref().map(|given| given.name.clone()),
    };
    try_to_set(context, member, wanted, &names, old).await
}

/// Sets the name of somebody who came in: whatever they were called here before, which is `names`,
/// DingTalk has forgotten it.
pub(super) async fn set_newcomers_name(
    context: &Context<'_>,
    member: &UserId,
    names: &NamesOf,
    wanted: &Wanted,
) -> Result<Set, Stop> {
    if is_superseded(context, names) {
        return Ok(Set::Superseded(Box::new(superseded(context, member, wanted))));
    }
    try_to_set(context, member, wanted, names, None).await
}

/// Whether a name that was asked for later was set, or may have been.
fn is_superseded(context: &Context<'_>, names: &NamesOf) -> bool {
    names.asked_at.is_some_and(|asked_at| asked_at > context.attempt.asked_at)
}

/// The end of a request that a newer one has made moot. Where an attempt at it may have had an
/// effect, the ledger says so, and the newest name is set once more when it has landed.
pub(super) fn superseded(context: &Context<'_>, member: &UserId, wanted: &Wanted) -> Outcome {
    info!(message.id = %context.message.id, "a newer name was asked for");
    let mut outcome = Outcome::superseded();
    if context.attempt.in_doubt {
        outcome.ledger = Some(in_doubt(context, member, wanted));
        outcome.follow_ups.extend(reapply_later(context, member));
    }
    outcome
}

/// The line of the ledger for a name that may have been set.
pub(super) fn in_doubt(context: &Context<'_>, member: &UserId, wanted: &Wanted) -> LedgerEntry {
    entry(context, member, wanted, None, RenameOutcome::Unknown)
}

/// Sets a name once more that was set just now, where an older request for the member ended so
/// short a time ago that a call of it which was never answered may still land.
fn again(context: &Context<'_>, member: &UserId, names: &NamesOf) -> Option<FollowUp> {
    let lands_by = names.doubt_at?.plus(LANDED_BY);
    if lands_by < context.now() {
        return None;
    }
    let just_before = Duration::from_millis(1);
    reapply_after(context, member, context.attempt.asked_at.minus(just_before))
}

fn reapply_later(context: &Context<'_>, member: &UserId) -> Option<FollowUp> {
    reapply_after(context, member, context.attempt.asked_at)
}

/// Sets the newest name once more that was asked for after that time, when nothing can land on it
/// any more. In a lane of its own, so that nobody waits for it.
fn reapply_after(context: &Context<'_>, member: &UserId, asked_at: Timestamp) -> Option<FollowUp> {
    let id = format!("reapply-{}", context.attempt.job_id);
    let reapply = Reapply { user_id: member.clone(), asked_at };
    let due = context.now().plus(LANDED_BY);
    let mut later = FollowUp::of(&id, Task::ReapplyLater(reapply), member, due)?;
    later.lane = format!("reapply {member}");
    Some(later)
}

async fn try_to_set(
    context: &Context<'_>,
    member: &UserId,
    wanted: &Wanted,
    names: &NamesOf,
    old: Option<Nickname>,
) -> Result<Set, Stop> {
    let error = match call(context, member, &wanted.name).await? {
        None => return Ok(Set::NotBound),
        Some(Ok(Receipt { request_id })) => {
            remember(context, member, &wanted.name).await?;
            let mut ledger = entry(context, member, wanted, old.clone(), RenameOutcome::Applied);
            ledger.request_id = request_id;
            let again = again(context, member, names);
            return Ok(Set::Applied { old, ledger, again });
        }
        Some(Err(error)) => context.calls().settled(error, context.attempt.number)?,
    };
    log_refusal(context, &error);
    let is_in_doubt = context.attempt.in_doubt || error.arrival == Arrival::Unknown;
    let result = if is_in_doubt { RenameOutcome::Unknown } else { RenameOutcome::Refused };
    let mut ledger = entry(context, member, wanted, old, result);
    ledger.code = Some(error.code.clone());
    ledger.request_id.clone_from(&error.request_id);
    Ok(Set::Refused {
        problem: error.problem(),
        ledger,
        outcome: ended_by(&error),
        is_of_request: error.class == Class::UserInput,
    })
}

fn entry(
    context: &Context<'_>,
    member: &UserId,
    wanted: &Wanted,
    old_name: Option<Nickname>,
    outcome: RenameOutcome,
) -> LedgerEntry {
    LedgerEntry {
        conversation: context.conversation().clone(),
        user_id: member.clone(),
        old_name,
        readings: readings(wanted.name.as_str()),
        new_name: wanted.name.clone(),
        asked_by: context.sender().unwrap_or(member).clone(),
        asked_at: context.attempt.asked_at,
        outcome,
        code: None,
        request_id: None,
        undoes: wanted.undoes,
    }
}

/// Sets the name by the way that leads to the group, and remembers what the try shows of it;
/// `None` when no way does.
pub(super) async fn call(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
) -> Result<Option<Result<Receipt, DingTalkError>>, Setback> {
    let (conversation, turn) = (context.conversation(), context.turn().await?);
    let groups = context.groups();
    let route = groups.bindings.route(conversation, context.group().await?, turn).await?;
    fail_point::reach("C4");
    let receipt = match &route {
        Route::Chat(chat_id) => context.calls().set_nick(turn, chat_id, member, name).await,
        Route::Scene | Route::PerhapsScene => {
            context.calls().set_scene_nick(turn, conversation, member, name).await
        }
        Route::Unbound => return Ok(None),
    };
    let leads_nowhere = groups.routes.learn(conversation, &route, &receipt).await?;
    match receipt {
        Ok(receipt) => Ok(Some(Ok(receipt))),
        Err(CallError::Later(setback)) => Err(setback),
        Err(CallError::Refused(_)) if leads_nowhere => Ok(None),
        Err(CallError::Refused(error)) => Ok(Some(Err(error))),
    }
}

/// The operator can mend some refusals; those stand out in the log.
fn log_refusal(context: &Context<'_>, error: &DingTalkError) {
    let message = context.message;
    let (api, cause) = (error.api.as_str(), chain(error));
    let seen_ip = error.seen_ip.map(tracing::field::display);
    let apply_link = error.named.apply_link.as_ref().map(ApplyLink::as_str);
    match error.class {
        Class::UserInput => {
            info!(message.id = %message.id, api, cause, "DingTalk refused the name");
        }
        _ => {
            warn!(message.id = %message.id, api, cause, seen_ip, apply_link, "DingTalk refused the call");
        }
    }
}
