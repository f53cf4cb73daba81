//! `/nick remind`: the group is told from time to time whose names do not fit, with a line for each
//! to copy. After a few times the owner has the list.
//!
//! Each reminder is a job that is due at its time, and ends by keeping the next; how often somebody
//! was reminded goes along with it.

use std::collections::BTreeMap;

use tracing::info;

use super::check::{NAMES_TOLD, standings_of};
use super::context::{Context, Services};
use super::outcome::{FollowUp, Outcome, Stop};
use super::permit::demand_governor;
use super::rules::rule_change;
use super::task::{Reminding, Task};
use crate::domain::{
    Change, Facts, Filling, Format, IncomingMessage, MOST_REMINDERS, MessageId, Nickname, Pace,
    Remind, Reminded, Reminder, Reply, UserId,
};
use crate::groups::Standing;
use crate::store::JobOutcome;

/// Decides when the group is reminded, and keeps the first reminder.
pub(super) async fn remind(
    context: Context<'_>,
    wanted: Option<(Pace, i8)>,
) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let Some((pace, hour)) = wanted else {
        return changed(&context, None, Vec::new());
    };
    if context.format().is_none() {
        return Err(Reply::NoFormat.into());
    }
    let (now, zone) = (context.now(), &context.settings().time_zone);
    let remind = Remind { pace, hour, since: now };
    if !remind.is_at_a_waking_hour() {
        return Err(Reply::RemindAtNight.into());
    }
    if remind.is_over(now, zone) {
        return Err(Reply::RemindInThePast.into());
    }
    let first =
        next(context.services, context.message, Reminding { remind, told: BTreeMap::new() });
    changed(&context, Some(remind), first.into_iter().collect())
}

fn changed(
    context: &Context<'_>,
    remind: Option<Remind>,
    follow_ups: Vec<FollowUp>,
) -> Result<Outcome, Stop> {
    let change = Change::Remind(remind);
    let rules = vec![rule_change(context, &change)?];
    Ok(Outcome { rules, follow_ups, ..Outcome::applied(Reply::Changed(change)) })
}

/// Reminds the group, and keeps the next reminder.
pub(super) async fn carry_out(
    context: Context<'_>,
    reminding: &Reminding,
) -> Result<Outcome, Stop> {
    let remind = reminding.remind;
    // Another decision has reminders of its own.
    if context.rules.remind != Some(remind) {
        return Ok(Outcome::ignored());
    }
    let (now, zone) = (context.now(), &context.settings().time_zone);
    let is_over = remind.is_over(now, zone);
    let allowance = context.calls().allowance();
    let is_spared = allowance.calls(now).are_reserved() || allowance.messages(now).are_reserved();
    let may_remind = remind.may_remind_at(now, zone) && !is_spared;
    let standings = match context.format().filter(|_| may_remind) {
        Some(format) => match standings_of(&context).await {
            Ok(standings) => Some((format, standings)),
            Err(Stop::Later(setback)) => return Err(setback.into()),
            // Whoever changes a name hears it; nobody asked now.
            Err(Stop::Say(_)) => None,
        },
        None => None,
    };
    let mut told = reminding.told.clone();
    let reminder = match standings {
        Some((format, standings)) => {
            reminder(&context, &format, standings, &mut told, is_over).await?
        }
        None => {
            info!(conversation.id = %context.conversation(), "nobody is reminded this time");
            None
        }
    };
    let mut outcome = match reminder {
        Some(reminder) => Outcome::answered(Reply::Reminder(Box::new(reminder))),
        None => Outcome { outcome: JobOutcome::Ignored, ..Outcome::default() },
    };
    if is_over && may_remind {
        outcome.rules.push(rule_change(&context, &Change::Remind(None))?);
    } else {
        outcome.follow_ups.extend(next(
            context.services,
            context.message,
            Reminding { remind, told },
        ));
    }
    Ok(outcome)
}

/// The reminder after this one, where this one could not be given.
pub(super) fn after_failure(
    services: &Services,
    message: &IncomingMessage,
    reminding: &Reminding,
) -> Option<FollowUp> {
    next(services, message, reminding.clone())
}

fn next(services: &Services, message: &IncomingMessage, reminding: Reminding) -> Option<FollowUp> {
    let due = reminding.remind.next(services.clock.now(), &services.settings.time_zone)?;
    Some(FollowUp {
        id: MessageId::parse(&format!("remind-{}-{due}", message.conversation))?,
        lane: "remind".to_owned(),
        member: message.sender.person.user_id.clone(),
        plan_id: None,
        due,
        task: Task::Remind(reminding),
        may_answer: false,
    })
}

/// What there is to say, and who was told how often by then. Who fits is forgotten.
async fn reminder(
    context: &Context<'_>,
    format: &Format,
    standings: Vec<Standing>,
    told: &mut BTreeMap<UserId, u32>,
    is_over: bool,
) -> Result<Option<Reminder>, Stop> {
    let misfits: Vec<Standing> = standings
        .into_iter()
        .filter(|it| it.name.as_ref().is_some_and(|name| !format.fits(name)))
        .collect();
    told.retain(|user_id, _| misfits.iter().any(|misfit| misfit.user_id == *user_id));
    let times = |user_id: &UserId| told.get(user_id).copied().unwrap_or(0);
    let (asked, listed): (Vec<&Standing>, Vec<&Standing>) =
        misfits.iter().partition(|misfit| !is_over && times(&misfit.user_id) < MOST_REMINDERS);
    // Whoever was on the owner's list once is not told of again.
    let listed: Vec<&Standing> = listed
        .into_iter()
        .filter(|misfit| is_over || times(&misfit.user_id) == MOST_REMINDERS)
        .collect();
    if asked.is_empty() && listed.is_empty() {
        return Ok(None);
    }
    let shown: Vec<UserId> =
        asked.iter().take(NAMES_TOLD).map(|misfit| misfit.user_id.clone()).collect();
    // It costs nothing to ask.
    let (sources, turn) = (&context.groups().sources, context.turn().await?);
    let facts = sources.of_all(context.conversation(), &shown, format, turn).await?;
    let people = asked.iter().take(NAMES_TOLD).map(|misfit| Reminded {
        name: called(misfit),
        instead: line(format, misfit, facts.get(&misfit.user_id)),
    });
    let reminder = Reminder {
        shape: format.shape(),
        people: people.collect(),
        more: asked.len().saturating_sub(NAMES_TOLD) as u64,
        for_owner: listed.iter().take(NAMES_TOLD).map(|misfit| called(misfit)).collect(),
        more_for_owner: listed.len().saturating_sub(NAMES_TOLD) as u64,
        until: match context.rules.remind.map(|remind| remind.pace) {
            Some(Pace::Until(day)) if !is_over => Some(day),
            _ => None,
        },
    };
    let told_now: Vec<UserId> =
        shown.into_iter().chain(listed.iter().map(|misfit| misfit.user_id.clone())).collect();
    for user_id in told_now {
        *told.entry(user_id).or_default() += 1;
    }
    Ok(Some(reminder))
}

fn called(misfit: &Standing) -> String {
    misfit.name.as_ref().map_or_else(|| misfit.user_id.to_string(), ToString::to_string)
}

/// The name that they could have, or one of that shape.
fn line(format: &Format, misfit: &Standing, facts: Option<&Facts>) -> Option<Nickname> {
    let unknown = Facts::default();
    let facts = facts.unwrap_or(&unknown);
    match format.fill(None, misfit.name.as_ref(), facts) {
        Filling::Name(name) => Some(name),
        _ => format.example(None, misfit.name.as_ref(), facts),
    }
}
