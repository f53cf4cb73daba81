//! `/nick collect`: the group is asked for what no source knows of its people, and answers come in a
//! chain. What is answered is kept in the group's roster; at the end it becomes one plan.
//!
//! Of the lines of others that somebody sends along, only what is not known yet is taken: nobody
//! changes with a copied chain what somebody said of themselves.

use std::collections::HashMap;

use super::apply;
use super::check::NAMES_TOLD;
use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use super::rules::rule_change;
use crate::command::Collect;
use crate::domain::{
    ChainAnswer, Change, Collection, Nickname, Reply, RosterRow, UserId, begins_as_chain, part_key,
    read_chain, roster_parts,
};
use crate::groups::Names;
use crate::store::{DirectoryEntry, RosterSource};

/// How many lines that are nobody's are told.
const LINES_TOLD: usize = 5;

/// What owner or admins ask for.
pub(super) async fn collect(context: Context<'_>, what: Collect) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    match (what, &context.rules.collect) {
        (Collect::Begin(parts), _) => {
            let people = People::of(&context, &parts).await?;
            let reply = Reply::Collecting(Box::new(people.collection(&parts)));
            let rules = vec![rule_change(&context, &Change::Collect(Some(parts)))?];
            Ok(Outcome { rules, ..Outcome::applied(reply) })
        }
        (Collect::Show, Some(parts)) => {
            let people = People::of(&context, parts).await?;
            Ok(Outcome::answered(Reply::Collecting(Box::new(people.collection(parts)))))
        }
        (Collect::Done, Some(_)) => {
            let mut outcome = match context.format() {
                Some(_) => apply::apply(context).await?,
                None => Outcome::applied(Reply::CollectedWithoutFormat),
            };
            outcome.rules.push(rule_change(&context, &Change::Collect(None))?);
            Ok(outcome)
        }
        (Collect::Off, Some(_)) => {
            let change = Change::Collect(None);
            let rules = vec![rule_change(&context, &change)?];
            Ok(Outcome { rules, ..Outcome::applied(Reply::Changed(change)) })
        }
        (Collect::Show | Collect::Done | Collect::Off, None) => Err(Reply::NothingCollected.into()),
    }
}

/// The answers in a message, where the group is asked for some: as long as it is asked, what begins
/// as a chain is one. `is_said` tells that the text is nothing else.
pub(super) async fn answers(
    context: &Context<'_>,
    text: &str,
    is_said: bool,
) -> Result<Option<Outcome>, Stop> {
    let Some(parts) = &context.rules.collect else {
        return Ok(None);
    };
    if !is_said && !begins_as_chain(text) {
        return Ok(None);
    }
    let answers: Vec<ChainAnswer> =
        read_chain(text, parts).into_iter().filter(|answer| answer.is_sure).collect();
    if answers.is_empty() {
        return Ok(None);
    }
    let sender = context.known_sender()?;
    let mut people = People::of(context, parts).await?;
    let (mut noted, mut unknown) = (0, Vec::new());
    // The last line is the sender's own, unless another is.
    let has_own = answers.iter().any(|answer| people.is_of(answer, sender));
    let last = answers.len() - 1;
    for (place, answer) in answers.iter().enumerate() {
        match people.whose(answer, sender, place == last && !has_own) {
            Some(user_id) => {
                let said = people.news_of(&user_id, answer, user_id == *sender);
                if !said.is_empty() {
                    let (store, now) = (context.store(), context.now());
                    store.note_answer(context.conversation(), &user_id, &said, now).await?;
                    people.learn(&user_id, &said);
                    noted += 1;
                }
            }
            None => unknown.extend(answer.part("name").map(str::to_owned)),
        }
    }
    unknown.truncate(LINES_TOLD);
    let mut collection = people.collection(parts);
    collection.noted = Some(noted);
    collection.unknown = unknown;
    Ok(Some(Outcome::applied(Reply::Collecting(Box::new(collection)))))
}

/// Those who are asked, in the order of the group's list.
struct People {
    all: Vec<Asked>,
    parts: Vec<String>,
}

/// Somebody, and what is known of them.
struct Asked {
    user_id: UserId,
    called: String,
    /// What they are called anywhere.
    names: Vec<String>,
    known: HashMap<String, String>,
}

impl People {
    async fn of(context: &Context<'_>, parts: &[String]) -> Result<Self, Stop> {
        let (conversation, turn) = (context.conversation(), context.turn().await?);
        let groups = context.groups();
        let mut members = groups.rosters.of(conversation, turn).await?;
        members.retain(|member| !context.rules.exempt.contains(member));
        let keys: Vec<String> = parts.iter().map(|part| part_key(part)).collect();
        let needs_dept = keys.iter().any(|key| key == "dept");
        let entries = groups.directory.look_up_all(&members, needs_dept, turn).await?;
        let mut rows = context.store().roster_rows(conversation, RosterSource::File).await?;
        rows.extend(context.store().roster_rows(conversation, RosterSource::Chat).await?);
        let names = groups.names.known_of_all(conversation, &members).await?;
        let all = members.into_iter().map(|user_id| {
            let present = names.get(&user_id).and_then(Names::present_of);
            let present = present.map(|present| present.name.to_string());
            let entry = entries.get(&user_id);
            asked(user_id, present, entry, &rows)
        });
        Ok(Self { all: all.collect(), parts: keys })
    }

    /// Who is missing.
    fn collection(&self, parts: &[String]) -> Collection {
        let is_missing = |it: &&Asked| self.parts.iter().any(|part| !it.known.contains_key(part));
        let missing: Vec<&Asked> = self.all.iter().filter(is_missing).collect();
        Collection {
            parts: parts.to_vec(),
            noted: None,
            missing: missing.iter().take(NAMES_TOLD).map(|it| it.called.clone()).collect(),
            more: missing.len().saturating_sub(NAMES_TOLD) as u64,
            unknown: Vec::new(),
        }
    }

    /// Whether an answer bears somebody's name.
    fn is_of(&self, answer: &ChainAnswer, user_id: &UserId) -> bool {
        let asked = self.all.iter().find(|it| it.user_id == *user_id);
        let name = answer.part("name");
        asked.zip(name).is_some_and(|(it, name)| it.names.iter().any(|own| is_same(own, name)))
    }

    /// Whose answer it is: of who is called so, or where nobody is and `may_be_sender`, of who sent
    /// it.
    fn whose(&self, answer: &ChainAnswer, sender: &UserId, may_be_sender: bool) -> Option<UserId> {
        let of_sender = || may_be_sender.then(|| sender.clone());
        let Some(name) = answer.part("name") else {
            return of_sender();
        };
        let is_called = |it: &&Asked| it.names.iter().any(|known| is_same(known, name));
        let called: Vec<&Asked> = self.all.iter().filter(is_called).collect();
        match called.as_slice() {
            [] => of_sender(),
            [one] => Some(one.user_id.clone()),
            several => several.iter().any(|it| it.user_id == *sender).then(|| sender.clone()),
        }
    }

    /// What an answer says that is worth keeping: of others only what is not known, and nothing
    /// that could be no part of a name.
    fn news_of(
        &self,
        user_id: &UserId,
        answer: &ChainAnswer,
        is_own: bool,
    ) -> Vec<(String, String)> {
        let Some(asked) = self.all.iter().find(|it| it.user_id == *user_id) else {
            return Vec::new();
        };
        let is_news = |(key, text): &&(String, String)| {
            let is_name = key == "name" && asked.names.iter().any(|known| is_same(known, text));
            let known = asked.known.get(key);
            !is_name
                && known != Some(text)
                && (is_own || known.is_none())
                && Nickname::parse(text).is_ok()
        };
        answer.parts.iter().filter(is_news).cloned().collect()
    }

    fn learn(&mut self, user_id: &UserId, said: &[(String, String)]) {
        if let Some(asked) = self.all.iter_mut().find(|it| it.user_id == *user_id) {
            asked.known.extend(said.iter().cloned());
        }
    }
}

fn asked(
    user_id: UserId,
    present: Option<String>,
    entry: Option<&DirectoryEntry>,
    rows: &[RosterRow],
) -> Asked {
    let name = entry.map(|entry| entry.name.clone());
    let number = entry.and_then(|entry| entry.job_number.clone());
    let own = rows.iter().filter(|row| row.is_of(&user_id, number.as_deref(), name.as_deref()));
    let mut known: HashMap<String, String> = HashMap::new();
    for (part, texts) in roster_parts(own.clone()) {
        known.extend(texts.into_iter().next().map(|text| (part, text)));
    }
    let of_directory = [
        ("name", name.clone()),
        ("jobnumber", number.clone()),
        ("title", entry.and_then(|entry| entry.title.clone())),
        ("dept", entry.and_then(|entry| entry.dept.clone())),
    ];
    for (part, text) in of_directory {
        if let Some(text) = text {
            known.entry(part.to_owned()).or_insert(text);
        }
    }
    let of_roster = own.filter_map(|row| row.name.clone());
    let names: Vec<String> = present.iter().chain(&name).cloned().chain(of_roster).collect();
    let called = name.or(present).unwrap_or_else(|| user_id.to_string());
    Asked { user_id, called, names, known }
}

/// Whether two names are the same but for spaces and capitals.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>()
    };
    plain(one) == plain(other)
}
