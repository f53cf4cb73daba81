//! Power that fails: what a disk holds then is what was synced, and of the rest whatever chance has
//! it, down to parts of a page. A store is worked from while a recorder before the C library writes
//! down each write and sync; afterwards the power is cut at many places of that record, and each
//! time the store that is left is opened and asked for what had been acknowledged by then.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use dingnick::domain::{ConversationId, MessageId, RobotCode, Timestamp};
use dingnick::store::{
    self, Ending, Finished, JobOutcome, NewAnswer, NewJob, ReplyOutcome, Scope, Share,
};
use futures_util::future::try_join_all;
use rusqlite::Connection;
use tokio::runtime::Handle;

use crate::account::{Account, Line};
use crate::record::{Disk, Record};
use crate::seed;

/// Where the part of this that is recorded finds its folder.
const INSIDE: &str = "DINGNICK_RECORDED_STORE";

/// The file in which it says what it was told is on the disk.
const SAID: &str = "said";

const STORE: &str = "store.db";

/// How many keep messages at the same time.
const KEEPERS: usize = 4;

const LEASE: Duration = Duration::from_secs(30);

/// The folder of the store, in the part that is recorded.
pub(crate) fn inside() -> Option<PathBuf> {
    std::env::var_os(INSIDE).map(PathBuf::from)
}

/// Whether there is a compiler for the recorder.
pub(crate) fn can_record() -> bool {
    let mut version = Command::new("cc");
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    cfg!(target_os = "linux") && version.status().is_ok_and(|status| status.success())
}

/// Records a store at work, and cuts the power at many places.
pub(crate) async fn lost() -> Result<Vec<Line>> {
    tokio::task::spawn_blocking(record_and_cut).await?
}

fn record_and_cut() -> Result<Vec<Line>> {
    let (messages, cuts) = if crate::is_full() { (600, 1_000) } else { (120, 60) };
    let folder = tempfile::tempdir()?;
    let recorder = folder.path().join("recorder.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/recorder.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&recorder).arg(source);
    ensure!(compiler.status()?.success(), "the recorder does not compile");
    let (stores, record) = (folder.path().join("stores"), folder.path().join("record"));
    std::fs::create_dir(&stores)?;
    let mut worker = Command::new(std::env::current_exe()?);
    worker
        .env(INSIDE, &stores)
        .env("RECORDED_FOLDER", &stores)
        .env("RECORD", &record)
        .env("LD_PRELOAD", &recorder)
        .args(["--seed", &messages.to_string()]);
    ensure!(worker.status()?.success(), "the store could not be worked from");
    let record = Record::parse(&std::fs::read(&record)?)?;
    ensure!(record.syncs_of(&format!("{STORE}-wal")) > messages / KEEPERS, "nothing was recorded");
    let image = folder.path().join("image");
    let mut random = fastrand::Rng::with_seed(seed());
    let mut places: Vec<usize> = (0..cuts).map(|_| random.usize(..record.len())).collect();
    places.sort_unstable();
    let mut account = Account::default();
    let (mut disk, mut said) = (Disk::default(), Said::default());
    let mut next = 0;
    for place in &places {
        for event in record.events(next..*place) {
            said.note(event);
            disk.happens(event);
        }
        next = *place;
        disk.cut(&image, &mut random)?;
        said.hold(&image, &mut account)
            .with_context(|| format!("cut at {place} of {}", record.len()))?;
    }
    let note = format!("power cut at {cuts} places of {} writes and syncs", record.len());
    Ok(vec![Line::new("power loss, SQLite", account).note(note)])
}

/// What had been said to be on the disk.
#[derive(Default)]
struct Said {
    kept: BTreeSet<String>,
    ended: BTreeSet<String>,
    told: BTreeSet<String>,
}

impl Said {
    fn note(&mut self, event: &crate::record::Event) {
        let Some(text) = event.written_to(SAID) else { return };
        for line in text.lines() {
            let (what, id) = line.split_once(' ').unwrap_or((line, ""));
            let of = match what {
                "kept" => &mut self.kept,
                "ended" => &mut self.ended,
                _ => &mut self.told,
            };
            of.insert(id.to_owned());
        }
    }

    /// Holds a store to it that was left when the power failed.
    fn hold(&self, folder: &Path, account: &mut Account) -> Result<()> {
        let file = folder.join(STORE);
        if !file.exists() {
            ensure!(self.kept.is_empty(), "the store is gone");
            return Ok(());
        }
        Handle::current().block_on(async {
            store::open(&format!("sqlite://{}", file.display())).await?.close().await;
            anyhow::Ok(())
        })?;
        let connection = Connection::open(&file)?;
        let integrity: String =
            connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        ensure!(integrity == "ok", "{integrity}");
        let ids = |query: &str| -> Result<BTreeSet<String>> {
            let mut statement = connection.prepare(query)?;
            let ids = statement.query_map([], |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        };
        let kept = ids("SELECT message_id FROM jobs")?;
        let ended = ids("SELECT message_id FROM jobs WHERE state = 1")?;
        let told = ids("SELECT jobs.message_id FROM jobs JOIN replies ON replies.job_id = jobs.id
             WHERE replies.state = 1")?;
        account.acknowledged = account.acknowledged.max(self.kept.len());
        let missing = self.kept.difference(&kept).count()
            + self.ended.difference(&ended).count()
            + self.told.difference(&told).count();
        account.lost += missing;
        Ok(())
    }
}

/// The part that is recorded: keeps messages, ends them and tells of them, and says each time what
/// is on the disk.
pub(crate) async fn work_in(folder: &Path) -> Result<()> {
    let messages = usize::try_from(seed())?;
    let store = store::open(&format!("sqlite://{}", folder.join(STORE).display())).await?;
    let scope = store.of(&RobotCode::parse("robot").context("a robot")?);
    let said = Mutex::new(std::fs::File::create(folder.join(SAID))?);
    let say = |what: &str, id: &str| -> Result<()> {
        // In one piece, so that the record has it as one thing.
        let line = format!("{what} {id}\n");
        Ok(said.lock().expect("nobody panics").write_all(line.as_bytes())?)
    };
    let keepers = (0..KEEPERS).map(async |keeper| {
        for number in 0..messages / KEEPERS {
            let id = format!("m{keeper}-{number}");
            keep(&scope, &id).await?;
            say("kept", &id)?;
            if number % 7 == 0 {
                scope.store().empty_log().await?;
            }
        }
        anyhow::Ok(())
    });
    let working = async {
        let mut told = 0;
        while told < messages / KEEPERS * KEEPERS {
            let share = Share { total: 5, per_conversation: 5 };
            for job in scope.claim_jobs(NOW, LEASE, share).await? {
                let answer = NewAnswer { text: job.message_id.clone(), session: None };
                let outcome = JobOutcome::Answered;
                let ending = Ending { outcome, answer: Some(answer), ..Ending::default() };
                let finished = scope.finish_job(&job.lease, &ending, NOW).await?;
                ensure!(finished == Finished::Written, "{finished:?}");
                say("ended", &job.message_id)?;
            }
            for reply in scope.claim_replies(NOW, LEASE, share).await? {
                ensure!(scope.finish_reply(&reply.lease, ReplyOutcome::Sent, NOW).await?, "lost");
                say("told", &reply.answer)?;
                told += 1;
            }
            tokio::task::yield_now().await;
        }
        Ok(())
    };
    let (kept, worked) = tokio::join!(try_join_all(keepers), working);
    kept?;
    worked?;
    store.close().await;
    Ok(())
}

const NOW: Timestamp = Timestamp(1_000_000);

async fn keep(scope: &Scope, id: &str) -> Result<()> {
    let job = NewJob {
        message_id: &MessageId::parse(id).context("an id")?,
        message: &"a message of some length, as they are".repeat(8),
        asker: None,
        session: None,
        lane: id,
        conversation: &ConversationId::parse("cid").context("an id")?,
        request: None,
        received_at: NOW,
    };
    scope.keep(job).await?;
    Ok(())
}
