//! Orders, followed to their end: carried out by the bot that runs on the store, or by this process
//! where none does.

use std::collections::{BTreeMap, HashMap};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::WrongUsage;
use super::serve::Signals;
use crate::app::{App, SystemClock, Work};
use crate::bot::{Bot, Day, OrderEnd, OrderedPlan};
use crate::config::Config;
use crate::domain::MessageId;
use crate::store::{Scope, Store};

/// How often it is looked how far things are.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Opens the store for a command that gives names, and closes it when that has ended; what it has
/// spent of the month is written down, however it ended.
pub(super) fn with_bot(
    config: &Config,
    command: impl AsyncFnOnce(&Arc<Bot>, &Store, &Scope) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (bot, store) = App::open(config, Arc::default(), Arc::new(SystemClock)).await?;
        let done = command(&bot, &store, &store.of(&config.credentials.robot_code)).await;
        bot.write_calls_down().await?;
        store.close().await;
        done
    })
}

/// On which days so many names are given, a line each; nothing where all of them are today's.
///
/// # Errors
/// When no day of the next year has room for some.
pub(super) fn told_days(days: &[(Option<Day>, usize)]) -> anyhow::Result<Vec<String>> {
    let mut by_day: BTreeMap<String, (bool, usize)> = BTreeMap::new();
    let mut never = 0;
    for (day, count) in days {
        match day {
            Some(day) => {
                let told = by_day.entry(day.date.clone()).or_insert((day.is_today, 0));
                told.1 += count;
            }
            None => never += count,
        }
    }
    if never > 0 {
        bail!(WrongUsage(format!(
            "{never} names have room on no day of the next year: DINGNICK_GROUP_DAILY or \
             DINGNICK_MONTHLY_CALLS leaves none. --at-once gives them all the same"
        )));
    }
    if by_day.values().all(|(is_today, _)| *is_today) {
        return Ok(Vec::new());
    }
    let line = |(date, (is_today, count)): (String, (bool, usize))| {
        let when = if is_today { "today".to_owned() } else { format!("from {date} on") };
        format!("{when}: {count}")
    };
    Ok(by_day.into_iter().map(line).collect())
}

/// What came of orders.
pub(super) struct Followed {
    /// How those ended that did.
    pub ends: HashMap<MessageId, OrderEnd>,
    /// Whether somebody stopped them, and some are left.
    pub is_stopped: bool,
}

/// Waits until these have ended, or somebody presses Ctrl-C: then those that nobody has begun are
/// taken back. Whoever works from the store does them; where nobody does, or nobody does any more,
/// this process. What of their plans waits for another day is taken back with them, and otherwise
/// not waited for.
pub(super) async fn follow(
    bot: &Arc<Bot>,
    store: &Store,
    jobs: Vec<MessageId>,
    plans: &[&OrderedPlan],
) -> anyhow::Result<Followed> {
    let mut work = Work::take_up(bot, store).await?;
    let mut signals = Signals::listen()?;
    let mut followed = Followed { ends: HashMap::new(), is_stopped: false };
    let mut open = jobs;
    let bar = bar(open.len());
    let mut failed = 0;
    loop {
        let mut is_over = false;
        if followed.is_stopped {
            bot.orders().take_back(&open, plans).await?;
            // What is under way comes to its end.
            is_over = bot.orders().open_orders(&open).await?.is_empty();
        }
        let ends = bot.orders().ends(&open).await?;
        open.retain(|id| !ends.contains_key(id));
        failed += ends.values().filter(|end| end.has_failed()).count();
        bar.set_message(format!("{failed} failed"));
        bar.inc(ends.len() as u64);
        followed.ends.extend(ends);
        if is_over || open.is_empty() {
            break;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {
                if work.is_none() && !followed.is_stopped {
                    work = Work::take_up(bot, store).await?;
                }
            }
            () = bot.broken() => bail!("the disk did not keep what was written"),
            name = signals.next() => {
                if followed.is_stopped {
                    bail!("{name} a second time");
                }
                followed.is_stopped = true;
                bar.println("stopping: what is under way is finished");
            }
        }
    }
    followed.is_stopped &= !open.is_empty();
    bar.finish_and_clear();
    if let Some(work) = work {
        work.stop().await;
    }
    Ok(followed)
}

/// Only on a terminal; with one of them there is nothing to see.
pub(super) fn bar(length: usize) -> ProgressBar {
    if length < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // When nobody reads it, there is nothing to tell.
        let _ = write!(out, "{:.1}/s", state.per_sec());
    };
    let template = "{pos}/{len} {wide_bar} {rate}, {eta} left, {msg}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.with_key("rate", rate));
    }
    bar
}
