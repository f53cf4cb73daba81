//! A group governs its own names: what its owner, admins and members say to the bot, and what it
//! answers, in Chinese and in English.

mod approval;
mod asking;
mod back;
mod caps;
mod collect;
mod exempt;
mod formats;
mod plans;
mod posing;
mod private;
mod quiet;
mod quota;
mod remind;
mod rules;
mod shared;
mod stats;
mod whoami;

use crate::story::Story;

const EN: &[(&str, &str)] = &[("DINGNICK_LOCALE", "en")];

/// The class in English.
async fn in_english() -> Story {
    Story::begin_with(EN).await
}
