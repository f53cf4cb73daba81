//! The conformance set: what a DingTalk sends, case by case, and what a right bot makes of it,
//! played against any bot at its address. The cases are data (`conformance/*.json`), to be played in
//! any language; this is the runner. It shares no code with the bot: the other side of the protocol
//! is the simulator's.

mod bench;
mod blanks;
mod play;
mod report;
mod set;

pub use bench::{Bench, Options, StartError, Subscription};
pub use play::Target;
pub use report::{Outcome, Report, Verdict};
pub use set::{Level, Set, SetError, VERSION};
