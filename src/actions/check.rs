//! `/nick check`: who does not fit the group's format, at the cost of one call at most; with
//! `private` told to whoever asks alone, for one more.

use tracing::warn;

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::calls::CallError;
use crate::chain::chain;
use crate::domain::{Check, Format, MisfitName, Reply, UserId};
use crate::groups::Standing;
use crate::store::JobOutcome;

/// How many names one answer tells; it is read on a phone.
pub(super) const NAMES_TOLD: usize = 10;

/// How many names are told to somebody alone, who may want to go through all of them.
const NAMES_TOLD_ALONE: usize = 200;

pub(super) async fn check(context: Context<'_>) -> Result<Outcome, Stop> {
    let check = look(&context, NAMES_TOLD).await?;
    Ok(Outcome::answered(Reply::Checked(Box::new(check))))
}

/// The same, told to whoever asks alone; the group hears only that. It costs one call more.
pub(super) async fn check_in_private(context: Context<'_>) -> Result<Outcome, Stop> {
    let asker = context.known_sender()?;
    let check = look(&context, NAMES_TOLD_ALONE).await?;
    let shape = context.rules.format.clone().unwrap_or_default();
    let title = context.group().await?.and_then(|group| group.title.as_deref());
    let text = context.services.words.checked_alone(context.locale(), title, &check);
    let sent = context.calls().say_to(context.turn().await?, asker, &text).await;
    let problem = match sent {
        Ok(true) => return Ok(Outcome::applied(Reply::CheckedPrivately)),
        Ok(false) => None,
        Err(CallError::Later(setback)) => return Err(setback.into()),
        Err(CallError::Refused(error)) => {
            let error = context.calls().settled(error, context.attempt.number)?;
            warn!(message.id = %context.message.id, error = chain(&error), "DingTalk did not take a direct message");
            Some(Box::new(error.problem()))
        }
    };
    let group = context.conversation().clone();
    let reply = Reply::CheckNotSent { problem, format: shape, group };
    Ok(Outcome::without_success(JobOutcome::Failed, reply))
}

/// Who does not fit, so many of them by name.
async fn look(context: &Context<'_>, most: usize) -> Result<Check, Stop> {
    let (format, standings) = format_and_standings(context).await?;
    let directory = &context.groups().directory;
    let unnamed = standings.iter().find(|standing| standing.name.is_none());
    if let Some(problem) = unnamed.and_then(|it| directory.silence_on(&it.user_id)) {
        return Err(Reply::Failed(problem).into());
    }
    let mut check =
        Check { shape: format.shape(), fitting: 0, misfits: Vec::new(), more: 0, unknown: 0 };
    let misfits = standings.iter().filter(|it| it.name.as_ref().is_some_and(|it| !format.fits(it)));
    let told: Vec<UserId> = misfits.take(most).map(|it| it.user_id.clone()).collect();
    let mut entries = directory.known_of_all(&told).await?;
    for standing in standings {
        match &standing.name {
            None => check.unknown += 1,
            Some(name) if format.fits(name) => check.fitting += 1,
            Some(_) if check.misfits.len() >= most => check.more += 1,
            Some(name) => {
                let name = name.to_string();
                let entry = standing.entry.or_else(|| entries.remove(&standing.user_id));
                let person = entry.map(|entry| entry.name).filter(|person| *person != name);
                check.misfits.push(MisfitName { person, name });
            }
        }
    }
    Ok(check)
}

/// The format and who is to fit it, for somebody who decides here. Nothing is asked of those who
/// are exempt.
pub(super) async fn format_and_standings(
    context: &Context<'_>,
) -> Result<(Format, Vec<Standing>), Stop> {
    demand_governor(context).await?;
    let format = context.format().ok_or(Reply::NoFormat)?;
    let standings = standings_of(context).await?;
    Ok((format, standings))
}

/// Those who are to fit the format, with the names that the group sees.
pub(super) async fn standings_of(context: &Context<'_>) -> Result<Vec<Standing>, Stop> {
    let (conversation, turn) = (context.conversation(), context.turn().await?);
    let rosters = &context.groups().rosters;
    let mut members = rosters.of(conversation, turn).await?;
    members.retain(|member| !context.rules.exempt.contains(member));
    Ok(rosters.standings(conversation, members, turn).await?)
}
