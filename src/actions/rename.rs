//! `/nick New Name` and `/nick @user New Name`.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::{permit, renaming};
use super::request::request;
use super::set_name::{Wanted, superseded};
use super::shape::shaped;
use crate::command::Whose;
use crate::domain::{Nickname, Reply};

pub(super) async fn rename(
    context: Context<'_>,
    whose: &Whose,
    typed: &Nickname,
    is_trimmed: bool,
) -> Result<Outcome, Stop> {
    let (sender, member) = context.people(whose)?;
    if context.store().newer_request_waits(&context.attempt.lease).await? {
        let name = shaped(&context, member, typed).await.unwrap_or_else(|_| typed.clone());
        let target = context.target(member);
        let outcome = superseded(&context, member, &Wanted::new(name.clone()));
        return Ok(outcome.with(Reply::Replaced { target, name, by_other: false }));
    }
    let permit = permit(&context, renaming(sender, member), Some(member)).await?;
    let name = shaped(&context, member, typed).await?;
    let is_changed = is_trimmed || name != *typed;
    request(&context, member, Wanted { is_changed, ..Wanted::new(name) }, permit).await
}
