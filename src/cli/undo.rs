//! `dingnick undo`: the names of a plan, of the shell or of the chat, taken back. Names that were
//! changed since stay.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::consent::go_ahead;
use super::group::find_or_only;
use super::orders::{follow, with_bot};
use super::shown::{SHOWN, calls_of, table};
use crate::actions::Planned;
use crate::bot::{Bot, OrderResult, OrderedPlan};
use crate::config::Config;
use crate::domain::{ConversationId, Nickname};
use crate::store::{PlanChange, Scope, Store};

#[derive(Args)]
pub(super) struct Arguments {
    /// The plan's number in its group, as `apply` and the group's answers tell it
    #[arg(value_name = "PLAN")]
    number: u32,
    /// The group: its conversation id, chatid or title
    #[arg(long)]
    group: Option<String>,
    /// Show what would change and what it costs, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Go ahead without asking
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<()> {
    with_bot(config, async |bot, store, scope| undo(bot, store, scope, arguments).await)
}

async fn undo(
    bot: &Arc<Bot>,
    store: &Store,
    scope: &Scope,
    arguments: &Arguments,
) -> anyhow::Result<()> {
    let conversation = find_or_only(scope, arguments.group.as_deref()).await?;
    let number = arguments.number;
    let Some((plan, is_confirmed)) = scope.plan(&conversation, number).await? else {
        bail!("there is no plan {number} in this group");
    };
    if !is_confirmed {
        bail!("plan {number} was never carried out, so there is nothing to take back");
    }
    let changes = Changes::sorted(scope.plan_changes(plan.id).await?);
    let key = format!("undo-{}", plan.id);
    let begun = bot.orders().plan_to_go_on_with(&conversation, &key).await?;
    let calls = match &begun {
        Some((plan, done)) => plan.names.len() - done,
        None => changes.back.len(),
    };
    changes.show(arguments.dry_run, begun.as_ref())?;
    let left = bot.orders().calls_left();
    writeln!(std::io::stdout(), "price: {}; this month has {left} left", calls_of(calls))?;
    if arguments.dry_run || calls == 0 {
        return Ok(());
    }
    go_ahead(arguments.yes)?;
    let plan = match begun {
        Some((plan, _)) => plan,
        None => make_plan(bot, &conversation, &key, changes.back).await?,
    };
    carry_out(bot, store, &plan).await
}

/// What a plan changed, by what becomes of it.
struct Changes {
    /// What is taken back: the change, and the name before.
    back: Vec<(PlanChange, Nickname)>,
    /// How many were changed since.
    changed: usize,
    /// Of whom nobody knows the name before.
    unknown: Vec<PlanChange>,
}

impl Changes {
    fn sorted(all: Vec<PlanChange>) -> Self {
        let mut sorted = Self { back: Vec::new(), changed: 0, unknown: Vec::new() };
        for change in all {
            match change.old_name.clone() {
                _ if change.is_changed => sorted.changed += 1,
                Some(old) => sorted.back.push((change, old)),
                None => sorted.unknown.push(change),
            }
        }
        sorted
    }

    fn show(&self, all: bool, begun: Option<&(OrderedPlan, usize)>) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let limit = if all { usize::MAX } else { SHOWN };
        if let Some((plan, done)) = begun {
            let total = plan.names.len();
            writeln!(out, "going on with plan {}: {done} of {total} names are done", plan.number)?;
        }
        let cells = |(change, old): &(PlanChange, Nickname)| {
            [change.user_id.to_string(), format!("{} → {old}", change.new_name)]
        };
        let told: Vec<[String; 2]> = self.back.iter().take(limit).map(cells).collect();
        if !told.is_empty() {
            writeln!(out, "{}", table(["userid", "name"], &told))?;
        }
        if self.back.len() > limit {
            writeln!(out, "… and {} more; --dry-run shows all", self.back.len() - limit)?;
        }
        if self.changed > 0 {
            writeln!(out, "{} were changed since, and stay", self.changed)?;
        }
        if !self.unknown.is_empty() {
            let who: Vec<&str> =
                self.unknown.iter().take(limit).map(|change| change.user_id.as_str()).collect();
            writeln!(
                out,
                "{} stay, as their names before are not known: {}",
                self.unknown.len(),
                who.join(", ")
            )?;
        }
        Ok(())
    }
}

async fn make_plan(
    bot: &Arc<Bot>,
    conversation: &ConversationId,
    key: &str,
    back: Vec<(PlanChange, Nickname)>,
) -> anyhow::Result<OrderedPlan> {
    let names = back.into_iter().map(|(change, name)| Planned {
        user_id: change.user_id,
        name,
        undoes: Some(change.id),
    });
    let plan = bot.orders().make_plan(conversation, key, names.collect()).await?;
    plan.context("the plan cannot be read again")
}

async fn carry_out(bot: &Arc<Bot>, store: &Store, plan: &OrderedPlan) -> anyhow::Result<()> {
    bot.orders().begin(plan).await?;
    let followed = follow(bot, store, plan.jobs()).await?;
    let (mut back, mut failed) = (0_usize, Vec::new());
    for (planned, job) in plan.names.iter().zip(plan.jobs()) {
        match followed.ends.get(&job).map(|end| &end.result) {
            Some(OrderResult::Set { .. } | OrderResult::Same) => back += 1,
            Some(OrderResult::NotSet(why)) => {
                failed.push([planned.user_id.to_string(), why.clone()]);
            }
            None => {}
        }
    }
    let mut out = std::io::stdout().lock();
    let left = plan.names.len() - back - failed.len();
    writeln!(out, "{back} names are as before, {} failed, {left} are left", failed.len())?;
    if !failed.is_empty() {
        let told = &failed[..failed.len().min(SHOWN)];
        writeln!(out, "{}", table(["userid", "reason"], told))?;
    }
    if followed.is_stopped {
        bail!("stopped; the same command goes on with what is left");
    }
    if failed.len() + left > 0 {
        bail!("{} of {} names are not as before", failed.len() + left, plan.names.len());
    }
    Ok(())
}
