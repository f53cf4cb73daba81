//! Rates: how many commands are taken from one person and in one group. Each instance counts what
//! comes in through itself; so no flood costs more than a look into its memory.
//!
//! What costs calls and what costs none are counted apart, so that nobody who asks for help keeps
//! others from their names: of a group's rate, the latter take half at most, and of a person's they
//! take none. Owner and admins have a share of their own, as large as the group's, for when the
//! members have used that up.

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

/// What a command costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cost {
    /// Calls to DingTalk.
    Calls,
    /// An answer.
    Nothing,
}

/// Who has kept to the rates.
pub(super) struct Rates {
    limits: Limits,
    seen: Mutex<Seen>,
}

struct Seen {
    senders: Recent<(String, Cost), Window>,
    groups: Recent<(ConversationId, Share), Window>,
}

/// Of what in a group's rate a command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Share {
    /// All that there is for members.
    All,
    /// What there is of it for commands that cost no calls.
    Free,
    /// What there is beside it for those who decide.
    Governors,
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

    /// Counts a command, if it is granted. One that was delivered before counts once. Of one too
    /// many nobody is told yet: see [`Rates::refuse`].
    ///
    /// # Errors
    /// The rate that it exceeds.
    pub(super) fn admit(
        &self,
        message: &IncomingMessage,
        cost: Cost,
        now: Timestamp,
    ) -> Result<(), Excess> {
        let shares: &[Share] = match cost {
            Cost::Calls => &[Share::All],
            Cost::Nothing => &[Share::All, Share::Free],
        };
        self.count(message, cost, shares, now)
    }

    /// The same of a command that the group's rate leaves no room for, of somebody who decides
    /// there.
    ///
    /// # Errors
    /// The rate that it exceeds.
    pub(super) fn admit_governor(
        &self,
        message: &IncomingMessage,
        cost: Cost,
        now: Timestamp,
    ) -> Result<(), Excess> {
        self.count(message, cost, &[Share::Governors], now)
    }

    fn count(
        &self,
        message: &IncomingMessage,
        cost: Cost,
        shares: &[Share],
        now: Timestamp,
    ) -> Result<(), Excess> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Seen { senders, groups } = &mut *seen;
        let sender = || (sender_of(message), cost);
        let group = |share: &Share| (message.conversation.clone(), *share);
        // Who is over a limit of their own takes nothing from the others.
        if let Some(rate) = self.limits.sender {
            let window = senders.entry(sender(), now);
            window.check(rate, Limited::Sender, &message.id, now)?;
        }
        if let Some(rate) = self.limits.group {
            for share in shares {
                let window = groups.entry(group(share), now);
                window.check(share.of(rate), Limited::Group, &message.id, now)?;
            }
            for share in shares {
                groups.entry(group(share), now).window.count(message.id.clone(), now);
            }
        }
        if self.limits.sender.is_some() {
            senders.entry(sender(), now).window.count(message.id.clone(), now);
        }
        Ok(())
    }

    /// What becomes of one command too many: each person is told so once in the time of the rate,
    /// and so is each group.
    pub(super) fn refuse(
        &self,
        message: &IncomingMessage,
        cost: Cost,
        excess: Excess,
        now: Timestamp,
    ) -> Admission {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let window = match excess.limited {
            Limited::Sender => seen.senders.entry((sender_of(message), cost), now),
            Limited::Group => seen.groups.entry((message.conversation.clone(), Share::All), now),
        };
        let per = self.limits.exceeded(excess).map(|rate| rate.per.duration()).unwrap_or_default();
        if window.told_at.is_some_and(|at| now.since(at) < per) {
            return Admission::Leave;
        }
        window.told_at = Some(now);
        Admission::Tell(excess)
    }
}

impl Window {
    fn check(
        &mut self,
        rate: Rate,
        limited: Limited,
        id: &MessageId,
        now: Timestamp,
    ) -> Result<(), Excess> {
        self.window.check(rate, id, now).map_err(|wait| {
            let wait = u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX);
            Excess { limited, count: rate.count, wait }
        })
    }
}

impl Share {
    /// How much it is of a group's rate.
    fn of(self, rate: Rate) -> Rate {
        match self {
            Self::All | Self::Governors => rate,
            Self::Free => Rate { count: rate.count.div_ceil(2), ..rate },
        }
    }
}

/// Any word for who sent it.
fn sender_of(message: &IncomingMessage) -> String {
    message.sender.person.id().unwrap_or_default().to_owned()
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
    /// Whether it is the group that has sent too many, and not this person.
    pub(super) fn is_of_group(self) -> bool {
        self.limited == Limited::Group
    }

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

    /// What becomes of a command of a member's.
    fn admission(
        rates: &Rates,
        message: &IncomingMessage,
        cost: Cost,
        now: Timestamp,
    ) -> Admission {
        match rates.admit(message, cost, now) {
            Ok(()) => Admission::Granted,
            Err(excess) => rates.refuse(message, cost, excess, now),
        }
    }

    #[test]
    fn a_flood_is_answered_once_and_takes_nothing_from_the_others() {
        let rates = rates("2/min", "4/min");
        let admit = |id, sender, at| {
            admission(&rates, &message(id, sender, "cidA="), Cost::Calls, Timestamp(at))
        };
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
    fn what_costs_no_calls_takes_half_and_those_who_decide_have_their_own() {
        let rates = rates("6/min", "6/min");
        let admit = |id, sender, cost| {
            rates.admit(&message(id, sender, "cidA="), cost, Timestamp(0)).is_ok()
        };
        for id in 0..10 {
            assert_eq!(admit(id, "ming", Cost::Nothing), id < 3);
        }
        for id in 10..20 {
            assert_eq!(admit(id, "hong", Cost::Calls), id < 13);
        }
        for id in 20..30 {
            let message = message(id, "owner", "cidA=");
            let granted = rates.admit_governor(&message, Cost::Nothing, Timestamp(0)).is_ok();
            assert_eq!(granted, id < 26, "the rate of a person holds for them, too");
        }
    }

    #[test]
    fn help_takes_nothing_of_a_person_s_names() {
        let rates = rates("2/min", "off");
        for (id, cost, granted) in [
            (1, Cost::Nothing, true),
            (2, Cost::Nothing, true),
            (3, Cost::Nothing, false),
            (4, Cost::Calls, true),
            (5, Cost::Calls, true),
            (6, Cost::Calls, false),
        ] {
            let admitted = rates.admit(&message(id, "ming", "cidA="), cost, Timestamp(0));
            assert_eq!(admitted.is_ok(), granted, "failed on {id}");
        }
    }

    #[test]
    fn without_rates_everything_is_granted_and_nothing_remembered() {
        let rates = rates("off", "off");
        for id in 0..1000 {
            let message = message(id, "ming", "cidA=");
            assert!(rates.admit(&message, Cost::Calls, Timestamp(0)).is_ok());
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
            let message = message(id, &format!("user{id}"), "cidA=");
            rates.admit(&message, Cost::Calls, at).expect("it is the first");
        }
        let seen = rates.seen.lock().expect("nobody panicked");
        assert!(seen.senders.len() <= REMEMBERED, "{} are remembered", seen.senders.len());
    }
}
