//! A handler in the manner of the bot's: it asks the store what is newer, sets names in the world,
//! and tells it. What it is promised by the queue it holds the queue to.

use std::panic::resume_unwind;
use std::time::Duration;

use dingnick::domain::{Clock, Timestamp};
use dingnick::queue::{Abandoned, Capacity, Delivery, Handler, Step};
use dingnick::store::{
    ClaimedJob, ClaimedReply, Ending, FollowUp, JobOutcome, LedgerEntry, NamesOf, NewAnswer,
    RenameOutcome, ReplyOutcome, Scope,
};

use crate::chance::Chance;
use crate::instance::SimulatedClock;
use crate::lane::{Asked, What};
use crate::model::Witness;
use crate::world::{Answer, LONGEST_CALL, Post, World};

/// A job is tried so often, and then ends with what DingTalk last said.
const ATTEMPTS: u32 = 8;

const PAUSE: Duration = Duration::from_millis(500);

/// What an instance knows.
pub(crate) struct Worker {
    pub(crate) number: usize,
    pub(crate) store: Scope,
    pub(crate) chance: Chance,
    pub(crate) witness: Witness,
    pub(crate) world: World,
    pub(crate) clock: SimulatedClock,
}

impl Worker {
    fn note(&self, what: &str) {
        let at = self.clock.elapsed().as_millis();
        self.witness.model().log.push(format!("{at:>7} i{} {what}", self.number));
    }

    fn end(outcome: JobOutcome) -> Ending {
        Ending { outcome, ..Ending::default() }
    }

    /// An answer that is told from all others.
    fn answered(outcome: JobOutcome, job: &ClaimedJob) -> Ending {
        let text = format!("{} {:?}", job.message_id, job.reopened_at);
        Ending { answer: Some(NewAnswer { text, session: None }), ..Self::end(outcome) }
    }

    fn later(&self, attempt: u32) -> Timestamp {
        self.clock.now().plus(PAUSE * 2_u32.pow(attempt.clamp(1, 7) - 1))
    }

    /// The name once more, when nothing that was called before can have an effect any more.
    fn reapply_later(&self, job: &ClaimedJob, asked: &Asked, after: Timestamp) -> FollowUp {
        let asked = Asked { what: What::ReapplyLater, at: after, ..asked.clone() };
        asked.follow_up(&format!("reapply-{}", job.id), self.clock.now().plus(LONGEST_CALL))
    }

    async fn attempt(&self, job: &ClaimedJob, asked: &Asked, held_until: Timestamp) -> Step {
        let newer = self.witness.model().newer_than(asked);
        match asked.what {
            What::Say => Step::End(Box::new(Self::answered(JobOutcome::Answered, job))),
            What::Strange if job.reopened_at.is_none() => {
                Step::End(Box::new(Self::answered(JobOutcome::Unreadable, job)))
            }
            What::Strange => Step::End(Box::new(Self::answered(JobOutcome::Answered, job))),
            What::Plan => {
                let items = (0..3).map(|item| {
                    let asked = Asked { what: What::Item, member: item, ..asked.clone() };
                    asked.follow_up(&format!("{}-{item}", job.message_id), self.clock.now())
                });
                let follow_ups = items.collect();
                let ending = Self::answered(JobOutcome::Answered, job);
                Step::End(Box::new(Ending { follow_ups, ..ending }))
            }
            What::ReapplyLater => {
                let again = Asked { what: What::Reapply, ..asked.clone() };
                let id = format!("reapply-now-{}", job.id);
                let follow_ups = vec![again.follow_up(&id, self.clock.now())];
                Step::End(Box::new(Ending { follow_ups, ..Self::end(JobOutcome::Applied) }))
            }
            What::Rename | What::Item => {
                if let Ok(true) = self.store.newer_request_waits(&job.lease).await {
                    return self.superseded(job, asked);
                }
                let names = self.names(asked).await;
                if names.asked_at.is_some_and(|newest| newest > asked.at) {
                    return self.superseded(job, asked);
                }
                if names.given.as_ref().is_some_and(|given| given.name == asked.name()) {
                    return Step::End(Box::new(Self::answered(JobOutcome::Applied, job)));
                }
                let newer = if asked.what == What::Rename { newer } else { Default::default() };
                let Some(answer) = self.call(asked, held_until, &newer).await else {
                    return Step::Release { at: self.clock.now(), in_doubt: false };
                };
                self.after_call(job, asked, answer, names.doubt_at)
            }
            What::Reapply => {
                let names = self.names(asked).await;
                let Some(newest) = names.given.filter(|given| given.asked_at > asked.at) else {
                    return Step::End(Box::new(Self::end(JobOutcome::Ignored)));
                };
                let newest = Asked { at: newest.asked_at, ..asked.clone() };
                match self.call(&newest, held_until, &Default::default()).await {
                    None => Step::Release { at: self.clock.now(), in_doubt: false },
                    Some(Answer::Busy | Answer::Nothing) if job.attempt < ATTEMPTS => {
                        Step::Retry { at: self.later(job.attempt), in_doubt: true }
                    }
                    Some(answer) => {
                        if answer != Answer::Done {
                            let who = (asked.group, asked.member);
                            self.witness.model().excused.insert(who);
                        }
                        Step::End(Box::new(Self::end(JobOutcome::Applied)))
                    }
                }
            }
        }
    }

    async fn names(&self, asked: &Asked) -> NamesOf {
        let names = self.store.names_of(&asked.conversation(), &asked.user()).await;
        names.expect("nobody stands before this question")
    }

    /// Makes a call, unless the lease may be over before it is.
    async fn call(
        &self,
        asked: &Asked,
        held_until: Timestamp,
        newer: &std::collections::BTreeSet<String>,
    ) -> Option<Answer> {
        if self.clock.now().plus(LONGEST_CALL) > held_until {
            return None;
        }
        self.witness.model().calls(asked, newer);
        let answer = self.world.call(asked, self.clock.elapsed()).await;
        self.note(&format!("called {} for {}: {answer:?}", asked.name(), asked.lane()));
        Some(answer)
    }

    fn after_call(
        &self,
        job: &ClaimedJob,
        asked: &Asked,
        answer: Answer,
        doubt_at: Option<Timestamp>,
    ) -> Step {
        let is_last = job.attempt >= ATTEMPTS;
        let outcome = match answer {
            Answer::Done => RenameOutcome::Applied,
            Answer::Busy | Answer::Nothing if !is_last => {
                let in_doubt = answer == Answer::Nothing;
                return Step::Retry { at: self.later(job.attempt), in_doubt };
            }
            _ if job.in_doubt || answer == Answer::Nothing => RenameOutcome::Unknown,
            _ => RenameOutcome::Refused,
        };
        let ended = match outcome {
            RenameOutcome::Applied => JobOutcome::Applied,
            _ => JobOutcome::Failed,
        };
        let mut ending = Self::answered(ended, job);
        ending.ledger = Some(ledger(asked, outcome));
        let may_land = doubt_at.is_some_and(|at| at.plus(LONGEST_CALL) >= self.clock.now());
        if ended == JobOutcome::Applied && may_land {
            let just_before = asked.at.minus(Duration::from_millis(1));
            ending.follow_ups.push(self.reapply_later(job, asked, just_before));
        }
        Step::End(Box::new(ending))
    }

    fn superseded(&self, job: &ClaimedJob, asked: &Asked) -> Step {
        let mut ending = Self::answered(JobOutcome::Superseded, job);
        if job.in_doubt {
            ending.ledger = Some(ledger(asked, RenameOutcome::Unknown));
            ending.follow_ups.push(self.reapply_later(job, asked, asked.at));
        }
        Step::End(Box::new(ending))
    }
}

fn ledger(asked: &Asked, outcome: RenameOutcome) -> LedgerEntry {
    LedgerEntry {
        conversation: asked.conversation(),
        user_id: asked.user(),
        old_name: None,
        new_name: asked.name(),
        asked_by: asked.user(),
        asked_at: asked.at,
        outcome,
        code: None,
        request_id: None,
        undoes: None,
        readings: vec![asked.name().as_str().to_owned()],
    }
}

impl Handler for Worker {
    async fn run(&self, job: &ClaimedJob, held_until: Timestamp) -> Step {
        let Some(asked) = Asked::parse(&job.message) else {
            self.witness.model().violate(format!("the text of {} is lost", job.message_id));
            return Step::End(Box::default());
        };
        let now = self.clock.now();
        let _working = self.witness.work(asked.lane(), now, held_until);
        self.note(&format!("tries {}, {asked:?}, for the {}. time", job.message_id, job.attempt));
        tokio::time::sleep(self.chance.millis(50)).await;
        if self.chance.world_goes_wrong() {
            match self.chance.below(4) {
                0 => resume_unwind(Box::new("as chance has it")),
                1 => std::future::pending::<()>().await,
                2 => tokio::time::sleep(self.chance.millis(24_000)).await,
                _ => return Step::Release { at: self.later(1), in_doubt: false },
            }
        }
        self.attempt(job, &asked, held_until).await
    }

    async fn abandon(&self, job: &ClaimedJob, why: Abandoned) -> Step {
        let Abandoned::TooManyAttempts = why;
        self.note(&format!("gives {} up", job.message_id));
        Step::End(Box::new(Self::answered(JobOutcome::Dead, job)))
    }

    async fn deliver(&self, reply: &ClaimedReply, _held_until: Timestamp) -> Delivery {
        let post = self.world.deliver(&reply.answer).await;
        self.note(&format!("said {}: {post:?}", reply.answer));
        match post {
            Post::Sent => Delivery::Ended(ReplyOutcome::Sent),
            Post::Refused => Delivery::Ended(ReplyOutcome::Failed),
            Post::Nobody => Delivery::Ended(ReplyOutcome::Unknown),
            Post::NotSent if reply.attempt > 4 => Delivery::Ended(ReplyOutcome::Failed),
            Post::NotSent if self.chance.is(50) => Delivery::Retry(self.later(reply.attempt)),
            Post::NotSent => Delivery::Release(self.later(1)),
        }
    }

    fn capacity(&self) -> Capacity {
        if !self.chance.world_goes_wrong() {
            return Capacity::All;
        }
        let until = self.clock.now().plus(self.chance.millis(2_000));
        match self.chance.below(6) {
            0 => Capacity::One,
            1 => Capacity::Replies(until),
            2 => Capacity::Nothing(until),
            _ => Capacity::All,
        }
    }

    async fn look_after(&self) {}

    async fn clean_up(&self) {}
}
