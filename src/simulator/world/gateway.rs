//! What the Stream gateway knows: tickets, connections, and everything that was pushed with what
//! was answered. Pure state; the sockets are elsewhere.

use std::collections::HashMap;

use serde_json::Value;

/// How long a ticket is good for, in milliseconds.
const TICKET_LIFE: i64 = 90_000;

/// The gateway's books.
#[derive(Default)]
pub struct GatewayBooks {
    /// Every connection there was, by its number.
    pub connections: Vec<Connection>,
    /// Everything that was pushed, oldest first.
    pub pushes: Vec<Push>,
    tickets: HashMap<String, Ticket>,
}

/// What a connection wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// `CALLBACK` or `EVENT`.
    pub kind: String,
    /// The topic; `*` for all.
    pub topic: String,
}

/// A connection, open or not.
#[derive(Clone, Debug)]
pub struct Connection {
    /// When it was opened.
    pub opened_at: i64,
    /// When it was closed, from whichever side.
    pub closed_at: Option<i64>,
    /// What it wants to hear of.
    pub subscriptions: Vec<Subscription>,
    /// What its client said that it is.
    pub ua: String,
}

/// Something that was pushed, once for each time.
#[derive(Clone, Debug)]
pub struct Push {
    /// `messageId` of the frame: another one each time.
    pub message_id: String,
    /// What it is about: `msgId`, `eventId`, or the topic of a system frame.
    pub key: String,
    /// Over which connection.
    pub connection: usize,
    /// What was answered.
    pub answer: Option<Ack>,
}

/// An answer to a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// 200, 404, 500.
    pub code: u16,
    /// `data`, as text.
    pub data: String,
}

struct Ticket {
    issued_at: i64,
    subscriptions: Vec<Subscription>,
    ua: String,
}

impl GatewayBooks {
    /// How many connections are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.connections.iter().filter(|connection| connection.closed_at.is_none()).count()
    }

    /// The answers to all pushes about this key.
    #[must_use]
    pub fn answers(&self, key: &str) -> Vec<Option<Ack>> {
        self.answers_since(0, key)
    }

    pub(in crate::simulator) fn answers_since(&self, first: usize, key: &str) -> Vec<Option<Ack>> {
        let pushes = self.pushes.iter().skip(first).filter(|push| push.key == key);
        pushes.map(|push| push.answer.clone()).collect()
    }

    pub(in crate::simulator) fn issue_ticket(
        &mut self,
        now: i64,
        subscriptions: Vec<Subscription>,
        ua: String,
    ) -> String {
        let ticket = uuid::Uuid::new_v4().to_string();
        self.tickets.insert(ticket.clone(), Ticket { issued_at: now, subscriptions, ua });
        ticket
    }

    /// Opens a connection for a ticket, once; its number.
    pub(in crate::simulator) fn redeem(&mut self, ticket: &str, now: i64) -> Option<usize> {
        let Ticket { issued_at, subscriptions, ua } = self.tickets.remove(ticket)?;
        if now - issued_at > TICKET_LIFE {
            return None;
        }
        let connection = Connection { opened_at: now, closed_at: None, subscriptions, ua };
        self.connections.push(connection);
        Some(self.connections.len() - 1)
    }

    pub(in crate::simulator) fn close(&mut self, connection: usize, now: i64) {
        if let Some(connection) = self.connections.get_mut(connection) {
            connection.closed_at.get_or_insert(now);
        }
    }

    pub(in crate::simulator) fn note_ack(&mut self, message: &str) {
        let Ok(message) = serde_json::from_str::<Value>(message) else {
            return;
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let id = text(&message["headers"]["messageId"]);
        let code = message["code"].as_u64().and_then(|code| u16::try_from(code).ok());
        let push = self.pushes.iter_mut().rev().find(|push| push.message_id == id);
        if let (Some(push), Some(code)) = (push, code) {
            push.answer.get_or_insert(Ack { code, data: text(&message["data"]) });
        }
    }
}

impl Connection {
    /// Whether it wants to hear of this.
    #[must_use]
    pub fn wants(&self, kind: &str, topic: &str) -> bool {
        let mut subscriptions = self.subscriptions.iter();
        subscriptions.any(|it| it.kind == kind && (it.topic == topic || it.topic == "*"))
    }
}

impl Ack {
    /// Whether what was pushed need not come again: taken, or told not to be there.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self.code {
            200 => !self.data.contains("LATER"),
            code => code < 500,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_opens_one_connection_within_ninety_seconds() {
        let mut books = GatewayBooks::default();
        let ticket = books.issue_ticket(0, Vec::new(), String::new());
        assert_eq!(books.redeem("another", 0), None);
        assert_eq!(books.redeem(&ticket, TICKET_LIFE), Some(0));
        assert_eq!(books.redeem(&ticket, TICKET_LIFE), None, "it is used up");
        let late = books.issue_ticket(0, Vec::new(), String::new());
        assert_eq!(books.redeem(&late, TICKET_LIFE + 1), None);
        assert_eq!(books.open(), 1);
        books.close(0, 7);
        assert_eq!((books.open(), books.connections[0].closed_at), (0, Some(7)));
    }

    #[test]
    fn an_answer_is_noted_with_its_push() {
        let mut books = GatewayBooks::default();
        let push = |message_id: &str| Push {
            message_id: message_id.to_owned(),
            key: "msg".to_owned(),
            connection: 0,
            answer: None,
        };
        books.pushes = vec![push("1"), push("2")];
        for strange in ["", "[]", "{}", r#"{"code":"200"}"#, r#"{"code":200,"headers":{}}"#] {
            books.note_ack(strange);
        }
        books.note_ack(r#"{"code":200,"headers":{"messageId":"2"},"data":"{}"}"#);
        let ack = Ack { code: 200, data: "{}".to_owned() };
        assert_eq!(books.answers("msg"), [None, Some(ack)]);
        assert_eq!(books.answers("other"), []);
    }

    #[test]
    fn what_was_not_taken_comes_again() {
        for (code, data, is_final) in [
            (200, r#"{"response":null}"#, true),
            (200, r#"{"status":"SUCCESS"}"#, true),
            (200, r#"{"status":"LATER"}"#, false),
            (404, "", true),
            (500, "", false),
        ] {
            assert_eq!(Ack { code, data: data.to_owned() }.is_final(), is_final, "{code} {data}");
        }
    }
}
