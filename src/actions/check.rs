//! `/nick check`: who does not fit the group's format, at the cost of one call at most.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::domain::{Check, Format, MisfitName, Reply, UserId};
use crate::groups::Standing;

/// How many names one answer tells; it is read on a phone.
pub(super) const NAMES_TOLD: usize = 10;

pub(super) async fn check(context: Context<'_>) -> Result<Outcome, Stop> {
    let (format, standings) = format_and_standings(&context).await?;
    let directory = &context.groups().directory;
    let unnamed = standings.iter().find(|standing| standing.name.is_none());
    if let Some(problem) = unnamed.and_then(|it| directory.silence_on(&it.user_id)) {
        return Err(Reply::Failed(problem).into());
    }
    let mut check =
        Check { shape: format.shape(), fitting: 0, misfits: Vec::new(), more: 0, unknown: 0 };
    let misfits = standings.iter().filter(|it| it.name.as_ref().is_some_and(|it| !format.fits(it)));
    let told: Vec<UserId> = misfits.take(NAMES_TOLD).map(|it| it.user_id.clone()).collect();
    let mut entries = directory.known_of_all(&told).await?;
    for standing in standings {
        match &standing.name {
            None => check.unknown += 1,
            Some(name) if format.fits(name) => check.fitting += 1,
            Some(_) if check.misfits.len() >= NAMES_TOLD => check.more += 1,
            Some(name) => {
                let name = name.to_string();
                let entry = standing.entry.or_else(|| entries.remove(&standing.user_id));
                let person = entry.map(|entry| entry.name).filter(|person| *person != name);
                check.misfits.push(MisfitName { person, name });
            }
        }
    }
    Ok(Outcome::answered(Reply::Checked(Box::new(check))))
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
