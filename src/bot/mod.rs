//! The bot: takes messages and events in, keeps them, and has the queue carry them out.
//!
//! [`intake`] answers for whoever brings something in: when it says kept, it is on the disk. The
//! queue takes it from there, so that a restart goes on with it; [`handler`] turns a kept job into
//! an action and its outcome into words.

mod answer;
mod contacts;
mod contents;
mod delivery;
mod handler;
mod health;
mod intake;
mod job;
mod lines;
mod news;
mod orders;
mod overview;
mod people;
mod rates;
mod sessions;
mod settings;
mod upkeep;

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use crate::actions::{self, Services};
use crate::calls::{CallError, Calls, MESSAGES_IN, Setback, Turn};
use crate::dingtalk::event::Event;
use crate::dingtalk::inbound::Callback;
use crate::dingtalk::{Client, DingTalkError};
use crate::domain::{Change, ChatId, Clock, ConversationId, KindChange, Timestamp, UserId};
use crate::groups::{BindError, Groups, KindError, OwnerAnswer};
use crate::i18n::Words;
use crate::metrics::Metrics;
use crate::queue::{self, Shared};
use crate::store::{RuleChange, Scope, StoreError, in_time};

use handler::JobHandler;
use health::HealthCheck;
use intake::Intake;
use news::Newsroom;
use sessions::Sessions;

pub use crate::actions::{Day, OPERATOR, OrderedPlan};
pub use health::Health;
pub use intake::{Refusal, Verdict};
pub use lines::{
    GroupLine, GroupView, JobLine, MemberLine, Month, Needs, Preview, Reach, RenameLine,
    RequestLine, RuleLine,
};
pub use news::News;
pub use orders::{Begun, OrderEnd, OrderResult, Orders};
pub use overview::Overview;
pub use people::{Fitting, GroupMember, Look, People, PeopleError};
pub use sessions::Trust;
pub use settings::Settings;

/// The bot of one robot.
pub struct Bot {
    intake: Intake,
    queue: Arc<Shared>,
    handler: Arc<JobHandler>,
    health: HealthCheck,
    news: Newsroom,
    clock: Arc<dyn Clock>,
}

impl Bot {
    /// A bot that does nothing until it is run.
    #[must_use]
    pub fn new(
        settings: Settings,
        store: Scope,
        dingtalk: Client,
        metrics: Arc<Metrics>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let calls =
            Arc::new(Calls::new(settings.calls(), dingtalk, store.clone(), Arc::clone(&clock)));
        let groups =
            Groups::new(&store, &calls, &clock, &settings.groups, settings.template.clone());
        let services = Services {
            settings: actions::Settings {
                admins: settings.admins.clone(),
                bot_name: settings.bot_name.clone(),
                hears_events: settings.hears_events,
                time_zone: settings.time_zone.clone(),
                locale: settings.locale,
                first_pause: settings.first_pause,
            },
            store: store.clone(),
            groups,
            calls,
            words: Words::new(),
            undo_hints: actions::UndoHints::default(),
            clock: Arc::clone(&clock),
        };
        let queue = Arc::new(Shared::new(
            store.clone(),
            Arc::clone(&clock),
            metrics,
            settings.backlog,
            settings.first_pause,
        ));
        let sessions = Arc::new(Sessions::default());
        let news = Newsroom::default();
        let handler = JobHandler::new(
            services,
            Arc::clone(&queue),
            Arc::clone(&sessions),
            news.clone(),
            &settings,
        );
        let intake = Intake::new(settings, store.clone(), Arc::clone(&queue), sessions);
        let calls = Arc::clone(&handler.services().calls);
        let health = HealthCheck::new(store, Arc::clone(&queue), calls);
        Self { intake, queue, handler: Arc::new(handler), health, news, clock }
    }

    /// Takes a callback in that came at `received_at`, by a way that speaks for it so far.
    pub async fn take_in(
        &self,
        mut callback: Callback,
        trust: Trust,
        received_at: Timestamp,
    ) -> Verdict {
        let verdict = self.intake.take_in(&mut callback, trust, received_at).await;
        if !matches!(verdict, Verdict::Refused(_) | Verdict::Contradicts) {
            self.count_push(received_at);
            let tallies = self.handler.services().calls.tallies();
            tallies.count(MESSAGES_IN, &callback.message.conversation, received_at);
        }
        if !matches!(verdict, Verdict::Refused(_) | Verdict::Repeated | Verdict::Contradicts) {
            self.news.tell(|| News::Heard(Box::new(callback.message)));
        }
        verdict
    }

    /// Counts a message that DingTalk pushed to us against what the month has of them.
    pub fn count_push(&self, now: Timestamp) {
        self.handler.services().calls.allowance().count_message(now);
    }

    /// What happens from now on.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.news.listen()
    }

    /// Takes an event in that came at `received_at`, in an envelope that was signed at `sent_at` if
    /// it came in one.
    pub async fn take_in_event(
        &self,
        event: Event,
        sent_at: Option<Timestamp>,
        received_at: Timestamp,
    ) -> Verdict {
        self.intake.take_in_event(event, sent_at, received_at).await
    }

    /// Whether messages can be kept now: the store can be written, and they would not wait behind
    /// too many others. Anybody may ask, so the store is asked once a second at most.
    pub async fn health(&self) -> Health {
        self.health.now().await
    }

    /// Whether DingTalk takes the credentials: asks it, free of charge.
    ///
    /// # Errors
    /// What it said, or that it said nothing.
    pub async fn sign_in(&self) -> Result<(), DingTalkError> {
        self.handler.services().calls.sign_in().await
    }

    /// How many groups are reached, as far as is known.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn bound_groups(&self) -> Result<usize, StoreError> {
        let Services { groups, store, .. } = self.handler.services();
        let known = in_time(store.groups()).await?;
        let reached = known.iter().filter(|group| groups.routes.of(Some(group)).leads_there());
        Ok(reached.count())
    }

    /// Returns when the disk has failed to keep what was written: then the process must end, and
    /// the next one reads what is there.
    pub async fn broken(&self) {
        self.queue.broken().await;
    }

    /// Takes back what a process before us had claimed, and left, and what one that could not read
    /// it left to us.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recover(&self) -> Result<(), StoreError> {
        upkeep::reopen_readable(self.handler.services(), self.clock.now()).await?;
        queue::recover(&self.queue).await?;
        self.write_calls_down().await
    }

    /// Works until `stop`, and then finishes what is under way.
    pub async fn run(&self, stop: CancellationToken) {
        queue::run(Arc::clone(&self.queue), Arc::clone(&self.handler), stop).await;
        if let Err(error) = self.write_calls_down().await {
            self.queue.report(&error, "cannot write down what was used of the month");
        }
    }

    /// Writes down what was used of the month, and learns what other instances did.
    ///
    /// # Errors
    /// When the store does not answer; it is counted still.
    pub async fn write_calls_down(&self) -> Result<(), StoreError> {
        let calls = &self.handler.services().calls;
        calls.tallies().write_down().await?;
        calls.allowance().write_down(self.clock.now()).await
    }

    /// What the operator orders at the shell.
    #[must_use]
    pub fn orders(&self) -> Orders<'_> {
        Orders { handler: &self.handler, queue: &self.queue }
    }

    /// What the operator's pages ask and order.
    #[must_use]
    pub fn overview(&self) -> Overview<'_> {
        Overview { handler: &self.handler, queue: &self.queue }
    }

    /// Binds the chatids of the settings that are not bound yet, each at the cost of one call, and
    /// returns how many are left.
    pub async fn bind_configured(&self) -> usize {
        let groups = &self.handler.services().groups;
        let bound = groups.bindings.bind_configured().await;
        for (conversation, chat_id) in &bound.groups {
            let turn = Turn::without_lease(self.clock.now());
            groups.owners.meet(conversation, chat_id, turn).await;
        }
        bound.left
    }

    /// Binds a chatid to the conversation that DingTalk converts it to; at no cost if it is bound
    /// already.
    ///
    /// # Errors
    /// When DingTalk does not convert it, or the store does not answer.
    pub async fn bind_chat(&self, chat_id: &ChatId) -> Result<ConversationId, BindError> {
        let groups = &self.handler.services().groups;
        let (conversation, is_new) = groups.bindings.bind(chat_id).await?;
        if is_new {
            let turn = Turn::without_lease(self.clock.now());
            groups.owners.meet(&conversation, chat_id, turn).await;
        }
        Ok(conversation)
    }

    /// Changes a group's kind in the name of its owner, as `/nick adopt` and `/nick release` do,
    /// and leaves the same record.
    ///
    /// # Errors
    /// When there is no template, DingTalk refuses, or the store does not answer.
    pub async fn change_kind(
        &self,
        conversation: &ConversationId,
        owner: &UserId,
        change: KindChange,
    ) -> Result<(), KindError> {
        let services = self.handler.services();
        let turn = Turn::without_lease(self.clock.now());
        services.groups.kinds.change(conversation, owner, change, turn).await?;
        let (name, subject, value) = Change::Adopted(change == KindChange::Adopt).to_row();
        let (conversation, asked_by) = (conversation.clone(), owner.clone());
        let asked_at = self.clock.now();
        let rule = RuleChange { conversation, name, subject, value, asked_by, asked_at };
        services.store.decide(&rule, asked_at).await.map_err(CallError::from)?;
        Ok(())
    }

    /// Who owns a group, if DingTalk says; a paid call, unless it was asked within minutes.
    ///
    /// # Errors
    /// When it cannot be known yet.
    pub async fn owner_of(&self, conversation: &ConversationId) -> Result<Option<UserId>, Setback> {
        let turn = Turn::without_lease(self.clock.now());
        match self.handler.services().groups.owners.of(conversation, turn).await? {
            OwnerAnswer::Known(owner) => Ok(Some(owner)),
            OwnerAnswer::Failed(_) | OwnerAnswer::Unbound => Ok(None),
        }
    }
}
