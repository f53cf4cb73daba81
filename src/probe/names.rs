//! The questions about names in a group.

use super::ask::Probe;
use super::line::Miss;
use super::question::SHORT;
use super::report::{ChatidFrom, Line, Made, Outcome};
use super::search::Search;
use super::subject::{Subject, Way};
use crate::dingtalk::Api;
use crate::facts::{self, Value};

/// What a nickname may have, until a fact says otherwise.
const EXPECTED: usize = 30;

/// A character of three bytes in UTF-8 and one unit of UTF-16, and one of four and two.
const HANZI: &str = "汉";
const RARE_HANZI: &str = "𠮷";

const NO_NAME: &str = "no name can be set in this group";

impl Probe {
    /// Does the call take this group?
    pub(super) async fn rename(&self, subject: &mut Subject, line: &mut Line) {
        let way = match (&subject.chat_id, &subject.conversation) {
            (Some(_), _) => Way::Chat,
            (None, Some(_)) => Way::Scene,
            (None, None) => return line.note("the group has no id"),
        };
        let name = short_name();
        let answer = self.set(subject, way, &name, line).await;
        let is_taken = match &answer {
            Ok(()) => {
                subject.state().way = Some(way);
                subject.state().shown = Some(name);
                true
            }
            Err(miss) if miss.is_of_the_group() => false,
            Err(miss) => return line.miss(miss),
        };
        line.outcome = Outcome::Answered;
        if way == Way::Scene {
            return line.note(match is_taken {
                true => "it is a scene group already",
                false => "it has no chatid, and is no scene group",
            });
        }
        let (by_hand, chosen) =
            (subject.made == Made::Hand, subject.chatid_from == ChatidFrom::ChooseChat);
        if !is_taken && by_hand && chosen {
            line.outcome = Outcome::Unclear;
            return line.note("refused, because of the group or of where its chatid comes from");
        }
        if by_hand {
            line.find("hand-made-chatid", is_taken);
        }
        if chosen {
            line.find("choose-chat-chatid", is_taken);
        }
        if subject.made == Made::Department {
            line.find("department-chatid", is_taken);
        }
    }

    /// Does the list of members tell the test name?
    pub(super) async fn members(&self, subject: &mut Subject, line: &mut Line) {
        let Some(shown) = subject.shown().map(str::to_owned) else {
            *line = Line::left_out(line.question, NO_NAME);
            return;
        };
        if subject.conversation.is_none() {
            let why = "the group's conversation id is not known: bind it first";
            *line = Line::left_out(line.question, why);
            return;
        }
        match self.listed(subject, line).await {
            Ok(Some(nickname)) => {
                subject.state().lists_nicknames = nickname == shown;
                line.find("inner-members-nickname", nickname == shown);
            }
            Ok(None) => line.note("the list does not have the person in it"),
            Err(miss) => line.miss(&miss),
        }
    }

    /// The nickname in the list of members, and that it was looked at.
    async fn listed(&self, subject: &Subject, line: &mut Line) -> Result<Option<String>, Miss> {
        let Some(conversation) = &subject.conversation else {
            return Ok(None);
        };
        let turn = || self.turn(Some(conversation));
        let call = async || self.calls().inner_members(turn(), conversation, &subject.user).await;
        let answer = self.until_stopped(call).await;
        line.called(Api::InnerMembers.as_str(), None, &answer);
        let mut members = answer?.into_iter();
        Ok(members.find(|member| member.user_id == subject.user).map(|member| member.nickname))
    }

    /// What does an empty name do?
    pub(super) async fn empty_name(&self, subject: &mut Subject, line: &mut Line) {
        let (Some(way), Some(shown)) = (subject.state().way, subject.shown().map(str::to_owned))
        else {
            *line = Line::left_out(line.question, NO_NAME);
            return;
        };
        match self.set(subject, way, "", line).await {
            Err(miss) if miss.is_of_the_name() => return line.find("empty-name", "refused"),
            Err(miss) => return line.miss(&miss),
            Ok(()) => {}
        }
        if subject.state().lists_nicknames
            && let Ok(Some(nickname)) = self.listed(subject, line).await
        {
            return subject.saw(line, nickname != shown);
        }
        line.note("it is taken; nobody looked at what the group shows then");
    }

    /// How long may a name be?
    pub(super) async fn longest_name(&self, subject: &mut Subject, line: &mut Line) {
        let Some(way) = subject.state().way else {
            *line = Line::left_out(line.question, NO_NAME);
            return;
        };
        let mut search = Search::new(SHORT, expected());
        while let Some(length) = search.next() {
            match self.fits(subject, way, &long_name(length), line).await {
                Ok(fits) => search.learn(length, fits),
                Err(miss) => return line.miss(&miss),
            }
        }
        let Some(longest) = search.longest() else {
            return line.note("there is no end to it within 256 characters");
        };
        let number = i64::try_from(longest).unwrap_or(i64::MAX);
        line.find("longest-nickname", Value::Number(number));
        let unit = match self.fits(subject, way, &HANZI.repeat(longest), line).await {
            Ok(true) => match self.fits(subject, way, &RARE_HANZI.repeat(longest), line).await {
                Ok(true) => "characters",
                Ok(false) => "utf16",
                Err(miss) => return line.miss(&miss),
            },
            Ok(false) => "bytes",
            Err(miss) => return line.miss(&miss),
        };
        line.find("nickname-unit", unit);
    }

    async fn fits(
        &self,
        subject: &mut Subject,
        way: Way,
        name: &str,
        line: &mut Line,
    ) -> Result<bool, Miss> {
        match self.set(subject, way, name, line).await {
            Ok(()) => {
                subject.state().shown = Some(name.to_owned());
                Ok(true)
            }
            Err(miss) if miss.is_of_the_name() => Ok(false),
            Err(miss) => Err(miss),
        }
    }
}

impl Subject {
    /// What the group shows after an empty name was taken: the directory's name, or still the one
    /// before.
    pub fn saw(&mut self, line: &mut Line, is_cleared: bool) {
        line.note = None;
        line.find("empty-name", if is_cleared { "cleared" } else { "kept" });
        self.state().empty_clears = is_cleared;
        if is_cleared {
            self.state().shown = None;
        }
    }
}

fn expected() -> usize {
    match facts::get("longest-nickname").and_then(|fact| fact.expected.as_ref()) {
        Some(Value::Number(number)) => usize::try_from(*number).unwrap_or(EXPECTED),
        _ => EXPECTED,
    }
}

/// A name that nobody has, of [`SHORT`] characters.
pub(super) fn short_name() -> String {
    format!("probe{:04}", fastrand::u16(..10_000))
}

fn long_name(length: usize) -> String {
    let name = short_name();
    let missing = length.saturating_sub(name.len());
    name.chars().chain(std::iter::repeat_n('x', missing)).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_names_have_the_length_that_is_asked_for() {
        assert_eq!(short_name().chars().count(), SHORT);
        for length in [1, SHORT, 30, 256] {
            assert_eq!(long_name(length).chars().count(), length);
        }
    }
}
