//! What happens to a group, as the event that DingTalk makes of it: for a Stream, and for HTTP
//! under the present field names or the old ones.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::crypto::Crypto;
use super::{DeliverError, Delivered};
use crate::simulator::world::{EventNames, Group, GroupId, PersonId, World};
use crate::simulator::written;

/// Something that happens to a group.
#[derive(Clone, Debug)]
pub enum Happening {
    /// `chat_add_member`
    MembersAdded {
        /// Where.
        group: GroupId,
        /// Who let them in.
        by: PersonId,
        /// Who came.
        people: Vec<PersonId>,
    },
    /// `chat_remove_member`
    MembersRemoved {
        /// Where.
        group: GroupId,
        /// Who sent them away.
        by: PersonId,
        /// Who went.
        people: Vec<PersonId>,
    },
    /// `chat_quit`
    Quit {
        /// Where.
        group: GroupId,
        /// Who went.
        person: PersonId,
    },
    /// `chat_update_owner`
    OwnerChanged {
        /// Where.
        group: GroupId,
        /// Who owns it now.
        owner: PersonId,
    },
    /// `chat_update_title`
    Retitled {
        /// Where.
        group: GroupId,
        /// Who changed it.
        by: PersonId,
        /// The title now.
        title: String,
    },
    /// `chat_disband`
    Disbanded {
        /// Which.
        group: GroupId,
        /// Who ended it.
        by: PersonId,
    },
}

/// An event ready to be told, as often as a test likes.
#[derive(Clone, Debug)]
pub struct EventEnvelope {
    /// `eventId`
    pub event_id: String,
    /// `eventType`
    pub event_type: &'static str,
    /// The body of a Stream frame.
    pub stream_body: Value,
    /// The body of an HTTP push.
    pub http_body: Value,
    /// `eventCorpId`
    pub corp_id: String,
    /// When it happened.
    pub at: i64,
}

/// Lets it happen, and makes the event of it.
pub(in crate::simulator) fn compose_event(
    world: &mut World,
    happening: &Happening,
) -> EventEnvelope {
    let (event_type, group, by) = match happening {
        Happening::MembersAdded { group, by, .. } => ("chat_add_member", *group, Some(*by)),
        Happening::MembersRemoved { group, by, .. } => ("chat_remove_member", *group, Some(*by)),
        Happening::Quit { group, person } => ("chat_quit", *group, Some(*person)),
        Happening::OwnerChanged { group, .. } => ("chat_update_owner", *group, None),
        Happening::Retitled { group, by, .. } => ("chat_update_title", *group, Some(*by)),
        Happening::Disbanded { group, by } => ("chat_disband", *group, Some(*by)),
    };
    let is_old = world.event_names == EventNames::Legacy;
    // The present event of a new owner has neither a chatid nor an operator; the old one has.
    let has_chat_id = is_old || event_type != "chat_update_owner";
    let mut body = about(world, world.group(group), has_chat_id);
    if let Some(by) = by.map(|by| world.person(by)) {
        body.insert("operator".to_owned(), json!(by.userid));
        body.insert("operatorUnionId".to_owned(), json!(by.union_id));
    }
    match happening {
        Happening::MembersAdded { people, .. } | Happening::MembersRemoved { people, .. } => {
            let people: Vec<_> = people.iter().map(|person| world.person(*person)).collect();
            let user_ids: Vec<_> = people.iter().filter_map(|it| it.userid.clone()).collect();
            let union_ids: Vec<_> = people.iter().map(|it| it.union_id.clone()).collect();
            body.insert("userId".to_owned(), json!(user_ids));
            body.insert("unionId".to_owned(), json!(union_ids));
        }
        Happening::OwnerChanged { owner, .. } => {
            body.insert("owner".to_owned(), json!(world.person(*owner).userid));
        }
        Happening::Retitled { title, .. } => {
            body.insert("title".to_owned(), json!(title));
        }
        Happening::Quit { .. } | Happening::Disbanded { .. } => {}
    }
    world.let_happen(happening);
    let (event_id, at) = (Uuid::new_v4().simple().to_string(), world.now());
    let corp_id = world.organisation.corp_id.clone();
    let http_body = if is_old {
        old(&body, event_type)
    } else {
        let beside = json!({
            "EventType": event_type, "EventTime": at, "CorpId": corp_id,
            "BizId": at.to_string(), "eventId": event_id,
        });
        let beside = beside.as_object().cloned().unwrap_or_default();
        Value::Object(beside.into_iter().chain(body.clone()).collect())
    };
    let stream_body = Value::Object(body);
    EventEnvelope { event_id, event_type, stream_body, http_body, corp_id, at }
}

fn about(world: &World, group: &Group, has_chat_id: bool) -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("timeStamp".to_owned(), json!(world.now()));
    if has_chat_id {
        body.insert("chatId".to_owned(), json!(group.chatid));
    }
    body.insert("openConversationId".to_owned(), json!(group.open_conversation_id));
    body.insert("corpId".to_owned(), json!(world.organisation.corp_id));
    body
}

/// The same under the old names, which begin with capitals and know no unionId and no eventId.
fn old(body: &Map<String, Value>, event_type: &str) -> Value {
    let fields = body.iter().filter(|(name, _)| !name.ends_with("nionId"));
    let fields = fields.map(|(name, value)| {
        let (first, rest) = name.split_at(1);
        (format!("{}{rest}", first.to_uppercase()), value.clone())
    });
    let mut body: Map<String, Value> = fields.collect();
    body.insert("EventType".to_owned(), json!(event_type));
    Value::Object(body)
}

/// Posts a body in an envelope of its own, and holds the answer to the protocol.
pub(in crate::simulator) async fn post(
    client: &reqwest::Client,
    url: &str,
    subscription: Subscription,
    body: &Value,
) -> Result<Delivered, DeliverError> {
    let Subscription { token, aes_key, owner, at } = subscription;
    let crypto = Crypto::new(&token, &aes_key, &owner).map_err(DeliverError::WrongAnswer)?;
    let sealed = crypto.body(Uuid::new_v4().as_bytes(), &written(body));
    let (timestamp, nonce) = (at.to_string(), Uuid::new_v4().simple().to_string());
    let encrypt = sealed["encrypt"].as_str().unwrap_or_default();
    let signature = crypto.sign(&timestamp, &nonce, encrypt);
    let query = [("signature", &signature), ("timestamp", &timestamp), ("nonce", &nonce)];
    let request = client.post(url).query(&query).json(&sealed);
    let response = request.send().await.map_err(DeliverError::Unreachable)?;
    let status = response.status().as_u16();
    let body = response.text().await.map_err(DeliverError::Unreachable)?;
    if status == 200 {
        let answer = serde_json::from_str(&body).unwrap_or_default();
        crypto.check_answer(&answer).map_err(DeliverError::WrongAnswer)?;
    }
    Ok(Delivered { status, body })
}

/// What an HTTP subscription is made of, and when the push is made.
pub(in crate::simulator) struct Subscription {
    pub token: String,
    pub aes_key: String,
    pub owner: String,
    pub at: i64,
}

impl Subscription {
    pub(in crate::simulator) fn of(world: &World) -> Self {
        let app = &world.app;
        Self {
            token: app.event_token.clone(),
            aes_key: app.event_aes_key.clone(),
            owner: app.client_id.clone(),
            at: world.now(),
        }
    }
}

impl World {
    fn let_happen(&mut self, happening: &Happening) {
        match happening {
            Happening::MembersAdded { group, people, .. } => {
                people.iter().for_each(|person| self.join(*group, *person));
            }
            Happening::MembersRemoved { group, people, .. } => {
                self.group_mut(*group).members.retain(|it| !people.contains(&it.person));
            }
            Happening::Quit { group, person } => {
                self.group_mut(*group).members.retain(|it| it.person != *person);
            }
            Happening::OwnerChanged { group, owner } => {
                self.join(*group, *owner);
                self.group_mut(*group).owner = *owner;
            }
            Happening::Retitled { group, title, .. } => {
                self.group_mut(*group).title.clone_from(title);
            }
            Happening::Disbanded { group, .. } => self.dissolve(*group),
        }
    }
}
