//! `dingnick groups`: the known groups, how each is reached, and how that is changed.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use clap::error::ErrorKind;

use super::group::find;
use crate::app::{App, SystemClock, open_to_read};
use crate::config::{Config, Sources, StoreSettings};
use crate::dingtalk::DingTalkError;
use crate::domain::{
    Change, ChatId, ConversationId, KindChange, Problem, Timestamp, UserId, legible,
};
use crate::i18n::{Locale, Voice, Words};
use crate::store::{Group, Scope, UNCONFIRMED};

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the groups
    List,
    /// Show what is known of a group
    Show {
        /// The group: its conversation id, chatid or title
        cid: String,
    },
    /// Bind a group by its chatid, once DingTalk confirms it; one paid call
    Bind {
        /// The group's chatid, such as chat0123456789abcdef0123456789abcdef
        #[arg(value_parser = chat_id)]
        chatid: ChatId,
    },
    /// Forget a group's chatid
    Unbind {
        /// The group: its conversation id, chatid or title
        cid: String,
    },
    /// Make a group a template group, so that it needs no chatid; one paid call
    #[command(override_usage = "dingnick groups adopt CID --owner USERID [OPTIONS]")]
    Adopt {
        /// The group: its conversation id, chatid or title
        cid: String,
        /// Who owns the group: DingTalk does it for nobody else
        #[arg(long, value_name = "USERID", value_parser = user_id)]
        owner: UserId,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Make a template group an ordinary group again; one paid call, or two
    Release {
        /// The group: its conversation id, chatid or title
        cid: String,
        /// Who owns the group, where DingTalk does not say
        #[arg(long, value_name = "USERID", value_parser = user_id)]
        owner: Option<UserId>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
}

fn chat_id(text: &str) -> Result<ChatId, String> {
    ChatId::parse(text)
        .ok_or_else(|| "a chatid is the word chat and then letters and digits".into())
}

fn user_id(text: &str) -> Result<UserId, String> {
    UserId::parse(text).ok_or_else(|| "a userid is letters, digits and _-.@".into())
}

pub(super) fn run(sources: &Sources, command: &Command) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        match command {
            Command::List => look(sources, None).await,
            Command::Show { cid } => look(sources, Some(cid)).await,
            Command::Bind { chatid } => bind(&Config::read(sources)?, chatid).await,
            Command::Unbind { cid } => unbind(&Config::read(sources)?, cid).await,
            Command::Adopt { cid, owner, yes } => {
                let asked = Asked { cid, owner: Some(owner), is_confirmed: *yes };
                change_kind(&Config::read(sources)?, KindChange::Adopt, asked).await
            }
            Command::Release { cid, owner, yes } => {
                let asked = Asked { cid, owner: owner.as_ref(), is_confirmed: *yes };
                change_kind(&Config::read(sources)?, KindChange::Release, asked).await
            }
        }
    })
}

/// Needs no credentials.
async fn look(sources: &Sources, cid: Option<&str>) -> anyhow::Result<()> {
    let (store, scope) = open_to_read(&StoreSettings::read(sources)?).await?;
    let mut out = std::io::stdout().lock();
    match cid {
        None => list(&mut out, &scope).await?,
        Some(cid) => show(&mut out, &scope, &find(&scope, cid).await?).await?,
    }
    store.close().await;
    Ok(())
}

async fn list(out: &mut impl Write, scope: &Scope) -> anyhow::Result<()> {
    let groups = scope.groups().await?;
    if groups.is_empty() {
        writeln!(out, "no groups yet: mention the bot in one, or bind one")?;
    }
    for group in groups {
        write_head(out, &group)?;
    }
    Ok(())
}

fn write_head(out: &mut impl Write, group: &Group) -> std::io::Result<()> {
    writeln!(out, "{}", title(group))?;
    writeln!(out, "  conversation  {}", group.conversation)?;
    writeln!(out, "  reached by    {}", reached_by(group))
}

fn title(group: &Group) -> String {
    group.title.as_deref().map_or_else(|| "(no title yet)".to_owned(), legible)
}

fn reached_by(group: &Group) -> String {
    match (&group.chat_id, group.is_scene) {
        (Some(chat_id), _) => chat_id.to_string(),
        (None, Some((true, _))) => "its conversation id, as a template group".to_owned(),
        (None, Some((false, _))) => "nothing yet: it must be adopted or bound".to_owned(),
        (None, None) => "not known yet".to_owned(),
    }
}

async fn show(
    out: &mut impl Write,
    scope: &Scope,
    conversation: &ConversationId,
) -> anyhow::Result<()> {
    let Some(group) = scope.group(conversation).await? else {
        bail!("no group {conversation} is known; `dingnick groups list` shows the groups");
    };
    write_head(out, &group)?;
    let template = match group.is_scene {
        Some((true, at)) => format!("yes, seen {}", time(at)),
        Some((false, at)) => format!("no, asked {}", time(at)),
        None => "not known yet".to_owned(),
    };
    writeln!(out, "  template      {template}")?;
    match &group.owner {
        Some((owner, UNCONFIRMED)) => {
            writeln!(out, "  owner         {owner}, told by an event and not asked for yet")?;
        }
        Some((owner, at)) => writeln!(out, "  owner         {owner}, as of {}", time(*at))?,
        None => writeln!(out, "  owner         not known yet")?,
    }
    match scope.roster(conversation).await? {
        Some((members, at)) => {
            writeln!(out, "  members       {}, as of {}", members.len(), time(at))?;
        }
        None => writeln!(out, "  members       not read yet")?,
    }
    for rule in scope.rules(conversation).await? {
        if let Some(Change::Use(name)) = Change::from_row(&rule.name, &rule.subject, &rule.value) {
            let format = scope.shared_rule(&name).await?.unwrap_or_default();
            writeln!(out, "  rule          {name}: {}", legible(&format))?;
            continue;
        }
        let subject = if rule.subject.is_empty() { String::new() } else { rule.subject + " " };
        writeln!(
            out,
            "  decided       {} {}{}",
            rule.name,
            legible(&subject),
            legible(&rule.value)
        )?;
    }
    Ok(())
}

fn time(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.round(jiff::Unit::Second).unwrap_or(at).to_string()
}

async fn bind(config: &Config, chatid: &ChatId) -> anyhow::Result<()> {
    let (bot, store) = App::open(config, Arc::default(), Arc::new(SystemClock)).await?;
    let bound = bot.bind_chat(chatid).await;
    bot.write_calls_down().await?;
    let conversation = bound.map_err(|error| match error.refusal().map(DingTalkError::problem) {
        Some(problem) => {
            let refused = Words::new().bind_refused(Locale::EN, &problem);
            anyhow!("{refused}\n{}", operators_words(&problem))
        }
        None => anyhow!(error),
    });
    let conversation = conversation.with_context(|| format!("cannot bind {chatid}"))?;
    writeln!(std::io::stdout(), "bound {chatid} to {conversation}")?;
    store.close().await;
    Ok(())
}

async fn unbind(config: &Config, cid: &str) -> anyhow::Result<()> {
    let (_, store) = App::open(config, Arc::default(), Arc::new(SystemClock)).await?;
    let scope = store.of(&config.credentials.robot_code);
    let conversation = find(&scope, cid).await?;
    if !scope.unbind(&conversation).await? {
        bail!("no group {} is bound; `dingnick groups list` shows the groups", legible(cid));
    }
    writeln!(std::io::stdout(), "unbound {conversation}")?;
    store.close().await;
    Ok(())
}

/// What the operator asks for when a group's kind is to change.
struct Asked<'a> {
    cid: &'a str,
    owner: Option<&'a UserId>,
    is_confirmed: bool,
}

async fn change_kind(config: &Config, change: KindChange, asked: Asked<'_>) -> anyhow::Result<()> {
    if config.template.is_none() {
        bail!(
            "DINGTALK_GROUP_TEMPLATE_ID is not set. A template is made in the developer console: \
             Open capabilities, Scene groups, Group templates"
        );
    }
    let (bot, store) = App::open(config, Arc::default(), Arc::new(SystemClock)).await?;
    let scope = store.of(&config.credentials.robot_code);
    let conversation = find(&scope, asked.cid).await?;
    let Some(group) = scope.group(&conversation).await? else {
        bail!("no group {conversation} is known; `dingnick groups list` shows the groups");
    };
    let is_scene = matches!(group.is_scene, Some((true, _)));
    let title = title(&group);
    let mut out = std::io::stdout();
    match change {
        KindChange::Adopt if is_scene || group.chat_id.is_some() => {
            writeln!(out, "{title} is ready already: it is reached by {}", reached_by(&group))?;
            return Ok(());
        }
        KindChange::Release if !is_scene => {
            bail!("{title} is no template group that the bot knows of; nothing to take back");
        }
        _ => {}
    }
    if !asked.is_confirmed {
        let question = match change {
            KindChange::Adopt => format!(
                "This makes {title} a template group in DingTalk; one paid call.\n\
                 `dingnick groups release` takes it back. Go on?"
            ),
            KindChange::Release => format!(
                "This makes {title} an ordinary group in DingTalk again; one paid call, or two.\n\
                 Without a chatid the bot can then set no nicknames there. Go on?"
            ),
        };
        if !is_agreed(&question)? {
            bail!("nothing was done");
        }
    }
    let owner = match asked.owner {
        Some(owner) => Some(owner.clone()),
        None => bot.owner_of(&conversation).await.map_err(|setback| anyhow!(setback.cause()))?,
    };
    let changed = match &owner {
        Some(owner) => Some(bot.change_kind(&conversation, owner, change).await),
        None => None,
    };
    bot.write_calls_down().await?;
    match changed {
        None => bail!("DingTalk does not say who owns {title}: name them with --owner USERID"),
        Some(Ok(())) => {}
        Some(Err(error)) => {
            let Some(refusal) = error.refusal() else {
                return Err(anyhow!(error));
            };
            let problem = refusal.problem();
            let words = operators_words(&problem);
            let did_not = format!("DingTalk did not {} {title}", change.as_str());
            let whose = match refusal.is_outage() {
                true => "",
                false => "\nIt does so only for the group's owner: is that who --owner names?",
            };
            bail!("{did_not}: {words} (code {}){whose}", problem.code);
        }
    }
    match change {
        KindChange::Adopt => writeln!(out, "adopted {title} ({conversation})")?,
        KindChange::Release => writeln!(out, "released {title} ({conversation})")?,
    }
    store.close().await;
    Ok(())
}

/// What the shell says is English, whatever the groups speak.
fn operators_words(problem: &Problem) -> String {
    Words::new().told(Locale::EN, problem, Voice::Operator)
}

/// Asks on the terminal; where there is none, nobody can agree.
fn is_agreed(question: &str) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        let message = format!("{question}\nThere is no terminal to ask on: add --yes\n");
        clap::Error::raw(ErrorKind::MissingRequiredArgument, message).exit();
    }
    write!(std::io::stderr(), "{question} [y/N] ")?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
