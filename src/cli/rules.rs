//! `dingnick rules`: formats that many groups share. A rule lives once: changed here, it is changed
//! for all groups that use it.

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;

use super::WrongUsage;
use super::group::find;
use super::shown::table;
use crate::app::{SystemClock, open_to_read};
use crate::bot::OPERATOR;
use crate::config::StoreSettings;
use crate::domain::{Change, Clock, ConversationId, Format, RuleName, UserId, legible};
use crate::i18n::{Locale, Words};
use crate::store::{RuleChange, Scope};

#[derive(Subcommand)]
#[command(after_help = AFTER_HELP)]
pub(super) enum Command {
    /// List the rules, and how many groups use each
    List,
    /// Show a rule and the groups that use it
    Show {
        /// The rule
        #[arg(value_parser = rule_name)]
        name: RuleName,
    },
    /// Make a rule, or change it for all groups that use it
    Set {
        /// What it is called: one word, such as class
        #[arg(value_parser = rule_name)]
        name: RuleName,
        /// The format, such as {class}-{name}
        format: String,
    },
    /// Have groups use a rule, in place of the format that they have
    #[command(override_usage = "dingnick rules use NAME --group GROUP…")]
    Use {
        /// The rule
        #[arg(value_parser = rule_name)]
        name: RuleName,
        /// The groups: their conversation ids, chatids or titles
        #[arg(long = "group", value_name = "GROUP", required = true, num_args = 1..)]
        groups: Vec<String>,
    },
    /// Have groups use no rule any more: names may have any form there
    Leave {
        /// The groups: their conversation ids, chatids or titles
        #[arg(long = "group", value_name = "GROUP", required = true, num_args = 1..)]
        groups: Vec<String>,
    },
    /// Remove a rule that no group uses
    Remove {
        /// The rule
        #[arg(value_parser = rule_name)]
        name: RuleName,
    },
}

const AFTER_HELP: &str = "\
In the chat, owner and admins choose one for their group:
/nick use RULE. None of this gives anybody a name: that does
`dingnick apply --rule RULE`, for all groups that use it.";

pub(super) fn rule_name(text: &str) -> Result<RuleName, String> {
    RuleName::parse(text)
        .ok_or_else(|| "a rule's name is one word of letters, digits, -, _ and .".into())
}

pub(super) fn run(settings: &StoreSettings, command: &Command) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let (store, scope) = open_to_read(settings).await?;
        // What is decided for no robot would hold for none.
        if settings.robot_code.is_none() && store.robots().await?.is_empty() {
            bail!("no robot is known yet: set DINGTALK_CLIENT_ID, or run the bot first");
        }
        let mut out = std::io::stdout().lock();
        let done = match command {
            Command::List => list(&mut out, &scope).await,
            Command::Show { name } => show(&mut out, &scope, name).await,
            Command::Set { name, format } => set(&mut out, &scope, name, format).await,
            Command::Use { name, groups } => use_in(&mut out, &scope, name, groups).await,
            Command::Leave { groups } => leave(&mut out, &scope, groups).await,
            Command::Remove { name } => remove(&mut out, &scope, name).await,
        };
        store.close().await;
        done
    })
}

async fn list(out: &mut impl Write, scope: &Scope) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for rule in scope.shared_rules().await? {
        let used_by = groups_using(scope, &rule.name).await?.len();
        rows.push([rule.name.to_string(), rule.format, used_by.to_string()]);
    }
    match rows.is_empty() {
        true => writeln!(out, "no rules yet: dingnick rules set class \"{{class}}-{{name}}\"")?,
        false => writeln!(out, "{}", table(["rule", "format", "groups"], &rows))?,
    }
    Ok(())
}

async fn show(out: &mut impl Write, scope: &Scope, name: &RuleName) -> anyhow::Result<()> {
    let format = demand(scope, name).await?;
    writeln!(out, "{name}\n  format  {}", legible(&format))?;
    for conversation in groups_using(scope, name).await? {
        writeln!(out, "  group   {}", legible(&title(scope, &conversation).await?))?;
    }
    Ok(())
}

async fn set(
    out: &mut impl Write,
    scope: &Scope,
    name: &RuleName,
    source: &str,
) -> anyhow::Result<()> {
    let format = Format::parse(source).map_err(|error| {
        let why = Words::new().format_refused(Locale::EN, &error);
        WrongUsage(format!("{}: {why}", legible(source)))
    })?;
    let operator = operator();
    scope.share_rule(name, format.source(), &operator, SystemClock.now()).await?;
    let used_by = groups_using(scope, name).await?.len();
    writeln!(out, "{name}: {}", legible(format.source()))?;
    match used_by {
        0 => writeln!(out, "no group uses it yet: dingnick rules use {name} --group GROUP")?,
        _ => writeln!(
            out,
            "it holds in {} from now on; to put names right: dingnick apply --rule {name}",
            groups_of(used_by)
        )?,
    }
    Ok(())
}

async fn use_in(
    out: &mut impl Write,
    scope: &Scope,
    name: &RuleName,
    groups: &[String],
) -> anyhow::Result<()> {
    demand(scope, name).await?;
    let groups = found(scope, groups).await?;
    decide(scope, &groups, &Change::Use(name.clone())).await?;
    writeln!(out, "{name} holds in {} from now on", groups_of(groups.len()))?;
    writeln!(out, "to put names right: dingnick apply --rule {name}")?;
    Ok(())
}

async fn leave(out: &mut impl Write, scope: &Scope, groups: &[String]) -> anyhow::Result<()> {
    let groups = found(scope, groups).await?;
    decide(scope, &groups, &Change::Format(None)).await?;
    writeln!(out, "names may have any form in {} from now on", groups_of(groups.len()))?;
    Ok(())
}

async fn remove(out: &mut impl Write, scope: &Scope, name: &RuleName) -> anyhow::Result<()> {
    demand(scope, name).await?;
    let groups = groups_using(scope, name).await?;
    if let Some(first) = groups.first() {
        let (count, first) = (groups_of(groups.len()), title(scope, first).await?);
        bail!(
            "{name} is used by {count}, {} among them; `dingnick rules leave` has them use none",
            legible(&first)
        );
    }
    scope.share_rule(name, "", &operator(), SystemClock.now()).await?;
    writeln!(out, "removed {name}")?;
    Ok(())
}

/// The format of a rule that there is.
pub(super) async fn demand(scope: &Scope, name: &RuleName) -> anyhow::Result<String> {
    match scope.shared_rule(name).await? {
        Some(format) => Ok(format),
        None => bail!(WrongUsage(format!(
            "there is no rule {name}; `dingnick rules list` shows the rules"
        ))),
    }
}

/// The groups that use a rule.
pub(super) async fn groups_using(
    scope: &Scope,
    name: &RuleName,
) -> anyhow::Result<Vec<ConversationId>> {
    let (rule, _, value) = Change::Use(name.clone()).to_row();
    Ok(scope.groups_deciding(rule, &value).await?)
}

/// All of these groups; if one is none, nothing is decided for any.
async fn found(scope: &Scope, groups: &[String]) -> anyhow::Result<Vec<ConversationId>> {
    let mut found = Vec::new();
    for group in groups {
        let conversation = find(scope, group).await?;
        if !found.contains(&conversation) {
            found.push(conversation);
        }
    }
    Ok(found)
}

async fn decide(scope: &Scope, groups: &[ConversationId], change: &Change) -> anyhow::Result<()> {
    let now = SystemClock.now();
    for conversation in groups {
        let (name, subject, value) = change.to_row();
        let rule = RuleChange {
            conversation: conversation.clone(),
            name,
            subject,
            value,
            asked_by: operator(),
            asked_at: now,
        };
        scope.decide(&rule, now).await?;
    }
    Ok(())
}

async fn title(scope: &Scope, conversation: &ConversationId) -> anyhow::Result<String> {
    let group = scope.group(conversation).await?;
    let title = group.and_then(|group| group.title);
    Ok(title.map_or_else(|| conversation.to_string(), |title| format!("{title} ({conversation})")))
}

fn operator() -> UserId {
    UserId::parse(OPERATOR).expect("it has the form of one")
}

fn groups_of(count: usize) -> String {
    if count == 1 { "1 group".to_owned() } else { format!("{count} groups") }
}
