//! `/nick use`: this group's names have the shape of a rule that many groups share.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use super::rules::change;
use crate::domain::{Change, Format, Reply, RuleName};

/// Takes a rule by its name; the answer shows the sender's own name in its shape.
pub(super) async fn use_rule(context: Context<'_>, rule: RuleName) -> Result<Outcome, Stop> {
    let source = context.store().shared_rule(&rule).await?;
    // One that is kept was read before, perhaps by a later version.
    let Some(format) = source.and_then(|source| Format::parse(&source).ok()) else {
        let known = context.store().shared_rules().await?;
        let known = known.into_iter().map(|rule| rule.name).collect();
        return Err(Reply::RuleUnknown { rule, known }.into());
    };
    demand_governor(&context).await?;
    let mut outcome = change(context, Change::Use(rule.clone())).await?;
    let (sender, turn) = (context.known_sender()?, context.turn().await?);
    let sources = &context.groups().sources;
    let facts = sources.of(context.conversation(), sender, &format, turn).await?;
    let example = format.example(None, None, &facts);
    outcome.reply = Some(Reply::RuleUsed { rule, shape: format.shape(), example });
    Ok(outcome)
}
