//! `/nick doctor`: what keeps this group from working; at no paid call but to know the owner.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::doctor::{self, Depth, Ward};
use crate::domain::{Ailment, Reply};

pub(super) async fn doctor(context: Context<'_>) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let ward = Ward {
        calls: context.calls(),
        groups: context.groups(),
        store: context.store(),
        clock: &*context.services.clock,
        depth: Depth::Remembered,
    };
    let findings = doctor::examine_group(&ward, context.conversation()).await;
    let ailments = findings
        .into_iter()
        .map(|finding| Ailment { code: finding.check.code.to_owned(), problem: finding.problem });
    Ok(Outcome::answered(Reply::Doctor(ailments.collect())))
}
