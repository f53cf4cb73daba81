//! What a group has decided for itself: who may do what, and how names must be.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Remind, RuleName, UserId};

/// The rules of one group as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Who may rename whom.
    pub allow: Allow,
    /// Whether renames by members wait for owner or admin.
    pub approval: bool,
    /// The shape that names must have, as [`super::Format`] reads it.
    pub format: Option<String>,
    /// The shared rule that this shape is of.
    pub uses: Option<RuleName>,
    /// What becomes of a name like that of another member.
    pub lookalikes: Lookalikes,
    /// Whether those who come in are given a name that has the shape, or asked for one.
    pub welcome: bool,
    /// Whether success is told by a reaction instead of a message.
    pub quiet: bool,
    /// When the group is reminded of names that do not fit.
    pub remind: Option<Remind>,
    /// What its people are asked for, as parts of names.
    pub collect: Option<Vec<String>>,
    /// The group's language, a BCP 47 tag.
    pub language: Option<String>,
    /// Members who may rename others.
    pub trusted: BTreeSet<UserId>,
    /// Members whose names only owner and admins change.
    pub locked: BTreeSet<UserId>,
    /// Members whose names need not have the group's shape.
    pub exempt: BTreeSet<UserId>,
    /// Whether it was made a scene group through us.
    pub adopted: bool,
    /// Names that nobody may have (`true`), beside those that are always kept; or that anybody may
    /// have here although they are always kept (`false`).
    pub reserved: BTreeMap<String, bool>,
}

/// One decision of a group's owner or of an admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Who may rename whom.
    Allow(Allow),
    /// Whether renames by members wait.
    Approval(bool),
    /// The shape that names must have, or any.
    Format(Option<String>),
    /// The shape that names must have: that of a rule which many groups share.
    Use(RuleName),
    /// What becomes of a name like that of another member.
    Lookalikes(Lookalikes),
    /// Whether those who come in are named on arrival.
    Welcome(bool),
    /// Whether success is told by a reaction instead of a message.
    Quiet(bool),
    /// When the group is reminded of names that do not fit.
    Remind(Option<Remind>),
    /// What its people are asked for, or that they are no more.
    Collect(Option<Vec<String>>),
    /// The group's language.
    Language(String),
    /// Whether a member may rename others.
    Trust(UserId, bool),
    /// Whether a member's name is locked.
    Lock(UserId, bool),
    /// Whether a member's name need not have the group's shape.
    Exempt(UserId, bool),
    /// Whether a name is kept from everybody.
    Reserve(String, bool),
    /// That the group was made a scene group, or an ordinary one again.
    Adopted(bool),
}

/// Whose names a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern<'a> {
    /// This member's.
    Name(&'a UserId),
    /// Anybody's.
    Names,
    /// Nobody's.
    None,
}

/// Who may rename whom in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Allow {
    /// Members themselves; owner and admins anyone.
    #[default]
    Self_,
    /// Only owner and admins.
    Owner,
    /// Anyone anyone.
    Everyone,
}

/// What becomes of a name that looks like that of another member. Names that look like those of
/// owner, admins and bot, or like a reserved one, are refused in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lookalikes {
    /// It is refused.
    Refuse,
    /// It is set, and the group is told. Two people may well have one name, so this is the
    /// default.
    #[default]
    Warn,
    /// It is set.
    Allow,
}

impl Allow {
    /// The word as it is typed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Self_ => "self",
            Self::Owner => "owner",
            Self::Everyone => "everyone",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Self_, Self::Owner, Self::Everyone].into_iter().find(|allow| allow.as_str() == word)
    }
}

impl Lookalikes {
    /// The word as it is typed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Warn => "warn",
            Self::Allow => "allow",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Refuse, Self::Warn, Self::Allow].into_iter().find(|rule| rule.as_str() == word)
    }
}

const ON: &str = "on";
const OFF: &str = "off";

/// Before the name of a rule, where it stands in a format's place. A format has braces in it, or
/// begins with a slash.
const USE: &str = "use ";

fn rule_used(value: &str) -> Option<RuleName> {
    value.strip_prefix(USE).and_then(RuleName::parse)
}

impl Change {
    /// Whose names it is about: it is not told before what had begun under the rule before it has
    /// ended.
    #[must_use]
    pub fn concern(&self) -> Concern<'_> {
        match self {
            Self::Lock(user_id, _) | Self::Exempt(user_id, _) => Concern::Name(user_id),
            Self::Allow(_)
            | Self::Approval(_)
            | Self::Format(_)
            | Self::Use(_)
            | Self::Lookalikes(_)
            | Self::Trust(..)
            | Self::Reserve(..) => Concern::Names,
            Self::Welcome(_)
            | Self::Quiet(_)
            | Self::Remind(_)
            | Self::Collect(_)
            | Self::Language(_)
            | Self::Adopted(_) => Concern::None,
        }
    }

    /// The name of the rule, whom or what it is about if not the group, and the new value; empty
    /// where the rule is back at its default.
    #[must_use]
    pub fn to_row(&self) -> (&'static str, String, String) {
        let switch = |on: bool| if on { ON.to_owned() } else { String::new() };
        match self {
            Self::Allow(allow) => ("allow", String::new(), allow.as_str().to_owned()),
            Self::Approval(on) => ("approval", String::new(), switch(*on)),
            Self::Format(format) => ("format", String::new(), format.clone().unwrap_or_default()),
            Self::Use(rule) => ("format", String::new(), format!("{USE}{rule}")),
            Self::Lookalikes(rule) => ("lookalikes", String::new(), rule.as_str().to_owned()),
            Self::Welcome(on) => ("welcome", String::new(), switch(*on)),
            Self::Quiet(on) => ("quiet", String::new(), switch(*on)),
            Self::Remind(remind) => (
                "remind",
                String::new(),
                remind.map(|remind| remind.to_value()).unwrap_or_default(),
            ),
            Self::Collect(parts) => (
                "collect",
                String::new(),
                parts.as_ref().map(|it| it.join(" ")).unwrap_or_default(),
            ),
            Self::Language(tag) => ("language", String::new(), tag.clone()),
            Self::Trust(user_id, on) => ("trust", user_id.to_string(), switch(*on)),
            Self::Lock(user_id, on) => ("lock", user_id.to_string(), switch(*on)),
            Self::Exempt(user_id, on) => ("exempt", user_id.to_string(), switch(*on)),
            Self::Adopted(on) => ("adopted", String::new(), switch(*on)),
            Self::Reserve(name, on) => {
                ("reserve", name.clone(), if *on { ON } else { OFF }.to_owned())
            }
        }
    }

    /// The change that a row tells of; `None` for one that this version does not know.
    #[must_use]
    pub fn from_row(name: &str, subject: &str, value: &str) -> Option<Self> {
        let is_on = value == ON;
        Some(match name {
            "allow" => Self::Allow(Allow::parse(value)?),
            "approval" => Self::Approval(is_on),
            "format" if let Some(rule) = rule_used(value) => Self::Use(rule),
            "format" => Self::Format(Some(value.to_owned()).filter(|value| !value.is_empty())),
            "lookalikes" => Self::Lookalikes(Lookalikes::parse(value)?),
            "welcome" => Self::Welcome(is_on),
            "quiet" => Self::Quiet(is_on),
            "remind" if value.is_empty() => Self::Remind(None),
            "remind" => Self::Remind(Some(Remind::from_value(value)?)),
            "collect" if value.is_empty() => Self::Collect(None),
            "collect" => Self::Collect(Some(value.split(' ').map(str::to_owned).collect())),
            "language" => Self::Language(value.to_owned()),
            "trust" => Self::Trust(UserId::parse(subject)?, is_on),
            "lock" => Self::Lock(UserId::parse(subject)?, is_on),
            "exempt" => Self::Exempt(UserId::parse(subject)?, is_on),
            "reserve" => Self::Reserve(subject.to_owned(), is_on),
            "adopted" => Self::Adopted(is_on),
            _ => return None,
        })
    }
}

impl Rules {
    /// The rules after a change.
    pub fn apply(&mut self, change: Change) {
        fn put(set: &mut BTreeSet<UserId>, user_id: UserId, is_in: bool) {
            if is_in {
                set.insert(user_id);
            } else {
                set.remove(&user_id);
            }
        }
        match change {
            Change::Allow(allow) => self.allow = allow,
            Change::Approval(approval) => self.approval = approval,
            Change::Format(format) => {
                self.format = format;
                self.uses = None;
            }
            Change::Use(rule) => {
                self.format = None;
                self.uses = Some(rule);
            }
            Change::Lookalikes(lookalikes) => self.lookalikes = lookalikes,
            Change::Welcome(on) => self.welcome = on,
            Change::Quiet(on) => self.quiet = on,
            Change::Remind(remind) => self.remind = remind,
            Change::Collect(parts) => self.collect = parts,
            Change::Language(tag) => self.language = Some(tag),
            Change::Trust(user_id, on) => put(&mut self.trusted, user_id, on),
            Change::Lock(user_id, on) => put(&mut self.locked, user_id, on),
            Change::Exempt(user_id, on) => put(&mut self.exempt, user_id, on),
            Change::Reserve(name, on) => {
                self.reserved.insert(name, on);
            }
            Change::Adopted(on) => self.adopted = on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes() -> Vec<Change> {
        let ming = UserId::parse("ming").expect("a userid");
        vec![
            Change::Allow(Allow::Self_),
            Change::Allow(Allow::Owner),
            Change::Allow(Allow::Everyone),
            Change::Approval(true),
            Change::Approval(false),
            Change::Format(Some("{class}-{name}".to_owned())),
            Change::Format(Some("use {name}".to_owned())),
            Change::Format(None),
            Change::Use(RuleName::parse("班级").expect("a name")),
            Change::Lookalikes(Lookalikes::Refuse),
            Change::Lookalikes(Lookalikes::Warn),
            Change::Lookalikes(Lookalikes::Allow),
            Change::Welcome(false),
            Change::Welcome(true),
            Change::Quiet(false),
            Change::Quiet(true),
            Change::Collect(None),
            Change::Collect(Some(vec!["name".to_owned(), "学号".to_owned()])),
            Change::Language("zh-CN".to_owned()),
            Change::Trust(ming.clone(), true),
            Change::Trust(ming.clone(), false),
            Change::Lock(ming.clone(), true),
            Change::Lock(ming, false),
            Change::Reserve("班主任".to_owned(), true),
            Change::Reserve("老师".to_owned(), false),
            Change::Adopted(false),
            Change::Adopted(true),
        ]
    }

    #[test]
    fn a_change_is_read_as_it_was_written() {
        for change in changes() {
            let (name, subject, value) = change.to_row();
            assert_eq!(Change::from_row(name, &subject, &value), Some(change));
        }
        assert_eq!(Change::from_row("loud", "", ON), None, "of a later version");
        assert_eq!(Change::from_row("allow", "", "nobody"), None);
    }

    #[test]
    fn rules_are_what_was_changed_last() {
        let mut rules = Rules::default();
        for change in changes() {
            rules.apply(change);
        }
        let mut expected =
            Rules { allow: Allow::Everyone, lookalikes: Lookalikes::Allow, ..Rules::default() };
        expected.uses = RuleName::parse("班级");
        expected.collect = Some(vec!["name".to_owned(), "学号".to_owned()]);
        expected.welcome = true;
        expected.quiet = true;
        expected.adopted = true;
        expected.language = Some("zh-CN".to_owned());
        expected.reserved = [("班主任".to_owned(), true), ("老师".to_owned(), false)].into();
        assert_eq!(rules, expected);
    }
}
