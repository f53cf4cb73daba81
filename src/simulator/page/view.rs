//! The page as data: what the templates write, taken from the world at one moment.

use askama::Template;
use jiff::Timestamp;

use super::{
    Page, PageWords,
    form::{DIRECT, Scene, Spot},
    ink::{Ink, ink},
    mishaps::MISHAPS,
};
use crate::simulator::world::{Author, ChatEntry, Person, PersonId, Place, Reception, Via, World};

/// So many of the last calls are shown; putting a whole group right takes some twenty.
const CALLS_SHOWN: usize = 30;

/// So many of the last messages are shown.
const MESSAGES_SHOWN: usize = 200;

/// The whole page.
#[derive(Template)]
#[template(path = "page.html", config = "src/simulator/page/askama.toml")]
pub(super) struct View<'a> {
    lang: &'a str,
    langs: Vec<Choice>,
    groups: Vec<Choice>,
    people: Vec<Choice>,
    mentions: Vec<Choice>,
    faults: Vec<Choice>,
    commands: &'a [(String, String)],
    group_value: String,
    person_value: String,
    bot_name: String,
    is_group: bool,
    words: &'a PageWords,
    live: Live<'a>,
}

/// The parts that change.
#[derive(Template)]
#[template(path = "live.html", config = "src/simulator/page/askama.toml")]
pub(super) struct Live<'a> {
    chat: ChatLog<'a>,
    side: Side<'a>,
}

/// What was said.
#[derive(Template)]
#[template(path = "chat.html", config = "src/simulator/page/askama.toml")]
struct ChatLog<'a> {
    words: &'a PageWords,
    log: Vec<Bubble>,
}

/// Who is there, and what was called.
#[derive(Template)]
#[template(path = "side.html", config = "src/simulator/page/askama.toml")]
struct Side<'a> {
    words: &'a PageWords,
    bot_name: String,
    members: Vec<MemberRow>,
    calls: Vec<CallRow>,
    calls_used: u32,
    calls_limit: u32,
    messages_used: u32,
    messages_limit: u32,
    armed: String,
}

/// An option of a list.
struct Choice {
    value: String,
    label: String,
    selected: bool,
}

/// A message.
struct Bubble {
    number: usize,
    name: String,
    avatar: Avatar,
    is_mine: bool,
    is_bot: bool,
    is_sessionless: bool,
    iso: String,
    time: String,
    ink: Vec<Ink>,
    note: Option<String>,
}

/// A letter in a coloured circle.
struct Avatar {
    letter: String,
    colour: usize,
}

/// A line of the member list.
struct MemberRow {
    person: usize,
    name: String,
    directory_name: String,
    /// Departments, title and job number: what a format is filled from.
    directory_facts: String,
    avatar: Avatar,
    is_you: bool,
    is_owner: bool,
    is_admin: bool,
    is_outsider: bool,
}

/// A line of the list of calls.
struct CallRow {
    method: &'static str,
    path: String,
    code: String,
    is_ok: bool,
}

impl<'a> View<'a> {
    /// `None` in a world without groups.
    pub(super) fn new(world: &World, page: &'a Page, tag: &'a str, scene: &Scene) -> Option<Self> {
        let words = page.words.get(tag)?;
        let spot = scene.spot(world)?;
        let armed = armed(world);
        let is_group = matches!(spot.place, Place::Group(_));
        Some(Self {
            lang: tag,
            langs: page
                .words
                .iter()
                .map(|(known, words)| choice(known, &words.language_name, known == tag))
                .collect(),
            groups: groups(world, &spot, words),
            people: people(world, &spot),
            mentions: people(world, &spot),
            faults: MISHAPS
                .iter()
                .map(|(name, label)| choice(name, label(words), *name == armed))
                .collect(),
            commands: page.commands.get(tag).map_or(&[], Vec::as_slice),
            group_value: match spot.place {
                Place::Group(group) => group.0.to_string(),
                Place::Direct(_) => DIRECT.to_owned(),
            },
            person_value: spot.person.0.to_string(),
            bot_name: world.app.name.clone(),
            is_group,
            words,
            live: Live::new(world, words, &spot),
        })
    }

    pub(super) fn as_live(&self) -> &Live<'a> {
        &self.live
    }
}

impl<'a> Live<'a> {
    fn new(world: &World, words: &'a PageWords, spot: &Spot) -> Self {
        let mut log: Vec<_> = world.log(spot.place).rev().take(MESSAGES_SHOWN).collect();
        log.reverse();
        let log = log.into_iter();
        let chat = ChatLog {
            words,
            log: log.map(|entry| bubble(world, entry, words, spot.person)).collect(),
        };
        let side = Side::new(world, words, spot);
        Self { chat, side }
    }
}

impl<'a> Side<'a> {
    fn new(world: &World, words: &'a PageWords, spot: &Spot) -> Self {
        let now = world.now();
        let calls = world.calls.iter().rev().take(CALLS_SHOWN);
        let members = match spot.place {
            Place::Group(group) => world.group(group).members.iter().map(|m| m.person).collect(),
            Place::Direct(person) => vec![person],
        };
        Self {
            words,
            bot_name: world.app.name.clone(),
            members: members.into_iter().map(|person| member_row(world, spot, person)).collect(),
            calls: calls
                .map(|call| CallRow {
                    method: call.api.template().0,
                    path: call.path.clone(),
                    code: call.code.clone(),
                    is_ok: call.code == "ok",
                })
                .collect(),
            calls_used: world.api_quota.used(now),
            calls_limit: world.api_quota.limit,
            messages_used: world.message_quota.used(now),
            messages_limit: world.message_quota.limit,
            armed: armed(world).to_owned(),
        }
    }
}

/// The mishap that waits to happen.
fn armed(world: &World) -> &str {
    world.faults.label().unwrap_or(MISHAPS[0].0)
}

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), selected }
}

fn groups(world: &World, spot: &Spot, words: &PageWords) -> Vec<Choice> {
    let is_direct = matches!(spot.place, Place::Direct(_));
    let groups = world.groups.iter().enumerate().map(|(index, group)| {
        let selected = !is_direct && index == spot.group.0;
        choice(&index.to_string(), &group.title, selected)
    });
    let direct = choice(DIRECT, &words.direct_chat, is_direct);
    groups.chain([direct]).collect()
}

fn people(world: &World, spot: &Spot) -> Vec<Choice> {
    let members = world.group(spot.group).members.iter().map(|m| m.person);
    let ids: Vec<_> = match spot.place {
        Place::Group(_) => members.collect(),
        Place::Direct(_) => (0..world.people.len()).map(PersonId).collect(),
    };
    let people = ids.into_iter();
    people
        .map(|id| choice(&id.0.to_string(), world.name_in(spot.place, id), id == spot.person))
        .collect()
}

fn member_row(world: &World, spot: &Spot, id: PersonId) -> MemberRow {
    let person = world.person(id);
    MemberRow {
        person: id.0,
        name: world.name_in(spot.place, id).to_owned(),
        directory_name: person.name.clone(),
        directory_facts: directory_facts(world, person),
        avatar: avatar(&person.name, id.0),
        is_you: id == spot.person,
        is_owner: matches!(spot.place, Place::Group(group) if world.group(group).owner == id),
        is_admin: person.is_admin,
        is_outsider: person.userid.is_none(),
    }
}

fn directory_facts(world: &World, person: &Person) -> String {
    let name = |id: &i64| world.departments.iter().find(|department| department.id == *id);
    let departments = person.departments.iter().filter_map(name).map(|d| d.name.as_str());
    let facts = departments.chain([person.title.as_str(), person.job_number.as_str()]);
    facts.filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn bubble(world: &World, entry: &ChatEntry, words: &PageWords, reader: PersonId) -> Bubble {
    let timestamp = Timestamp::from_millisecond(entry.at).unwrap_or(Timestamp::UNIX_EPOCH);
    Bubble {
        number: entry.number,
        name: entry.author_name.clone(),
        avatar: match entry.author {
            Author::Person(id) => avatar(&world.person(id).name, id.0),
            Author::Bot(_) => avatar(&entry.author_name, 0),
        },
        is_mine: entry.author == Author::Person(reader),
        is_bot: entry.is_from_bot(),
        is_sessionless: matches!(entry.author, Author::Bot(Via::GroupMessage | Via::DirectMessage)),
        iso: timestamp.to_string(),
        time: timestamp.strftime("%H:%M").to_string(),
        ink: ink(entry, reader),
        note: match entry.reception {
            Reception::NotForBot => Some(words.not_for_bot.clone()),
            Reception::Unreachable => Some(words.unreachable.clone()),
            Reception::Answered(status) if status >= 300 => {
                Some(format!("{} {status}", words.refused))
            }
            Reception::Own | Reception::Pending | Reception::Answered(_) => None,
        },
    }
}

fn avatar(name: &str, colour: usize) -> Avatar {
    let letter = name.chars().next().unwrap_or('?');
    Avatar { letter: letter.to_uppercase().collect(), colour: colour % 6 }
}
