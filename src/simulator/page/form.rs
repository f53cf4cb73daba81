//! What the page's address and forms say: where one looks, who one is, and
//! what one has typed and picked.

use serde::Deserialize;
use url::form_urlencoded;

use crate::simulator::{
    deliver::{Content, Segment, Utterance},
    world::{GroupId, PersonId, Place, World},
};

/// The value of `group` that stands for the one-to-one chat with the robot.
pub(super) const DIRECT: &str = "direct";

/// Where one looks and who one is, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Scene {
    pub(super) group: Option<String>,
    #[serde(rename = "as")]
    pub(super) person: Option<String>,
    pub(super) lang: Option<String>,
}

/// The same, as far as it exists in the world.
pub(super) struct Spot {
    /// The group whose people one can be.
    pub(super) group: GroupId,
    pub(super) person: PersonId,
    pub(super) place: Place,
}

impl Scene {
    /// The place and the person, or the first there are; `None` in an empty world.
    pub(super) fn spot(&self, world: &World) -> Option<Spot> {
        let index = |text: &Option<String>| text.as_deref()?.parse::<usize>().ok();
        let group = index(&self.group).filter(|index| *index < world.groups.len());
        let group = GroupId(group.unwrap_or(0));
        let members = &world.groups.get(group.0)?.members;
        let is_direct = self.group.as_deref() == Some(DIRECT);
        let wanted = index(&self.person).map(PersonId).filter(|id| id.0 < world.people.len());
        let person = match wanted {
            Some(id) if is_direct || members.iter().any(|member| member.person == id) => id,
            _ => members.first()?.person,
        };
        let place = if is_direct { Place::Direct(person) } else { Place::Group(group) };
        Some(Spot { group, person, place })
    }

    /// The same as a query string.
    pub(super) fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("group", &self.group), ("as", &self.person), ("lang", &self.lang)] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }
}

/// Something said.
#[derive(Debug, Deserialize)]
pub(super) struct SayForm {
    group: Option<String>,
    #[serde(rename = "as")]
    person: Option<String>,
    lang: Option<String>,
    /// There when the robot is to be mentioned at the beginning.
    bot: Option<String>,
    /// Who is to be mentioned, on a page without JavaScript.
    mention: Option<String>,
    /// What was typed, on a page without JavaScript.
    #[serde(default)]
    text: String,
    /// What was typed and picked: a JSON list of [`Typed`].
    #[serde(default)]
    segments: String,
}

/// A piece of the script's input line.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Typed {
    Text(String),
    Mention(usize),
    Robot {},
}

impl SayForm {
    pub(super) fn scene(&self) -> Scene {
        Scene { group: self.group.clone(), person: self.person.clone(), lang: self.lang.clone() }
    }

    /// What was said; `None` when nothing was.
    pub(super) fn utterance(&self, world: &World) -> Option<Utterance> {
        let spot = self.scene().spot(world)?;
        let is_person = |index: usize| index < world.people.len();
        let mut segments = Vec::new();
        if self.segments.is_empty() {
            let picked = self.mention.as_deref().and_then(|text| text.parse().ok());
            if let Some(index) = picked.filter(|index| is_person(*index)) {
                segments.push(Segment::Mention(PersonId(index)));
                segments.push(Segment::Text(" ".to_owned()));
            }
            segments.push(Segment::Text(self.text.replace("\r\n", "\n")));
        } else {
            let typed: Vec<Typed> = serde_json::from_str(&self.segments).ok()?;
            segments.extend(typed.into_iter().filter_map(|piece| match piece {
                Typed::Text(text) => Some(Segment::Text(text)),
                Typed::Mention(index) => {
                    is_person(index).then_some(Segment::Mention(PersonId(index)))
                }
                Typed::Robot {} => Some(Segment::Robot),
            }));
        }
        let wants_robot = self.bot.is_some() && matches!(spot.place, Place::Group(_));
        let is_empty = segments.iter().all(|segment| match segment {
            Segment::Text(text) => text.trim().is_empty(),
            Segment::Mention(_) | Segment::Robot => false,
        });
        if is_empty && !wants_robot {
            return None;
        }
        if wants_robot && !segments.contains(&Segment::Robot) {
            segments.insert(0, Segment::Robot);
            segments.insert(1, Segment::Text(" ".to_owned()));
        }
        Some(Utterance { sender: spot.person, place: spot.place, content: Content::Text(segments) })
    }
}

/// What is to go wrong next.
#[derive(Debug, Deserialize)]
pub(super) struct FaultForm {
    group: Option<String>,
    #[serde(rename = "as")]
    person: Option<String>,
    lang: Option<String>,
    pub(super) fault: String,
}

impl FaultForm {
    pub(super) fn scene(&self) -> Scene {
        Scene { group: self.group.clone(), person: self.person.clone(), lang: self.lang.clone() }
    }
}
