//! What was said, where, by whom, and who was really mentioned.

use super::{GroupId, PersonId, World};

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In a group.
    Group(GroupId),
    /// Between one person and the robot.
    Direct(PersonId),
}

/// One message in the log.
#[derive(Clone, Debug)]
pub struct ChatEntry {
    /// Its number in this world, from 1, in order of time.
    pub number: usize,
    /// When.
    pub at: i64,
    /// Where.
    pub place: Place,
    /// By whom.
    pub author: Author,
    /// The author's name at that time, as the conversation showed it.
    pub author_name: String,
    /// DingTalk's word for the kind of message: `text`, `markdown`, `richText`, …
    pub kind: String,
    /// The headline of messages that have one.
    pub title: Option<String>,
    /// The message as people see it.
    pub pieces: Vec<Piece>,
    /// Whether everybody was mentioned.
    pub at_all: bool,
    /// Of a person's message: its msgId.
    pub message_id: Option<String>,
    /// What became of a person's message on its way to the bot.
    pub reception: Reception,
}

/// A piece of a message as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain words; in markdown messages with its marks.
    Text(String),
    /// A linked mention of a person, with the name it shows.
    Mention {
        /// Who.
        person: PersonId,
        /// The name shown, without the `@`.
        name: String,
    },
    /// A linked mention of the robot.
    Robot {
        /// The name shown, without the `@`.
        name: String,
    },
    /// A picture.
    Picture,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person.
    Person(PersonId),
    /// The robot, and the way its words came in.
    Bot(Via),
}

/// How a message of the robot came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Through a reply session.
    Session,
    /// Through `groupMessages/send`.
    GroupMessage,
    /// Through `oToMessages/batchSend`.
    DirectMessage,
}

/// What became of a person's message on its way to the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// A message of the robot itself.
    Own,
    /// It does not mention the robot, so the robot never gets it.
    NotForBot,
    /// Not answered yet.
    Pending,
    /// The bot answered with this HTTP status.
    Answered(u16),
    /// The bot could not be reached.
    Unreachable,
}

/// A reaction that the robot put on somebody's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// In which group.
    pub group: GroupId,
    /// The message, by `msgId`.
    pub message_id: String,
    /// What it says.
    pub name: String,
}

impl ChatEntry {
    /// The message in one string, mentions as `@Name`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Mention { name, .. } | Piece::Robot { name } => {
                    text.push('@');
                    text.push_str(name);
                }
                Piece::Picture => text.push_str("[picture]"),
            }
        }
        text
    }

    /// Who was really mentioned.
    pub fn mentioned(&self) -> Vec<PersonId> {
        let people = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Mention { person, .. } => Some(*person),
            Piece::Text(_) | Piece::Robot { .. } | Piece::Picture => None,
        });
        people.collect()
    }

    /// Whether the robot said it.
    pub fn is_from_bot(&self) -> bool {
        matches!(self.author, Author::Bot(_))
    }
}

impl World {
    /// What was said in one conversation, oldest first.
    pub fn log(&self, place: Place) -> impl DoubleEndedIterator<Item = &ChatEntry> {
        self.chat.iter().filter(move |entry| entry.place == place)
    }

    /// What the robot said in one conversation, oldest first.
    pub fn bot_messages(&self, place: Place) -> Vec<&ChatEntry> {
        self.log(place).filter(|entry| entry.is_from_bot()).collect()
    }

    /// Whether somebody said something in a place, was mentioned there, came in, or owns it: nobody
    /// else is concerned by what the robot says.
    pub(in crate::simulator) fn concerns(&self, place: Place, person: PersonId) -> bool {
        let took_part = |entry: &ChatEntry| {
            entry.place == place
                && (entry.author == Author::Person(person)
                    || (!entry.is_from_bot() && entry.mentioned().contains(&person)))
        };
        let is_of_group = match place {
            Place::Group(group) => {
                self.group(group).owner == person || self.newcomers.contains(&(group, person))
            }
            Place::Direct(other) => other == person,
        };
        is_of_group || self.chat.iter().any(took_part)
    }

    /// The userids that the robot really mentioned in this entry.
    pub fn mentioned_userids(&self, entry: &ChatEntry) -> Vec<String> {
        let people = entry.mentioned().into_iter();
        people.filter_map(|person| self.person(person).userid.clone()).collect()
    }

    /// The name that a conversation shows for somebody.
    pub fn name_in(&self, place: Place, person: PersonId) -> &str {
        match place {
            Place::Group(group) => self.shown_name(group, person),
            Place::Direct(_) => &self.person(person).name,
        }
    }

    /// The conversation with this `cid…`.
    pub fn place_by_conversation(&self, conversation_id: &str) -> Option<Place> {
        let group = self.group_by_conversation(conversation_id).map(Place::Group);
        group.or_else(|| {
            let mut people = self.people.iter();
            let index = people.position(|p| p.direct_conversation_id == conversation_id)?;
            Some(Place::Direct(PersonId(index)))
        })
    }

    /// Adds an entry with the next number and the present time; returns the number.
    pub(in crate::simulator) fn record(&mut self, entry: ChatEntry) -> usize {
        let number = self.chat.len() + 1;
        let at = self.now();
        self.chat.push(ChatEntry { number, at, ..entry });
        number
    }

    /// Notes what became of a person's message.
    pub(in crate::simulator) fn note_reception(&mut self, message_id: &str, reception: Reception) {
        let mut entries = self.chat.iter_mut().rev();
        if let Some(entry) = entries.find(|e| e.message_id.as_deref() == Some(message_id)) {
            entry.reception = reception;
        }
    }
}
