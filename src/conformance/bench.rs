//! The bench that a bot is tried on: a simulated DingTalk that stands as the API, a second server
//! that is not DingTalk's, and for each case a conversation of its own, so that what the bot does
//! is known to be of that case.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha1::Sha1;
use url::Url;
use uuid::Uuid;

use super::blanks::Blanks;
use super::set::Place;
pub use crate::simulator::StartError;
use crate::simulator::deliver::{Segment, Utterance, sign};
use crate::simulator::world::{Api, ChatEntry, GroupId, Person, PersonId, World};
use crate::simulator::{Simulator, world};

/// How many spaces a body has that is too long.
const TOO_MANY_SPACES: usize = 2 * 1024 * 1024;

/// How many lists stand within each other in a body that is too deep.
const TOO_DEEP: usize = 10_000;

/// Lists that are cut off a signature: it begins like the right one.
const BEGUN: usize = 20;

/// What is known of the bot.
#[derive(Clone)]
pub struct Options {
    /// The app's Client ID.
    pub client_id: String,
    /// The app's Client Secret, with which callbacks are signed.
    pub client_secret: String,
    /// The robot's code.
    pub robot_code: String,
    /// The organisation that the bot is restricted to, if it is.
    pub corp_id: Option<String>,
    /// The subscription of events over HTTP, if there is one.
    pub subscription: Option<Subscription>,
    /// Words that the bot answers, whoever says them.
    pub command: String,
    /// Words that have the bot change the nickname of whoever says them.
    pub rename: Option<String>,
    /// How long an answer is waited for.
    pub patience: Duration,
    /// How long it is looked, at the end, whether more comes than should.
    pub quiet: Duration,
}

/// A subscription of events.
#[derive(Clone)]
pub struct Subscription {
    /// The token.
    pub token: String,
    /// The key, as the console shows it.
    pub aes_key: String,
}

/// A running bench.
pub struct Bench {
    pub(super) options: Options,
    pub(super) simulator: Simulator,
    foreign: Simulator,
    run: String,
    scenes: AtomicUsize,
}

/// The conversation of one case.
pub(super) struct Scene {
    pub(super) group: GroupId,
    pub(super) sender: PersonId,
    pub(super) blanks: Blanks,
    /// Answers that came in the response to a callback.
    pub(super) in_response: usize,
}

/// What was seen of the bot in one conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) acts: usize,
    pub(super) renames: usize,
    pub(super) calls: usize,
    pub(super) foreign_calls: usize,
    pub(super) said: Vec<String>,
}

impl Bench {
    /// Listens at `addr`, for the bot to call in place of DingTalk.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn start(
        options: Options,
        addr: SocketAddr,
        clock: world::Clock,
    ) -> Result<Self, StartError> {
        let mut world = World::new();
        world.rate_limit = None;
        world.app.client_id.clone_from(&options.client_id);
        world.app.client_secret.clone_from(&options.client_secret);
        world.app.robot_code.clone_from(&options.robot_code);
        if let Some(corp_id) = &options.corp_id {
            world.organisation.corp_id.clone_from(corp_id);
        }
        if let Some(subscription) = &options.subscription {
            world.app.event_token.clone_from(&subscription.token);
            world.app.event_aes_key.clone_from(&subscription.aes_key);
        }
        let simulator = Simulator::start(world, Arc::clone(&clock), addr)?;
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let foreign = Simulator::start(World::new(), clock, nowhere)?;
        let run = Uuid::new_v4().simple().to_string();
        Ok(Self { options, simulator, foreign, run, scenes: AtomicUsize::new(0) })
    }

    /// Where the bot finds DingTalk's API.
    pub fn url(&self) -> &Url {
        self.simulator.url()
    }

    /// Stops listening.
    pub async fn stop(self) {
        self.simulator.stop().await;
        self.foreign.stop().await;
    }

    /// A conversation that nothing was said in yet, among people who are new to the bot.
    pub(super) fn scene(&self, place: Place) -> Scene {
        let number = self.scenes.fetch_add(1, Ordering::Relaxed);
        let id = |role: &str| format!("{role}{number}x{}", &self.run[..12]);
        let (group, people) = self.simulator.with(|world| {
            let people = ["sender", "other", "third"].map(|role| {
                world.add_person(Person::member(&id(role), &format!("{role} {number}")))
            });
            (world.add_scene_group(&id("group"), people[0], &people[1..]), people)
        });
        let sender = people[0];
        let mut scene = Scene { group, sender, blanks: Blanks::default(), in_response: 0 };
        self.fill_people(&mut scene, people);
        self.open_session(&mut scene, place);
        for name in ["message_id", "other_message_id"] {
            scene.blanks.set(name, format!("msg{}==", Uuid::new_v4().simple()));
        }
        scene.blanks.set("event_id", Uuid::new_v4().simple().to_string());
        scene
    }

    fn fill_people(&self, scene: &mut Scene, people: [PersonId; 3]) {
        let blanks = &mut scene.blanks;
        self.simulator.with(|world| {
            for (role, person) in ["sender", "other", "third"].into_iter().zip(people) {
                let person = world.person(person);
                blanks.set(&format!("{role}_name"), &person.name);
                blanks.set(&format!("{role}_id"), &person.dingtalk_id);
                blanks.set(&format!("{role}_union_id"), &person.union_id);
                blanks.set(&format!("{role}_userid"), person.userid.clone().unwrap_or_default());
            }
            blanks.set("robot_id", &world.app.chatbot_user_id);
            blanks.set("robot_name", &world.app.name);
            blanks.set("robot_code", &world.app.robot_code);
            blanks.set("corp_id", &world.organisation.corp_id);
            blanks.set("chat_id", &world.group(scene.group).chatid);
        });
        let command = self.options.command.as_str();
        let half = command.chars().count() / 2;
        let half = command.char_indices().nth(half).map_or(0, |(at, _)| at);
        blanks.set("command", command);
        blanks.set("command_head", &command[..half]);
        blanks.set("command_tail", &command[half..]);
        blanks.set("rename", self.options.rename.clone().unwrap_or_default());
        blanks.set("spaces", " ".repeat(TOO_MANY_SPACES));
        blanks.set("deep", "[".repeat(TOO_DEEP) + &"]".repeat(TOO_DEEP));
    }

    /// A reply session of the conversation, as DingTalk opens one with every message.
    fn open_session(&self, scene: &mut Scene, place: Place) {
        let utterance = match place {
            Place::Group => Utterance::in_group(scene.sender, scene.group, vec![Segment::Robot]),
            Place::Direct => Utterance::direct(scene.sender, "…"),
        };
        let body = self.simulator.compose(&utterance).body;
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let session = text("sessionWebhook");
        let mut foreign = self.foreign.url().clone();
        foreign.set_path("/robot/sendBySession");
        foreign.set_query(Some(&format!("session={}", Uuid::new_v4().simple())));
        let unknown = session.split('=').next().unwrap_or_default().to_owned();
        let blanks = &mut scene.blanks;
        blanks.set("conversation_id", text("conversationId"));
        blanks.set("session", session);
        blanks.set("session_until", body["sessionWebhookExpiredTime"].to_string());
        blanks.set("foreign_session", foreign);
        blanks.set("unknown_session", format!("{unknown}={}", Uuid::new_v4().simple()));
    }

    /// Signs for so many seconds from now, in every form that the cases ask for.
    pub(super) fn sign(&self, scene: &mut Scene, seconds: i64) {
        let now = self.simulator.with(|world| world.now());
        let at = now + seconds * 1000;
        let secret = self.options.client_secret.as_str();
        let timestamp = at.to_string();
        let right = sign(secret, &timestamp);
        let blanks = &mut scene.blanks;
        blanks.set("now", now.to_string());
        blanks.set("timestamp.next", (at + 1).to_string());
        blanks.set("timestamp.old", (at - 7_200_000).to_string());
        let in_seconds = (at / 1000).to_string();
        blanks.set("sign.seconds", sign(secret, &in_seconds));
        blanks.set("timestamp.seconds", in_seconds);
        blanks.set("sign.soon", sign(secret, "soon"));
        blanks.set("sign.other", sign("the secret of somebody else", &timestamp));
        blanks.set("sign.lower", right.to_lowercase());
        blanks.set("sign.begun", &right[..BEGUN]);
        blanks.set("sign.url", right.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"));
        blanks.set("sign.hex", in_hex(&right));
        blanks.set("sign.sha1", with_sha1(secret, &timestamp));
        blanks.set("timestamp", timestamp);
        blanks.set("sign", right);
    }

    /// What the bot has done in a conversation until now.
    pub(super) fn seen(&self, scene: &Scene) -> Seen {
        self.simulator.with(|world| self.seen_in(world, scene))
    }

    pub(super) fn seen_in(&self, world: &World, scene: &Scene) -> Seen {
        let places = [world::Place::Group(scene.group), world::Place::Direct(scene.sender)];
        let said = world.chat.iter().filter(|entry| {
            entry.is_from_bot() && places.contains(&entry.place) && entry.kind != "empty"
        });
        let said: Vec<String> = said.map(ChatEntry::text).collect();
        let group = world.group(scene.group);
        let calls = world.calls.iter().filter(|call| {
            let is_rename = matches!(call.api, Api::UpdateGroupNick | Api::GroupNicks);
            let request = call.request.to_string();
            is_rename
                && (request.contains(&group.open_conversation_id)
                    || request.contains(&group.chatid))
        });
        let foreign = self.foreign.with(|world| world.calls.len());
        Seen {
            acts: scene.in_response + said.len(),
            renames: world.changes.iter().filter(|change| change.group == scene.group).count(),
            calls: calls.count(),
            foreign_calls: foreign,
            said,
        }
    }

    /// Waits until something was seen of the bot, as long as patience lasts.
    pub(super) async fn until(&self, scene: &Scene, fits: impl Fn(&Seen) -> bool) -> Seen {
        let found = self.simulator.wait_for(self.options.patience, |world| {
            let seen = self.seen_in(world, scene);
            fits(&seen).then_some(seen)
        });
        match found.await {
            Some(seen) => seen,
            None => self.seen(scene),
        }
    }
}

impl Scene {
    /// Counts an answer that came as the response to a callback.
    pub(super) fn note_response(&mut self, body: &str) {
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        let kind = body["msgtype"].as_str().unwrap_or("empty");
        self.in_response += usize::from(kind != "empty");
    }
}

fn in_hex(base64: &str) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let bytes = BASE64_STANDARD.decode(base64).unwrap_or_default();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with_sha1(secret: &str, timestamp: &str) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes());
    let mut mac = mac.expect("HMAC takes a key of any length");
    mac.update(format!("{timestamp}\n{secret}").as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}
