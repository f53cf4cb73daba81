//! Rates: how many commands are taken from one person and in one group. Each instance counts what
//! comes in through itself; so no flood costs more than a look into its memory.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::domain::{
    ConversationId, IncomingMessage, Limited, MessageId, Rate, RateWindow, Recent, Reply, Timestamp,
};

/// How many people, and how many groups, are remembered.
const REMEMBERED: usize = 4096;

/// The rates in force.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub sender: Option<Rate>,
    pub group: Option<Rate>,
}

/// Who has kept to the rates.
pub(super) struct Rates {
    limits: Limits,
    seen: Mutex<Seen>,
}

struct Seen {
    senders: Recent<String, Window>,
    groups: Recent<ConversationId, Window>,
}

#[derive(Default)]
struct Window {
    window: RateWindow<MessageId>,
    /// When somebody was last told to slow down.
    told_at: Option<Timestamp>,
}

/// What becomes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// It is carried out.
    Granted,
    /// It is not, and its sender shall know.
    Tell(Excess),
    /// It is not, and they know already.
    Leave,
}

/// One command too many. It is kept beside the message that is answered with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Excess {
    limited: Limited,
    count: u32,
    /// Seconds until the next one will be carried out.
    wait: u64,
}

impl Rates {
    pub(super) fn new(limits: Limits) -> Self {
        let hold = |rate: Option<Rate>| rate.map(|rate| rate.per.duration()).unwrap_or_default();
        let seen = Seen {
            senders: Recent::new(REMEMBERED, hold(limits.sender)),
            groups: Recent::new(REMEMBERED, hold(limits.group)),
        };
        Self { limits, seen: Mutex::new(seen) }
    }

    /// Counts a command, if it is granted. One that was delivered before counts once.
    pub(super) fn admit(&self, message: &IncomingMessage, now: Timestamp) -> Admission {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Seen { senders, groups } = &mut *seen;
        let mut sender = self.limits.sender.map(|rate| {
            let sender = message.sender.person.id().unwrap_or_default().to_owned();
            (senders.entry(sender, now), rate, Limited::Sender)
        });
        let mut group = self
            .limits
            .group
            .map(|rate| (groups.entry(message.conversation.clone(), now), rate, Limited::Group));
        // Who is over a limit of their own takes nothing from the others.
        for (window, rate, limited) in sender.iter_mut().chain(&mut group) {
            if let Err(wait) = window.window.check(*rate, &message.id, now) {
                let told = window.told_at.is_some_and(|at| now.since(at) < rate.per.duration());
                if told {
                    return Admission::Leave;
                }
                window.told_at = Some(now);
                let wait = wait.as_millis().div_ceil(1000);
                return Admission::Tell(Excess {
                    limited: *limited,
                    count: rate.count,
                    wait: u64::try_from(wait).unwrap_or(u64::MAX),
                });
            }
        }
        for (window, ..) in sender.iter_mut().chain(&mut group) {
            window.window.count(message.id.clone(), now);
        }
        Admission::Granted
    }
}

impl Limits {
    /// The rate that was exceeded.
    pub(super) fn exceeded(self, excess: Excess) -> Option<Rate> {
        match excess.limited {
            Limited::Sender => self.sender,
            Limited::Group => self.group,
        }
    }
}

impl Excess {
    /// What the sender is told.
    pub(super) fn reply(self, rate: Rate) -> Reply {
        let per = rate.per.as_str().to_owned();
        Reply::TooOften { limited: self.limited, count: self.count, per, wait: self.wait }
    }

    /// Under which name it is remembered that somebody was told: each person for themselves, and
    /// a group only once.
    pub(super) fn told_as(self, message: &IncomingMessage) -> String {
        match self.limited {
            Limited::Sender => {
                format!("too-often {}", message.sender.person.id().unwrap_or_default())
            }
            Limited::Group => format!("too-often {}", message.conversation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ConversationKind, MessageBody, Person, RobotCode, Sender, UserId};

    fn message(id: u32, sender: &str, group: &str) -> IncomingMessage {
        IncomingMessage {
            robot_code: RobotCode::parse("robot").expect("a robot"),
            id: MessageId::parse(&format!("msg{id}")).expect("an id"),
            conversation: ConversationId::parse(group).expect("a group"),
            title: None,
            kind: ConversationKind::Group,
            sender: Sender {
                person: Person { user_id: UserId::parse(sender), encrypted_id: None },
                display_name: sender.to_owned(),
            },
            body: MessageBody::Text("/nick a".to_owned()),
            mentions: Vec::new(),
            created_at: Timestamp(0),
            reply_session: None,
        }
    }

    fn rates(sender: &str, group: &str) -> Rates {
        Rates::new(Limits { sender: Rate::parse(sender), group: Rate::parse(group) })
    }

    #[test]
    fn a_flood_is_answered_once_and_takes_nothing_from_the_others() {
        let rates = rates("2/min", "4/min");
        let admit = |id, sender, at| rates.admit(&message(id, sender, "cidA="), Timestamp(at));
        assert_eq!(admit(1, "ming", 0), Admission::Granted);
        assert_eq!(admit(2, "ming", 1), Admission::Granted);
        let excess = Excess { limited: Limited::Sender, count: 2, wait: 60 };
        assert_eq!(admit(3, "ming", 1), Admission::Tell(excess));
        for id in 4..100 {
            assert_eq!(admit(id, "ming", 2), Admission::Leave);
        }
        assert_eq!(admit(1, "ming", 3), Admission::Granted, "it was granted before");
        assert_eq!(admit(100, "hong", 3), Admission::Granted);
        assert_eq!(admit(101, "hong", 3), Admission::Granted);
        let excess = Excess { limited: Limited::Group, count: 4, wait: 60 };
        assert_eq!(admit(102, "wang", 3), Admission::Tell(excess));
        assert_eq!(admit(103, "li", 4), Admission::Leave, "one answer for the group");
        assert_eq!(admit(104, "ming", 60_001), Admission::Granted);
    }

    #[test]
    fn without_rates_everything_is_granted_and_nothing_remembered() {
        let rates = rates("off", "off");
        for id in 0..1000 {
            let admission = rates.admit(&message(id, "ming", "cidA="), Timestamp(0));
            assert_eq!(admission, Admission::Granted);
        }
        let seen = rates.seen.lock().expect("nobody panicked");
        assert!(seen.senders.is_empty() && seen.groups.is_empty());
    }

    #[test]
    fn those_whose_time_is_over_are_forgotten() {
        let rates = rates("2/min", "off");
        let many = u32::try_from(REMEMBERED).expect("a few") + 10;
        for id in 0..many {
            let at = Timestamp(i64::from(id) * 1000);
            rates.admit(&message(id, &format!("user{id}"), "cidA="), at);
        }
        let seen = rates.seen.lock().expect("nobody panicked");
        assert!(seen.senders.len() <= REMEMBERED, "{} are remembered", seen.senders.len());
    }
}
