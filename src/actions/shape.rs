//! The group's shape for names: a name that was typed, completed where that can be done.

use super::context::Context;
use super::outcome::Stop;
use crate::domain::{Filling, Format, Nickname, Reply, UserId};

/// The name in the group's shape.
///
/// # Errors
/// What is wrong with it, to be told.
pub(super) async fn shaped(
    context: &Context<'_>,
    member: &UserId,
    typed: &Nickname,
) -> Result<Nickname, Stop> {
    match context.format_for(member) {
        Some(format) if !format.fits(typed) => filled(context, &format, member, typed).await,
        _ => Ok(typed.clone()),
    }
}

async fn filled(
    context: &Context<'_>,
    format: &Format,
    member: &UserId,
    typed: &Nickname,
) -> Result<Nickname, Stop> {
    let groups = context.groups();
    let present = groups.names.present(context.conversation(), member).await?.map(|it| it.name);
    let turn = context.turn().await?;
    let facts = groups.sources.of(context.conversation(), member, format, turn).await?;
    let example = || format.example(Some(typed.as_str()), present.as_ref(), &facts);
    match format.fill(Some(typed.as_str()), present.as_ref(), &facts) {
        Filling::Name(name) => Ok(name),
        Filling::Missing(parts) => {
            // What the operator can mend is better said than worked around.
            if let Some(problem) = groups.directory.silence_on(member) {
                return Err(Reply::Failed(problem).into());
            }
            let shape = format.shape();
            let target = context.target(member);
            Err(Reply::PartsMissing { target, shape, parts, example: example() }.into())
        }
        Filling::Misfit(mismatch) => {
            let (target, mismatch) = (context.target(member), Box::new(mismatch));
            Err(Reply::Misfit { target, mismatch, example: example() }.into())
        }
        Filling::Refused(error) => Err(Reply::NameRefused { error, instead: None }.into()),
    }
}
