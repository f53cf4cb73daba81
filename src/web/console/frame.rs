//! What all pages have around what is theirs.

use actix_web::HttpRequest;

use super::keys::Session;
use super::state::Console;
use super::tongue::Tongue;
use crate::bot::Reach;
use crate::domain::Timestamp;

/// The parts of the console, and where each is.
pub(super) const TABS: [(&str, &str); 6] = [
    ("health", "/console"),
    ("needs", "/console/needs"),
    ("groups", "/console/groups"),
    ("ledger", "/console/ledger"),
    ("calls", "/console/calls"),
    ("settings", "/console/settings"),
];

/// The frame of a page.
pub(super) struct Frame<'a> {
    tongue: Tongue<'a>,
    /// Which part of the console it is.
    pub(super) tab: &'static str,
    /// Goes with every form; empty where nobody is signed in.
    pub(super) form_key: String,
}

impl<'a> Frame<'a> {
    pub(super) fn new(
        request: &HttpRequest,
        console: &'a Console,
        session: Option<&Session>,
        tab: &'static str,
    ) -> Self {
        let tongue = Tongue::of(request, &console.words, &console.time_zone);
        let form_key = session.map(|session| session.form_key.clone()).unwrap_or_default();
        Self { tongue, tab, form_key }
    }

    pub(super) fn tongue(&self) -> Tongue<'a> {
        self.tongue
    }

    /// The tag of the page's language.
    pub(super) fn lang(&self) -> &'static str {
        self.tongue.tag()
    }

    /// The words of a key.
    pub(super) fn say(&self, key: &str) -> String {
        self.tongue.say(key)
    }

    /// The words of a key with a number.
    pub(super) fn count(&self, key: &str, count: usize) -> String {
        self.tongue.count(key, count)
    }

    /// Whether the page is in this part.
    pub(super) fn is_at(&self, tab: &str) -> bool {
        self.tab == tab
    }

    /// What the state of a check is called.
    pub(super) fn state(&self, state: &str) -> String {
        self.say(&format!("state-{state}"))
    }

    /// What the outcome of a rename is called.
    pub(super) fn outcome(&self, outcome: &str) -> String {
        self.say(&format!("outcome-{outcome}"))
    }

    /// How a group is reached.
    pub(super) fn reach(&self, reach: &Reach) -> String {
        self.say(match reach {
            Reach::Chatid => "reach-chatid",
            Reach::Template => "reach-template",
            Reach::None => "reach-none",
            Reach::Unknown => "reach-unknown",
        })
    }

    /// What a group is called.
    pub(super) fn title(&self, title: &Option<String>) -> String {
        title.clone().unwrap_or_else(|| self.say("no-title"))
    }

    /// A moment.
    pub(super) fn time(&self, at: &Timestamp) -> String {
        self.tongue.time(at)
    }
}
