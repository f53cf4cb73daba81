//! The ward: what a check may use, and how deep it is to look.

use std::time::Duration;

use crate::calls::Calls;
use crate::domain::{Clock, Timestamp};
use crate::groups::Groups;
use crate::store::Scope;

/// How deep is looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What is free is asked, and what is remembered is believed.
    #[default]
    Remembered,
    /// What is free is asked, and nothing is believed that was answered before.
    Live,
    /// What is paid is asked, too.
    Thorough,
}

/// What a check may use.
#[derive(Clone, Copy)]
pub struct Ward<'a> {
    /// The way to DingTalk.
    pub calls: &'a Calls,
    /// What is known of groups.
    pub groups: &'a Groups,
    /// What is kept.
    pub store: &'a Scope,
    /// The time.
    pub clock: &'a dyn Clock,
    /// How deep to look.
    pub depth: Depth,
}

impl Ward<'_> {
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// How long ago that was, in words.
    pub(super) fn ago(&self, at: Timestamp) -> String {
        span(self.now().since(at))
    }

    /// When DingTalk last carried a rename out, and when it last named an owner, where memory is
    /// believed.
    pub(super) async fn remembered(&self) -> [Option<Timestamp>; 2] {
        if self.depth != Depth::Remembered {
            return [None; 2];
        }
        let vitals = self.store.vitals(None).await.unwrap_or_default();
        [vitals.renamed_at, vitals.owner_named_at]
    }
}

/// A time in words, in its largest unit.
pub(super) fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / 60),
        7200..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}
