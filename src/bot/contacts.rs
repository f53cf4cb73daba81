//! What follows from a change in the organisation's directory: whose names, in which groups, are to
//! be looked at. Changes that come together are looked at once.

use std::collections::HashSet;
use std::time::Duration;

use super::job::{self, message_of_ours};
use crate::actions::{self, Comparing, Follow, Task};
use crate::domain::{
    ContactChange, ContactEvent, ConversationId, GroupEvent, Happening, MessageId, RobotCode,
    Timestamp, UserId,
};
use crate::store::{FollowUp, Scope, StoreError};

/// How long changes are gathered: who moves is given a department and a title one after the other.
const GATHERED_FOR: Duration = Duration::from_secs(20);

/// The jobs that an event asks for.
pub(super) async fn jobs_of(
    store: &Scope,
    robot_code: &RobotCode,
    event: &ContactEvent,
    now: Timestamp,
) -> Result<Vec<FollowUp>, StoreError> {
    let jobs = Jobs { robot_code, now };
    let mut all = Vec::new();
    match &event.what {
        ContactChange::People(people) => {
            let governed: HashSet<ConversationId> =
                store.governed_groups().await?.into_iter().collect();
            for person in people.iter().filter(|_| !governed.is_empty()) {
                let groups = store.groups_of(person).await?.into_iter();
                let groups = groups.filter(|group| governed.contains(group));
                all.extend(groups.filter_map(|group| jobs.follow(&group, person)));
            }
        }
        ContactChange::Departments => {
            let governed = store.governed_groups().await?.into_iter();
            all.extend(governed.filter_map(|group| jobs.compare(&group, now, jobs.due())));
        }
        ContactChange::Left(people) => {
            for person in people {
                let groups = store.groups_of(person).await?.into_iter();
                all.extend(groups.filter_map(|group| jobs.left(event, group, person)));
            }
        }
    }
    Ok(all)
}

/// Makes the jobs in which names are looked at that may have to follow.
pub(super) struct Jobs<'a> {
    pub(super) robot_code: &'a RobotCode,
    pub(super) now: Timestamp,
}

impl Jobs<'_> {
    /// When what is gathered now is looked at.
    fn due(&self) -> Timestamp {
        let window = i64::try_from(GATHERED_FOR.as_millis()).unwrap_or(i64::MAX);
        Timestamp((self.now.0 / window + 1).saturating_mul(window))
    }

    fn follow(&self, group: &ConversationId, person: &UserId) -> Option<FollowUp> {
        let id = format!("follow-{}-{person}-{group}", self.due());
        let follow = Follow { user_id: person.clone(), since: self.now };
        let (task, lane) = (Task::FollowLater(follow), format!("follow {person}"));
        self.job(&id, group, task, lane, Some(person.clone()), self.due())
    }

    /// Holds all names of a group against what is known since then; once for each time it is due.
    pub(super) fn compare(
        &self,
        group: &ConversationId,
        since: Timestamp,
        due: Timestamp,
    ) -> Option<FollowUp> {
        let id = format!("compare-{due}-{group}");
        let task = Task::Compare(Comparing { since });
        self.job(&id, group, task, "compare".to_owned(), None, due)
    }

    fn left(
        &self,
        event: &ContactEvent,
        conversation: ConversationId,
        person: &UserId,
    ) -> Option<FollowUp> {
        let id = MessageId::parse(&format!("{}-{person}-{conversation}", event.id))?;
        let what = Happening::Left(vec![person.clone()]);
        let (corp_id, group) = (event.corp_id.clone(), conversation.clone());
        let event = GroupEvent { id: id.clone(), corp_id, conversation, chat_id: None, what };
        let task = Task::Happened(event);
        self.job(id.as_str(), &group, task, String::new(), None, self.now)
    }

    fn job(
        &self,
        id: &str,
        group: &ConversationId,
        task: Task,
        lane: String,
        member: Option<UserId>,
        due: Timestamp,
    ) -> Option<FollowUp> {
        let id = MessageId::parse(id)?;
        let message = message_of_ours(self.robot_code, id.clone(), group.clone(), None, self.now);
        let next =
            actions::FollowUp { id, task, member, lane, plan_id: None, due, may_answer: false };
        Some(job::follow_up(&message, next))
    }
}
