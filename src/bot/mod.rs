//! The bot: takes messages in, keeps them, and carries out what they ask, from the store.
//!
//! [`intake`] answers for the callback: when it says kept, the command is on the disk. The
//! [`worker`] takes it from there, so that a restart goes on with it; what there is to say goes
//! through the store as well ([`outbox`]).

mod bind;
mod dispatch;
mod group;
mod help;
mod intake;
mod outbox;
mod rename;
mod worker;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, Notify};

use crate::dingtalk::{Class, Client, DingTalkError};
use crate::domain::{ChatId, Clock, CorpId, Problem, RobotCode, Scope, UserId};
use crate::i18n::{Locale, Words};
use crate::metrics::Metrics;
use crate::store::{Store, StoreError};

pub use bind::BindError;
pub use intake::{Refusal, Verdict};

/// How often a call is tried that DingTalk or the network refused for the moment.
const CALL_ATTEMPTS: u32 = 4;

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Our robot; callbacks of others are refused.
    pub robot_code: RobotCode,
    /// Our organisation, if callbacks of others are to be refused.
    pub corp_id: Option<CorpId>,
    /// Who may do everything.
    pub admins: HashSet<UserId>,
    /// The groups to bind at start.
    pub groups: Vec<ChatId>,
    /// The language of groups.
    pub locale: Locale,
    /// The pause before the second attempt; it doubles with each. DingTalk advises a second where
    /// calls come too fast, and that pause is twice this one.
    pub first_pause: Duration,
}

/// The bot of one robot.
pub struct Bot {
    settings: Settings,
    store: Arc<dyn Store>,
    dingtalk: Client,
    words: Words,
    metrics: Arc<Metrics>,
    clock: Arc<dyn Clock>,
    /// Rung when there may be something to do.
    wake: Notify,
    /// Held while DingTalk is asked who owns a group, so that it is asked once.
    owner_lookup: Mutex<()>,
    hints: intake::RecentHints,
    /// Groups of the settings that are still to be bound.
    unbound: Mutex<Vec<bind::Unbound>>,
}

/// Why an attempt did not come to an end.
#[derive(Debug, thiserror::Error)]
enum Setback {
    /// DingTalk or the network refused for the moment; again after a pause.
    #[error("to be tried again")]
    Later(#[source] DingTalkError, Duration),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Bot {
    /// A bot that does nothing until it is run.
    #[must_use]
    pub fn new(
        settings: Settings,
        store: Arc<dyn Store>,
        dingtalk: Client,
        metrics: Arc<Metrics>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let unbound = settings.groups.iter().cloned().map(bind::Unbound::new).collect();
        Self {
            settings,
            store,
            dingtalk,
            words: Words::new(),
            metrics,
            clock,
            wake: Notify::new(),
            owner_lookup: Mutex::new(()),
            hints: intake::RecentHints::default(),
            unbound: Mutex::new(unbound),
        }
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.store.ping().await
    }

    /// The pause after which a failed call is to be tried again, or the error back when it is
    /// final. Only what is safe to repeat is repeated: setting a name and asking are.
    fn again(&self, error: DingTalkError, attempt: u32) -> Result<Setback, DingTalkError> {
        match pause(error.class, attempt, self.settings.first_pause) {
            Some(pause) => Ok(Setback::Later(error, pause.mul_f64(1.0 + fastrand::f64() / 4.0))),
            None => Err(error),
        }
    }
}

/// Doubling pauses for what may be retried, none for what may not.
fn pause(class: Class, attempt: u32, first: Duration) -> Option<Duration> {
    let base = match class {
        Class::Retry => first,
        Class::Throttle => first * 2,
        _ => return None,
    };
    (attempt < CALL_ATTEMPTS).then(|| base * 2_u32.pow(attempt.saturating_sub(1)))
}

/// What the group is told of an error: the code and whose it is to mend.
fn problem(error: &DingTalkError) -> Problem {
    let scope = (error.key == "permission").then(|| error.api.scope().and_then(Scope::parse));
    Problem { key: error.key.to_owned(), code: error.code.clone(), scope: scope.flatten() }
}

/// An error with its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_after_the_fourth_attempt() {
        let first = Duration::from_millis(500);
        let pauses = |class| -> Vec<u128> {
            (1..10)
                .map_while(|attempt| pause(class, attempt, first))
                .map(|p| p.as_millis())
                .collect()
        };
        assert_eq!(pauses(Class::Retry), [500, 1000, 2000]);
        assert_eq!(pauses(Class::Throttle), [1000, 2000, 4000]);
        for class in [
            Class::Blocked,
            Class::Token,
            Class::Permission,
            Class::UserInput,
            Class::Binding,
            Class::Config,
            Class::Bug,
            Class::Other,
        ] {
            assert!(pauses(class).is_empty(), "{class:?} is repeated");
        }
    }

    #[test]
    fn every_key_of_the_error_codes_has_words_in_every_locale() {
        let words = Words::new();
        for locale in Locale::all() {
            for key in crate::dingtalk::error_keys() {
                let text = words.say(locale, &format!("error-{key}"), &[("scope", "")]);
                assert!(!text.starts_with("error-"), "{key} in {}", locale.as_str());
            }
        }
    }
}
