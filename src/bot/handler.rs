//! The handler: from a kept job to the action that it asks for, and from its outcome to what the
//! store writes and the group is told.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell;
use tracing::{Instrument, debug, error, info, info_span, warn};

use super::answer::Answer;
use super::delivery::Post;
use super::job::{self, Asker, JOB_LIFE, Read, Work};
use super::news::Newsroom;
use super::rates::{Excess, Limits};
use super::sessions::Sessions;
use super::settings::Settings;
use super::upkeep::{end_overdue_requests, forget_renames, keep_comparisons};
use crate::actions::{self, Attempt, Context, Outcome, Services, Task};
use crate::calls::{Opening, Setback};
use crate::domain::{
    Change, ConversationId, ConversationKind, IncomingMessage, Reply, Rules, Timestamp,
};
use crate::i18n::Locale;
use crate::queue::{Abandoned, Capacity, Delivery, Handler, LEASE, STORE_PAUSE, Shared, Step};
use crate::store::{
    ClaimedJob, ClaimedReply, Ending, JobOutcome, NewAnswer, Rule, StoreError, in_time,
};

/// Carries out what the queue hands it.
pub(super) struct JobHandler {
    services: Services,
    queue: Arc<Shared>,
    sessions: Arc<Sessions>,
    news: Newsroom,
    limits: Limits,
    /// The language of groups that have chosen none.
    locale: Locale,
    ledger_kept_for: Option<Duration>,
}

impl JobHandler {
    pub(super) fn new(
        services: Services,
        queue: Arc<Shared>,
        sessions: Arc<Sessions>,
        news: Newsroom,
        settings: &Settings,
    ) -> Self {
        Self {
            services,
            queue,
            sessions,
            news,
            limits: settings.limits(),
            locale: settings.locale,
            ledger_kept_for: settings.ledger_kept_for,
        }
    }

    pub(super) fn services(&self) -> &Services {
        &self.services
    }

    pub(super) fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    async fn attempt(&self, job: &ClaimedJob, read: &Read, held_until: Timestamp) -> Step {
        let Read { message, work } = read;
        let rules = match self.rules_of(&message.conversation).await {
            Ok(rules) => rules,
            Err(error) => {
                self.queue.report(&error, "cannot read what the group has decided");
                let at = self.now().plus(STORE_PAUSE);
                return Step::Release { at, in_doubt: false };
            }
        };
        let task = match work {
            Work::Task(task) => Some(task),
            Work::Message | Work::TooOften(_) => None,
        };
        let attempt = Attempt {
            number: job.attempt,
            asked_at: task
                .and_then(Task::asked_at)
                .unwrap_or_else(|| message.asked_at(job.received_at)),
            held_until,
            held_for: LEASE,
            lease: job.lease.clone(),
            job_id: job.id,
            is_of_sender: task.is_none_or(Task::is_of_sender),
            purpose: task.map(Task::purpose),
            in_doubt: job.in_doubt,
            group: OnceCell::new(),
        };
        let services = &self.services;
        let context = Context { services, message, attempt: &attempt, rules: &rules };
        let since = job.reopened_at.unwrap_or(job.received_at);
        let expires = task.is_none_or(Task::expires);
        let result = if expires && self.now().since(since) > JOB_LIFE {
            warn!("a job has expired");
            Ok(actions::expired(context, task).await)
        } else {
            match work {
                Work::TooOften(excess) => self.slow_down(context, *excess).await,
                Work::Task(task) => actions::follow_up(context, task).await,
                Work::Message => actions::carry_out(context).await,
            }
        };
        match result {
            Ok(outcome) => self.end(message, &rules, task, outcome),
            Err(setback) => self.after(setback, context, task).await,
        }
    }

    /// What becomes of a job whose attempt did not come to an end.
    async fn after(&self, setback: Setback, context: Context<'_>, task: Option<&Task>) -> Step {
        let now = self.now();
        let in_doubt = setback.may_have_set_a_name();
        match setback {
            Setback::Capped(cap) => {
                info!(?cap, "who asked may not spend more");
                let outcome = actions::capped(context, task, cap).await;
                self.end(context.message, context.rules, task, outcome)
            }
            Setback::NotYet(at) => Step::Release { at, in_doubt },
            Setback::Held { until, .. } => {
                info!(why = setback.cause(), "a job is released until calls are made again");
                Step::Release { at: until, in_doubt }
            }
            Setback::Again { pause, .. } => {
                warn!(why = setback.cause(), "a job is retried later");
                Step::Retry { at: now.plus(pause), in_doubt }
            }
            Setback::Store(error) => {
                self.queue.report(&error, "the store failed in the middle of a job");
                Step::Release { at: now.plus(STORE_PAUSE), in_doubt }
            }
        }
    }

    /// Says it once, though several instances may each have counted one too many.
    async fn slow_down(&self, context: Context<'_>, excess: Excess) -> Result<Outcome, Setback> {
        let told_as = excess.told_as(context.message);
        let Some(rate) = self.limits.exceeded(excess) else {
            return Ok(Outcome::default());
        };
        let interval = rate.per.duration();
        let may = self.services.store.claim_hint(&told_as, self.now(), interval).await?;
        let outcome = if may { JobOutcome::Answered } else { JobOutcome::Ignored };
        Ok(Outcome { outcome, reply: may.then(|| excess.reply(rate)), ..Outcome::default() })
    }

    /// Looks once a day how many names fit in each group, at no call.
    async fn look_who_fits(&self) -> Result<(), StoreError> {
        for group in actions::groups_to_look_at(&self.services).await? {
            let rules = self.rules_of(&group).await?;
            actions::note_who_fits(&self.services, &group, &rules).await?;
        }
        Ok(())
    }

    /// What the group has decided for itself; a chat between two decides nothing.
    pub(super) async fn rules_of(
        &self,
        conversation: &ConversationId,
    ) -> Result<Rules, StoreError> {
        self.rules_of_rows(&in_time(self.services.store.rules(conversation)).await?).await
    }

    /// The same, of rows that were read.
    pub(super) async fn rules_of_rows(&self, rows: &[Rule]) -> Result<Rules, StoreError> {
        let mut rules = Rules::default();
        for row in rows {
            match Change::from_row(&row.name, &row.subject, &row.value) {
                Some(change) => rules.apply(change),
                // A later version wrote it, and this one runs again.
                None => debug!(rule = row.name, "a rule is none that this version knows"),
            }
        }
        if let Some(rule) = &rules.uses {
            rules.format = in_time(self.services.store.shared_rule(rule)).await?;
        }
        Ok(rules)
    }

    fn locale_of(&self, rules: &Rules) -> Locale {
        rules.language.as_deref().and_then(Locale::parse).unwrap_or(self.locale)
    }

    fn end(
        &self,
        message: &IncomingMessage,
        rules: &Rules,
        task: Option<&Task>,
        mut outcome: Outcome,
    ) -> Step {
        if let Some(task) = task {
            outcome.reply = outcome.reply.filter(|reply| task.is_told(reply));
        }
        let mut sender = message.sender.clone();
        if let Some(called) = outcome.called {
            sender.display_name = called;
        }
        let notes = outcome.notes;
        let locale = outcome.locale.unwrap_or_else(|| self.locale_of(rules));
        let session = message.reply_session.as_ref().map(job::session_column);
        let allowance = self.services.calls.allowance();
        let now = self.now();
        // The last messages of the month are for what has to be said in words.
        let is_spared = allowance.messages(now).are_reserved();
        let is_success = matches!(outcome.reply, Some(Reply::Renamed { .. })) && notes.is_empty();
        let reply = outcome.reply.filter(|_| {
            // A reaction is a paid call.
            !(is_success && is_spared && allowance.calls(now).are_reserved())
        });
        let answer = reply.map(|reply| {
            let (conversation, kind) = (message.conversation.clone(), message.kind);
            let locale = locale.as_str().to_owned();
            let is_quiet = is_success && (rules.quiet || is_spared);
            let react_to =
                (is_quiet && kind != ConversationKind::Direct).then(|| message.id.clone());
            let answer = Answer {
                reply,
                notes,
                locale,
                sender,
                conversation,
                kind,
                react_to,
                is_spared: is_spared && is_success,
                session: None,
            };
            kept(&answer, session)
        });
        let (answer, told) = match task {
            Some(task) if task.is_told_at_the_shell() => (None, answer.map(|answer| answer.text)),
            _ => (answer, None),
        };
        let follow_ups = outcome.follow_ups.into_iter();
        Step::End(Box::new(Ending {
            outcome: outcome.outcome,
            ledger: outcome.ledger,
            answer,
            rules: outcome.rules,
            follow_ups: follow_ups.map(|next| job::follow_up(message, next)).collect(),
            decisions: outcome.decisions,
            confirms: outcome.confirms,
            told,
        }))
    }

    /// The end of a job whose text this version cannot read: the text is kept, and whoever asked is
    /// answered as far as it is known who that was.
    async fn unreadable(&self, job: &ClaimedJob) -> Step {
        error!(
            "a kept job is in a form that this version does not know; its text is kept, and a version that knows it takes it up"
        );
        let code = "job-unreadable".to_owned();
        let mut ending = Ending { outcome: JobOutcome::Unreadable, ..Ending::default() };
        if let Some(conversation) = ConversationId::parse(&job.conversation) {
            let rules = self.rules_of(&conversation).await.unwrap_or_default();
            let locale = self.locale_of(&rules).as_str().to_owned();
            let Asker { kind, sender } =
                job::asker(job.asker.as_deref()).unwrap_or_else(Asker::unknown);
            let reply = Reply::Unreadable { code };
            let answer = Answer {
                reply,
                notes: Vec::new(),
                locale,
                sender,
                conversation,
                kind,
                react_to: None,
                is_spared: false,
                session: None,
            };
            ending.answer = Some(kept(&answer, job.session.clone()));
        }
        Step::End(Box::new(ending))
    }

    fn post(&self) -> Post<'_> {
        Post {
            services: &self.services,
            sessions: &self.sessions,
            news: &self.news,
            words: &self.services.words,
            locale: self.locale,
        }
    }
}

fn kept(answer: &Answer, session: Option<String>) -> NewAnswer {
    let text = serde_json::to_string(answer).expect("texts and numbers can be written");
    NewAnswer { text, session }
}

impl Handler for JobHandler {
    async fn run(&self, job: &ClaimedJob, held_until: Timestamp) -> Step {
        match job::read(self.services.store.robot_code(), job) {
            Ok(read) => {
                let span = info_span!("message", message.id = %read.message.id);
                self.attempt(job, &read, held_until).instrument(span).await
            }
            Err(_) => self.unreadable(job).await,
        }
    }

    async fn abandon(&self, job: &ClaimedJob, why: Abandoned) -> Step {
        let Abandoned::TooManyAttempts = why;
        let Ok(Read { message, work }) = job::read(self.services.store.robot_code(), job) else {
            return self.unreadable(job).await;
        };
        let rules = self.rules_of(&message.conversation).await.unwrap_or_default();
        let task = match &work {
            Work::Task(task) => Some(task),
            Work::Message | Work::TooOften(_) => None,
        };
        let mut outcome = Outcome::without_success(JobOutcome::Dead, Reply::GivenUp);
        if let Some(task) = task {
            outcome.follow_ups.extend(actions::after_failure(&self.services, &message, task));
        }
        self.end(&message, &rules, task, outcome)
    }

    async fn deliver(&self, reply: &ClaimedReply, held_until: Timestamp) -> Delivery {
        self.post().deliver(reply, held_until).await
    }

    fn capacity(&self) -> Capacity {
        match self.services.calls.opening() {
            Opening::Free => Capacity::All,
            Opening::OnTrial => Capacity::One,
            Opening::Stopped { until, is_away: true } => Capacity::Nothing(until),
            Opening::Stopped { until, is_away: false } => Capacity::Replies(until),
        }
    }

    async fn look_after(&self) {
        let allowance = self.services.calls.allowance();
        if let Err(error) = allowance.write_down(self.now()).await {
            self.queue.report(&error, "cannot write down what was used of the month");
        }
        if let Err(error) = self.services.calls.tallies().write_down().await {
            self.queue.report(&error, "cannot write down what it was used for");
        }
    }

    async fn clean_up(&self) {
        if let Err(error) = end_overdue_requests(&self.services, &self.queue).await {
            self.queue.report(&error, "cannot look for requests that nobody decided");
        }
        if let Err(error) = self.look_who_fits().await {
            self.queue.report(&error, "cannot write down how many names fit");
        }
        if let Err(error) = keep_comparisons(&self.services, &self.queue).await {
            self.queue.report(&error, "cannot keep the next comparison of names");
        }
        if let Some(kept_for) = self.ledger_kept_for
            && let Err(error) = forget_renames(&self.services, kept_for).await
        {
            self.queue.report(&error, "cannot remove old renames");
        }
    }
}
