//! The queue by itself, with a handler that knows a toy trade: each job is a line of what is to
//! happen at each attempt. On SQLite, and on PostgreSQL where there is one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dingnick::app::SystemClock;
use dingnick::domain::{Clock, ConversationId, MessageId, RobotCode, Timestamp};
use dingnick::metrics::Metrics;
use dingnick::queue::{self, Abandoned, Capacity, Delivery, Handler, Shared, Step};
use dingnick::store::{
    self, ClaimedJob, ClaimedReply, Ending, JobOutcome, NewAnswer, NewJob, ReplyOutcome, Scope,
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::store::on_shared;
use crate::story::PATIENCE;

/// A pause that is over before anybody has noticed.
const SHORT: Duration = Duration::from_millis(5);

/// What the toy did, as it did it.
#[derive(Default)]
struct Toy {
    log: Mutex<Vec<String>>,
    under_way: AtomicUsize,
    most_under_way: AtomicUsize,
    /// Rung when a job marked `wait` may go on.
    go_on: Notify,
    /// Rung whenever the log grows.
    grown: Notify,
}

impl Toy {
    fn note(&self, line: String) {
        self.log.lock().expect("nobody panicked").push(line);
        self.grown.notify_waiters();
    }

    /// The log, once it has so many lines.
    async fn lines(&self, count: usize) -> Vec<String> {
        let grown = async {
            loop {
                let grown = self.grown.notified();
                let log = self.log.lock().expect("nobody panicked").clone();
                if log.len() >= count {
                    return log;
                }
                // A line may come between the look and the wait.
                let _ = tokio::time::timeout(SHORT, grown).await;
            }
        };
        tokio::time::timeout(PATIENCE, grown).await.unwrap_or_else(|_| {
            panic!("only {:?} happened", self.log.lock().expect("nobody panicked"))
        })
    }
}

fn now() -> Timestamp {
    SystemClock.now()
}

fn end(outcome: JobOutcome, answer: Option<String>) -> Step {
    let answer = answer.map(|text| NewAnswer { text, session: None });
    Step::End(Box::new(Ending { outcome, answer, ..Ending::default() }))
}

impl Handler for Toy {
    async fn run(&self, job: &ClaimedJob, _held_until: Timestamp) -> Step {
        let under_way = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_under_way.fetch_max(under_way, Ordering::SeqCst);
        let attempt = usize::try_from(job.attempt).expect("a few") - 1;
        let (name, script) = job.message.split_once(": ").expect("a name and a script");
        let word = script.split(' ').nth(attempt).unwrap_or("done");
        if word == "wait" {
            self.go_on.notified().await;
        }
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        self.note(format!("{name} {word}"));
        match word {
            "retry" => Step::Retry { at: now().plus(SHORT), in_doubt: false },
            "panic" => panic!("as the script says"),
            "say" => end(JobOutcome::Answered, Some(name.to_owned())),
            _ => end(JobOutcome::Applied, None),
        }
    }

    async fn abandon(&self, job: &ClaimedJob, why: Abandoned) -> Step {
        let Abandoned::TooManyAttempts = why;
        let (name, _) = job.message.split_once(": ").expect("a name and a script");
        self.note(format!("{name} abandoned"));
        end(JobOutcome::Dead, None)
    }

    async fn deliver(&self, reply: &ClaimedReply, _held_until: Timestamp) -> Delivery {
        self.note(format!("{} delivered", reply.answer));
        match reply.attempt {
            1 => Delivery::Retry(now().plus(SHORT)),
            _ => Delivery::Ended(ReplyOutcome::Sent),
        }
    }

    fn capacity(&self) -> Capacity {
        Capacity::All
    }

    async fn look_after(&self) {}

    async fn clean_up(&self) {}
}

/// A queue at work.
struct Bench {
    scope: Scope,
    shared: Arc<Shared>,
    toy: Arc<Toy>,
    stop: CancellationToken,
    run: tokio::task::JoinHandle<()>,
}

impl Bench {
    async fn begin(url: &str) -> Self {
        let store = store::open(url).await.expect("a store");
        let scope = store.of(&RobotCode::parse("robot").expect("a robot"));
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let shared = Shared::new(scope.clone(), clock, Arc::new(Metrics::new()), 1000, SHORT);
        let shared = Arc::new(shared);
        queue::recover(&shared).await.expect("a store");
        let (toy, stop) = (Arc::new(Toy::default()), CancellationToken::new());
        let run = tokio::spawn(queue::run(Arc::clone(&shared), Arc::clone(&toy), stop.clone()));
        Self { scope, shared, toy, stop, run }
    }

    async fn keep(&self, name: &str, lane: &str, script: &str) {
        let id = MessageId::parse(name).expect("an id");
        let conversation = ConversationId::parse("cid").expect("a conversation");
        let job = NewJob {
            message_id: &id,
            message: &format!("{name}: {script}"),
            asker: None,
            session: None,
            lane,
            conversation: &conversation,
            request: None,
            received_at: now(),
        };
        self.shared.keep(job).await.expect("it is kept");
    }

    async fn end(self) {
        self.stop.cancel();
        self.run.await.expect("the queue does not panic");
        self.scope.store().close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lane_runs_in_its_order_whatever_fails_in_it() {
    on_shared(async |url| {
        let bench = Bench::begin(url).await;
        bench.keep("a", "one", "retry panic done").await;
        bench.keep("b", "one", "done").await;
        bench.keep("c", "one", "done").await;
        let lines = bench.toy.lines(5).await;
        assert_eq!(lines, ["a retry", "a panic", "a done", "b done", "c done"]);
        bench.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_never_ends_well_is_abandoned_after_eight_attempts() {
    on_shared(async |url| {
        let bench = Bench::begin(url).await;
        bench.keep("a", "one", &["retry"; 9].join(" ")).await;
        let lines = bench.toy.lines(9).await;
        assert_eq!(lines[..8], ["a retry"; 8].map(str::to_owned));
        assert_eq!(lines[8], "a abandoned");
        bench.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lanes_run_beside_each_other_and_replies_are_delivered_until_they_end() {
    on_shared(async |url| {
        let bench = Bench::begin(url).await;
        for lane in 0..4 {
            bench.keep(&format!("w{lane}"), &format!("lane{lane}"), "wait").await;
        }
        bench.keep("s", "other", "say").await;
        let lines = bench.toy.lines(3).await;
        assert_eq!(
            lines,
            ["s say", "s delivered", "s delivered"],
            "none of the others is in its way"
        );
        while bench.toy.under_way.load(Ordering::SeqCst) < 4 {
            tokio::task::yield_now().await;
        }
        for _ in 0..4 {
            bench.toy.go_on.notify_one();
        }
        bench.toy.lines(7).await;
        assert!(bench.toy.most_under_way.load(Ordering::SeqCst) >= 4);
        bench.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_by_a_queue_that_stopped_is_done_by_the_next() {
    on_shared(async |url| {
        let bench = Bench::begin(url).await;
        let (stop, scope) = (bench.stop.clone(), bench.scope.clone());
        stop.cancel();
        bench.run.await.expect("the queue does not panic");
        let id = MessageId::parse("later").expect("an id");
        let conversation = ConversationId::parse("cid").expect("a conversation");
        let job = NewJob {
            message_id: &id,
            message: "later: done",
            asker: None,
            session: None,
            lane: "one",
            conversation: &conversation,
            request: None,
            received_at: now(),
        };
        scope.keep(job).await.expect("it is kept");
        scope.store().close().await;
        let next = Bench::begin(url).await;
        assert_eq!(next.toy.lines(1).await, ["later done"]);
        next.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ends_are_counted_by_their_outcome() {
    let folder = tempfile::tempdir().expect("a folder");
    let bench = Bench::begin(&format!("sqlite://{}", folder.path().join("q.db").display())).await;
    bench.keep("a", "one", "done").await;
    bench.keep("b", "two", "retry done").await;
    let lines = bench.toy.lines(3).await;
    let mut counted = BTreeMap::new();
    for line in lines {
        *counted.entry(line).or_insert(0) += 1;
    }
    let expected = [("a done", 1), ("b done", 1), ("b retry", 1)];
    assert_eq!(counted, expected.map(|(line, count)| (line.to_owned(), count)).into());
    assert!(bench.shared.has_room());
    bench.end().await;
}
