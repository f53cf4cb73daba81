//! `/nick apply`: whose name would change to what, and what that costs; it waits for `confirm`.

use super::check::{NAMES_TOLD, format_and_standings};
use super::context::Context;
use super::ordered_plan::Shares;
use super::outcome::{Outcome, Stop};
use super::task::Planned;
use crate::domain::{Facts, Filling, Format, Nickname, Proposal, Reply, UserId};
use crate::groups::Standing;
use crate::store::NewPlan;

pub(super) async fn apply(context: Context<'_>) -> Result<Outcome, Stop> {
    let asked_by = context.known_sender()?;
    let (format, standings) = format_and_standings(&context).await?;
    let (fitting, misfits): (Vec<_>, Vec<_>) = standings
        .into_iter()
        .partition(|it| it.name.as_ref().is_some_and(|name| format.fits(name)));
    let ids: Vec<UserId> = misfits.iter().map(|misfit| misfit.user_id.clone()).collect();
    let (groups, turn) = (context.groups(), context.turn().await?);
    let facts = groups.sources.of_all(context.conversation(), &ids, &format, turn).await?;
    let mut plan = Plan::default();
    for misfit in misfits {
        let facts = facts.get(&misfit.user_id).cloned().unwrap_or_default();
        plan.add(&format, misfit, &facts);
    }
    if plan.items.is_empty()
        && let Some(problem) = groups.directory.silence_on(asked_by)
    {
        return Err(Reply::Failed(problem).into());
    }
    // What would break into the month's reserve is left for the next one.
    let mut shares = Shares::of_month(context.services).await?;
    let today = shares.today(context.conversation(), plan.items.len());
    let later = plan.items.len() - today;
    plan.items.truncate(today);
    plan.first.truncate(today);
    let number = keep(&context, asked_by, &plan.items).await?;
    let allowance = context.calls().allowance();
    allowance.write_down(context.now()).await?;
    let more_incomplete = plan.incomplete.len().saturating_sub(NAMES_TOLD) as u64;
    plan.incomplete.truncate(NAMES_TOLD);
    Ok(Outcome::answered(Reply::Proposed(Box::new(Proposal {
        number,
        count: plan.items.len() as u64,
        later: later as u64,
        first: plan.first,
        fitting: fitting.len() as u64,
        incomplete: plan.incomplete,
        more_incomplete,
        calls: allowance.calls(context.now()),
    }))))
}

/// The number of the plan that is to be confirmed; none where there is nothing to do.
async fn keep(
    context: &Context<'_>,
    asked_by: &UserId,
    items: &[Planned],
) -> Result<Option<u32>, Stop> {
    if items.is_empty() {
        return Ok(None);
    }
    let items = serde_json::to_string(items).expect("texts can be written");
    let plan = NewPlan {
        conversation: context.conversation(),
        message_id: &context.message.id,
        asked_by,
        items: &items,
        made_at: context.now(),
    };
    Ok(Some(context.store().open_plan(plan).await?))
}

/// A plan in the making.
#[derive(Default)]
struct Plan {
    items: Vec<Planned>,
    /// The first of them, as they are shown.
    first: Vec<(String, Nickname)>,
    /// Those of whom something is not known.
    incomplete: Vec<String>,
}

impl Plan {
    fn add(&mut self, format: &Format, misfit: Standing, facts: &Facts) {
        let present = misfit.name.as_ref();
        let shown = present
            .map(ToString::to_string)
            .or_else(|| facts.name.clone())
            .unwrap_or_else(|| misfit.user_id.to_string());
        match format.fill(None, present, facts) {
            Filling::Name(name) => {
                if self.first.len() < NAMES_TOLD {
                    self.first.push((shown, name.clone()));
                }
                self.items.push(Planned::new(misfit.user_id, name));
            }
            Filling::Missing(_) | Filling::Misfit(_) | Filling::Refused(_) => {
                self.incomplete.push(shown);
            }
        }
    }
}
