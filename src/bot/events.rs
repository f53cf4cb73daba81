//! What happens to groups: DingTalk tells it, and the bot takes note. No call is made for it: an
//! organisation has more groups than the bot serves.

use std::borrow::Cow;

use tracing::{debug, info};

use super::attempt::{Done, Kept};
use super::case::Case;
use super::intake::{Refusal, Verdict, lane_of, verdict_in_time};
use super::task::{Task, follow_up, message_of_ours};
use super::{Bot, Setback};
use crate::dingtalk::event::Event;
use crate::domain::{ChatId, ConversationId, GroupEvent, Happening, MessageId, Timestamp, UserId};
use crate::store::{FollowUp, JobOutcome, Request, RequestState, StoreError};

impl Bot {
    /// Takes an event in that came at `received_at`.
    pub async fn take_in_event(&self, event: Event, received_at: Timestamp) -> Verdict {
        verdict_in_time(self.keep_event(event, received_at)).await
    }

    async fn keep_event(
        &self,
        event: Event,
        received_at: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let event = match event {
            Event::Group(event) => event,
            Event::GroupByChat(chat_id, event) => {
                let found = self.conversation_of(&chat_id).await;
                match found.inspect_err(|error| self.report(error, "cannot look a group up"))? {
                    Some(conversation) => event.of(conversation),
                    None => return Ok(Verdict::Ignored),
                }
            }
            Event::Check | Event::Other => return Ok(Verdict::Ignored),
        };
        // Whoever sent it holds our keys, so one that names no organisation is believed.
        let is_elsewhere = self
            .settings
            .corp_id
            .as_ref()
            .is_some_and(|ours| event.corp_id.as_ref().is_some_and(|theirs| theirs != ours));
        if is_elsewhere {
            return Ok(Verdict::Refused(Refusal::OtherOrganisation));
        }
        if !self.backlog.has_room() {
            return Ok(Verdict::NoRoom);
        }
        let (id, conversation) = (event.id.clone(), event.conversation.clone());
        let message =
            message_of_ours(&self.settings.robot_code, id, conversation, None, received_at);
        // What happens to a group is taken note of in its order.
        let lane = lane_of(&message, "");
        let task = Some(Task::Happened(event));
        let kept = Kept { message: Cow::Borrowed(&message), excess: None, task };
        let kept = self.keep(&kept, &lane, received_at, None).await?;
        debug!(message.id = %message.id, conversation.id = %message.conversation, repeated = kept == Verdict::Repeated, "an event came in");
        Ok(kept)
    }

    /// Takes note of what happened, and begins what follows from it.
    pub(super) async fn take_note(
        &self,
        case: Case<'_>,
        event: &GroupEvent,
    ) -> Result<Done, Setback> {
        let conversation = case.conversation();
        let mut done = Done { outcome: JobOutcome::Applied, ..Done::default() };
        if let Some(chat_id) = event.chat_id.as_ref().filter(|_| event.what != Happening::Disbanded)
        {
            self.bind_as_told(conversation, chat_id).await?;
        }
        match &event.what {
            Happening::Joined(people) => {
                self.change_roster(conversation, |roster| {
                    let is_new = |person: &&UserId| !roster.contains(person);
                    let new: Vec<UserId> = people.iter().filter(is_new).cloned().collect();
                    roster.extend(new);
                })
                .await?;
                if case.rules.welcome && case.format().is_some() {
                    done.follow_ups = self.welcomes(&case, people);
                }
            }
            Happening::Left(people) => {
                self.change_roster(conversation, |roster| {
                    roster.retain(|member| !people.contains(member));
                })
                .await?;
                let concerns = |request: &Request| {
                    people.contains(&request.user_id) || people.contains(&request.asked_by)
                };
                self.withdraw_requests(&case, concerns).await?;
            }
            Happening::Owned(owner) => {
                let now = self.clock.now();
                self.store.remember_owner(conversation, owner, now).await?;
            }
            Happening::Titled(title) => {
                self.store.remember_title(conversation, title).await?;
            }
            Happening::Disbanded => {
                if self.store.unbind(conversation).await? {
                    info!(conversation.id = %conversation, "a group was disbanded");
                }
                self.withdraw_requests(&case, |_| true).await?;
            }
            Happening::Other => {}
        }
        Ok(done)
    }

    /// Both ids of one group in one event are DingTalk's word, and need no confirmation. The owner
    /// is asked for when somebody takes a name there.
    async fn bind_as_told(
        &self,
        conversation: &ConversationId,
        chat_id: &ChatId,
    ) -> Result<(), StoreError> {
        let known = self.store.group(conversation).await?;
        if known.is_none_or(|group| group.chat_id.as_ref() != Some(chat_id)) {
            self.store.bind(conversation, chat_id, self.clock.now()).await?;
            info!(conversation.id = %conversation, "an event bound a group");
        }
        Ok(())
    }

    /// Brings the list of who is in the group up to date, if there is one. It is as old as before.
    async fn change_roster(
        &self,
        conversation: &ConversationId,
        change: impl FnOnce(&mut Vec<UserId>),
    ) -> Result<(), StoreError> {
        if let Some((mut roster, at)) = self.store.roster(conversation).await? {
            change(&mut roster);
            self.store.remember_roster(conversation, &roster, at).await?;
        }
        Ok(())
    }

    /// Ends requests that nobody needs to decide any more. Nobody is told: who could be is gone.
    async fn withdraw_requests(
        &self,
        case: &Case<'_>,
        concerns: impl Fn(&Request) -> bool,
    ) -> Result<(), StoreError> {
        let conversation = case.conversation();
        let (lease, now) = (&case.attempt.lease, self.clock.now());
        for request in self.store.open_requests(conversation).await? {
            if concerns(&request) {
                let (number, state) = (request.number, RequestState::Withdrawn);
                self.store
                    .decide_request(conversation, number, state, None, "", lease, now)
                    .await?;
                info!(conversation.id = %conversation, number, "a request fell through");
            }
        }
        Ok(())
    }

    /// A job for each who came in, in the turn of what is done to their name.
    fn welcomes(&self, case: &Case<'_>, people: &[UserId]) -> Vec<FollowUp> {
        let now = self.clock.now();
        let jobs = people.iter().filter_map(|member| {
            let id = format!("welcome-{}-{member}", case.attempt.job_id);
            let message = message_of_ours(
                &self.settings.robot_code,
                MessageId::parse(&id)?,
                case.conversation().clone(),
                Some(member.clone()),
                now,
            );
            follow_up(&id, &message, Task::Welcome, member, now)
        });
        jobs.collect()
    }
}
