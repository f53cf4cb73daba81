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
    let Ordered { user_id, name, .. } = ordered;
    let name = shaped(&context, user_id, name).await?;
    request(&context, user_id, Wanted::new(name), Permit::Governing).await
}
