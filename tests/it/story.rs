//! The language of the stories: a class group with an owner, members and a guest, and the bot in
//! it. Defaults make the usual group; a story writes down only what matters.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use dingnick::app::{App, SystemClock};
use dingnick::config::{Config, Sources};
use dingnick::dingtalk::init_crypto;
use dingnick::domain::{Clock, RobotCode, Timestamp};
use dingnick::simulator::Simulator;
use dingnick::simulator::deliver::{
    Delivered, DirectoryChange, Envelope, EventEnvelope, Happening, Segment, Utterance,
};
use dingnick::simulator::world::{
    Api, ChatEntry, GroupId, Person, PersonId, Place, Transport, World,
};
use dingnick::store::Scope;
use dingnick::stream::Timing;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::postgres;

/// Far longer than anything takes; only a failing story waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The people of every story.
#[derive(Clone, Copy)]
pub(crate) struct Cast {
    /// 王老师, owner of the groups.
    pub(crate) owner: PersonId,
    /// 李主任, who stands in `DINGNICK_ADMINS`.
    pub(crate) admin: PersonId,
    /// 小明, a member.
    pub(crate) ming: PersonId,
    /// 小红, a member.
    pub(crate) hong: PersonId,
    /// 访客, from outside the organisation.
    pub(crate) guest: PersonId,
    /// 三班, an ordinary group, bound by the settings.
    pub(crate) class: GroupId,
    /// 教研组, made from a template, and not bound.
    pub(crate) scene: GroupId,
    /// 二班, an ordinary group that nobody has bound.
    pub(crate) unbound: GroupId,
}

/// The system's clock, and as much later as a story says.
#[derive(Clone, Default)]
pub(crate) struct StoryClock(Arc<AtomicI64>);

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::SeqCst))
    }
}

impl StoryClock {
    pub(crate) fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).expect("a story is short");
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    pub(crate) fn go_back(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).expect("a story is short");
        self.0.fetch_sub(millis, Ordering::SeqCst);
    }
}

/// A story under way.
pub(crate) struct Story {
    pub(crate) simulator: Simulator,
    pub(crate) cast: Cast,
    pub(crate) clock: StoryClock,
    settings: BTreeMap<String, String>,
    /// From the next start on; every other pause is a multiple of it.
    pub(crate) first_pause: Duration,
    app: Option<App>,
    address: SocketAddr,
    read: std::cell::Cell<usize>,
    folder: tempfile::TempDir,
}

impl Story {
    /// The usual world, in Chinese.
    pub(crate) async fn begin() -> Self {
        Self::begin_with(&[]).await
    }

    /// The same, with other settings.
    pub(crate) async fn begin_with(settings: &[(&str, &str)]) -> Self {
        init_crypto();
        let clock = StoryClock::default();
        let mut world = World::new();
        world.rate_limit = None;
        let cast = people(&mut world);
        let simulator_clock = clock.clone();
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let simulator = Simulator::start(world, Arc::new(move || simulator_clock.now().0), nowhere);
        let simulator = simulator.expect("the simulator starts");
        let folder = tempfile::tempdir().expect("a folder");
        let database = match database_of_its_own().await {
            Some(database) => database,
            None => format!("sqlite://{}", folder.path().join("store.db").display()),
        };
        let chatid = simulator.with(|world| world.group(cast.class).chatid.clone());
        let app = simulator.with(|world| world.app.clone());
        let url = simulator.url().to_string();
        let mut all: BTreeMap<String, String> = [
            ("DINGTALK_CLIENT_ID", app.client_id.as_str()),
            ("DINGTALK_CLIENT_SECRET", &app.client_secret),
            ("DINGTALK_OAPI_URL", &url),
            ("DINGTALK_API_URL", &url),
            ("HOST", "127.0.0.1"),
            ("PORT", "0"),
            ("DATABASE_URL", &database),
            ("DINGNICK_LOCALE", "zh-CN"),
            ("DINGNICK_OPS_LISTEN", "off"),
            ("DINGNICK_GROUPS", chatid.as_str()),
            ("DINGNICK_ADMINS", "admin1"),
            ("DINGNICK_RATE_SENDER", "off"),
            ("DINGNICK_RATE_GROUP", "off"),
            ("DINGNICK_MEMBER_DAILY", "off"),
            ("DINGNICK_GROUP_DAILY", "off"),
            ("DINGNICK_API_QPS", "off"),
            ("DINGTALK_EVENT_TOKEN", &app.event_token),
            ("DINGTALK_EVENT_AES_KEY", &app.event_aes_key),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        if by_stream() {
            all.insert("DINGNICK_INTAKE".to_owned(), "stream".to_owned());
        }
        all.extend(settings.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        let mut story = Self {
            simulator,
            cast,
            clock,
            settings: all,
            first_pause: Duration::from_millis(1),
            app: None,
            address: nowhere,
            read: std::cell::Cell::new(0),
            folder,
        };
        story.start().await;
        if story.settings["DINGNICK_GROUPS"] == chatid {
            // It is bound beside the work; most stories begin when that is done.
            story.counts("SELECT count(*) FROM groups WHERE owner IS NOT NULL", 1).await;
        }
        story
    }

    /// Starts the bot, for the first time or again.
    pub(crate) async fn start(&mut self) {
        let sources = Sources::new("", &self.settings).expect("good settings");
        let mut config = Config::read(&sources).expect("good settings");
        config.first_pause = self.first_pause;
        let transport = if config.intake.has_http() { Transport::Http } else { Transport::Stream };
        self.simulator.set_transport(transport);
        let clock = Arc::new(self.clock.clone());
        let app = App::start_at_pace(config, clock, STREAM_TIMING).await.expect("the bot starts");
        self.address = app.address();
        let key = self.settings.get("DINGNICK_CALLBACK_KEY").map(|key| format!("/{key}"));
        let path = format!("/dingtalk/callback{}", key.unwrap_or_default());
        self.simulator.set_callback_url(&self.url(&path));
        self.simulator.set_events_url(&self.url("/dingtalk/events"));
        self.app = Some(app);
    }

    /// Changes a setting, for the next start.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.settings.insert(name.to_owned(), value.to_owned());
    }

    /// Stops the bot as a signal would.
    pub(crate) async fn stop(&mut self) {
        self.app.take().expect("the bot runs").stop().await;
    }

    /// The settings, for a bot in a process of its own.
    pub(crate) fn settings_of_process(&self) -> BTreeMap<String, String> {
        let mut settings = self.settings.clone();
        settings.insert("DINGNICK_LOG_FORMAT".into(), "json".into());
        settings
    }

    /// How many statements the store was sent since the bot started.
    pub(crate) fn statements(&self) -> u64 {
        self.app.as_ref().expect("the bot runs").store().statements()
    }

    /// What the bot keeps for its robot.
    pub(crate) fn scope(&self) -> Scope {
        let code = self.world(|world| world.app.robot_code.clone());
        let code = RobotCode::parse(&code).expect("a robot");
        self.app.as_ref().expect("the bot runs").store().of(&code)
    }

    /// Whether the store is in a file of the story's folder.
    pub(crate) fn is_on_sqlite(&self) -> bool {
        self.settings["DATABASE_URL"].starts_with("sqlite:")
    }

    /// Changes the store while the bot does not run, or beside it.
    pub(crate) async fn change_store(&self, statement: &str) {
        postgres::execute(&self.settings["DATABASE_URL"], statement).await;
    }

    /// Holds the store's write lock until the returned connection is dropped.
    pub(crate) async fn lock_store(&self) -> sqlx::SqliteConnection {
        let path = self.folder.path().join("store.db");
        let options = SqliteConnectOptions::new().filename(path);
        let mut connection = options.connect().await.expect("the store can be opened");
        sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.expect("the lock is free");
        connection
    }

    /// An address at the bot.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// An address at the operator's listener.
    pub(crate) fn ops_url(&self, path: &str) -> String {
        let address = self.app.as_ref().expect("the bot runs").ops_address();
        format!("http://{}{path}", address.expect("DINGNICK_OPS_LISTEN is set"))
    }

    /// Somebody says a line to the bot in the class; each `@Name` of a member is picked from the
    /// list.
    pub(crate) async fn say(&self, who: PersonId, line: &str) {
        self.say_in(self.cast.class, who, line).await;
    }

    /// The same in another group.
    pub(crate) async fn say_in(&self, group: GroupId, who: PersonId, line: &str) {
        let envelope = self.compose_in(group, who, line);
        assert_eq!(self.deliver(&envelope).await, 200, "the callback was not taken");
    }

    /// Lines that are said in the class, each after the answer to the one before, as a transcript.
    pub(crate) async fn talk(&self, lines: &[(PersonId, &str)]) -> String {
        let mut transcript = Vec::new();
        for (who, line) in lines {
            let speaker = self.world(|world| world.shown_name(self.cast.class, *who).to_owned());
            self.say(*who, line).await;
            let reply = self.reply().await.replace('\n', "\n    ");
            transcript.push(format!("{speaker}: {line}\n    {reply}"));
        }
        transcript.join("\n")
    }

    /// A line whose `@Name` is typed and not picked.
    pub(crate) async fn type_plainly(&self, who: PersonId, line: &str) {
        let segments = vec![Segment::Robot, Segment::Text(format!(" {line}"))];
        let utterance = Utterance::in_group(who, self.cast.class, segments);
        let envelope = self.simulator.compose(&utterance);
        assert_eq!(self.deliver(&envelope).await, 200, "the callback was not taken");
    }

    /// A line as a callback that is not delivered yet.
    pub(crate) fn compose(&self, who: PersonId, line: &str) -> Envelope {
        self.compose_in(self.cast.class, who, line)
    }

    /// The same in another group.
    pub(crate) fn compose_in(&self, group: GroupId, who: PersonId, line: &str) -> Envelope {
        let line = format!("@Bot {line}");
        let segments = self.simulator.with(|world| world.pick_mentions(group, &line));
        self.simulator.compose(&Utterance::in_group(who, group, segments))
    }

    /// Delivers a callback and returns the HTTP status.
    pub(crate) async fn deliver(&self, envelope: &Envelope) -> u16 {
        self.delivered(envelope).await.status
    }

    /// Delivers a callback and returns the whole answer.
    pub(crate) async fn delivered(&self, envelope: &Envelope) -> Delivered {
        self.simulator.deliver(envelope).await.expect("the bot answers")
    }

    /// Something happens to a group, and the bot is told.
    pub(crate) async fn happen(&self, happening: Happening) {
        let event = self.simulator.compose_event(&happening);
        self.tell(&event).await;
    }

    /// Something changes in the directory, and the bot is told.
    pub(crate) async fn change_directory(&self, change: DirectoryChange) {
        let event = self.simulator.compose_directory_event(&change);
        self.tell(&event).await;
    }

    /// The bot is told of an event, for the first time or again.
    pub(crate) async fn tell(&self, event: &EventEnvelope) {
        let told = self.simulator.deliver_event(event).await.expect("the bot answers");
        assert_eq!(told.status, 200, "the event was not taken: {told:?}");
        self.idle().await;
    }

    /// What is answered to a message that is taken: that there is nothing to say at once.
    pub(crate) fn empty_answer(&self) -> &'static str {
        if by_stream() { r#"{"response":null}"# } else { r#"{"msgtype":"empty"}"# }
    }

    /// The status when a message could not be kept.
    pub(crate) fn not_kept(&self) -> u16 {
        if by_stream() { 500 } else { 503 }
    }

    /// The next thing that the bot says, wherever that is.
    pub(crate) async fn reply(&self) -> String {
        self.next_entry().await.text()
    }

    /// The same, with all that the simulator knows of it.
    pub(crate) async fn next_entry(&self) -> ChatEntry {
        let index = self.read.get();
        let entry = self.simulator.wait_for(PATIENCE, |world| {
            world.chat.iter().filter(|entry| entry.is_from_bot()).nth(index).cloned()
        });
        let Some(entry) = entry.await else {
            panic!("the bot said nothing; calls: {:#?}", self.simulator.with(|w| w.calls.clone()));
        };
        self.read.set(index + 1);
        entry
    }

    /// A member's nickname in the class.
    pub(crate) fn nickname(&self, who: PersonId) -> Option<String> {
        self.nickname_in(self.cast.class, who)
    }

    /// Waits until a member of the class bears a nickname.
    pub(crate) async fn named(&self, who: PersonId, nickname: &str) {
        let class = self.cast.class;
        let named = |world: &World| (world.nickname(class, who) == Some(nickname)).then_some(());
        assert!(self.simulator.wait_for(PATIENCE, named).await.is_some(), "nobody is {nickname}");
    }

    /// A member's nickname in a group.
    pub(crate) fn nickname_in(&self, group: GroupId, who: PersonId) -> Option<String> {
        self.simulator.with(|world| world.nickname(group, who).map(str::to_owned))
    }

    /// All that the bot has said, read or not.
    pub(crate) fn said(&self) -> Vec<String> {
        self.world(|world| {
            let entries = world.chat.iter().filter(|entry| entry.is_from_bot());
            entries.map(ChatEntry::text).collect()
        })
    }

    /// Takes all that was said for read.
    pub(crate) fn read_all(&self) {
        self.read.set(self.said().len());
    }

    /// The status of a GET at the bot.
    pub(crate) async fn get(&self, path: &str) -> u16 {
        let client = dingnick::dingtalk::http_client().expect("a client");
        client.get(self.url(path)).send().await.expect("an answer").status().as_u16()
    }

    /// How often DingTalk was called this way.
    pub(crate) fn calls(&self, api: Api) -> usize {
        self.simulator.with(|world| world.calls.iter().filter(|call| call.api == api).count())
    }

    /// Waits until DingTalk was called this way so many times.
    pub(crate) async fn called(&self, api: Api, times: usize) {
        let called = self.simulator.wait_for(PATIENCE, |world| {
            let calls = world.calls.iter().filter(|call| call.api == api);
            (calls.count() >= times).then_some(())
        });
        assert!(called.await.is_some(), "{api:?} was not called {times} times");
    }

    /// Changes the world.
    pub(crate) fn world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        self.simulator.with(change)
    }

    /// How many rows a query of the store counts.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        postgres::count(&self.settings["DATABASE_URL"], query).await
    }

    /// Waits until a query of the store counts so many rows.
    pub(crate) async fn counts(&self, query: &'static str, expected: i64) {
        let counted = async {
            while self.count(query).await != expected {
                tokio::task::yield_now().await;
            }
        };
        let counted = tokio::time::timeout(PATIENCE, counted).await;
        assert!(counted.is_ok(), "not {expected}: {query}");
    }

    /// What lies in the store's folder.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder is there");
        let files = entries.map(|entry| {
            let entry = entry.expect("an entry");
            let bytes = std::fs::read(entry.path()).expect("it can be read");
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        });
        files.collect()
    }

    /// Waits until nothing is left to do: all that was kept has ended, answers too.
    pub(crate) async fn idle(&self) {
        // A reminder waits for its day, and so do what follows from a change and the rest of a plan.
        let open = "SELECT (SELECT count(*) FROM jobs
                            WHERE state = 0 AND message_id NOT LIKE 'remind-%'
                              AND message_id NOT LIKE 'compare-%'
                              AND message_id NOT LIKE 'follow-%'
                              AND message_id NOT LIKE 'plan-%-on-%')
                         + (SELECT count(*) FROM replies WHERE state = 0)";
        let idle = async {
            while self.count(open).await > 0 {
                tokio::task::yield_now().await;
            }
        };
        assert!(tokio::time::timeout(PATIENCE, idle).await.is_ok(), "work is left");
    }

    /// The end: nothing is left to do, and nothing was said that the story did not read.
    pub(crate) async fn end(mut self) {
        self.idle().await;
        let said = self.said();
        assert_eq!(said.len(), self.read.get(), "unread: {:?}", &said[self.read.get()..]);
        let undue = self.world(|world| world.undue_mentions.clone());
        assert!(undue.is_empty(), "it concerned nobody of these: {undue:?}");
        let unknown = self.calls(Api::Unknown);
        assert_eq!(unknown, 0, "the bot called what DingTalk does not have");
        if self.app.is_some() {
            self.stop().await;
        }
    }
}

/// Pauses and limits that no story waits for, but for the one of silence.
const STREAM_TIMING: Timing = Timing {
    first_pause: Duration::from_millis(5),
    longest_pause: Duration::from_millis(20),
    connect_limit: Duration::from_secs(10),
    // A busy machine may be silent for a while, too.
    ping_every: Duration::from_secs(1),
    silent_after: Duration::from_secs(4),
    say_limit: Duration::from_secs(5),
};

/// Whether stories are told through the other transport.
fn by_stream() -> bool {
    std::env::var_os("TEST_STORIES_BY_STREAM").is_some()
}

/// A PostgreSQL database, where stories are to be told on one. It goes with the server.
async fn database_of_its_own() -> Option<String> {
    std::env::var_os("TEST_STORIES_ON_POSTGRES")?;
    let database = postgres::Database::create().await;
    Some(database.expect("TEST_DATABASE_URL names a server").url)
}

/// The place of a group, for looking into the chat.
pub(crate) fn place(group: GroupId) -> Place {
    Place::Group(group)
}

fn people(world: &mut World) -> Cast {
    world.add_department(1, "实验小学");
    world.add_department(2, "三班");
    world.add_department(3, "教研组");
    let mut member = |userid: &str, name: &str, title: &str, number: &str, departments: &[i64]| {
        let person = Person::member(userid, name).titled(title, number);
        world.add_person(person.in_departments(departments))
    };
    let owner = member("owner1", "王老师", "班主任", "T001", &[2, 3]);
    let admin = member("admin1", "李主任", "教务主任", "T002", &[3]);
    let ming = member("ming1", "小明", "学生", "S001", &[2]);
    let hong = member("hong1", "小红", "学生", "S002", &[2]);
    let guest = world.add_person(Person::outsider("访客", "guest"));
    let others = [admin, ming, hong, guest];
    Cast {
        owner,
        admin,
        ming,
        hong,
        guest,
        class: world.add_group("三班", owner, &others),
        scene: world.add_scene_group("教研组", owner, &others),
        unbound: world.add_group("二班", owner, &others),
    }
}
