//! The store: whether it can be had, whether it keeps what it says it keeps, how much room there is,
//! and how the work in it goes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::ExposeSecret;

use super::check::{Check, Finding, State, When};
use super::setup::Setup;
use super::ward::{Ward, span};
use crate::chain::chain;
use crate::domain::{ConversationId, Timestamp};
use crate::store::{self, Store, StoreError, Vitals};

/// How much room there should be, and must be, in bytes.
const ROOM: u64 = 256 * 1024 * 1024;
const LEAST_ROOM: u64 = 16 * 1024 * 1024;

/// How old the last copy may be.
const COPY_HOLDS: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a job may wait: some wait for their turn, and for the pause after a failure.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long nobody wants it any more; then it is given up.
const JOB_LIFE: Duration = Duration::from_secs(30 * 60);

macro_rules! check {
    ($name:ident, $code:literal, $title:literal, $tried:literal, $meaning:literal, $command:literal, $page:literal) => {
        pub(super) static $name: Check = Check {
            code: $code,
            title: $title,
            tried: $tried,
            when: When::Always,
            meaning: $meaning,
            command: $command,
            page: $page,
        };
    };
}

check!(
    OPEN,
    "DN-STORE-01",
    "store",
    "it is opened and written to",
    "the bot cannot keep anything, and does not start",
    "dingnick config",
    "docs/troubleshooting.md#not-ready"
);
check!(
    DURABLE,
    "DN-STORE-02",
    "store survives a crash",
    "its connections are asked whether they sync to the disk",
    "what DingTalk was told is kept could be lost in a crash; the bot does not start so",
    "psql -c \"ALTER SYSTEM SET fsync = on\"",
    "docs/guarantees.md"
);
check!(
    SPACE,
    "DN-STORE-03",
    "room on the store's disk",
    "the file system is asked what is free",
    "when the disk is full, callbacks get 503 and DingTalk may give up on them",
    "df -h",
    "docs/troubleshooting.md#not-ready"
);
check!(
    LOCK,
    "DN-STORE-04",
    "lock of the store",
    "the lock beside the file is taken and let go of",
    "no bot can take the lock, so none starts",
    "ls -l STORE.lock",
    "docs/troubleshooting.md#it-stops-or-does-not-start"
);
check!(
    SCHEMA,
    "DN-STORE-05",
    "tables of the store",
    "they are brought up to date",
    "the store was last used by a newer version, or a migration failed",
    "dingnick --version",
    "docs/operating.md#upgrading"
);
check!(
    BACKUP,
    "DN-STORE-06",
    "last copy of the store",
    "the mark that `dingnick backup` leaves beside the store",
    "if the disk is lost, so are the groups, their rules and the history since then",
    "dingnick backup FILE",
    "docs/operating.md#backup-and-restore"
);
check!(
    OLDEST,
    "DN-QUEUE-01",
    "commands are carried out",
    "the store is asked since when the oldest waits",
    "commands wait: no bot runs on this store, or DingTalk takes no calls",
    "dingnick serve",
    "docs/doctor.md#dn-queue-01"
);
check!(
    DEAD,
    "DN-QUEUE-02",
    "commands that were given up",
    "the store is asked for those of the last days, and for those that could not be read",
    "people asked for something and did not get it",
    "dingnick jobs list",
    "docs/doctor.md#dn-queue-02"
);
check!(
    UNANSWERED,
    "DN-QUEUE-03",
    "answers arrive",
    "the store is asked for answers of the last days that could not be given",
    "people wrote and heard nothing: most often the permission qyapi_robot_sendmsg is missing, or the month's messages are used up",
    "dingnick doctor --thorough",
    "docs/doctor.md#dn-queue-03"
);

pub(super) static ALL: [&Check; 9] =
    [&OPEN, &DURABLE, &SPACE, &LOCK, &SCHEMA, &BACKUP, &OLDEST, &DEAD, &UNANSWERED];

/// The store as a diagnosis finds it.
pub(super) enum Place {
    /// It is open.
    Open(Store),
    /// Its file is not there yet; the bot makes it at its first start.
    New(PathBuf),
    /// It cannot be had.
    Failed(StoreError),
}

impl Place {
    /// Opens the store, but makes none; one that is not there is only looked for a place.
    pub(super) async fn find(setup: &Setup) -> Self {
        let url = setup.database_url.expose_secret();
        match store::file_of(url) {
            Ok(Some(file)) if !file.exists() => match store::can_be_made(&file) {
                Ok(()) => Self::New(file),
                Err(error) => Self::Failed(error),
            },
            Ok(_) => match store::open_with(url, setup.database_password.as_ref()).await {
                Ok(store) => Self::Open(store),
                Err(error) => Self::Failed(error),
            },
            Err(error) => Self::Failed(error),
        }
    }
}

pub(super) async fn look(setup: &Setup, place: &Place, now: Timestamp) -> Vec<Finding> {
    let file = store::file_of(setup.database_url.expose_secret()).ok().flatten();
    let mut findings = match place {
        Place::Open(store) => opened(store).await,
        Place::New(file) => new(file),
        Place::Failed(error) => failed(error),
    };
    findings.push(match file.as_deref() {
        Some(file) => space(file),
        None => SPACE.skipped("the store is not in a file"),
    });
    let locked = match (place, file.as_deref()) {
        (_, None) => LOCK.skipped("the store is not in a file"),
        (Place::New(_), _) => LOCK.skipped("the store is not there yet"),
        (Place::Failed(_), _) => LOCK.unverified("the store cannot be opened"),
        (Place::Open(store), _) => lock(store),
    };
    let lock_file = file.as_deref().map(|file| format!("ls -l {}.lock", file.display()));
    let command = lock_file.unwrap_or_else(|| locked.command.clone());
    findings.push(locked.mended_by(command));
    findings.push(match (file.as_deref(), place) {
        (None, Place::Open(_)) => BACKUP.unverified("other tools copy this store"),
        (Some(file), Place::Open(_)) => backup(file, now),
        (_, Place::Failed(_)) => BACKUP.unverified("the store cannot be opened"),
        (_, Place::New(_)) => BACKUP.skipped("there is nothing to copy yet"),
    });
    findings.sort_by_key(|finding| finding.check.code);
    findings
}

async fn opened(store: &Store) -> Vec<Finding> {
    let written = match store.ping().await {
        Ok(()) => OPEN.ok("opened and written"),
        Err(error) => OPEN.fail(chain(&error)),
    };
    vec![written, DURABLE.ok("it syncs before it says yes"), SCHEMA.ok("those of this version")]
}

fn new(file: &Path) -> Vec<Finding> {
    let place = file.display().to_string();
    let others = store::neighbours(file);
    let open = match others.first() {
        None => OPEN.skipped("not there yet: the bot makes it at its first start"),
        Some(other) => OPEN
            .warn(format!("not there yet, and {} is", other.display()))
            .means("perhaps DATABASE_URL names another file than before: the bot would begin with an empty store")
            .mended_by(format!("export DATABASE_URL=sqlite://{}", other.display())),
    };
    let why = "the store is not there yet";
    vec![open.about(place), DURABLE.skipped(why), SCHEMA.skipped(why)]
}

fn failed(error: &StoreError) -> Vec<Finding> {
    let why = "the store cannot be opened";
    let words = chain(error);
    if error.is_not_durable() {
        return vec![OPEN.unverified(why), DURABLE.fail(words), SCHEMA.unverified(why)];
    }
    if let StoreError::Migrate { .. } = error {
        return vec![OPEN.unverified(why), DURABLE.unverified(why), SCHEMA.fail(words)];
    }
    vec![OPEN.fail(words), DURABLE.unverified(why), SCHEMA.unverified(why)]
}

fn space(file: &Path) -> Finding {
    let there = file.ancestors().skip(1).find(|folder| folder.exists());
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match rustix::fs::statvfs(there) {
        Ok(system) if system.f_blocks == 0 => SPACE.unverified("this file system does not say"),
        Ok(system) => room(system.f_bavail.saturating_mul(system.f_frsize)),
        Err(error) => SPACE.unverified(error.to_string()),
    }
}

/// What so many free bytes are.
fn room(free: u64) -> Finding {
    let state = match free {
        LEAST_ROOM.. if free >= ROOM => State::Ok,
        LEAST_ROOM.. => State::Warn,
        _ => State::Fail,
    };
    SPACE.finding(state, format!("{} MiB are free", free / (1024 * 1024)))
}

/// Whether the lock can be had. That somebody has it is as good as that nobody has.
fn lock(store: &Store) -> Finding {
    match store.hold() {
        Ok(_) => LOCK.ok("free: no bot works from this store now"),
        Err(StoreError::InUse { .. }) => LOCK.ok("a bot works from this store"),
        Err(error) => LOCK.fail(chain(&error)),
    }
}

/// Whether a bot works from the store, as far as that can be seen: a server has no lock.
pub(super) fn is_held(place: &Place) -> bool {
    match place {
        Place::Open(store) => matches!(store.hold(), Err(StoreError::InUse { .. })),
        Place::New(_) | Place::Failed(_) => false,
    }
}

fn backup(file: &Path, now: Timestamp) -> Finding {
    match store::copied_at(file) {
        None => BACKUP
            .unverified("dingnick made none; whether somebody else did cannot be seen")
            .means("a copy is made while the bot runs"),
        Some(at) => {
            let age = now.since(at);
            let words = format!("{} ago", span(age));
            if age > COPY_HOLDS { BACKUP.warn(words) } else { BACKUP.ok(words) }
        }
    }
}

/// What is said of the work where there is no store to ask.
pub(super) fn no_work(place: &Place) -> Vec<Finding> {
    let said = |check: &'static Check| match place {
        Place::Failed(_) => check.unverified("the store cannot be opened"),
        Place::New(_) | Place::Open(_) => check.skipped("the store is not there yet"),
    };
    WORK.map(said).into()
}

/// How the work of the robot goes, in one group or in all.
pub(super) async fn work(ward: &Ward<'_>, conversation: Option<&ConversationId>) -> Vec<Finding> {
    let vitals = ward.store.vitals(conversation).await;
    let unreadable = ward.store.unreadable_jobs().await;
    let (Ok(vitals), Ok(unreadable)) = (vitals, unreadable) else {
        return WORK.map(|check| check.unverified("the store does not answer")).into();
    };
    let is_there = |id: &str| conversation.is_none_or(|wanted| wanted.as_str() == id);
    let unreadable = unreadable.iter().filter(|job| is_there(&job.conversation)).count();
    vec![oldest(&vitals, ward.now()), dead(&vitals, unreadable), unanswered(&vitals)]
}

/// What is looked at of it.
static WORK: [&Check; 3] = [&OLDEST, &DEAD, &UNANSWERED];

pub(super) fn oldest(vitals: &Vitals, now: Timestamp) -> Finding {
    let Some(since) = vitals.waiting_since else {
        return OLDEST.ok("none waits");
    };
    let age = now.since(since);
    let words = format!("{} wait, the oldest for {}", vitals.waiting, span(age));
    match age {
        _ if age <= PATIENCE => OLDEST.ok(words),
        _ if age <= JOB_LIFE => OLDEST.warn(words),
        _ => OLDEST.fail(words),
    }
}

fn dead(vitals: &Vitals, unreadable: usize) -> Finding {
    match (vitals.dead, unreadable) {
        (0, 0) => DEAD.ok("none"),
        (dead, 0) => DEAD.warn(format!("{dead} were given up after too many attempts")),
        (dead, unreadable) => {
            DEAD.warn(format!("{dead} were given up, {unreadable} could not be read"))
        }
    }
}

fn unanswered(vitals: &Vitals) -> Finding {
    match vitals.unanswered {
        0 => UNANSWERED.ok(format!("{} were given, and all arrived", vitals.answered)),
        lost => UNANSWERED.warn(format!("{lost} of {} did not", lost + vitals.answered)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_gets_full_is_told_before_it_is() {
        for (free, state) in [
            (u64::MAX, State::Ok),
            (ROOM, State::Ok),
            (ROOM - 1, State::Warn),
            (LEAST_ROOM, State::Warn),
            (LEAST_ROOM - 1, State::Fail),
            (0, State::Fail),
        ] {
            assert_eq!(room(free).state, state, "failed on {free}");
        }
    }
}
