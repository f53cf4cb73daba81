//! Those who come in: given a name in the group's format as far as everything for it is known, and
//! otherwise asked, once, for what is not.

use tracing::info;

use super::attempt::Done;
use super::case::Case;
use super::directory::facts;
use super::give::{Given, Name};
use super::{Bot, Setback};
use crate::domain::{Filling, Reply};

impl Bot {
    /// Names who came in, or asks them. It costs a call, so that owner and admins come first when
    /// few are left.
    pub(super) async fn welcome(&self, case: Case<'_>) -> Result<Done, Setback> {
        let (Some(member), Some(format)) = (case.sender(), case.format()) else {
            return Ok(Done::ignored());
        };
        let is_unwanted = !case.rules.welcome || case.rules.locked.contains(member);
        if is_unwanted || self.calls.now(self.clock.now()).are_reserved() {
            return Ok(Done::ignored());
        }
        // Whoever comes back is called as before, as far as nothing else is known.
        let former = self.store.last_rename(case.conversation(), member).await?;
        let former = former.map(|former| former.name);
        let entry = self.look_up_if_possible(member, format.needs_dept(), case.attempt).await?;
        let facts = facts(entry.as_ref());
        let ask = |parts| {
            let example = format.example(None, former.as_ref(), &facts);
            let reply = Reply::Newcomer { shape: format.shape(), parts, example };
            Done { called: facts.name.clone(), ..Done::answered(reply) }
        };
        let name = match format.fill(None, former.as_ref(), &facts) {
            Filling::Name(name) => Name { name, undoes: None },
            Filling::Missing(parts) => return Ok(ask(parts)),
            Filling::Misfit(_) | Filling::Refused(_) => return Ok(ask(Vec::new())),
        };
        Ok(match self.give_newcomer(&case, member, &name).await? {
            Given::Refused { is_of_wish: true, ledger, outcome, .. } => {
                Done { outcome, ledger: Some(ledger), ..ask(Vec::new()) }
            }
            given => {
                let done = given.untold();
                info!(message.id = %case.message.id, outcome = done.outcome.as_str(), "somebody came in");
                done
            }
        })
    }
}
