//! One name of a plan.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::set_name::{Wanted, set_name, superseded};
use super::task::Item;

pub(super) async fn give(context: Context<'_>, item: &Item) -> Result<Outcome, Stop> {
    let wanted = Wanted::new(item.name.clone());
    // The group may have changed its mind while the plan is under way.
    if context.format_for(&item.user_id).is_none_or(|format| !format.fits(&item.name)) {
        return Ok(superseded(&context, &item.user_id, &wanted));
    }
    Ok(set_name(&context, &item.user_id, &wanted).await?.untold())
}
