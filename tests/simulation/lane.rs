//! What the messages of a simulation ask for, as the queue keeps it: one line of text.

use dingnick::domain::{ConversationId, MessageId, Nickname, Timestamp, UserId};
use dingnick::store::{FollowUp, lane_of};

/// Something that is to be done about one person in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) what: What,
    pub(crate) group: u64,
    pub(crate) member: u64,
    /// When it was asked for, which is newer or older.
    pub(crate) at: Timestamp,
}

/// The things that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A name of their own.
    Rename,
    /// Something that is only answered.
    Say,
    /// Names for three people, by jobs of their own.
    Plan,
    /// One name of a plan.
    Item,
    /// The newest name once more, after a while; then in its turn.
    ReapplyLater,
    Reapply,
    /// Something that is read by nobody the first time.
    Strange,
}

const WHATS: [(What, &str); 7] = [
    (What::Rename, "rename"),
    (What::Say, "say"),
    (What::Plan, "plan"),
    (What::Item, "item"),
    (What::ReapplyLater, "reapply-later"),
    (What::Reapply, "reapply"),
    (What::Strange, "strange"),
];

impl Asked {
    pub(crate) fn text(&self) -> String {
        let (_, what) = WHATS.iter().find(|(what, _)| *what == self.what).expect("it is listed");
        format!("{what} {} {} {}", self.group, self.member, self.at.0)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let word = words.next()?;
        let (what, _) = WHATS.iter().find(|(_, it)| *it == word)?;
        let mut number = || words.next()?.parse().ok();
        let (group, member, at) = (number()?, number()?, number()?);
        Some(Self {
            what: *what,
            group: u64::try_from(group).ok()?,
            member: u64::try_from(member).ok()?,
            at: Timestamp(at),
        })
    }

    pub(crate) fn conversation(&self) -> ConversationId {
        ConversationId::parse(&format!("cid{}", self.group)).expect("an id")
    }

    pub(crate) fn user(&self) -> UserId {
        UserId::parse(&format!("user{}", self.member)).expect("an id")
    }

    /// The name that is asked for says when it was.
    pub(crate) fn name(&self) -> Nickname {
        Nickname::parse(&format!("n{}", self.at.0)).expect("a name")
    }

    /// All that is done to a person's name waits in one lane, except for what waits for its time.
    pub(crate) fn lane(&self) -> String {
        let person = match self.what {
            What::ReapplyLater => format!("reapply user{}", self.member),
            _ => format!("user{}", self.member),
        };
        lane_of(&self.conversation(), &person)
    }

    pub(crate) fn is_rename(&self) -> bool {
        matches!(self.what, What::Rename | What::Item)
    }

    pub(crate) fn follow_up(&self, id: &str, due: Timestamp) -> FollowUp {
        FollowUp {
            message_id: MessageId::parse(id).expect("an id"),
            message: self.text(),
            asker: None,
            session: None,
            lane: self.lane(),
            conversation: self.conversation(),
            plan_id: None,
            due,
            received_at: due,
        }
    }
}
