//! What happens in the organisation's directory, as the event that DingTalk makes of it.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::event::EventEnvelope;
use crate::simulator::world::{EventNames, PersonId, World};

/// Something that happens in the directory.
#[derive(Clone, Debug)]
pub enum DirectoryChange {
    /// `user_modify_org`: what the directory says of somebody; what is `None` stays.
    Modified {
        /// Of whom.
        person: PersonId,
        /// The name now.
        name: Option<String>,
        /// The position now.
        title: Option<String>,
        /// The departments now.
        departments: Option<Vec<i64>>,
    },
    /// `user_leave_org`: somebody leaves the organisation, and so all its groups.
    Left {
        /// Who.
        person: PersonId,
    },
    /// `user_add_org`: somebody comes, or comes back.
    Came {
        /// Who.
        person: PersonId,
    },
    /// `org_dept_modify`: a department is renamed.
    DepartmentRenamed {
        /// Which.
        department: i64,
        /// The name now.
        name: String,
    },
    /// `label_user_change`: the roles of these people.
    RolesChanged {
        /// Whose.
        people: Vec<PersonId>,
    },
}

/// Lets it happen, and makes the event of it.
pub(in crate::simulator) fn compose_directory_event(
    world: &mut World,
    change: &DirectoryChange,
) -> EventEnvelope {
    let userids = |world: &World, people: &[PersonId]| -> Vec<String> {
        people.iter().filter_map(|person| world.person(*person).userid.clone()).collect()
    };
    let mut body = Map::new();
    body.insert("timeStamp".to_owned(), json!(world.now()));
    let event_type = match change {
        DirectoryChange::Modified { person, .. } => {
            body.insert("userId".to_owned(), json!(userids(world, &[*person])));
            body.insert("optStaffId".to_owned(), json!("manager1001"));
            "user_modify_org"
        }
        DirectoryChange::Left { person } => {
            body.insert("userId".to_owned(), json!(userids(world, &[*person])));
            "user_leave_org"
        }
        DirectoryChange::Came { person } => {
            body.insert("userId".to_owned(), json!(userids(world, &[*person])));
            "user_add_org"
        }
        DirectoryChange::DepartmentRenamed { department, .. } => {
            body.insert("deptId".to_owned(), json!([department]));
            "org_dept_modify"
        }
        DirectoryChange::RolesChanged { people } => {
            body.insert("userIdList".to_owned(), json!(userids(world, people)));
            body.insert("action".to_owned(), json!("add"));
            "label_user_change"
        }
    };
    world.change_directory(change);
    let is_old = world.event_names == EventNames::Legacy;
    let (event_id, at) = (Uuid::new_v4().simple().to_string(), world.now());
    let corp_id = world.organisation.corp_id.clone();
    let beside = json!({"EventType": event_type, "CorpId": corp_id, "eventId": event_id});
    let beside = beside.as_object().cloned().unwrap_or_default();
    let named = body.iter().map(|(name, value)| {
        let (first, rest) = name.split_at(1);
        let old = format!("{}{rest}", first.to_uppercase());
        (if is_old { old } else { name.clone() }, value.clone())
    });
    let http_body = Value::Object(beside.into_iter().chain(named).collect());
    let stream_body = Value::Object(body);
    EventEnvelope { event_id, event_type, stream_body, http_body, corp_id, at }
}

impl World {
    /// The same without anybody being told, as in an outage.
    pub fn change_directory(&mut self, change: &DirectoryChange) {
        match change {
            DirectoryChange::Modified { person, name, title, departments } => {
                let person = &mut self.people[person.0];
                person.name = name.clone().unwrap_or_else(|| person.name.clone());
                person.title = title.clone().unwrap_or_else(|| person.title.clone());
                if let Some(departments) = departments {
                    person.departments.clone_from(departments);
                }
            }
            DirectoryChange::Left { person } => {
                for group in &mut self.groups {
                    group.members.retain(|member| member.person != *person);
                }
                self.people[person.0].departments.clear();
            }
            DirectoryChange::DepartmentRenamed { department, name } => {
                let mut departments = self.departments.iter_mut();
                if let Some(found) = departments.find(|it| it.id == *department) {
                    found.name.clone_from(name);
                }
            }
            DirectoryChange::Came { .. } | DirectoryChange::RolesChanged { .. } => {}
        }
    }
}
