//! Where the faults happen: a simulated DingTalk with groups and people, and a store of its own.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use dingnick::simulator::Simulator;
use dingnick::simulator::deliver::{Envelope, Segment, Utterance};
use dingnick::simulator::world::{GroupId, Person, PersonId, World};

use crate::now;
use crate::postgres::Database;
use crate::process::Process;
use crate::store::Store;

/// One person's name in one group: what is at stake.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub(crate) group: GroupId,
    pub(crate) person: PersonId,
}

/// A DingTalk, a store, and the settings of the bots between the two.
pub(crate) struct Scene {
    pub(crate) simulator: Simulator,
    pub(crate) keys: Vec<Key>,
    pub(crate) admin: PersonId,
    pub(crate) store: Store,
    pub(crate) settings: BTreeMap<String, String>,
    folder: tempfile::TempDir,
}

impl Scene {
    /// With so many people in each of so many groups, and a store in a file of its own.
    pub(crate) fn with_sqlite(groups: usize, people: usize) -> Result<Self> {
        let folder = tempfile::tempdir().context("a folder")?;
        let file = folder.path().join("store.db");
        Self::new(groups, people, folder, Store::Sqlite(file))
    }

    /// The same with the store's file in this folder.
    pub(crate) fn with_sqlite_in(at: &Path, groups: usize, people: usize) -> Result<Self> {
        let folder = tempfile::tempdir().context("a folder")?;
        Self::new(groups, people, folder, Store::Sqlite(at.join("store.db")))
    }

    /// The same with the store in a database.
    pub(crate) fn with_postgres(groups: usize, people: usize, database: Database) -> Result<Self> {
        let folder = tempfile::tempdir().context("a folder")?;
        Self::new(groups, people, folder, Store::Postgres(database))
    }

    fn new(groups: usize, people: usize, folder: tempfile::TempDir, store: Store) -> Result<Self> {
        let mut world = World::new();
        world.rate_limit = None;
        world.api_quota.limit = u32::MAX;
        world.message_quota.limit = u32::MAX;
        let admin = world.add_person(Person::member("admin1", "Admin"));
        let people: Vec<PersonId> = (0..people)
            .map(|n| world.add_person(Person::member(&format!("user{n}"), &format!("Person {n}"))))
            .collect();
        let groups: Vec<GroupId> =
            (0..groups).map(|n| world.add_group(&format!("Group {n}"), admin, &people)).collect();
        let chatids: Vec<String> =
            groups.iter().map(|group| world.group(*group).chatid.clone()).collect();
        let keys = groups
            .iter()
            .flat_map(|group| people.iter().map(|person| Key { group: *group, person: *person }));
        let keys = keys.collect();
        let app = world.app.clone();
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let simulator = Simulator::start(world, Arc::new(now), nowhere)?;
        let url = simulator.url().to_string();
        let settings = [
            ("DINGTALK_CLIENT_ID", app.client_id.as_str()),
            ("DINGTALK_CLIENT_SECRET", &app.client_secret),
            ("DINGTALK_OAPI_URL", &url),
            ("DINGTALK_API_URL", &url),
            ("HOST", "127.0.0.1"),
            ("PORT", "0"),
            ("DATABASE_URL", &store.url()),
            ("DINGNICK_LOCALE", "en"),
            ("DINGNICK_LOG_FORMAT", "json"),
            ("DINGNICK_OPS_LISTEN", "off"),
            ("DINGNICK_GROUPS", &chatids.join(",")),
            ("DINGNICK_ADMINS", "admin1"),
            ("DINGNICK_RATE_SENDER", "off"),
            ("DINGNICK_RATE_GROUP", "off"),
            ("DINGNICK_MEMBER_DAILY", "off"),
            ("DINGNICK_GROUP_DAILY", "off"),
            ("DINGNICK_API_QPS", "off"),
        ];
        let settings =
            settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        Ok(Self { simulator, keys, admin, store, settings, folder })
    }

    /// Starts a bot that works here.
    pub(crate) async fn bot(&self, binary: &Path) -> Result<Process> {
        Process::start(binary, &self.settings, &[]).await
    }

    /// Starts one that stops at a fail point.
    pub(crate) async fn bot_failing_at(&self, point: &str) -> Result<Process> {
        Process::start(&Self::fail_points()?, &self.settings, &[("DINGNICK_FAIL_POINT", point)])
            .await
    }

    /// The program with fail points.
    pub(crate) fn fail_points() -> Result<PathBuf> {
        crate::process::with_fail_points().context("there is a build with fail points")
    }

    /// A folder that lives as long as this.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The callback in which somebody asks for a name: the person, or the admin for the person.
    pub(crate) fn command(&self, key: Key, name: &str, by_admin: bool) -> Envelope {
        let mut segments = vec![Segment::Robot, Segment::Text(" /nick ".to_owned())];
        if by_admin {
            segments.push(Segment::Mention(key.person));
        }
        segments.push(Segment::Text(format!(" {name}")));
        let sender = if by_admin { self.admin } else { key.person };
        self.simulator.compose(&Utterance::in_group(sender, key.group, segments))
    }
}
