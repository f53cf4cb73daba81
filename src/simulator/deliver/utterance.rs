//! What somebody says, before DingTalk makes a message of it: words and
//! mentions picked from the member list, in the order they were typed.

use crate::simulator::world::{GroupId, PersonId, Place, World};

/// A piece of what somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Words; an `@name` in them is not linked to anybody.
    Text(String),
    /// A person picked from the member list.
    Mention(PersonId),
    /// The robot picked from the member list.
    Robot,
}

/// What a message holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// An ordinary message.
    Text(Vec<Segment>),
    /// Styled or edited words: the mentions stay in them as plain `@Name` parts.
    RichText(Vec<Segment>),
    /// The same with a picture at the end.
    RichTextWithPicture(Vec<Segment>),
    /// A picture alone; in a group the mention that lets the robot see it.
    Picture {
        /// The mentions that go with it.
        mentions: Vec<Segment>,
    },
}

/// Somebody says something somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Who.
    pub sender: PersonId,
    /// Where.
    pub place: Place,
    /// What.
    pub content: Content,
}

impl Utterance {
    /// A text message in a group.
    pub fn in_group(sender: PersonId, group: GroupId, segments: Vec<Segment>) -> Self {
        Self { sender, place: Place::Group(group), content: Content::Text(segments) }
    }

    /// A text message to the robot alone.
    pub fn direct(sender: PersonId, text: &str) -> Self {
        Self {
            sender,
            place: Place::Direct(sender),
            content: Content::Text(vec![Segment::Text(text.to_owned())]),
        }
    }

    /// The pieces of whatever kind of message this is.
    pub fn segments(&self) -> &[Segment] {
        match &self.content {
            Content::Text(segments)
            | Content::RichText(segments)
            | Content::RichTextWithPicture(segments)
            | Content::Picture { mentions: segments } => segments,
        }
    }

    /// Whether the robot was picked.
    pub fn mentions_robot(&self) -> bool {
        self.segments().contains(&Segment::Robot)
    }

    /// Whether the robot gets it: in a group only when it is mentioned.
    pub fn reaches_robot(&self) -> bool {
        self.mentions_robot() || matches!(self.place, Place::Direct(_))
    }

    /// DingTalk's word for the kind of message.
    pub fn kind(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "text",
            Content::RichText(_) | Content::RichTextWithPicture(_) => "richText",
            Content::Picture { .. } => "picture",
        }
    }
}

impl World {
    /// Reads a line as if each `@Name` of a member had been picked from the
    /// list: `@Bot /nick @Alice New Name`. The robot is `@Bot` or goes by its
    /// name; a member by nickname or directory name, the longest that fits.
    /// What fits nobody stays words; for a literal `@Alice` use [`Segment::Text`].
    pub fn pick_mentions(&self, group: GroupId, line: &str) -> Vec<Segment> {
        let mut names =
            vec![("Bot".to_owned(), Segment::Robot), (self.app.name.clone(), Segment::Robot)];
        for member in &self.group(group).members {
            let shown = self.shown_name(group, member.person).to_owned();
            let listed = self.person(member.person).name.clone();
            names.push((shown, Segment::Mention(member.person)));
            names.push((listed, Segment::Mention(member.person)));
        }
        let mut segments = Vec::new();
        let mut words = String::new();
        let mut rest = line;
        while let Some(start) = rest.find('@') {
            let (before, from_at) = rest.split_at(start);
            words.push_str(before);
            let after = &from_at['@'.len_utf8()..];
            let fitting = names.iter().filter(|(name, _)| after.starts_with(name.as_str()));
            match fitting.max_by_key(|(name, _)| name.len()) {
                None => {
                    words.push('@');
                    rest = after;
                }
                Some((name, segment)) => {
                    if !words.is_empty() {
                        segments.push(Segment::Text(std::mem::take(&mut words)));
                    }
                    segments.push(segment.clone());
                    rest = &after[name.len()..];
                }
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            segments.push(Segment::Text(words));
        }
        segments
    }
}
