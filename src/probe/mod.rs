//! The probe: asks a real DingTalk what its documents leave open, and puts everything back.
//!
//! Each [`Question`] says before what it calls and what that costs; whoever drives it asks for
//! consent and then has [`Probe::ask`] go. What a [`Report`] holds is made of our own words, numbers
//! and DingTalk's codes: no name, id or title goes into one.

mod ask;
mod line;
mod names;
mod question;
mod report;
mod search;
mod subject;
mod template;

pub use ask::{Probe, Tools};
pub use question::Question;
pub use report::{
    AppMade, CallLine, ChatidFrom, GroupLine, Line, Made, Outcome, PutBack, Report, ReportError,
};
pub use subject::{Original, Subject};
