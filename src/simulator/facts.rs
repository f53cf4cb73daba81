//! What DingTalk's documents leave open, as this world has it: the values of `docs/facts.toml`, each
//! of which a test may turn around. The table says of each who says so.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use toml::Value;

/// The open facts that this world has a behaviour for.
#[derive(Clone, Debug)]
pub struct Facts {
    /// `hand-made-chatid`: whether `updategroupnick` takes groups that were made by hand.
    pub hand_made_chatid: bool,
    /// `longest-nickname`: in [`Facts::nickname_unit`].
    pub longest_nickname: usize,
    /// `nickname-unit`
    pub nickname_unit: Unit,
    /// `empty-name`
    pub empty_name: EmptyName,
    /// `refusal-shape`: whether `updategroupnick` wraps its own refusals.
    pub wraps_refusals: bool,
    /// `limit-shape`: whether too many calls a second are told wrapped.
    pub wraps_limits: bool,
    /// `adopt-existing-group`
    pub adopts_existing_groups: bool,
    /// `adopted-group-nicknames`
    pub adopted_group_nicknames: bool,
    /// `release-undoes-adopt`: whether `template/close` is there.
    pub release_undoes_adopt: bool,
    /// `not-the-owner-code`
    pub not_the_owner: i64,
    /// `inner-members-nickname`
    pub inner_members_nickname: bool,
    /// `scene-members-nickname`: whether the list of a scene group's members names them as the
    /// group does; the documents say "name" in words, and "nick" in the field.
    pub scene_members_nickname: bool,
    /// `sender-nick`: whether `senderNick` shows the group nickname.
    pub sender_nick_follows_group: bool,
}

/// What a nickname's length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Code points.
    Characters,
    /// Units of UTF-16.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

impl Unit {
    /// How long a text is.
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Characters => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Bytes => text.len(),
        }
    }
}

/// What an empty nickname does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyName {
    /// It is a bad parameter.
    Refused,
    /// The directory's name is shown again.
    Cleared,
    /// It is taken, and nothing changes.
    Kept,
}

#[derive(Deserialize)]
struct Table {
    fact: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    expected: Option<Value>,
    answer: Option<Value>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            hand_made_chatid: flag("hand-made-chatid"),
            longest_nickname: usize::try_from(number("longest-nickname")).expect("a length"),
            nickname_unit: match word("nickname-unit").as_str() {
                "characters" => Unit::Characters,
                "utf16" => Unit::Utf16,
                "bytes" => Unit::Bytes,
                other => unheard_of("nickname-unit", other),
            },
            empty_name: match word("empty-name").as_str() {
                "refused" => EmptyName::Refused,
                "cleared" => EmptyName::Cleared,
                "kept" | "taken" => EmptyName::Kept,
                other => unheard_of("empty-name", other),
            },
            wraps_refusals: is_wrapped("refusal-shape"),
            wraps_limits: is_wrapped("limit-shape"),
            adopts_existing_groups: flag("adopt-existing-group"),
            adopted_group_nicknames: flag("adopted-group-nicknames"),
            release_undoes_adopt: flag("release-undoes-adopt"),
            not_the_owner: number("not-the-owner-code"),
            inner_members_nickname: flag("inner-members-nickname"),
            scene_members_nickname: flag("scene-members-nickname"),
            sender_nick_follows_group: flag("sender-nick"),
        }
    }
}

/// What a probe found, or else what is built on.
fn value(id: &str) -> &'static Value {
    static VALUES: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
        let table = include_str!("../../docs/facts.toml");
        let table: Table = toml::from_str(table).expect("docs/facts.toml is a table of facts");
        let values = table.fact.into_iter();
        values.filter_map(|row| Some((row.id, row.answer.or(row.expected)?))).collect()
    });
    VALUES.get(id).unwrap_or_else(|| panic!("docs/facts.toml says nothing of {id}"))
}

fn flag(id: &str) -> bool {
    value(id).as_bool().unwrap_or_else(|| panic!("{id} is no yes or no"))
}

fn number(id: &str) -> i64 {
    value(id).as_integer().unwrap_or_else(|| panic!("{id} is no number"))
}

fn word(id: &str) -> String {
    value(id).as_str().unwrap_or_else(|| panic!("{id} is no word")).to_owned()
}

fn is_wrapped(id: &str) -> bool {
    match word(id).as_str() {
        "wrapped" => true,
        "bare" => false,
        other => unheard_of(id, other),
    }
}

fn unheard_of<T>(id: &str, word: &str) -> T {
    panic!("this world has no {word} for {id}")
}
