//! `dingnick undo`: the names of a plan, of the shell or of the chat, taken back. Names that were
//! changed since stay.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::consent::go_ahead;
use super::group::{find, find_or_only};
use super::orders::{Followed, follow, told_days, with_bot};
use super::shown::{SHOWN, calls_of, table};
use crate::actions::Planned;
use crate::bot::{Begun, Bot, OrderResult, OrderedPlan, Orders};
use crate::config::Config;
use crate::domain::{ConversationId, Nickname, legible};
use crate::store::{Plan, PlanChange, Scope, Store};

#[derive(Args)]
pub(super) struct Arguments {
    /// The plan: its number in its group, or the word that `apply` tells for all of its groups
    #[arg(value_name = "PLAN", value_parser = plan_of)]
    plan: PlanOf,
    /// The group: its conversation id, chatid or title
    #[arg(long)]
    group: Option<String>,
    /// Take all names back today, whatever the day and the month have left
    #[arg(long)]
    at_once: bool,
    /// Show what would change and what it costs, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Go ahead without asking
    #[arg(long)]
    yes: bool,
}

/// Which plan, or which plans together.
#[derive(Clone, Debug)]
enum PlanOf {
    Group(u32),
    Run(String),
}

fn plan_of(text: &str) -> Result<PlanOf, String> {
    let is_run = text
        .strip_prefix('r')
        .is_some_and(|rest| rest.len() == 7 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    match text.parse() {
        Ok(number) => Ok(PlanOf::Group(number)),
        Err(_) if is_run => Ok(PlanOf::Run(text.to_owned())),
        Err(_) => Err("a plan is a number, or a word such as r1a2b3c4".into()),
    }
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<()> {
    with_bot(config, async |bot, store, scope| Undo { bot, store, scope, arguments }.run().await)
}

/// One run.
struct Undo<'a> {
    bot: &'a Arc<Bot>,
    store: &'a Store,
    scope: &'a Scope,
    arguments: &'a Arguments,
}

/// What is taken back in one group.
struct Back {
    conversation: ConversationId,
    title: String,
    key: String,
    changes: Changes,
    /// The plan itself, where some of its names wait: for their turn, or for a day with room.
    waits: Option<OrderedPlan>,
    /// A plan that was stopped, and how many of its names are done.
    begun: Option<(OrderedPlan, usize)>,
}

impl Back {
    fn calls(&self) -> usize {
        match &self.begun {
            Some((plan, done)) => plan.names.len() - done,
            None => self.changes.back.len(),
        }
    }
}

impl Undo<'_> {
    async fn run(&self) -> anyhow::Result<()> {
        let mut groups = Vec::new();
        for (conversation, plan) in self.plans().await? {
            groups.push(self.back(conversation, &plan).await?);
        }
        self.tell(&groups).await?;
        let waiting: Vec<&OrderedPlan> =
            groups.iter().filter_map(|back| back.waits.as_ref()).collect();
        let calls: usize = groups.iter().map(Back::calls).sum();
        if self.arguments.dry_run || calls == 0 && waiting.is_empty() {
            return Ok(());
        }
        go_ahead(self.arguments.yes)?;
        self.bot.orders().take_back(&[], &waiting).await?;
        if calls == 0 {
            return Ok(());
        }
        self.carry_out(groups).await
    }

    /// The plans that were carried out.
    async fn plans(&self) -> anyhow::Result<Vec<(ConversationId, Plan)>> {
        match &self.arguments.plan {
            PlanOf::Group(number) => {
                let conversation =
                    find_or_only(self.scope, self.arguments.group.as_deref()).await?;
                let Some((plan, is_confirmed)) = self.scope.plan(&conversation, *number).await?
                else {
                    bail!("there is no plan {number} in this group");
                };
                if !is_confirmed {
                    bail!("plan {number} was never carried out, so there is nothing to take back");
                }
                Ok(vec![(conversation, plan)])
            }
            PlanOf::Run(run) => {
                let only = match &self.arguments.group {
                    Some(group) => Some(find(self.scope, group).await?),
                    None => None,
                };
                let mut plans = self.scope.plans_of_run(run).await?;
                plans.retain(|(group, _, is_confirmed)| {
                    *is_confirmed && only.as_ref().is_none_or(|only| only == group)
                });
                if plans.is_empty() {
                    bail!("there is no plan {run}");
                }
                Ok(plans.into_iter().map(|(group, plan, _)| (group, plan)).collect())
            }
        }
    }

    async fn back(&self, conversation: ConversationId, plan: &Plan) -> anyhow::Result<Back> {
        let changes = Changes::sorted(self.scope.plan_changes(plan.id).await?);
        let key = format!("undo-{}", plan.id);
        let begun = self.bot.orders().plan_to_go_on_with(&conversation, &key).await?;
        let title = self.scope.group(&conversation).await?.and_then(|group| group.title);
        let title = title.unwrap_or_else(|| conversation.to_string());
        let waits = match self.scope.plan_is_open(plan.id).await? {
            true => OrderedPlan::read(&conversation, plan),
            false => None,
        };
        Ok(Back { conversation, title, key, changes, waits, begun })
    }

    async fn tell(&self, groups: &[Back]) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        for back in groups {
            if groups.len() > 1 {
                writeln!(out, "group {}", legible(&back.title))?;
            }
            // Of many groups, the first of each.
            let limit =
                if self.arguments.dry_run { usize::MAX } else { SHOWN / groups.len().min(5) };
            back.changes.show(&mut out, limit, back.begun.as_ref())?;
        }
        if groups.iter().any(|back| back.waits.is_some()) {
            writeln!(out, "what of it waits is not given any more")?;
        }
        let calls: usize = groups.iter().map(Back::calls).sum();
        let counts: Vec<(&ConversationId, usize)> =
            groups.iter().map(|back| (&back.conversation, back.calls())).collect();
        let going_on: Vec<&OrderedPlan> =
            groups.iter().filter_map(|back| back.begun.as_ref().map(|(plan, _)| plan)).collect();
        let at_once = self.arguments.at_once;
        let days = self.bot.orders().forecast(&counts, &going_on, at_once).await?;
        let left = self.bot.orders().month().left();
        writeln!(out, "price: {}; this month has {left} left", calls_of(calls))?;
        let lines = told_days(&days.concat())?;
        if !lines.is_empty() {
            writeln!(out, "not all at once; --at-once does all today:")?;
            for line in lines {
                writeln!(out, "  {line}")?;
            }
        }
        Ok(())
    }

    async fn carry_out(&self, groups: Vec<Back>) -> anyhow::Result<()> {
        let going_on = groups.iter().find_map(|back| back.begun.as_ref()?.0.run.clone());
        let run = going_on.unwrap_or_else(Orders::new_run);
        let mut plans = Vec::new();
        for (place, back) in groups.into_iter().enumerate() {
            let plan = match back.begun {
                Some((plan, _)) => plan,
                None => {
                    let names = back.changes.back.into_iter().map(|(change, name)| Planned {
                        user_id: change.user_id,
                        name,
                        undoes: Some(change.id),
                    });
                    let (conversation, run) = (&back.conversation, (&*run, place));
                    let orders = self.bot.orders();
                    let plan =
                        orders.make_plan(conversation, &back.key, run, names.collect()).await?;
                    plan.context("the plan cannot be read again")?
                }
            };
            plans.push(plan);
        }
        let plans: Vec<&OrderedPlan> = plans.iter().collect();
        let begun = self.bot.orders().begin(&plans, self.arguments.at_once).await?;
        let today = begun.today.clone();
        let followed = follow(self.bot, self.store, today, &plans).await?;
        sum_up(&plans, &followed, &begun)
    }
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

    fn show(
        &self,
        out: &mut impl Write,
        limit: usize,
        begun: Option<&(OrderedPlan, usize)>,
    ) -> anyhow::Result<()> {
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

fn sum_up(plans: &[&OrderedPlan], followed: &Followed, begun: &Begun) -> anyhow::Result<()> {
    let (mut back, mut failed) = (begun.before.len(), Vec::new());
    let names = plans.iter().flat_map(|plan| plan.names.iter().zip(plan.jobs()));
    for (planned, job) in names {
        match followed.ends.get(&job).map(|end| &end.result) {
            Some(OrderResult::Set { .. } | OrderResult::Same) => back += 1,
            Some(OrderResult::NotSet(why)) => {
                failed.push([planned.user_id.to_string(), why.clone()]);
            }
            None => {}
        }
    }
    let mut out = std::io::stdout().lock();
    let all: usize = plans.iter().map(|plan| plan.names.len()).sum();
    let left = all - back - failed.len();
    writeln!(out, "{back} names are as before, {} failed, {left} are left", failed.len())?;
    if !failed.is_empty() {
        let told = &failed[..failed.len().min(SHOWN)];
        writeln!(out, "{}", table(["userid", "reason"], told))?;
    }
    if followed.is_stopped {
        bail!("stopped; the same command goes on with what is left");
    }
    if failed.is_empty() && left > 0 && left == begun.later.len() {
        bail!("{left} names wait for their day: the bot that runs, or the same command, goes on");
    }
    if failed.len() + left > 0 {
        bail!("{} of {all} names are not as before", failed.len() + left);
    }
    Ok(())
}
