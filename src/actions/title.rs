//! Titles: names that would give somebody a position that they do not have.

use super::context::Context;
use super::outcome::Stop;
use crate::domain::{Nickname, Titles, UserId};
use crate::store::DirectoryEntry;

/// What teachers are called in directories, where 老师 or Teacher stands in their name.
const TEACHING: [&str; 5] = ["教师", "老师", "班主任", "教员", "teacher"];

/// The title in a name that neither the directory gives to `member`, nor the group's own shape
/// for names.
pub(super) async fn undue_title(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
) -> Result<Option<String>, Stop> {
    let directory = &context.groups().directory;
    let title = undue(context, member, name, directory.known(member).await?.as_ref());
    if title.is_none() {
        return Ok(None);
    }
    // It costs nothing to ask before somebody is refused what is theirs.
    let entry = directory.look_up_if_possible(member, true, context.turn().await?).await?;
    Ok(undue(context, member, name, entry.as_ref()))
}

fn undue(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
    entry: Option<&DirectoryEntry>,
) -> Option<String> {
    let format = context.format_for(member);
    let typed = format.as_ref().map(|format| {
        let parts = format.free_parts(name).into_iter();
        parts.filter(|part| !is_of_directory(entry, part)).collect::<Vec<_>>()
    });
    let typed = typed.as_deref();
    let title = Titles::standard().in_name(name, typed, &context.rules.reserved);
    title.filter(|title| !is_due(entry, title)).map(str::to_owned)
}

/// What was filled in is not what somebody typed.
fn is_of_directory(entry: Option<&DirectoryEntry>, part: &str) -> bool {
    entry.is_some_and(|entry| {
        let facts = [Some(&entry.name), entry.dept.as_ref(), entry.title.as_ref()];
        facts.into_iter().flatten().any(|fact| fact == part)
    })
}

/// Whether the directory gives somebody that title.
fn is_due(entry: Option<&DirectoryEntry>, title: &str) -> bool {
    let Some(given) = entry.and_then(|entry| entry.title.as_ref()) else {
        return false;
    };
    let (given, title) = (given.to_lowercase(), title.to_lowercase());
    let teaches = |text: &str| TEACHING.iter().any(|word| text.contains(word));
    given.contains(&title) || (teaches(&given) && teaches(&title))
}
