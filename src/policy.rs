//! May this sender rename that member here? A pure table, and a reason for every no.

use crate::domain::Denial;

/// What is known of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The sender's userid stands in `DINGNICK_ADMINS`.
    pub is_admin: bool,
    /// Whether DingTalk says that the sender owns the group.
    pub ownership: Ownership,
}

/// Whether the sender owns the group. `isAdmin` of the message plays no part: it is not covered
/// by the signature, so anybody could have written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// DingTalk says so.
    Owner,
    /// DingTalk names another.
    NotOwner,
    /// DingTalk could not be asked.
    Unknown,
}

/// Whose name is to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The sender's own.
    Sender,
    /// Somebody else's.
    Other,
}

/// Decides whether `actor` may rename `target`.
///
/// # Errors
/// Why not.
pub fn decide(actor: Actor, target: Target) -> Result<(), Denial> {
    match (target, actor.is_admin, actor.ownership) {
        (Target::Sender, _, _) | (Target::Other, true, _) => Ok(()),
        (Target::Other, false, Ownership::Owner) => Ok(()),
        (Target::Other, false, Ownership::NotOwner) => Err(Denial::NotOwner),
        (Target::Other, false, Ownership::Unknown) => Err(Denial::OwnerUnknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_table_of_decisions() {
        use Ownership::{NotOwner, Owner, Unknown};
        for (is_admin, ownership, target, decision) in [
            (false, Owner, Target::Sender, Ok(())),
            (false, NotOwner, Target::Sender, Ok(())),
            (false, Unknown, Target::Sender, Ok(())),
            (true, Owner, Target::Sender, Ok(())),
            (true, NotOwner, Target::Sender, Ok(())),
            (true, Unknown, Target::Sender, Ok(())),
            (false, Owner, Target::Other, Ok(())),
            (false, NotOwner, Target::Other, Err(Denial::NotOwner)),
            (false, Unknown, Target::Other, Err(Denial::OwnerUnknown)),
            (true, Owner, Target::Other, Ok(())),
            (true, NotOwner, Target::Other, Ok(())),
            (true, Unknown, Target::Other, Ok(())),
        ] {
            let actor = Actor { is_admin, ownership };
            assert_eq!(decide(actor, target), decision, "failed on {actor:?} and {target:?}");
        }
    }
}
