//! `/nick request Name`: asks owner or admin for a name that one may not take.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::is_governor;
use super::request::{ask_for_approval, request};
use super::set_name::Wanted;
use super::shape::shaped;
use crate::domain::{Denial, Nickname, Reply};
use crate::policy::Permit;

/// It waits even where approval is off. Whoever decides here needs nobody's word.
pub(super) async fn ask(context: Context<'_>, typed: &Nickname) -> Result<Outcome, Stop> {
    let sender = context.known_sender()?;
    let wanted = Wanted::new(shaped(&context, sender, typed).await?);
    if is_governor(&context).await? {
        return request(&context, sender, wanted, Permit::Governing).await;
    }
    if context.rules.locked.contains(sender) {
        return Err(Reply::Denied(Denial::Locked).into());
    }
    ask_for_approval(&context, sender, &wanted).await
}
