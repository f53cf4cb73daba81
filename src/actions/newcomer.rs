//! Those who come in: given a name in the group's format as far as everything for it is known, and
//! otherwise asked, once, for what is not.

use tracing::info;

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::set_name::{Set, Wanted, set_newcomers_name};
use crate::domain::{Facts, Filling, Format, Nickname, Reply};

/// It costs a call, so that owner and admins come first when few are left.
pub(super) async fn name(context: Context<'_>) -> Result<Outcome, Stop> {
    let Some(member) = context.sender() else {
        return Ok(Outcome::ignored());
    };
    let Some(format) = context.format_for(member) else {
        return Ok(Outcome::ignored());
    };
    let is_unwanted = !context.rules.welcome || context.rules.locked.contains(member);
    if is_unwanted || context.calls().allowance().calls(context.now()).are_reserved() {
        return Ok(Outcome::ignored());
    }
    // Whoever comes back is called as before, as far as nothing else is known.
    let groups = context.groups();
    let known = groups.names.known(context.conversation(), member).await?;
    let former = known.given.as_ref().map(|given| &given.name);
    let turn = context.turn().await?;
    let facts = groups.sources.of(context.conversation(), member, &format, turn).await?;
    let ask = |parts| ask(&format, former, &facts, parts);
    let wanted = match format.fill(None, former, &facts) {
        Filling::Name(name) => Wanted::new(name),
        Filling::Missing(parts) => return Ok(ask(parts)),
        Filling::Misfit(_) | Filling::Refused(_) => return Ok(ask(Vec::new())),
    };
    Ok(match set_newcomers_name(&context, member, &known, &wanted).await? {
        Set::Refused { is_of_request: true, ledger, outcome, .. } => {
            Outcome { outcome, ledger: Some(ledger), ..ask(Vec::new()) }
        }
        set => {
            let outcome = set.untold();
            info!(message.id = %context.message.id, outcome = outcome.outcome.as_str(), "somebody came in");
            outcome
        }
    })
}

fn ask(format: &Format, former: Option<&Nickname>, facts: &Facts, parts: Vec<String>) -> Outcome {
    let example = format.example(None, former, facts);
    let reply = Reply::Newcomer { shape: format.shape(), parts, example };
    Outcome { called: facts.name.clone(), ..Outcome::answered(reply) }
}
