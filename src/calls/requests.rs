//! What is asked of DingTalk, each when it is its turn.

use std::sync::Arc;
use std::time::Duration;

use super::allowance::Allowance;
use super::breaker::{Breaker, Circuit, Lesson, Opening};
use super::caps::{Caps, DailyCaps};
use super::setback::{CallError, Setback};
use super::tally::{MESSAGES_OUT, Tallies};
use super::turn::Turn;
use crate::dingtalk::{
    Address, Api, Class, Client, DingTalkError, DirectoryUser, GroupPeople, InnerMember, Receipt,
    SceneGovernors, Standing,
};
use crate::domain::{
    ChatId, Clock, ConversationId, KindChange, MessageId, Nickname, ReplySession, TemplateId,
    Timestamp, UserId,
};
use crate::store::{Scope, Used};

/// How often a job is tried before it is given up.
pub(super) const ATTEMPTS: u32 = 8;

/// How much of a lease must be left for a call: as long as one may take. DingTalk takes whatever
/// comes last, so a call must not outlive the right to make it.
const LONGEST_CALL: Duration = Duration::from_secs(10);

/// How long a job waits for its turn to call while it is leased.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// What the operator decides of calls.
#[derive(Clone, Debug)]
pub struct CallsSettings {
    /// Whose calls are counted: the organisation, or the robot where that is not known.
    pub organisation: String,
    /// How many calls a second may be made to one API.
    pub per_second: Option<u32>,
    /// What the organisation has in a month.
    pub monthly: Used,
    /// What members have in a day.
    pub daily: DailyCaps,
    /// The pause before the second attempt; it doubles with each. DingTalk advises a second where
    /// calls come too fast, and that pause is twice this one.
    pub first_pause: Duration,
}

/// The one way to DingTalk.
pub struct Calls {
    dingtalk: Client,
    store: Scope,
    clock: Arc<dyn Clock>,
    breaker: Breaker,
    allowance: Arc<Allowance>,
    tallies: Tallies,
    caps: Caps,
    /// How far apart calls to one API are.
    spacing: Option<Duration>,
    first_pause: Duration,
}

impl Calls {
    /// Calls for one robot.
    #[must_use]
    pub fn new(
        settings: CallsSettings,
        dingtalk: Client,
        store: Scope,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let CallsSettings { organisation, per_second, monthly, daily, first_pause } = settings;
        let allowance = Arc::new(Allowance::new(store.clone(), organisation, monthly));
        Self {
            dingtalk,
            clock,
            breaker: Breaker::new(first_pause),
            tallies: Tallies::new(store.clone(), daily.time_zone.clone()),
            caps: Caps::new(daily, store.clone(), Arc::clone(&allowance)),
            allowance,
            store,
            // A tenth more than the share of a second: calls do not all take the same time to
            // arrive, and DingTalk counts where they arrive.
            spacing: per_second.map(|calls| Duration::from_millis(1100) / calls.max(1)),
            first_pause,
        }
    }

    /// Whether calls can be made now.
    #[must_use]
    pub fn opening(&self) -> Opening {
        self.breaker.opening(self.clock.now())
    }

    /// What the month has.
    #[must_use]
    pub fn allowance(&self) -> &Allowance {
        &self.allowance
    }

    /// What was spent on what.
    #[must_use]
    pub fn tallies(&self) -> &Tallies {
        &self.tallies
    }

    /// What a day has for members, and where days begin.
    #[must_use]
    pub fn daily_caps(&self) -> &DailyCaps {
        self.caps.daily()
    }

    /// How far apart calls to one API are, if they are.
    #[must_use]
    pub fn spacing(&self) -> Option<Duration> {
        self.spacing
    }

    /// Admits setting a name that nobody asks for, but a group's format: within what the group has
    /// in a day, and not where the rest of the month is kept for those who decide.
    ///
    /// # Errors
    /// The cap that is reached, or that the store does not answer.
    pub async fn admit_of_rule(&self, turn: Turn<'_>) -> Result<(), Setback> {
        self.caps.admit_of_rule(Api::UpdateGroupNick, turn, self.clock.now()).await
    }

    /// When the next day begins, where the operator's clocks are.
    #[must_use]
    pub fn next_day(&self, now: Timestamp) -> Timestamp {
        self.caps.next_day(now)
    }

    /// The error of a failed call, where it is final: another attempt makes no sense, or there is
    /// none left. Only what is safe to repeat is repeated: setting a name and asking are.
    ///
    /// # Errors
    /// The setback after which the call is to be made again.
    pub fn settled(&self, error: DingTalkError, attempt: u32) -> Result<DingTalkError, Setback> {
        // A page of HTML says nothing that would hold for long.
        let may_go_well = matches!(error.class, Class::Retry | Class::Blocked);
        match self.pause_after(attempt).filter(|_| may_go_well) {
            Some(pause) => {
                let pause = pause.mul_f64(1.0 + fastrand::f64() / 4.0);
                Err(Setback::Again { error: Box::new(error), pause })
            }
            None => Ok(error),
        }
    }

    /// The pause after an attempt that failed; none after the last.
    #[must_use]
    pub fn pause_after(&self, attempt: u32) -> Option<Duration> {
        pause(attempt, self.first_pause)
    }

    /// Whether DingTalk takes the credentials; free of charge. It is asked past circuit breaker and
    /// rate limiter: it is asked seldom, and the answer is of use when nothing else goes.
    ///
    /// # Errors
    /// What DingTalk said, or that it said nothing.
    pub async fn sign_in(&self) -> Result<(), DingTalkError> {
        self.dingtalk.sign_in().await
    }

    /// What DingTalk last said of the credentials.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.dingtalk.standing()
    }

    /// Sets a nickname in an ordinary group.
    ///
    /// # Errors
    /// As all calls: DingTalk's no, or that it is to be made later.
    pub async fn set_nick(
        &self,
        turn: Turn<'_>,
        chat_id: &ChatId,
        user_id: &UserId,
        nickname: &Nickname,
    ) -> Result<Receipt, CallError> {
        let call = self.dingtalk.set_group_nick(chat_id, user_id, nickname);
        self.make(Api::UpdateGroupNick, turn, call).await
    }

    /// Sets a nickname in a scene group.
    ///
    /// # Errors
    /// As all calls.
    pub async fn set_scene_nick(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        user_id: &UserId,
        nickname: &Nickname,
    ) -> Result<Receipt, CallError> {
        let call = self.dingtalk.set_scene_group_nick(conversation, user_id, nickname);
        self.make(Api::SceneGroupNicks, turn, call).await
    }

    /// Sets any text as a nickname in an ordinary group, to find out what DingTalk takes.
    ///
    /// # Errors
    /// As all calls.
    pub async fn try_nick(
        &self,
        turn: Turn<'_>,
        chat_id: &ChatId,
        user_id: &UserId,
        text: &str,
    ) -> Result<Receipt, CallError> {
        let call = self.dingtalk.try_group_nick(chat_id, user_id, text);
        self.make(Api::UpdateGroupNick, turn, call).await
    }

    /// Sets any text as a nickname in a scene group, to find out what DingTalk takes.
    ///
    /// # Errors
    /// As all calls.
    pub async fn try_scene_nick(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        user_id: &UserId,
        text: &str,
    ) -> Result<Receipt, CallError> {
        let call = self.dingtalk.try_scene_group_nick(conversation, user_id, text);
        self.make(Api::SceneGroupNicks, turn, call).await
    }

    /// The first of those who are in an inner group, asked in the name of one of them.
    ///
    /// # Errors
    /// As all calls.
    pub async fn inner_members(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        asker: &UserId,
    ) -> Result<Vec<InnerMember>, CallError> {
        let call = self.dingtalk.inner_members(conversation, asker);
        self.make(Api::InnerMembers, turn, call).await
    }

    /// The conversation that a chatid stands for.
    ///
    /// # Errors
    /// As all calls.
    pub async fn conversation_of(
        &self,
        turn: Turn<'_>,
        chat_id: &ChatId,
    ) -> Result<ConversationId, CallError> {
        let call = self.dingtalk.open_conversation_id(chat_id);
        self.make(Api::ConvertToOpenConversationId, turn, call).await
    }

    /// Who owns an ordinary group, and who is in it.
    ///
    /// # Errors
    /// As all calls.
    pub async fn group(&self, turn: Turn<'_>, chat_id: &ChatId) -> Result<GroupPeople, CallError> {
        self.make(Api::ChatGet, turn, self.dingtalk.group(chat_id)).await
    }

    /// Who decides in a scene group.
    ///
    /// # Errors
    /// As all calls.
    pub async fn scene_governors(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
    ) -> Result<SceneGovernors, CallError> {
        let call = self.dingtalk.scene_group_governors(conversation);
        self.make(Api::SceneGroupGet, turn, call).await
    }

    /// Who is in a scene group.
    ///
    /// # Errors
    /// As all calls.
    pub async fn scene_members(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
    ) -> Result<Vec<UserId>, CallError> {
        let call = self.dingtalk.scene_group_members(conversation);
        self.make(Api::SceneMembers, turn, call).await
    }

    /// Makes a group a scene group, or an ordinary one again.
    ///
    /// # Errors
    /// As all calls.
    pub async fn change_kind(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        owner: &UserId,
        template: &TemplateId,
        change: KindChange,
    ) -> Result<(), CallError> {
        match change {
            KindChange::Adopt => {
                let call = self.dingtalk.apply_group_template(conversation, owner, template);
                self.make(Api::TemplateApply, turn, call).await
            }
            KindChange::Release => {
                let call = self.dingtalk.close_group_template(conversation, owner, template);
                self.make(Api::TemplateClose, turn, call).await
            }
        }
    }

    /// What the directory says of somebody; free of charge.
    ///
    /// # Errors
    /// As all calls.
    pub async fn user(&self, turn: Turn<'_>, user_id: &UserId) -> Result<DirectoryUser, CallError> {
        self.make(Api::UserGet, turn, self.dingtalk.user(user_id)).await
    }

    /// What a department is called; free of charge.
    ///
    /// # Errors
    /// As all calls.
    pub async fn department(&self, turn: Turn<'_>, department: i64) -> Result<String, CallError> {
        self.make(Api::DepartmentGet, turn, self.dingtalk.department_name(department)).await
    }

    /// Answers in a session. It takes what a group takes, and not what an app may call: how it
    /// goes says nothing of the calls, and none of it opens the circuit.
    ///
    /// # Errors
    /// As all calls.
    pub async fn answer(
        &self,
        session: &ReplySession,
        conversation: &ConversationId,
        text: &str,
        address: &Address,
    ) -> Result<(), CallError> {
        self.wait_for_turn(Api::SendBySession).await?;
        // Whether one that failed is billed is not documented.
        let now = self.clock.now();
        self.allowance.count_message(now);
        self.tallies.count(MESSAGES_OUT, conversation, now);
        Ok(self.dingtalk.send_to_session(session, text, address).await?)
    }

    /// Puts a reaction on a message.
    ///
    /// # Errors
    /// As all calls.
    pub async fn react(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        message: &MessageId,
        name: &str,
    ) -> Result<(), CallError> {
        let call = self.dingtalk.react(self.store.robot_code(), conversation, message, name);
        self.make(Api::EmotionReply, turn, call).await
    }

    /// Says something in a group, where nobody can be mentioned.
    ///
    /// # Errors
    /// As all calls.
    pub async fn say(
        &self,
        turn: Turn<'_>,
        conversation: &ConversationId,
        text: &str,
    ) -> Result<(), CallError> {
        let call = self.dingtalk.send_to_group(self.store.robot_code(), conversation, text);
        self.make(Api::GroupMessagesSend, turn, call).await
    }

    /// Says something to a member alone. Returns whether DingTalk took it for them.
    ///
    /// # Errors
    /// As all calls.
    pub async fn say_to(
        &self,
        turn: Turn<'_>,
        member: &UserId,
        text: &str,
    ) -> Result<bool, CallError> {
        let call = self.dingtalk.send_to_member(self.store.robot_code(), member, text);
        self.make(Api::DirectMessagesSend, turn, call).await
    }

    /// Makes a call when it is its turn.
    async fn make<T>(
        &self,
        api: Api,
        turn: Turn<'_>,
        call: impl Future<Output = Result<T, DingTalkError>>,
    ) -> Result<T, CallError> {
        if let Some(error) = self.breaker.known_answer(api, self.clock.now()) {
            return Err(error.into());
        }
        let circuit = Circuit { api, group: turn.group.cloned() };
        if let Some(until) = self.breaker.closed_until(&circuit, self.clock.now()) {
            return Err(held(until, None));
        }
        // All who wait for the circuit go on at once, so each has to take a turn after it.
        loop {
            self.wait_until_free().await?;
            self.wait_for_turn(api).await?;
            if !matches!(self.opening(), Opening::Stopped { .. }) {
                break;
            }
        }
        if api.is_paid() {
            // Boxed, as the question to the store lies deep in everything that calls.
            Box::pin(self.caps.admit(api, turn, self.clock.now())).await?;
        }
        let now = self.clock.now();
        if let Some(until) = self.breaker.is_open_until(&circuit, now) {
            return Err(held(until, None));
        }
        if now.plus(LONGEST_CALL) > turn.held_until {
            return Err(held(now, None));
        }
        if api.is_paid() {
            self.allowance.count_call(now);
            if let Some(group) = turn.group {
                self.tallies.count_call(api, turn.purpose, group, now);
            }
        }
        let result = call.await;
        match self.breaker.learn(&circuit, turn.job, self.clock.now(), &result) {
            Lesson::Wait(until) => Err(held(until, result.err())),
            Lesson::OfTheJob => Ok(result?),
        }
    }

    /// Short pauses are waited for in place.
    async fn wait_until_free(&self) -> Result<(), Setback> {
        loop {
            let now = self.clock.now();
            match self.breaker.opening(now) {
                Opening::Stopped { until, .. } if until.since(now) > LONGEST_WAIT => {
                    return Err(Setback::Held { until, why: None });
                }
                Opening::Stopped { until, .. } => tokio::time::sleep(until.since(now)).await,
                Opening::Free | Opening::OnTrial => return Ok(()),
            }
        }
    }

    /// The rate limiter: calls to one API are spaced, those of all instances together.
    async fn wait_for_turn(&self, api: Api) -> Result<(), Setback> {
        let Some(spacing) = self.spacing else {
            return Ok(());
        };
        let wait = self.store.reserve_call(api.as_str(), spacing, LONGEST_WAIT).await?;
        match wait {
            Some(wait) if wait.is_zero() => Ok(()),
            Some(wait) => {
                tokio::time::sleep(wait).await;
                Ok(())
            }
            None => {
                let until = self.clock.now().plus(LONGEST_WAIT / 2);
                Err(Setback::Held { until, why: None })
            }
        }
    }
}

fn held(until: Timestamp, why: Option<DingTalkError>) -> CallError {
    Setback::Held { until, why: why.map(Box::new) }.into()
}

/// The pause after an attempt, each twice the one before, or none after the last.
fn pause(attempt: u32, first: Duration) -> Option<Duration> {
    (attempt < ATTEMPTS).then(|| first * 2_u32.pow(attempt.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_after_the_eighth_attempt() {
        let first = Duration::from_millis(500);
        let pauses = (1..=ATTEMPTS).map(|attempt| pause(attempt, first));
        let pauses: Vec<_> = pauses.map(|pause| pause.map(|pause| pause.as_millis())).collect();
        let expected = [500, 1000, 2000, 4000, 8000, 16_000, 32_000].map(Some);
        assert_eq!(pauses[..7], expected);
        assert_eq!(pauses[7], None);
    }
}
