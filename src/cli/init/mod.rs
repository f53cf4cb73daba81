//! `dingnick init`: from nothing to a running bot. One dialogue, in steps: language and edition, an
//! app by one scan or pasted, whether DingTalk takes it and what it may do, the files, a first hello
//! from a group, and where to run the bot.
//!
//! Where nobody can be asked, the flags decide, and it ends after writing.

mod console;
mod credentials;
mod files;
mod hello;
mod next;
mod permissions;
mod qr;
mod scan;
mod terminal;

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::bail;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::WrongUsage;
use crate::config::{Config, ConfigError, Intake, Sources};
use crate::dingtalk::gateway::Gateway;
use crate::dingtalk::{Hosts, Region};
use crate::doctor::Setup;
use crate::domain::TemplateId;
use crate::i18n::{Locale, Voice};
use credentials::Found;
use files::{Files, Lines};
use hello::Hello;

pub use console::Console;
pub use terminal::{Ended, Terminal};

/// Make an app and its robot by one scan, or use one that is there, and write the settings
#[derive(Args, Clone, Debug, Default)]
pub struct Arguments {
    /// The edition of DingTalk: cn (dingtalk.com) or intl (dingtalk.io) [default: cn in Chinese,
    /// else intl]
    #[arg(long, value_parser = region)]
    pub region: Option<Region>,
    /// How messages come in: stream (no address is needed) or http [default: stream]
    #[arg(long, value_parser = intake)]
    pub intake: Option<Intake>,
    /// Print the address to open instead of a QR code
    #[arg(long)]
    pub no_qr: bool,
    /// Do not wait for the first message from a group, and open no Stream
    #[arg(long)]
    pub skip_hello: bool,
    /// An app that is there; its secret is taken from DINGTALK_CLIENT_SECRET or
    /// DINGTALK_CLIENT_SECRET_FILE, or asked for
    #[arg(long, value_name = "ID")]
    pub client_id: Option<String>,
    /// Ask nothing, and end after writing
    #[arg(long)]
    pub yes: bool,
    /// The language to speak: zh-CN or en [default: the terminal's]
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Option<Locale>,
}

fn region(text: &str) -> Result<Region, String> {
    Region::parse(text).ok_or_else(|| "it is cn or intl".to_owned())
}

fn intake(text: &str) -> Result<Intake, String> {
    let intake = Intake::parse(text).filter(|intake| *intake != Intake::Both);
    intake.ok_or_else(|| "it is stream or http".to_owned())
}

/// The dialogue is in two languages; whoever reads traditional characters reads the simplified ones
/// sooner than English.
fn language(tag: &str) -> Result<Locale, String> {
    let locale = Locale::parse(tag).ok_or_else(|| "it is zh-CN or en".to_owned())?;
    Ok(if locale.as_str().starts_with("zh") { Locale::ZH_CN } else { Locale::EN })
}

/// Where the two editions of DingTalk are.
pub struct Editions {
    /// dingtalk.io
    pub international: Hosts,
    /// dingtalk.com
    pub china: Hosts,
}

impl Editions {
    fn of(sources: &Sources) -> Result<Self, ConfigError> {
        Ok(Self {
            international: Config::hosts(sources, Region::International)?,
            china: Config::hosts(sources, Region::China)?,
        })
    }

    fn hosts(&self, region: Region) -> &Hosts {
        match region {
            Region::International => &self.international,
            Region::China => &self.china,
        }
    }

    /// The host that is asked for an edition: that of DingTalk, or of whoever stands in its place.
    fn host(&self, region: Region) -> String {
        let url = Url::parse(self.hosts(region).bases()[0]).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_else(|| region.domain());
        match url.as_ref().and_then(Url::port) {
            Some(port) => format!("{host}:{port}"),
            None => host.strip_prefix("oapi.").unwrap_or(host).to_owned(),
        }
    }
}

/// Runs the dialogue on the terminal of this process.
pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> anyhow::Result<()> {
    let began = Instant::now();
    let file = file.unwrap_or(Path::new("dingnick.toml"));
    let environment = Sources::of_environment()?;
    super::start_log(&environment, "error")?;
    let ended = super::runtime()?.block_on(async {
        let terminal = if arguments.yes { None } else { Terminal::of_process()? };
        let mut console = Console::new(spoken(arguments, &environment), terminal);
        let secret = environment.get("DINGTALK_CLIENT_SECRET").map(SecretString::from);
        if arguments.client_id.is_some() && secret.is_none() && !console.can_ask() {
            return Err(WrongUsage(console.phrase("init-secret-missing", &[])).into());
        }
        if arguments.client_id.as_ref().is_some_and(|id| !credentials::is_client_id(id)) {
            return Err(WrongUsage(console.phrase("init-client-id-wrong", &[])).into());
        }
        let is_odd = |secret: &SecretString| !credentials::is_secret(secret.expose_secret());
        if arguments.client_id.is_some() && secret.as_ref().is_some_and(is_odd) {
            return Err(WrongUsage(console.phrase("init-secret-wrong", &[])).into());
        }
        let sources = sources_of(file, &environment);
        let editions = Editions::of(&sources)?;
        let mut play = Play::new(arguments, file, &sources, &editions, began);
        let ended = play.run(&mut console, secret).await;
        console.leave();
        ended.map_err(|error| match error.is::<Ended>() {
            true => anyhow::anyhow!(console.phrase(play.ended(), &[])),
            false => error,
        })
    })?;
    match ended {
        End::Serve => Err(serve(file)),
        End::Done => Ok(()),
    }
}

/// The settings that say how DingTalk is reached; those of a file that is there and can be read,
/// too.
fn sources_of(file: &Path, environment: &Sources) -> Sources {
    match file.exists() {
        true => Sources::of_process(Some(file), &[]).unwrap_or_else(|_| environment.clone()),
        false => environment.clone(),
    }
}

/// The language to begin in.
fn spoken(arguments: &Arguments, environment: &Sources) -> Locale {
    let set = || environment.get("DINGNICK_LOCALE").and_then(|tag| language(tag).ok());
    let of_terminal =
        || super::explain::of_terminal().and_then(|locale| language(locale.as_str()).ok());
    arguments.lang.or_else(set).or_else(of_terminal).unwrap_or(Locale::EN)
}

/// Goes on as the bot, as if it had been started so: with its own log, and nothing left of us.
fn serve(file: &Path) -> anyhow::Error {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dingnick"));
    let error = Command::new(program).arg("serve").arg("--config").arg(file).exec();
    anyhow::Error::from(error).context("cannot go on as the bot")
}

/// How the dialogue ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All is done.
    Done,
    /// The bot is to run now.
    Serve,
}

/// What the dialogue has come to.
struct Decided {
    found: Found,
    intake: Intake,
    template: Option<String>,
}

/// One run of the dialogue.
pub struct Play<'a> {
    arguments: &'a Arguments,
    file: &'a Path,
    /// What the environment says, and a settings file that is there.
    sources: &'a Sources,
    editions: &'a Editions,
    began: Instant,
    is_written: bool,
}

impl<'a> Play<'a> {
    /// One that has not begun; `began` is when whoever waits for it did.
    #[must_use]
    pub fn new(
        arguments: &'a Arguments,
        file: &'a Path,
        sources: &'a Sources,
        editions: &'a Editions,
        began: Instant,
    ) -> Self {
        Self { arguments, file, sources, editions, began, is_written: false }
    }

    /// What there is to say when it was ended from outside.
    fn ended(&self) -> &'static str {
        if self.is_written { "init-ended-written" } else { "init-ended" }
    }

    /// All steps. `secret` is that of the environment, for an app that the arguments name.
    ///
    /// # Errors
    /// When it cannot be done, or was ended.
    pub async fn run(
        &mut self,
        console: &mut Console,
        secret: Option<SecretString>,
    ) -> anyhow::Result<End> {
        let files = Files::of(self.file);
        self.choose_language(console).await?;
        console.heading("init-title", &[])?;
        self.make_room(console, &files).await?;
        let region = self.choose_region(console).await?;
        let intake = self.arguments.intake.unwrap_or(Intake::Stream);
        console.heading("init-app", &[])?;
        let found =
            credentials::find(console, self.arguments, secret, self.editions, region).await?;
        let mut decided = Decided { found, intake, template: None };
        self.write(console, &files, &decided)?;
        self.look_at_permissions(console, &decided).await?;
        self.greet(console, &files, &mut decided).await?;
        let Decided { found, intake, template } = decided;
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dingnick"));
        let app = next::App {
            client_id: &found.credentials.client_id,
            region: found.region,
            is_stream: intake.has_stream(),
            locale: console.locale().as_str(),
            template: template.as_deref(),
        };
        next::show(console, &files, &app, &program)?;
        console.show("")?;
        let file = self.file.display().to_string();
        if !console.can_ask() {
            console.say("init-run-it", &[("file", &file)])?;
            return Ok(End::Done);
        }
        match console.agrees("init-serve", &[], true).await? {
            true => Ok(End::Serve),
            false => {
                console.say("init-run-it", &[("file", &file)])?;
                Ok(End::Done)
            }
        }
    }

    async fn choose_language(&self, console: &mut Console) -> anyhow::Result<()> {
        if !console.can_ask() || self.arguments.lang.is_some() {
            return Ok(());
        }
        console.show("语言 / Language")?;
        let choices = [("zh", "简体中文", Locale::ZH_CN), ("en", "English", Locale::EN)];
        let default = usize::from(console.locale() != Locale::ZH_CN);
        let locale = console.choose(&choices, default).await?;
        console.speak(locale);
        Ok(())
    }

    /// Nothing is overwritten unless somebody agrees, and nothing is begun that could not be kept.
    async fn make_room(&self, console: &mut Console, files: &Files) -> anyhow::Result<()> {
        files.check_folder()?;
        let present = files.present();
        if present.is_empty() {
            return Ok(());
        }
        let names = listed(&present);
        if !console.can_ask() {
            bail!(console.phrase("init-there-already", &[("files", &names)]));
        }
        match console.agrees("init-replace", &[("files", &names)], false).await? {
            true => Ok(()),
            false => bail!(console.phrase("init-not-replaced", &[("files", &names)])),
        }
    }

    async fn choose_region(&self, console: &mut Console) -> anyhow::Result<Region> {
        let set = self.sources.get("DINGTALK_REGION");
        let set = set.filter(|_| !self.sources.is_default("DINGTALK_REGION"));
        let likely = match set.and_then(Region::parse) {
            Some(region) => region,
            None if console.locale() == Locale::ZH_CN => Region::China,
            None => Region::International,
        };
        if let Some(region) = self.arguments.region {
            return Ok(region);
        }
        if !console.can_ask() {
            return Ok(likely);
        }
        console.say("init-region", &[])?;
        let [china, international] =
            ["init-region-cn", "init-region-intl"].map(|key| console.phrase(key, &[]));
        let choices = [
            ("cn", china.as_str(), Region::China),
            ("intl", &international, Region::International),
        ];
        console.choose(&choices, usize::from(likely != Region::China)).await
    }

    fn write(
        &mut self,
        console: &mut Console,
        files: &Files,
        decided: &Decided,
    ) -> anyhow::Result<()> {
        let lines = self.lines(console.locale(), decided);
        // What we have written ourselves is nothing to keep.
        let kept = if self.is_written { Vec::new() } else { files.keep()? };
        files.write(&lines, &decided.found.credentials.client_secret)?;
        self.is_written = true;
        let (settings, secret) = (shown(&files.settings), shown(&files.secret));
        console.say("init-written", &[("settings", &settings), ("secret", &secret)])?;
        if !kept.is_empty() {
            let kept: Vec<&Path> = kept.iter().map(PathBuf::as_path).collect();
            console.say("init-kept", &[("files", &listed(&kept))])?;
        }
        let overridden = self.overridden(&lines, &decided.found)?;
        if !overridden.is_empty() {
            console.say("init-overridden", &[("names", &overridden.join(", "))])?;
        }
        if self.sources.get("DINGNICK_PROXY").is_some() {
            console.say("init-proxy", &[])?;
        }
        Ok(())
    }

    /// What the settings file says.
    fn lines(&self, locale: Locale, decided: &Decided) -> Lines {
        let Decided { found, intake, template } = decided;
        let decided = [
            ("dingtalk_region", found.region.as_str()),
            ("dingtalk_client_id", &found.credentials.client_id),
            ("dingnick_intake", if intake.has_stream() { "stream" } else { "http" }),
            ("dingnick_locale", locale.as_str()),
        ];
        let mut lines: Lines = decided.map(|(key, value)| (key, value.to_owned())).into();
        lines.extend(template.clone().map(|id| ("dingtalk_group_template_id", id)));
        for (key, name) in [
            ("dingtalk_oapi_url", "DINGTALK_OAPI_URL"),
            ("dingtalk_api_url", "DINGTALK_API_URL"),
            ("dingnick_allow_plain_http", "DINGNICK_ALLOW_PLAIN_HTTP"),
        ] {
            // The file is to reach DingTalk as we did.
            let value = self.sources.get(name).filter(|_| !self.sources.is_default(name));
            lines.extend(value.map(|value| (key, value.to_owned())));
        }
        lines
    }

    /// Variables that say otherwise than the file, and go before it.
    fn overridden(&self, lines: &Lines, found: &Found) -> anyhow::Result<Vec<String>> {
        let sources = Sources::of_process(Some(self.file), &[])?;
        let secret = found.credentials.client_secret.expose_secret();
        let lines = lines.iter().map(|(key, value)| (key.to_ascii_uppercase(), value.as_str()));
        let all = lines.chain([("DINGTALK_CLIENT_SECRET".to_owned(), secret)]);
        Ok(all
            .filter(|(name, value)| sources.get(name) != Some(value))
            .map(|(name, _)| name)
            .collect())
    }

    /// A first hello where somebody can be asked to say it; elsewhere a look at whether it could be.
    async fn greet(
        &mut self,
        console: &mut Console,
        files: &Files,
        decided: &mut Decided,
    ) -> anyhow::Result<()> {
        if !decided.intake.has_stream() {
            return console.say("init-http", &[]);
        }
        if self.arguments.skip_hello {
            return Ok(());
        }
        if !console.can_ask() {
            return self.look_at_stream(console, &decided.found).await;
        }
        console.heading("init-hello", &[])?;
        loop {
            match hello::hello(console, self.config(console.locale(), decided)?).await? {
                Hello::Renamed => {
                    let time = duration(console, self.began.elapsed());
                    return console.say("init-done", &[("time", &time)]);
                }
                Hello::Left => return Ok(()),
                Hello::NeedsTemplate => {
                    let id = console.ask("init-prompt-template", false).await?;
                    decided.template = TemplateId::parse(&id).map(|id| id.as_str().to_owned());
                    self.write(console, files, decided)?;
                }
            }
        }
    }

    /// What the app may do, where DingTalk knows it.
    async fn look_at_permissions(
        &self,
        console: &mut Console,
        decided: &Decided,
    ) -> anyhow::Result<()> {
        if !decided.found.is_checked {
            return Ok(());
        }
        let flags = flags(console.locale(), decided);
        let setup = super::doctor::setup(Some(self.file), &flags)?;
        let hosts = self.editions.hosts(decided.found.region).clone();
        permissions::look(console, Setup { hosts, ..setup }).await
    }

    /// The settings of the bot that says hello.
    fn config(&self, locale: Locale, decided: &Decided) -> anyhow::Result<Config> {
        let sources = Sources::of_process(Some(self.file), &flags(locale, decided))?;
        Ok(Config::read(&sources)?)
    }

    /// Whether DingTalk would open a Stream; none is opened.
    async fn look_at_stream(&self, console: &mut Console, found: &Found) -> anyhow::Result<()> {
        let hosts = self.editions.hosts(found.region).clone();
        let gateway = Gateway::new(hosts, found.credentials.clone(), Arc::default())?;
        match gateway.open().await {
            Ok(_) => console.say("init-stream-good", &[]),
            Err(error) => {
                let told =
                    console.words().told(console.locale(), &error.problem(), Voice::Operator);
                console.say("init-stream-bad", &[("reason", &told), ("code", &error.code)])
            }
        }
    }
}

/// What was decided, whatever the environment says; and nobody comes in here but by Stream.
fn flags(locale: Locale, decided: &Decided) -> [(&'static str, String); 8] {
    let Found { credentials, region, .. } = &decided.found;
    [
        ("DINGTALK_REGION", region.as_str().to_owned()),
        ("DINGTALK_CLIENT_ID", credentials.client_id.clone()),
        ("DINGTALK_CLIENT_SECRET", credentials.client_secret.expose_secret().to_owned()),
        ("DINGNICK_INTAKE", "stream".to_owned()),
        ("DINGNICK_LOCALE", locale.as_str().to_owned()),
        ("HOST", "127.0.0.1".to_owned()),
        ("PORT", "0".to_owned()),
        ("DINGNICK_OPS_LISTEN", "off".to_owned()),
    ]
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

fn listed(files: &[&Path]) -> String {
    files.iter().map(|file| shown(file)).collect::<Vec<_>>().join(", ")
}

/// How long something took, in words.
fn duration(console: &Console, time: Duration) -> String {
    let (minutes, seconds) = (time.as_secs() / 60, time.as_secs() % 60);
    let (minutes_shown, seconds) = (minutes.to_string(), seconds.to_string());
    let key = if minutes == 0 { "init-seconds" } else { "init-minutes" };
    console.phrase(key, &[("minutes", &minutes_shown), ("seconds", &seconds)])
}
