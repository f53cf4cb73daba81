//! What must survive a restart: acknowledged messages, answers still to be given, the groups, what
//! they have decided and what waits for somebody's word there, and the ledger.
//!
//! [`Store`] keeps its rows in one of two places: a SQLite file, which one process works from, or
//! a PostgreSQL database, which many may. On both, when a call that writes returns, its row is on
//! the disk. Messages that come together are kept together, in one transaction. What belongs to
//! one robot is asked of its [`Scope`]; each file here is one concern of it.
//!
//! Jobs and replies are taken with a lease: whoever took one ends it by naming the lease's token,
//! and a lease that was lost ends nothing.
//!
//! Times come from the caller. With several instances, a lease that one of them wrote is judged
//! by the clock of another: a clock that is ahead by more than the lease outlasts the work takes
//! jobs that are still under way. Then a name may be set twice, and the token still lets only one
//! of them write how it went. So a lease must outlast the work by more than clocks differ.

mod calls;
mod database;
mod directory;
mod discreet;
mod endings;
mod error;
mod event_floors;
mod files;
mod follow_ups;
mod given_parts;
mod group_commit;
mod groups;
mod jobs;
mod lease;
mod ledger;
mod likenesses;
mod limit;
mod member_calls;
mod names;
mod numbers;
mod orders;
mod people;
mod plans;
mod postgres;
mod purge;
mod replies;
mod requests;
mod roster_rows;
mod rows;
mod rules;
mod scope;
mod shared_rules;
mod slots;
mod sqlite;
mod sqlite_words;
mod tallies;
mod trouble;
mod under_way;
mod upkeep;
mod url;
mod values;
mod vitals;

pub use calls::Used;
pub use directory::DirectoryEntry;
pub use endings::{Ending, Finished, JobOutcome};
pub use error::StoreError;
pub use files::{can_be_made, copied_at, file_of, neighbours};
pub use follow_ups::FollowUp;
pub use given_parts::GivenName;
pub use group_commit::Kept;
pub use groups::{Group, GroupFilter, UNCONFIRMED};
pub use jobs::{ClaimedJob, NewJob, RenameRequest};
pub use lease::{Lease, Release, Share};
pub use ledger::{LedgerEntry, RenameFilter, RenameKey, RenameOutcome, RenameRow, Undoable};
pub use limit::in_time;
pub use member_calls::{MemberCall, MemberCallLimits};
pub use names::{CurrentName, LastRename, NamesOf};
pub use orders::JobEnd;
pub use people::Member;
pub use plans::{Confirmation, NewPlan, Plan, PlanChange, PlanOutcome, PlanProgress};
pub use purge::{Purge, Purged};
pub use replies::{ClaimedReply, NewAnswer, ReplyOutcome};
pub use requests::{Decision, NewRequest, Request, RequestState};
pub use roster_rows::RosterSource;
pub use rules::{Rule, RuleChange};
pub use scope::{Hold, Scope, Store, backup, open, open_with, restore};
pub use shared_rules::SharedRule;
pub use sqlite::restore::{RestoreError, Restored};
pub use tallies::Tally;
pub use trouble::Trouble;
pub use under_way::{Earlier, lane_of};
pub use upkeep::{Due, FailedJob, UnreadableJob};
pub use url::UrlError;
pub use vitals::Vitals;
