//! A name that the operator orders at the shell: as if an administrator had asked for it in the
//! group.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::request::request;
use super::set_name::Wanted;
use super::shape::shaped;
use super::task::Ordered;
use crate::policy::Permit;

pub(super) async fn give(context: Context<'_>, ordered: &Ordered) -> Result<Outcome, Stop> {
    let Ordered { user_id, name, undoes, .. } = ordered;
    let wanted = match undoes {
        // The shape may be newer than a name that comes back.
        Some(_) => Wanted::undoing(name.clone(), *undoes),
        None => Wanted::new(shaped(&context, user_id, name).await?),
    };
    request(&context, user_id, wanted, Permit::Governing).await
}
