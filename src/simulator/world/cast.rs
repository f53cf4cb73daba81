//! Who there is: the organisation, its app and robot, and the people.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};

use super::World;

/// A person of this world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub usize);

/// Somebody who can be in a group.
#[derive(Clone, Debug)]
pub struct Person {
    /// The userid in the organisation; an outsider has none.
    pub userid: Option<String>,
    /// The name in the organisation's directory, or the outsider's own name.
    pub name: String,
    /// The unionId.
    pub union_id: String,
    /// The encrypted id `$:LWCP_v1:$…` that callbacks carry.
    pub dingtalk_id: String,
    /// The id of this person's one-to-one chat with the robot.
    pub direct_conversation_id: String,
    /// Whether this person is an administrator of the organisation.
    pub is_admin: bool,
    /// The job number in the directory.
    pub job_number: String,
    /// The position in the directory.
    pub title: String,
    /// The departments, by [`Department::id`].
    pub departments: Vec<i64>,
}

impl Person {
    /// A member of the organisation.
    pub fn member(userid: &str, name: &str) -> Self {
        Self {
            userid: Some(userid.to_owned()),
            departments: vec![1],
            ..Self::outsider(name, userid)
        }
    }

    /// An administrator of the organisation.
    pub fn admin(userid: &str, name: &str) -> Self {
        Self { is_admin: true, ..Self::member(userid, name) }
    }

    /// Somebody from outside, whose ids grow out of `seed`.
    pub fn outsider(name: &str, seed: &str) -> Self {
        Self {
            userid: None,
            name: name.to_owned(),
            union_id: format!("{}iEiE", &id_text(seed, "union", 15)[..20]),
            dingtalk_id: format!("$:LWCP_v1:${}", id_text(seed, "dingtalk", 16)),
            direct_conversation_id: format!("cid{}", id_text(seed, "direct", 32)),
            is_admin: false,
            job_number: String::new(),
            title: String::new(),
            departments: Vec::new(),
        }
    }

    /// With a position and a job number.
    #[must_use]
    pub fn titled(mut self, title: &str, job_number: &str) -> Self {
        title.clone_into(&mut self.title);
        job_number.clone_into(&mut self.job_number);
        self
    }

    /// In these departments.
    #[must_use]
    pub fn in_departments(mut self, departments: &[i64]) -> Self {
        self.departments = departments.to_vec();
        self
    }
}

/// A department of the directory.
#[derive(Clone, Debug)]
pub struct Department {
    /// Its number; 1 is the organisation itself.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The chatid of the department's own group, if it has one.
    pub chatid: Option<String>,
}

/// The organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its corpId.
    pub corp_id: String,
}

impl Organisation {
    pub(super) fn fixture() -> Self {
        Self { corp_id: "dingfixturecorp00000000000000000001".to_owned() }
    }
}

/// The app and its robot.
#[derive(Clone)]
pub struct App {
    /// Client ID, formerly AppKey.
    pub client_id: String,
    /// Client Secret, which is also the key of the callback signature.
    pub client_secret: String,
    /// The robot's code, for internal apps equal to the Client ID.
    pub robot_code: String,
    /// The robot's encrypted id.
    pub chatbot_user_id: String,
    /// The robot's name in the chat.
    pub name: String,
    /// The token of the event subscription over HTTP.
    pub event_token: String,
    /// Its key, as the console shows it.
    pub event_aes_key: String,
    /// Whether the robot is published; only then callbacks bear userids and `isAdmin`.
    pub published: bool,
}

impl App {
    pub(super) fn fixture() -> Self {
        Self {
            client_id: "dingplayground0001".to_owned(),
            client_secret: "playground-secret-nobody-else-uses-0123456789".to_owned(),
            robot_code: "dingplayground0001".to_owned(),
            chatbot_user_id: format!("$:LWCP_v1:${}", id_text("robot", "dingtalk", 24)),
            name: "改名助手".to_owned(),
            event_token: "playgroundToken1".to_owned(),
            event_aes_key: "playground0key0of0events0nobody0else0uses09".to_owned(),
            published: true,
        }
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("client_id", &self.client_id)
            .field("robot_code", &self.robot_code)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl World {
    /// Lets somebody into the world.
    pub fn add_person(&mut self, person: Person) -> PersonId {
        self.people.push(person);
        PersonId(self.people.len() - 1)
    }

    /// Adds a department.
    pub fn add_department(&mut self, id: i64, name: &str) {
        self.departments.push(Department { id, name: name.to_owned(), chatid: None });
    }

    /// The person behind an id of this world.
    ///
    /// # Panics
    /// When the id comes from another world.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0]
    }

    /// Who has this userid.
    pub fn person_by_userid(&self, userid: &str) -> Option<PersonId> {
        self.find_person(|person| person.userid.as_deref() == Some(userid))
    }

    /// Who has this unionId.
    pub fn person_by_union_id(&self, union_id: &str) -> Option<PersonId> {
        self.find_person(|person| person.union_id == union_id)
    }

    /// Who has this encrypted id.
    pub fn person_by_dingtalk_id(&self, dingtalk_id: &str) -> Option<PersonId> {
        self.find_person(|person| person.dingtalk_id == dingtalk_id)
    }

    /// Who has this name in the directory.
    pub fn person_by_name(&self, name: &str) -> Option<PersonId> {
        self.find_person(|person| person.name == name)
    }

    fn find_person(&self, fits: impl Fn(&Person) -> bool) -> Option<PersonId> {
        self.people.iter().position(fits).map(PersonId)
    }
}

/// Base64 of `bytes` bytes that depend on nothing but the seed, so that a
/// world keeps its ids from one run to the next.
pub(super) fn id_text(seed: &str, purpose: &str, bytes: usize) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("{purpose}/{seed}"));
    BASE64_STANDARD.encode(&digest[..bytes])
}
