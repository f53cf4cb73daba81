//! How the bot is told of what is said and of what happens: by callbacks, or over the connection that
//! it opens itself.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Shared, Simulator,
    deliver::{
        self, DeliverError, Delivered, DirectoryChange, Envelope, EventEnvelope, Happening,
        Utterance,
    },
    gateway::Item,
    lock,
    world::{Ack, Reception, Transport},
};

/// How long an acknowledgement is waited for, pushed as often as it may be by then.
const PUSH_TIMEOUT: Duration = Duration::from_secs(30);

impl Simulator {
    /// Tells where the bot takes callbacks.
    pub fn set_callback_url(&self, url: &str) {
        *lock(&self.shared.callback_url) = Some(url.to_owned());
    }

    /// Says something: it goes into the chat log, and to the bot if it
    /// mentions the robot or is said to it alone.
    ///
    /// # Errors
    /// When the bot is not reached.
    pub async fn say(&self, utterance: &Utterance) -> Result<Option<Delivered>, DeliverError> {
        self.shared.say(utterance).await
    }

    /// Puts something into the chat log and returns the callback, unsent,
    /// for tests that want to spoil or repeat it.
    pub fn compose(&self, utterance: &Utterance) -> Envelope {
        self.shared.compose(utterance)
    }

    /// Posts a callback as it stands, for the first time or again.
    ///
    /// # Errors
    /// When the bot is not reached.
    pub async fn deliver(&self, envelope: &Envelope) -> Result<Delivered, DeliverError> {
        self.shared.deliver(envelope).await
    }

    /// Posts any bytes under these headers, for what no envelope can be spoilt to.
    ///
    /// # Errors
    /// When nobody answers at `url`.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<Delivered, DeliverError> {
        deliver::post(&self.shared.client, url, headers, body).await
    }

    /// Tells where the bot takes events over HTTP.
    pub fn set_events_url(&self, url: &str) {
        *lock(&self.shared.events_url) = Some(url.to_owned());
    }

    /// Chooses how the bot is told of messages and events.
    pub fn set_transport(&self, transport: Transport) {
        *lock(&self.shared.transport) = transport;
    }

    /// Lets something happen to a group, and returns the event, untold.
    pub fn compose_event(&self, happening: &Happening) -> EventEnvelope {
        self.shared.with(|world| deliver::compose_event(world, happening))
    }

    /// Lets something change in the directory, and returns the event, untold.
    pub fn compose_directory_event(&self, change: &DirectoryChange) -> EventEnvelope {
        self.shared.with(|world| deliver::compose_directory_event(world, change))
    }

    /// Tells of an event, for the first time or again.
    ///
    /// # Errors
    /// When the bot is not reached, or its answer is not the protocol's.
    pub async fn deliver_event(&self, event: &EventEnvelope) -> Result<Delivered, DeliverError> {
        self.shared.deliver_event(event).await
    }

    /// Tells of an event over HTTP, in an envelope that was signed at another time than now.
    ///
    /// # Errors
    /// When the bot is not reached, or its answer is not the protocol's.
    pub async fn deliver_event_signed_at(
        &self,
        event: &EventEnvelope,
        at: i64,
    ) -> Result<Delivered, DeliverError> {
        self.shared.post_event(&event.http_body, Some(at)).await
    }

    /// Asks over HTTP whether anybody is there, as the console does when it saves a subscription.
    ///
    /// # Errors
    /// When the bot is not reached, or its answer is not the protocol's.
    pub async fn check_url(&self) -> Result<Delivered, DeliverError> {
        self.shared.post_event(&json!({ "EventType": "check_url" }), None).await
    }
}

impl Shared {
    pub(super) fn compose(&self, utterance: &Utterance) -> Envelope {
        self.with(|world| deliver::compose(world, utterance, &self.url))
    }

    pub(super) async fn deliver(&self, envelope: &Envelope) -> Result<Delivered, DeliverError> {
        let transport = *lock(&self.transport);
        let url = lock(&self.callback_url).clone();
        let answer = match (transport, url) {
            (Transport::Stream, _) => {
                let data = String::from_utf8_lossy(&envelope.bytes()).into_owned();
                self.push_in_time(Item::Message { id: envelope.message_id.clone(), data }).await
            }
            (Transport::Http, None) => Err(DeliverError::NoCallbackUrl),
            (Transport::Http, Some(url)) => envelope.post(&self.client, &url).await,
        };
        let reception = match &answer {
            Ok(delivered) => Reception::Answered(delivered.status),
            Err(_) => Reception::Unreachable,
        };
        self.with(|world| world.note_reception(&envelope.message_id, reception));
        answer
    }

    async fn push_in_time(&self, item: Item) -> Result<Delivered, DeliverError> {
        let answer = tokio::time::timeout(PUSH_TIMEOUT, self.push(item)).await;
        match answer {
            // To whoever looks at the status, an event that is to come later was not taken.
            Ok(Some(Ack { code: 200, data })) if data.contains("LATER") => {
                Ok(Delivered { status: 500, body: data })
            }
            Ok(Some(Ack { code, data })) => Ok(Delivered { status: code, body: data }),
            Ok(None) | Err(_) => Err(DeliverError::NotAcknowledged),
        }
    }

    async fn deliver_event(&self, event: &EventEnvelope) -> Result<Delivered, DeliverError> {
        let transport = *lock(&self.transport);
        match transport {
            Transport::Stream => self.push_in_time(Item::Event(event.clone())).await,
            Transport::Http => self.post_event(&event.http_body, None).await,
        }
    }

    async fn post_event(&self, body: &Value, at: Option<i64>) -> Result<Delivered, DeliverError> {
        let url = lock(&self.events_url).clone().ok_or(DeliverError::NoCallbackUrl)?;
        let mut subscription = self.read(deliver::Subscription::of);
        subscription.at = at.unwrap_or(subscription.at);
        deliver::post_event(&self.client, &url, subscription, body).await
    }

    pub(super) async fn say(
        &self,
        utterance: &Utterance,
    ) -> Result<Option<Delivered>, DeliverError> {
        let envelope = self.compose(utterance);
        if utterance.reaches_robot() { self.deliver(&envelope).await.map(Some) } else { Ok(None) }
    }
}
