//! The bot: takes messages in, keeps them, and carries out what they ask, from the store.
//!
//! [`intake`] answers for the callback: when it says kept, the command is on the disk. The
//! [`worker`] takes it from there, so that a restart goes on with it; what there is to say goes
//! through the store as well ([`outbox`]).

mod approval;
mod attempt;
mod authority;
mod back;
mod backlog;
mod bind;
mod calls;
mod case;
mod check;
mod directory;
mod dispatch;
mod events;
mod gate;
mod give;
mod govern;
mod group;
mod help;
mod intake;
mod names;
mod outbox;
mod plan;
mod rates;
mod rename;
mod report;
mod sessions;
mod task;
mod welcome;
mod worker;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, Notify};
use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::dingtalk::{Class, Client, DingTalkError};
use crate::domain::{
    ChatId, Clock, ConversationId, CorpId, Problem, Rate, RobotCode, Timestamp, UserId,
};
use crate::i18n::{Locale, Words};
use crate::metrics::Metrics;
use crate::store::{JobOutcome, Store, StoreError};

use attempt::JOB_ATTEMPTS;
pub use bind::BindError;
pub use intake::{Refusal, Verdict};

/// How long what was taken from the store is held. An instance that died is replaced after this
/// time.
const LEASE: Duration = Duration::from_secs(30);

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Our robot; callbacks of others are refused.
    pub robot_code: RobotCode,
    /// Our organisation, if callbacks of others are to be refused.
    pub corp_id: Option<CorpId>,
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// The language of groups.
    pub locale: Locale,
    /// How many commands one person may send.
    pub sender_rate: Option<Rate>,
    /// How many commands may come from one group.
    pub group_rate: Option<Rate>,
    /// How many calls a second may be made to one API.
    pub calls_per_second: Option<u32>,
    /// How many paid calls the organisation has in a month.
    pub monthly_calls: u64,
    /// The bot's name in the chat, so that nobody poses as it.
    pub bot_name: Option<String>,
    /// How many commands may wait.
    pub backlog: u64,
    /// Whether DingTalk tells us what happens in groups.
    pub hears_events: bool,
    /// How long renames are remembered; for ever when there is no limit.
    pub ledger_kept_for: Option<Duration>,
    /// The pause before the second attempt; it doubles with each. DingTalk advises a second where
    /// calls come too fast, and that pause is twice this one.
    pub first_pause: Duration,
}

/// The bot of one robot.
pub struct Bot {
    settings: Settings,
    store: Arc<dyn Store>,
    dingtalk: Client,
    words: Words,
    metrics: Arc<Metrics>,
    clock: Arc<dyn Clock>,
    /// Rung when there may be something to do.
    wake: Notify,
    /// Held while DingTalk is asked who owns a group, so that it is asked once.
    owner_lookup: Mutex<()>,
    hints: intake::RecentHints,
    sessions: sessions::Sessions,
    rates: rates::Rates,
    backlog: backlog::Backlog,
    gate: gate::Gate,
    calls: calls::CallCount,
    /// The names of departments, and when the directory gave them.
    departments: Mutex<HashMap<i64, (Option<String>, Timestamp)>>,
    silences: directory::Silences,
    /// Groups whose owner DingTalk did not name, and until when it is not asked again.
    ownerless: Mutex<HashMap<ConversationId, Timestamp>>,
    /// Cancelled when the store has broken its promise, and the process must end.
    broken: CancellationToken,
    health: Mutex<Option<Health>>,
    /// Groups of the settings that are still to be bound.
    unbound: Mutex<Vec<bind::Unbound>>,
}

/// How long a question to the store may take.
const STORE_LIMIT: Duration = Duration::from_secs(5);

/// How long a look at the store's health holds, and how long it may take.
const HEALTH_HOLDS: Duration = Duration::from_secs(1);
const HEALTH_LIMIT: Duration = Duration::from_secs(2);

/// Whether commands can be kept.
#[derive(Clone, Debug)]
pub struct Health {
    /// Whether the store can be written.
    pub store: bool,
    /// Whether fewer commands wait than may.
    pub backlog: bool,
    at: Instant,
}

/// Why an attempt did not come to an end.
#[derive(Debug, thiserror::Error)]
enum Setback {
    /// DingTalk or the network refused for the moment; again after a pause.
    #[error("to be tried again")]
    Later(#[source] DingTalkError, Duration),
    /// It is not the job's turn, or DingTalk takes no calls for the moment; again then, and the
    /// attempt does not count.
    #[error("to be tried again")]
    Held {
        until: Timestamp,
        #[source]
        why: Option<DingTalkError>,
    },
    /// What the job waits for has not come yet; it looks again then.
    #[error("not yet")]
    NotYet(Timestamp),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Bot {
    /// A bot that does nothing until it is run.
    #[must_use]
    pub fn new(
        settings: Settings,
        store: Arc<dyn Store>,
        dingtalk: Client,
        metrics: Arc<Metrics>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let unbound = settings.groups.iter().cloned().map(bind::Unbound::new).collect();
        Self {
            store,
            dingtalk,
            words: Words::new(),
            metrics,
            clock,
            wake: Notify::new(),
            owner_lookup: Mutex::new(()),
            hints: intake::RecentHints::default(),
            sessions: sessions::Sessions::default(),
            rates: rates::Rates::new(settings.sender_rate, settings.group_rate),
            backlog: backlog::Backlog::new(settings.backlog),
            gate: gate::Gate::new(settings.calls_per_second, settings.first_pause),
            calls: calls::CallCount::new(settings.monthly_calls),
            departments: Mutex::default(),
            silences: directory::Silences::default(),
            ownerless: Mutex::default(),
            broken: CancellationToken::new(),
            health: Mutex::default(),
            unbound: Mutex::new(unbound),
            settings,
        }
    }

    /// Whether commands can be kept now: the store can be written, and they would not wait behind
    /// too many others. Anybody may ask, so the store is asked once a second at most.
    pub async fn health(&self) -> Health {
        let mut last = self.health.lock().await;
        if let Some(health) = last.as_ref().filter(|health| health.at.elapsed() < HEALTH_HOLDS) {
            return health.clone();
        }
        let written = tokio::time::timeout(HEALTH_LIMIT, self.store.ping()).await;
        let written = written.unwrap_or(Err(StoreError::TooSlow));
        if let Err(error) = &written {
            self.report(error, "the store cannot be written");
        }
        let health =
            Health { store: written.is_ok(), backlog: self.backlog.has_room(), at: Instant::now() };
        *last = Some(health.clone());
        health
    }

    /// Returns when the disk has failed to keep what was written: then the process must end, and
    /// the next one reads what is there.
    pub async fn broken(&self) {
        self.broken.cancelled().await;
    }

    /// Writes a failure of the store into the log.
    fn report(&self, error: &StoreError, what: &'static str) {
        error!(error = chain(error), "{what}");
        if error.is_failed_sync() {
            self.broken.cancel();
        }
    }

    /// The pause after which a failed call is to be tried again, or the error back when it is
    /// final. Only what is safe to repeat is repeated: setting a name and asking are.
    fn again(&self, error: DingTalkError, attempt: u32) -> Result<Setback, DingTalkError> {
        let may_go_well = error.class == Class::Retry;
        match pause(attempt, self.settings.first_pause).filter(|_| may_go_well) {
            Some(pause) => Ok(Setback::Later(error, pause.mul_f64(1.0 + fastrand::f64() / 4.0))),
            None => Err(error),
        }
    }
}

/// How an outcome that is no success ends a job: one that was tried to the last is dead.
fn ended_by(error: &DingTalkError) -> JobOutcome {
    if error.class == Class::Retry { JobOutcome::Dead } else { JobOutcome::Failed }
}

/// The pause after an attempt, each twice the one before, or none after the last.
fn pause(attempt: u32, first: Duration) -> Option<Duration> {
    (attempt < JOB_ATTEMPTS).then(|| first * 2_u32.pow(attempt.saturating_sub(1)))
}

/// A store that does not answer must not hold anybody up for good: a connection to a machine
/// that vanished may stay silent for a quarter of an hour.
async fn in_time<T>(
    question: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    tokio::time::timeout(STORE_LIMIT, question).await.unwrap_or(Err(StoreError::TooSlow))
}

/// What the group is told of an error: the code and whose it is to mend.
fn problem(error: &DingTalkError) -> Problem {
    error.problem()
}

/// An error with its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_after_the_eighth_attempt() {
        let first = Duration::from_millis(500);
        let pauses = (1..=JOB_ATTEMPTS).map(|attempt| pause(attempt, first));
        let pauses: Vec<_> = pauses.map(|pause| pause.map(|pause| pause.as_millis())).collect();
        let expected = [500, 1000, 2000, 4000, 8000, 16_000, 32_000].map(Some);
        assert_eq!(pauses[..7], expected);
        assert_eq!(pauses[7], None);
    }
}
