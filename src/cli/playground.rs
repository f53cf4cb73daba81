//! `dingnick playground`: a simulated DingTalk, the bot and a chat page, in one process.
//!
//! The bot is the real one: it takes signed callbacks over HTTP and calls an API; only the API's
//! other side is ours. Nothing leaves this computer.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;

use super::serve::Signals;
use crate::app::{App, SystemClock};
use crate::command::table::COMMANDS;
use crate::config::{Config, Sources};
use crate::domain::Clock;
use crate::i18n::{Locale, Words};
use crate::simulator::Simulator;
use crate::simulator::page::{Page, PageWords};
use crate::simulator::world::World;

#[derive(Args)]
pub(super) struct Arguments {
    /// The port of the page, on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub(super) fn run(arguments: &Arguments, sources: &Sources) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        let mut signals = Signals::listen()?;
        let world = World::demo();
        let mut settings = settings_of(&world, sources);
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
        let clock = Arc::new(|| SystemClock.now().0);
        let simulator = Simulator::start_with_page(world, clock, address, page(&Words::new()))
            .with_context(|| {
                format!(
                    "is port {} taken? Another: --port 9000, or make run PORT=9000",
                    arguments.port
                )
            })?;
        for name in ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"] {
            settings.insert(name.to_owned(), simulator.url().to_string());
        }
        let config = Config::read(&Sources::new("", &settings)?)?;
        let app = App::start(config, Arc::new(SystemClock)).await?;
        simulator.set_callback_url(&format!("http://{}/dingtalk/callback", app.address()));
        simulator.set_events_url(&format!("http://{}/dingtalk/events", app.address()));
        let mut out = std::io::stdout().lock();
        writeln!(out, "The playground is open: {}", simulator.url())?;
        if let Some(address) = app.ops_address() {
            writeln!(out, "The console: http://{address}/console")?;
        }
        writeln!(out, "Ctrl-C closes it.")?;
        out.flush()?;
        signals.next().await;
        app.stop().await;
        simulator.stop().await;
        Ok(())
    })
}

/// The app of the simulated world, a free port, and a store in memory unless one is set.
fn settings_of(world: &World, sources: &Sources) -> BTreeMap<String, String> {
    let database_url = sources.of_variable("DATABASE_URL").map(str::to_owned);
    // The console, for whoever wants to see that too.
    let token = sources.of_variable("DINGNICK_CONSOLE_TOKEN");
    let ops_listen = if token.is_some() { "127.0.0.1:0" } else { "off" };
    let template = world.templates.first().cloned();
    let group = world.groups.first().map(|group| group.chatid.clone());
    let locale = sources.get("DINGNICK_LOCALE").map_or_else(system_locale, str::to_owned);
    [
        ("DINGTALK_CLIENT_ID", world.app.client_id.clone()),
        ("DINGTALK_CLIENT_SECRET", world.app.client_secret.clone()),
        ("DINGTALK_ROBOT_CODE", world.app.robot_code.clone()),
        ("DINGTALK_EVENT_TOKEN", world.app.event_token.clone()),
        ("DINGTALK_EVENT_AES_KEY", world.app.event_aes_key.clone()),
        ("DINGTALK_CORP_ID", world.organisation.corp_id.clone()),
        ("HOST", Ipv4Addr::LOCALHOST.to_string()),
        ("PORT", "0".to_owned()),
        ("DINGNICK_OPS_LISTEN", ops_listen.to_owned()),
        ("DINGNICK_CONSOLE_TOKEN", token.unwrap_or_default().to_owned()),
        ("DATABASE_URL", database_url.unwrap_or_else(|| "sqlite::memory:".to_owned())),
        ("DINGNICK_GROUPS", group.unwrap_or_default()),
        ("DINGTALK_GROUP_TEMPLATE_ID", template.unwrap_or_default()),
        ("DINGNICK_BOT_NAME", world.app.name.clone()),
        ("DINGNICK_LOCALE", locale),
        // One person plays them all, and tries things out.
        ("DINGNICK_RATE_SENDER", "off".to_owned()),
        ("DINGNICK_RATE_GROUP", "off".to_owned()),
        ("DINGNICK_MEMBER_DAILY", "off".to_owned()),
        ("DINGNICK_GROUP_DAILY", "off".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The language of the terminal, if the bot speaks it.
fn system_locale() -> String {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let tag = tag.as_deref().and_then(|tag| tag.split('.').next()).unwrap_or_default();
    Locale::parse(tag).unwrap_or(Locale::EN).as_str().to_owned()
}

fn page(words: &Words) -> Page {
    let languages = || Locale::all().map(|locale| (locale.as_str().to_owned(), locale));
    Page {
        words: languages()
            .map(|(tag, locale)| (tag, PageWords::fill(|key| words.say(locale, key, &[]))))
            .collect(),
        commands: languages().map(|(tag, locale)| (tag, commands(words, locale))).collect(),
    }
}

fn commands(words: &Words, locale: Locale) -> Vec<(String, String)> {
    let usages = COMMANDS.iter().flat_map(|command| command.usages);
    usages.map(|usage| words.usage(locale, usage)).collect()
}
