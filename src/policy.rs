//! Who may do what in a group? A pure table, and a reason for every no.

use crate::domain::{Allow, Denial};

/// What is known of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The sender's userid stands in `DINGNICK_ADMINS`.
    pub is_admin: bool,
    /// Whether DingTalk says that the sender owns the group.
    pub ownership: Ownership,
    /// The group lets the sender rename others.
    pub is_trusted: bool,
}

/// Whether the sender owns the group. `isAdmin` of the message plays no part: it is not covered
/// by the signature, so anybody could have written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// DingTalk says so.
    Owner,
    /// DingTalk names another.
    NotOwner,
    /// DingTalk was not asked, or did not say.
    Unknown,
}

/// What the sender wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Give themselves a name.
    RenameSelf,
    /// Give somebody else a name.
    RenameOther,
    /// Decide for the group: its rules, its requests, everybody's names.
    Govern,
    /// Have the group's kind changed in DingTalk.
    ChangeKind,
}

/// What the decision depends on beside the sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Who may rename whom here.
    pub allow: Allow,
    /// The name that is to change is locked.
    pub is_locked: bool,
    /// Renames by members wait for approval.
    pub approval: bool,
    /// What is left of the month's calls is kept for owner and admins.
    pub is_reserve: bool,
}

/// How the sender may do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// At once, and as one who decides here: owner or admin.
    Governing,
    /// At once.
    Now,
    /// When owner or admin has approved it.
    AfterApproval,
}

/// Decides whether `actor` may do `action`. Who owns the group need not be known where nothing
/// depends on it: DingTalk is asked only after [`Denial::OwnerUnknown`].
///
/// # Errors
/// Why not.
pub fn decide(
    actor: Actor,
    action: Action,
    circumstances: Circumstances,
) -> Result<Permit, Denial> {
    if action == Action::ChangeKind {
        return decide_for_owner(actor.ownership, circumstances.is_reserve);
    }
    let is_governor = actor.is_admin || actor.ownership == Ownership::Owner;
    if is_governor {
        return Ok(Permit::Governing);
    }
    let decision = decide_for_member(actor.is_trusted, action, circumstances);
    match (decision, actor.ownership) {
        // The owner could, and at once.
        (Err(_) | Ok(Permit::AfterApproval), Ownership::Unknown) => Err(Denial::OwnerUnknown),
        _ => decision,
    }
}

/// What belongs to the owner alone. Where nobody knows who that is, DingTalk decides.
fn decide_for_owner(ownership: Ownership, is_reserve: bool) -> Result<Permit, Denial> {
    match ownership {
        Ownership::Owner => Ok(Permit::Governing),
        Ownership::NotOwner => Err(Denial::OwnerOnly),
        Ownership::Unknown if is_reserve => Err(Denial::Reserve),
        Ownership::Unknown => Ok(Permit::Now),
    }
}

fn decide_for_member(
    is_trusted: bool,
    action: Action,
    circumstances: Circumstances,
) -> Result<Permit, Denial> {
    let Circumstances { allow, is_locked, approval, is_reserve } = circumstances;
    match (action, allow) {
        (Action::ChangeKind, _) => Err(Denial::OwnerOnly),
        (Action::Govern, _) => Err(Denial::NotGovernor),
        _ if is_locked => Err(Denial::Locked),
        (_, Allow::Owner) if !is_trusted => Err(Denial::GovernorsOnly),
        (Action::RenameOther, Allow::Self_) if !is_trusted => Err(Denial::NotOwner),
        _ if is_reserve => Err(Denial::Reserve),
        _ if approval && !is_trusted => Ok(Permit::AfterApproval),
        _ => Ok(Permit::Now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: &str = "*";

    /// actor, action, allow, locked, approval, reserve: decision. The first line that fits holds.
    const TABLE: &str = "
        owner    kind    *         *      *        *       : governing
        unknown  kind    *         *      *        reserve : reserve
        unknown+ kind    *         *      *        reserve : reserve
        unknown  kind    *         *      *        -       : now
        unknown+ kind    *         *      *        -       : now
        *        kind    *         *      *        *       : owner-only
        admin    *       *         *      *        *       : governing
        owner    *       *         *      *        *       : governing
        unknown  self    self      free   -        -       : now
        unknown  self    everyone  free   -        -       : now
        unknown  other   everyone  free   -        -       : now
        unknown  *       *         *      *        *       : owner-unknown
        unknown+ self    *         free   *        -       : now
        unknown+ other   *         free   *        -       : now
        unknown+ *       *         *      *        *       : owner-unknown
        *        govern  *         *      *        *       : not-governor
        *        *       *         locked *        *       : locked
        trusted  *       *         free   *        reserve : reserve
        trusted  *       *         free   *        -       : now
        member   *       owner     free   *        *       : governors-only
        member   other   self      free   *        *       : not-owner
        member   *       *         free   *        reserve : reserve
        member   *       *         free   approval -       : after-approval
        member   *       *         free   -        -       : now
    ";

    fn expected(row: [&str; 6]) -> &'static str {
        let lines = TABLE.lines().filter(|line| !line.trim().is_empty());
        let mut fitting = lines.filter_map(|line| {
            let (conditions, decision) = line.split_once(':').expect("a decision");
            let fits = conditions.split_whitespace().zip(row).all(|(a, b)| a == ANY || a == b);
            fits.then(|| decision.trim())
        });
        fitting.next().unwrap_or_else(|| panic!("no line for {row:?}"))
    }

    fn decision(
        actor: &str,
        action: &str,
        allow: &str,
        locked: &str,
        approval: &str,
        reserve: &str,
    ) -> &'static str {
        let ownership = match actor {
            "owner" => Ownership::Owner,
            "unknown" | "unknown+" => Ownership::Unknown,
            _ => Ownership::NotOwner,
        };
        let actor = Actor {
            is_admin: actor == "admin",
            ownership,
            is_trusted: matches!(actor, "trusted" | "unknown+"),
        };
        let action = match action {
            "self" => Action::RenameSelf,
            "other" => Action::RenameOther,
            "kind" => Action::ChangeKind,
            _ => Action::Govern,
        };
        let circumstances = Circumstances {
            allow: Allow::parse(allow).expect("a word"),
            is_locked: locked == "locked",
            approval: approval == "approval",
            is_reserve: reserve == "reserve",
        };
        match decide(actor, action, circumstances) {
            Ok(Permit::Governing) => "governing",
            Ok(Permit::Now) => "now",
            Ok(Permit::AfterApproval) => "after-approval",
            Err(Denial::OwnerUnknown) => "owner-unknown",
            Err(Denial::OwnerOnly) => "owner-only",
            Err(Denial::NotGovernor) => "not-governor",
            Err(Denial::Locked) => "locked",
            Err(Denial::NotOwner) => "not-owner",
            Err(Denial::GovernorsOnly) => "governors-only",
            Err(Denial::Reserve) => "reserve",
        }
    }

    #[test]
    fn the_whole_table_of_decisions() {
        let mut rows = 0;
        for actor in ["admin", "owner", "unknown", "unknown+", "trusted", "member"] {
            for action in ["self", "other", "govern", "kind"] {
                for allow in ["self", "owner", "everyone"] {
                    for locked in ["free", "locked"] {
                        for approval in ["-", "approval"] {
                            for reserve in ["-", "reserve"] {
                                let row = [actor, action, allow, locked, approval, reserve];
                                let decided =
                                    decision(actor, action, allow, locked, approval, reserve);
                                assert_eq!(decided, expected(row), "failed on {row:?}");
                                rows += 1;
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(rows, 6 * 4 * 3 * 2 * 2 * 2);
    }
}
