//! `/nick history` and `/nick status`: what was, and what is.

use super::attempt::Done;
use super::case::Case;
use super::group::Route;
use super::{Bot, Setback};
use crate::command::Whose;
use crate::domain::{Binding, Note, PastRename, Reply, Status, UserId};
use crate::store::{RenameFilter, StoreError};

/// How many changes one answer tells; it is read on a phone.
const RENAMES_TOLD: u32 = 8;

impl Bot {
    /// The last changes of a member's name. Anybody may ask: everybody saw them.
    pub(super) async fn history(&self, case: Case<'_>, whose: &Whose) -> Result<Done, Setback> {
        let member = match case.people(whose) {
            Ok((_, member)) => member,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let robot_code = &self.settings.robot_code;
        let filter = RenameFilter {
            conversation: Some(case.conversation().clone()),
            user_id: Some(member.clone()),
            since: None,
            only_applied: true,
        };
        let rows = self.store.renames(robot_code, &filter, RENAMES_TOLD).await?;
        let all = self.store.count_renames(robot_code, &filter).await?;
        let now = self.clock.now();
        let mut renames = Vec::with_capacity(rows.len());
        for row in rows {
            let asked_by = if row.asked_by == *member {
                None
            } else {
                Some(self.name_of(&case, &row.asked_by).await?)
            };
            let seconds_ago = now.since(row.at).as_secs();
            renames.push(PastRename {
                old: row.old_name,
                new: row.new_name,
                asked_by,
                seconds_ago,
            });
        }
        let more = all.saturating_sub(renames.len() as u64);
        let target = case.target(member);
        Ok(Done::answered(Reply::History { target, renames, more }))
    }

    /// How this group is set up; at no call.
    pub(super) async fn status(&self, case: Case<'_>) -> Result<Done, Setback> {
        let binding = match self.known_route(case.conversation()).await? {
            Route::Chat(_) => Binding::Chat,
            Route::Scene => Binding::Scene,
            Route::PerhapsScene | Route::Unbound => Binding::Unbound,
        };
        let robot_code = &self.settings.robot_code;
        let requests = self.store.open_requests(robot_code, case.conversation()).await?;
        self.write_calls_down().await?;
        let mut done = Done::answered(Reply::Status(Box::new(Status {
            binding,
            rules: case.rules.clone(),
            requests: requests.into_iter().map(|it| (it.number, it.name)).collect(),
            calls: self.calls.now(self.clock.now()),
            messages: None,
            unread: Vec::new(),
        })));
        if binding == Binding::Unbound && self.settings.hears_events {
            done.notes.push(Note::NotBoundYet);
        }
        Ok(done)
    }

    /// A member's name for others to read: the one in the group, else in the directory as far as
    /// it was read, else the userid.
    pub(super) async fn name_of(
        &self,
        case: &Case<'_>,
        user_id: &UserId,
    ) -> Result<String, StoreError> {
        if let Some(present) = self.present_name(case.conversation(), user_id).await? {
            return Ok(present.name.to_string());
        }
        let entry = self.store.directory_entry(&self.settings.robot_code, user_id).await?;
        Ok(entry.map_or_else(|| user_id.to_string(), |entry| entry.name))
    }
}
