//! Puts the rooms together: the only place that names every concrete type. Starts them in order,
//! and stops them in the order that loses nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use anyhow::{Context, bail};
use futures_util::future::select_all;
use secrecy::ExposeSecret;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info, warn};

use crate::bot::{self, Bot};
use crate::calls::Calls;
use crate::config::{Config, StoreSettings};
use crate::dingtalk::gateway::Gateway;
use crate::dingtalk::{Client, DingTalkError};
use crate::doctor::{self, Setup};
use crate::domain::{Clock, RobotCode, Timestamp};
use crate::metrics::Metrics;
use crate::probe;
use crate::seldom::Seldom;
use crate::store::{self, Hold, Scope, Store, StoreError, Used};
use crate::stream::{self, Stream, Timing};
use crate::web::{self, Console, ConsoleSettings, ShownSetting};

pub use crate::bot::News;

/// The pause before a group of the settings that could not be bound is tried again; it doubles.
const FIRST_BIND_PAUSE: Duration = Duration::from_secs(5);

/// The longest such pause: each try is a paid call.
const LONGEST_BIND_PAUSE: Duration = Duration::from_secs(6 * 3600);

/// The pause before DingTalk is asked again whether it takes the credentials, which is free; it
/// doubles.
const FIRST_SIGN_IN_PAUSE: Duration = Duration::from_secs(5);

/// The longest such pause.
const LONGEST_SIGN_IN_PAUSE: Duration = Duration::from_secs(300);

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place where the time comes from")]
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }
}

/// A running bot.
pub struct App {
    address: SocketAddr,
    server: ServerHandle,
    ops: Option<(SocketAddr, ServerHandle)>,
    stopping: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    bot: Arc<Bot>,
    stream_connections: Option<watch::Receiver<usize>>,
    store: Store,
    /// Let go of last.
    hold: Hold,
}

impl App {
    /// The bot and its store, without work and without a listener.
    ///
    /// # Errors
    /// When the store or the HTTP client cannot be had.
    pub async fn open(
        config: &Config,
        metrics: Arc<Metrics>,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<(Arc<Bot>, Store)> {
        let store = open_store(config).await?;
        let dingtalk =
            Client::new(config.hosts.clone(), config.credentials.clone(), Arc::clone(&metrics))
                .context("cannot make an HTTP client")?;
        let bot = Bot::new(
            settings(config),
            store.of(&config.credentials.robot_code),
            dingtalk,
            metrics,
            clock,
        );
        Ok((Arc::new(bot), store))
    }

    /// Opens the store, begins to work and listens.
    ///
    /// # Errors
    /// When the store, the listener or the HTTP client cannot be had.
    pub async fn start(config: Config, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        Self::start_at_pace(config, clock, Timing::default()).await
    }

    /// The same with other times for a Stream than the protocol's, for tests.
    ///
    /// # Errors
    /// When the store, the listener or the HTTP client cannot be had.
    pub async fn start_at_pace(
        config: Config,
        clock: Arc<dyn Clock>,
        timing: Timing,
    ) -> anyhow::Result<Self> {
        let metrics = Arc::new(Metrics::new());
        let (bot, store) = Self::open(&config, Arc::clone(&metrics), Arc::clone(&clock)).await?;
        let hold = store.hold()?;
        let stream = config
            .intake
            .has_stream()
            .then(|| stream(&config, &bot, &metrics, &clock, timing))
            .transpose()
            .context("cannot make an HTTP client")?;
        bot.recover().await.context("cannot take up what was left")?;
        let listener = web::bind(config.listen)
            .with_context(|| format!("cannot listen on {}", config.listen))?;
        let stopping = CancellationToken::new();
        let stream_connections = stream.as_ref().map(Stream::open_connections);
        let front = web::Front {
            bot: Arc::clone(&bot),
            secrets: config.signing_secrets(),
            window: config.window,
            takes_callbacks: config.intake.has_http(),
            event_keys: config.event_keys.clone(),
            stream_connections: stream_connections.clone(),
            callback_key: config.callback_key.clone(),
            needs_credentials: config.ready_needs_credentials,
            keep_alive: config.keep_alive,
            robot_code: config.credentials.robot_code.clone(),
            hosts: config.hosts.clone(),
            refusals: web::Refusals::default(),
            pairs: web::Pairs::within(config.window),
            refuses_suspicious_pairs: config.refuses_suspicious_pairs,
            metrics: Arc::clone(&metrics),
            clock: Arc::clone(&clock),
            stopping: stopping.clone(),
        };
        let (server, address) = web::serve(front, listener).context("cannot listen")?;
        let handle = server.handle();
        let mut tasks = vec![
            tokio::spawn(async move {
                if let Err(error) = server.await {
                    error!(%error, "the listener failed");
                }
            }),
            tokio::spawn(work(Arc::clone(&bot), stopping.clone())),
        ];
        if let Some(stream) = stream {
            tasks.push(tokio::spawn(take_by_stream(stream, stopping.clone())));
        }
        let console = console(&config, &bot, &metrics, &clock, &stopping);
        let ops = config
            .ops_listen
            .and_then(|address| open_ops(address, metrics, console, stopping.clone()));
        match config.intake.has_http() {
            true => info!(%address, "listening for callbacks"),
            false => info!(%address, "listening for probes; messages come by Stream"),
        }
        Ok(Self {
            address,
            server: handle,
            ops,
            stopping,
            tasks,
            bot,
            stream_connections,
            store,
            hold,
        })
    }

    /// Looks, beside the work, whether DingTalk takes the credentials, and goes on until it does;
    /// and says once how the bot is set up.
    pub fn look_after_credentials(&mut self, config: Config) {
        let (bot, address, stopping) = (Arc::clone(&self.bot), self.address, self.stopping.clone());
        self.tasks.push(tokio::spawn(async move {
            look_after_credentials(&bot, &config, address, &stopping).await;
            // A task that ends is one that failed.
            stopping.cancelled().await;
        }));
    }

    /// Where callbacks come in.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the operator is served, if anywhere.
    #[must_use]
    pub fn ops_address(&self) -> Option<SocketAddr> {
        self.ops.as_ref().map(|(address, _)| *address)
    }

    /// The bot itself, for whoever has something done beside its work.
    #[must_use]
    pub fn bot(&self) -> &Bot {
        &self.bot
    }

    /// What happens from now on, for whoever looks on.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.bot.news()
    }

    /// Whether messages can come by Stream now.
    #[must_use]
    pub fn stream_is_open(&self) -> bool {
        self.stream_connections.as_ref().is_some_and(|open| *open.borrow() > 0)
    }

    /// What the bot keeps, for whoever wants to look.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Ends when the bot cannot go on: its listener or its work came to an end by itself, or the disk
    /// did not keep what was written.
    pub async fn failed(&mut self) {
        tokio::select! {
            (ended, _, _) = select_all(self.tasks.iter_mut()) => match ended {
                Ok(()) => error!("a task ended before its time"),
                Err(error) => error!(%error, "a task panicked"),
            },
            () = self.bot.broken() => {
                error!("the disk did not keep what was written; nobody knows what is on it");
            }
        }
    }

    /// Stops: takes no more, answers what came in, finishes what is under way, closes the store.
    pub async fn stop(self) {
        self.stopping.cancel();
        web::stop(&self.server).await;
        if let Some((_, ops)) = &self.ops {
            web::stop(ops).await;
        }
        for task in self.tasks {
            if let Err(error) = task.await {
                error!(%error, "a task panicked");
            }
        }
        self.store.close().await;
        drop(self.hold);
        info!("stopped");
    }
}

/// The queue, worked by a command of the shell while no bot runs.
pub struct Work {
    stopping: CancellationToken,
    task: JoinHandle<()>,
    /// Let go of last.
    hold: Hold,
}

impl Work {
    /// Takes up what was left, and works from then on; unless a bot does so: then there is nothing
    /// to take up.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_up(bot: &Arc<Bot>, store: &Store) -> anyhow::Result<Option<Self>> {
        let hold = match store.hold() {
            Err(StoreError::InUse { .. }) => return Ok(None),
            hold => hold?,
        };
        bot.recover().await.context("cannot take up what was left")?;
        let stopping = CancellationToken::new();
        let (bot, stop) = (Arc::clone(bot), stopping.clone());
        let task = tokio::spawn(async move { bot.run(stop).await });
        Ok(Some(Self { stopping, task, hold }))
    }

    /// Finishes what is under way, and lets go of the queue.
    pub async fn stop(self) {
        self.stopping.cancel();
        if let Err(error) = self.task.await {
            error!(%error, "a task panicked");
        }
        drop(self.hold);
    }
}

/// The store, and what it takes to ask DingTalk questions beside the bot.
///
/// # Errors
/// When the store or the HTTP client cannot be had.
pub async fn open_probe(
    config: &Config,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<(probe::Tools, Store)> {
    let store = open_store(config).await?;
    let scope = store.of(&config.credentials.robot_code);
    let (hosts, credentials) = (config.hosts.clone(), config.credentials.clone());
    let dingtalk =
        Client::new(hosts, credentials, Arc::default()).context("cannot make an HTTP client")?;
    let calls = settings(config).calls();
    let calls = Arc::new(Calls::new(calls, dingtalk, scope.clone(), Arc::clone(&clock)));
    // What other processes used of the month counts, too.
    calls.allowance().write_down(clock.now()).await?;
    let (template, metrics_at) = (config.template.clone(), config.ops_listen);
    let first_pause = config.first_pause;
    let tools = probe::Tools { calls, store: scope, clock, template, metrics_at, first_pause };
    Ok((tools, store))
}

/// Opens the store that the settings name.
///
/// # Errors
/// When it cannot be had.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    tell_of_new_store(config);
    let (url, password) = (config.database_url.expose_secret(), config.database_password.as_ref());
    store::open_with(url, password).await.context("DATABASE_URL")
}

/// Opens the store to look into it, and the part of it that is the robot's: of the settings, or the
/// only one there is. None is made.
///
/// # Errors
/// When there is none, it cannot be had, or it is not known which robot is meant.
pub async fn open_to_read(settings: &StoreSettings) -> anyhow::Result<(Store, Scope)> {
    let (url, password) =
        (settings.database_url.expose_secret(), settings.database_password.as_ref());
    let file = store::file_of(url).context("DATABASE_URL")?;
    if let Some(missing) = file.filter(|file| !file.exists()) {
        let place = missing.display();
        bail!("there is no store at {place} yet; the bot makes it when it first runs");
    }
    let store = store::open_with(url, password).await.context("DATABASE_URL")?;
    let mut robots = store.robots().await?;
    let robot = match &settings.robot_code {
        Some(robot) => robot.clone(),
        None if robots.len() > 1 => {
            let robots: Vec<&str> = robots.iter().map(RobotCode::as_str).collect();
            bail!(
                "the store serves several robots; set DINGTALK_ROBOT_CODE to one of {}",
                robots.join(", ")
            );
        }
        // In an empty store there is as much of anybody's.
        None => robots.pop().or_else(|| RobotCode::parse("nobody")).context("no robot")?,
    };
    let scope = store.of(&robot);
    Ok((store, scope))
}

/// Whoever mistypes a name finds an empty store, and may not notice.
fn tell_of_new_store(config: &Config) {
    let file = store::file_of(config.database_url.expose_secret()).ok().flatten();
    let Some(file) = file.filter(|file| !file.exists()) else {
        return;
    };
    let (store, others) = (file.display(), store::neighbours(&file));
    match others.first() {
        None => info!(%store, "new store at {store}"),
        Some(other) => warn!(
            %store,
            "new store at {store}, though {} lies there; does DATABASE_URL name the right file?",
            other.display()
        ),
    }
}

/// Opens the private listener. The bot goes on without it: names matter more than numbers.
fn open_ops(
    address: SocketAddr,
    metrics: Arc<Metrics>,
    console: Option<Console>,
    stopping: CancellationToken,
) -> Option<(SocketAddr, ServerHandle)> {
    let server = web::bind(address).and_then(|listener| {
        Ok((listener.local_addr()?, web::serve_ops(metrics, console, listener, stopping)?))
    });
    match server {
        Ok((address, server)) => {
            let handle = server.handle();
            tokio::spawn(server);
            info!(%address, "listening for the operator");
            if !address.ip().is_loopback() {
                warn!(%address, "whoever reaches {address} can read the metrics (DINGNICK_OPS_LISTEN)");
            }
            Some((address, handle))
        }
        Err(error) => {
            warn!(%address, %error, "cannot listen on DINGNICK_OPS_LISTEN; going on without metrics");
            None
        }
    }
}

/// The operator's pages, where a token is set.
fn console(
    config: &Config,
    bot: &Arc<Bot>,
    metrics: &Arc<Metrics>,
    clock: &Arc<dyn Clock>,
    stopping: &CancellationToken,
) -> Option<Console> {
    let token = config.console_token.clone()?;
    let settings = config.effective.iter().map(|effective| ShownSetting {
        name: effective.setting.name,
        value: effective.shown.clone(),
        source: effective.source.to_string(),
        about: effective.setting.about,
    });
    Some(Console::new(ConsoleSettings {
        token,
        bot: Arc::clone(bot),
        setup: setup_of(config.clone()),
        settings: settings.collect(),
        metrics: Arc::clone(metrics),
        clock: Arc::clone(clock),
        time_zone: config.time_zone.clone(),
        stopping: stopping.clone(),
    }))
}

/// What a diagnosis is told of settings that are all good.
#[must_use]
pub fn setup_of(config: Config) -> Setup {
    Setup {
        bad_settings: Vec::new(),
        warnings: config.warnings,
        region: config.region,
        elsewhere: config.elsewhere,
        hosts: config.hosts,
        robot_code: config.credentials.robot_code.clone(),
        credentials: Some(config.credentials),
        previous_secret: config.previous_secret,
        secret_files: config.secret_files,
        takes_callbacks: config.intake.has_http(),
        takes_stream: config.intake.has_stream(),
        window: config.window,
        callback_key: config.callback_key,
        event_keys: config.event_keys,
        listen: config.listen,
        ops_listen: config.ops_listen,
        database_url: config.database_url,
        database_password: config.database_password,
        admins: {
            let mut admins: Vec<_> = config.admins.into_iter().collect();
            admins.sort();
            admins
        },
        groups: config.groups,
        locale: config.locale.as_str().to_owned(),
        corp_id: config.corp_id,
        calls_per_second: config.calls_per_second,
        monthly: Used { calls: config.monthly_calls, messages: config.monthly_messages },
        first_pause: config.first_pause,
    }
}

/// Asks until DingTalk takes the credentials; the first answer goes with the line that says how the
/// bot is set up.
async fn look_after_credentials(
    bot: &Bot,
    config: &Config,
    address: SocketAddr,
    stopping: &CancellationToken,
) {
    let (mut pause, mut is_told, mut was_refused) = (FIRST_SIGN_IN_PAUSE, false, false);
    loop {
        let asked = tokio::select! {
            asked = bot.sign_in() => asked,
            () = stopping.cancelled() => return,
        };
        if !std::mem::replace(&mut is_told, true) {
            say_how_it_is_set_up(bot, config, address, asked.as_ref().err()).await;
        }
        match asked {
            Ok(()) => {
                if was_refused {
                    info!("DingTalk takes DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET now");
                }
                return;
            }
            Err(error) if error.refuses_credentials() => {
                was_refused = true;
                let (code, hint) = (&error.code, region_hint(config).await);
                warn!(
                    code,
                    "DingTalk refuses DINGTALK_CLIENT_SECRET (code {code}): it is not the Client Secret of DINGTALK_CLIENT_ID{hint}; `dingnick doctor` says more"
                );
            }
            Err(error) => debug!(%error, "DingTalk does not say whether it takes the credentials"),
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST_SIGN_IN_PAUSE),
            () = stopping.cancelled() => return,
        }
    }
}

/// Whether the app is one of the other edition, as far as that can be known.
async fn region_hint(config: &Config) -> String {
    let (region, other) = (config.region.as_str(), config.region.other().as_str());
    match &config.elsewhere {
        None => String::new(),
        Some(hosts) => match doctor::sign_in_at(hosts, &config.credentials).await {
            Ok(()) => format!(" in region {region}, but in the other: set DINGTALK_REGION={other}"),
            Err(_) => format!(" in region {region} (DINGTALK_REGION)"),
        },
    }
}

/// One line with all that an operator wants to see first.
async fn say_how_it_is_set_up(
    bot: &Bot,
    config: &Config,
    address: SocketAddr,
    error: Option<&DingTalkError>,
) {
    let store = match store::file_of(config.database_url.expose_secret()) {
        Ok(Some(file)) => file.display().to_string(),
        _ if config.database_url.expose_secret().starts_with("sqlite") => "memory".to_owned(),
        _ => "PostgreSQL".to_owned(),
    };
    let intake = match (config.intake.has_http(), config.intake.has_stream()) {
        (true, true) => "http and stream",
        (true, false) => "http",
        (false, _) => "stream",
    };
    let groups = bot.bound_groups().await.ok();
    let groups = groups.map_or_else(|| "unknown".to_owned(), |groups| groups.to_string());
    let mut missing = Vec::new();
    match error {
        Some(error) if error.refuses_credentials() => {
            missing.push("credentials that DingTalk takes");
        }
        Some(_) => missing.push("an answer of DingTalk's"),
        None => {}
    }
    if groups == "0" {
        missing.push("a group");
    }
    if config.admins.is_empty() {
        missing.push("DINGNICK_ADMINS");
    }
    if !config.hears_events() {
        missing.push("events");
    }
    let missing = if missing.is_empty() { "nothing".to_owned() } else { missing.join(", ") };
    let (version, region, language) =
        (env!("CARGO_PKG_VERSION"), config.region.as_str(), config.locale.as_str());
    info!(
        version,
        region,
        intake,
        %address,
        store,
        groups,
        language,
        missing,
        "dingnick {version}: region {region}, messages by {intake}, listening on {address}, store {store}, groups bound: {groups}, language {language}; missing: {missing}"
    );
}

/// The way in by Stream, not open yet.
fn stream(
    config: &Config,
    bot: &Arc<Bot>,
    metrics: &Arc<Metrics>,
    clock: &Arc<dyn Clock>,
    timing: Timing,
) -> Result<Stream, reqwest::Error> {
    let (hosts, credentials) = (config.hosts.clone(), config.credentials.clone());
    let intake = stream::Intake {
        bot: Arc::clone(bot),
        robot_code: credentials.robot_code.clone(),
        hosts: hosts.clone(),
        metrics: Arc::clone(metrics),
        clock: Arc::clone(clock),
        refused: Seldom::default(),
        unreadable: Seldom::default(),
    };
    let gateway = Gateway::new(hosts, credentials, Arc::clone(metrics))?;
    Ok(Stream::new(gateway, intake, timing))
}

/// Ends before its time only when DingTalk does not know the app: nothing comes in any more.
async fn take_by_stream(stream: Stream, stopping: CancellationToken) {
    if let Err(error) = stream.run(stopping).await {
        let error = format!("{:#}", anyhow::Error::from(error));
        error!(
            error,
            "DingTalk refuses DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET; are they those of the app, and is DINGTALK_REGION right?"
        );
    }
}

/// What the bot needs of the settings.
fn settings(config: &Config) -> bot::Settings {
    bot::Settings {
        robot_code: config.credentials.robot_code.clone(),
        corp_id: config.corp_id.clone(),
        admins: config.admins.clone(),
        groups: config.groups.clone(),
        template: config.template.clone(),
        locale: config.locale,
        sender_rate: config.sender_rate,
        group_rate: config.group_rate,
        calls_per_second: config.calls_per_second,
        backlog: config.backlog,
        hears_events: config.hears_events(),
        monthly: Used { calls: config.monthly_calls, messages: config.monthly_messages },
        member_daily: config.member_daily,
        group_daily: config.group_daily,
        time_zone: config.time_zone.clone(),
        bot_name: config.bot_name.clone(),
        oldest_event: config.window.past,
        ledger_kept_for: config.ledger_kept_for,
        first_pause: config.first_pause,
    }
}

/// Works, and binds the groups of the settings beside it: a command from one of them waits for
/// that, and nobody else does.
async fn work(bot: Arc<Bot>, stopping: CancellationToken) {
    let bind = async {
        let left = tokio::select! {
            left = bot.bind_configured() => left,
            () = stopping.cancelled() => return,
        };
        if left > 0 {
            bind_later(&bot, &stopping).await;
        }
    };
    let (_, ()) = tokio::join!(bind, bot.run(stopping.clone()));
}

async fn bind_later(bot: &Bot, stopping: &CancellationToken) {
    let mut pause = FIRST_BIND_PAUSE;
    loop {
        tokio::select! {
            () = tokio::time::sleep(pause) => {
                if bot.bind_configured().await == 0 {
                    return;
                }
            }
            () = stopping.cancelled() => return,
        }
        pause = (pause * 2).min(LONGEST_BIND_PAUSE);
    }
}
