//! Living names: what a format put into a name follows what is known of its bearer. What somebody
//! chose for themselves stays theirs.
//!
//! To look costs nothing. Each name that changes costs one call, within what the group has in a
//! day; the rest is looked at again the next day.

use std::collections::{HashMap, HashSet};

use tracing::info;

use super::context::Context;
use super::given::written_down;
use super::outcome::{FollowUp, Outcome, Stop};
use super::set_name::{Wanted, set_name};
use super::task::{Comparing, Follow, Task};
use crate::calls::Setback;
use crate::domain::{Nickname, Timestamp, UserId};
use crate::groups::Names;
use crate::store::JobOutcome;

/// What the ids of those begin with that wait for the next day.
pub(super) const WAITING: &str = "follow-tomorrow-";

/// Looks whether a name is to change, and has it done in its turn.
pub(super) async fn look(context: Context<'_>, follow: &Follow) -> Result<Outcome, Stop> {
    let next = next_names(&context, vec![follow.user_id.clone()], follow.since).await?;
    if next.is_empty() {
        return Ok(Outcome::ignored());
    }
    let id = format!("follow-now-{}", context.attempt.job_id);
    let task = Task::Follow(follow.clone());
    let mut outcome = Outcome { outcome: JobOutcome::Applied, ..Outcome::default() };
    let job = FollowUp::of(&id, task, &follow.user_id, context.now());
    outcome.follow_ups.extend(job.map(|job| of_member(job, &follow.user_id)));
    Ok(outcome)
}

/// Gives the name that follows.
pub(super) async fn follow(context: Context<'_>, follow: &Follow) -> Result<Outcome, Stop> {
    let member = &follow.user_id;
    let next = next_names(&context, vec![member.clone()], follow.since).await?;
    let Some((_, name)) = next.into_iter().next() else {
        return Ok(Outcome::ignored());
    };
    if let Err(setback) = context.calls().admit_of_rule(context.turn().await?).await {
        return match setback {
            Setback::Capped(_) => Ok(tomorrow(&context, follow)),
            setback => Err(setback.into()),
        };
    }
    let set = set_name(&context, member, &Wanted::new(name)).await?;
    let outcome = set.untold();
    info!(conversation.id = %context.conversation(), outcome = outcome.outcome.as_str(), "a name followed");
    Ok(outcome)
}

/// Looks at all names of a group, and has those that are to change looked at again in their turn.
pub(super) async fn compare(context: Context<'_>, comparing: &Comparing) -> Result<Outcome, Stop> {
    let (store, conversation) = (context.store(), context.conversation());
    let listed = store.roster(conversation).await?.map(|(members, _)| members).unwrap_or_default();
    let named = store.names(conversation).await?.into_iter().map(|named| named.user_id);
    let members: HashSet<UserId> = listed.into_iter().chain(named).collect();
    let next = next_names(&context, members.into_iter().collect(), comparing.since).await?;
    let spacing = context.calls().spacing().unwrap_or_default();
    let now = context.now();
    let jobs = next.into_iter().zip(0_u32..).filter_map(|((member, _), place)| {
        let id = format!("follow-{}-{member}", context.attempt.job_id);
        let task = Task::FollowLater(Follow { user_id: member.clone(), since: comparing.since });
        let job = FollowUp::of(&id, task, &member, now.plus(spacing.saturating_mul(place)))?;
        Some(of_member(beside(job), &member))
    });
    let follow_ups: Vec<FollowUp> = jobs.collect();
    info!(conversation.id = %conversation, names = follow_ups.len(), "names were compared with what is known");
    Ok(Outcome { outcome: JobOutcome::Applied, follow_ups, ..Outcome::default() })
}

/// What is left of the day does not suffice.
fn tomorrow(context: &Context<'_>, follow: &Follow) -> Outcome {
    let id = format!("{WAITING}{}", context.attempt.job_id);
    let due = context.calls().next_day(context.now());
    let task = Task::FollowLater(follow.clone());
    let job = FollowUp::of(&id, task, &follow.user_id, due);
    let job = job.map(|job| of_member(beside(job), &follow.user_id));
    Outcome { follow_ups: job.into_iter().collect(), ..Outcome::default() }
}

/// Beside what is done to the member's name, which need not wait for it.
fn beside(job: FollowUp) -> FollowUp {
    FollowUp { lane: format!("follow {}", job.lane), ..job }
}

fn of_member(job: FollowUp, member: &UserId) -> FollowUp {
    FollowUp { member: Some(member.clone()), may_answer: false, ..job }
}

/// The names that follow from what is known now, of those that are not what they were given as.
async fn next_names(
    context: &Context<'_>,
    mut members: Vec<UserId>,
    since: Timestamp,
) -> Result<Vec<(UserId, Nickname)>, Stop> {
    let (groups, conversation) = (context.groups(), context.conversation());
    let Some(format) = context.format() else {
        return Ok(Vec::new());
    };
    let rules = context.rules;
    members.retain(|it| !rules.exempt.contains(it) && !rules.locked.contains(it));
    members.sort();
    let names = groups.names.known_of_all(conversation, &members).await?;
    let mut present: HashMap<UserId, Nickname> = HashMap::new();
    for (member, names) in names {
        let name = Names::present_of(&names).map(|present| present.name);
        if let Some(name) = name.filter(|name| format.fits(name)) {
            present.insert(member, name);
        }
    }
    members.retain(|member| present.contains_key(member));
    if members.is_empty() {
        return Ok(Vec::new());
    }
    // What stands in a name of which nothing is written down is held against what was known when
    // it was last asked for.
    let known = groups.sources.known_of_all(conversation, &members).await?;
    let mut given = context.store().given_of_all(conversation, &members).await?;
    given.retain(|member, given| present.get(member) == Some(&given.name));
    let new = members.iter().filter(|member| !given.contains_key(*member));
    for member in new.cloned().collect::<Vec<_>>() {
        let facts = known.get(&member).cloned().unwrap_or_default();
        let of_member = written_down(context, &format, &member, &present[&member], &facts).await?;
        given.insert(member, of_member);
    }
    let turn = context.turn().await?;
    let facts = groups.sources.of_all_since(conversation, &members, &format, since, turn).await?;
    let next = members.into_iter().filter_map(|member| {
        let facts = facts.get(&member)?;
        let name = format.follow(&present[&member], &given[&member].parts, facts)?;
        Some((member, name))
    });
    Ok(next.collect())
}
