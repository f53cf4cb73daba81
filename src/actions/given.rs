//! What a format put into a name, written down when the name is set, so that the name can follow.

use super::context::Context;
use super::outcome::Stop;
use crate::domain::{Facts, Format, Nickname, UserId};
use crate::store::GivenName;

/// Writes down which parts of a name that was just set are what is known of its bearer.
pub(super) async fn remember(
    context: &Context<'_>,
    member: &UserId,
    name: &Nickname,
) -> Result<(), Stop> {
    let Some(format) = context.format_for(member).filter(|format| format.fits(name)) else {
        return Ok(());
    };
    let sources = &context.groups().sources;
    let members = std::slice::from_ref(member);
    let facts = sources.known_of_all(context.conversation(), members).await?.remove(member);
    written_down(context, &format, member, name, &facts.unwrap_or_default()).await?;
    Ok(())
}

/// The same of any name, by what is known.
pub(super) async fn written_down(
    context: &Context<'_>,
    format: &Format,
    member: &UserId,
    name: &Nickname,
    facts: &Facts,
) -> Result<GivenName, Stop> {
    let given = GivenName { name: name.clone(), parts: format.given(name, facts) };
    let (store, conversation) = (context.store(), context.conversation());
    store.remember_given(conversation, member, &given, context.now()).await?;
    Ok(given)
}
