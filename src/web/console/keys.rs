//! Who may use the console: whoever has the token, and for some hours the browser that showed it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use tracing::{info, warn};
use uuid::Uuid;

use crate::domain::{Clock, Timestamp};
use crate::seldom::Seldom;

/// How long a browser stays signed in.
pub(super) const SESSION_LASTS: Duration = Duration::from_secs(12 * 3600);

/// How many browsers are signed in at most; the oldest makes room.
const MOST_SESSIONS: usize = 16;

/// How many wrong tokens are heard in a minute; then none is, for the rest of it.
const WRONG_A_MINUTE: u32 = 10;

const MINUTE: Duration = Duration::from_secs(60);

/// A browser that is signed in.
#[derive(Clone)]
pub(super) struct Session {
    /// What its cookie says.
    pub id: String,
    /// What its forms say, so that no other site's form passes for one.
    pub form_key: String,
    began_at: Timestamp,
}

/// Why a token was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoEntry {
    /// It is another.
    Wrong,
    /// There were too many wrong ones, and none is heard for some seconds.
    TooMany,
}

/// The token, and who is signed in.
pub(super) struct Keys {
    token: SecretString,
    /// Both sides are hashed with it before they are compared: neither length nor content shows.
    salt: [u8; 16],
    clock: Arc<dyn Clock>,
    sessions: Mutex<Vec<Session>>,
    wrong: Mutex<(Timestamp, u32)>,
    told: Seldom,
}

impl Keys {
    pub(super) fn new(token: SecretString, clock: Arc<dyn Clock>) -> Self {
        let salt = *Uuid::new_v4().as_bytes();
        let (sessions, wrong) = (Mutex::default(), Mutex::new((Timestamp(0), 0)));
        Self { token, salt, clock, sessions, wrong, told: Seldom::default() }
    }

    /// Whether this is the token.
    ///
    /// # Errors
    /// When it is not, or too many were not.
    pub(super) fn check(&self, token: &str) -> Result<(), NoEntry> {
        let now = self.clock.now();
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = &mut *wrong;
        if *since > now || now.since(*since) >= MINUTE {
            (*since, *count) = (now, 0);
        }
        if *count >= WRONG_A_MINUTE {
            return Err(NoEntry::TooMany);
        }
        let given = self.hash(token).finalize().into_bytes();
        if self.hash(self.token.expose_secret()).verify_slice(&given).is_ok() {
            return Ok(());
        }
        *count += 1;
        if let Some(left_out) = self.told.turn(now) {
            warn!(left_out, "somebody showed the console a wrong token");
        }
        Err(NoEntry::Wrong)
    }

    /// Signs a browser in that showed the token.
    pub(super) fn open(&self) -> Session {
        let key = || format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let session = Session { id: key(), form_key: key(), began_at: self.clock.now() };
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MOST_SESSIONS {
            sessions.remove(0);
        }
        sessions.push(session.clone());
        info!("somebody signed in to the console");
        session
    }

    /// The session of a cookie, unless its time is over.
    pub(super) fn session(&self, id: &str) -> Option<Session> {
        let now = self.clock.now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|session| now.since(session.began_at) < SESSION_LASTS);
        sessions.iter().find(|session| self.are_same(&session.id, id)).cloned()
    }

    /// Signs a browser out.
    pub(super) fn close(&self, id: &str) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|session| session.id != id);
    }

    /// Compares two keys in a time that tells nothing.
    pub(super) fn are_same(&self, one: &str, other: &str) -> bool {
        let other = self.hash(other).finalize().into_bytes();
        self.hash(one).verify_slice(&other).is_ok()
    }

    fn hash(&self, text: &str) -> Hmac<Sha256> {
        let mut hash = Hmac::new_from_slice(&self.salt).expect("HMAC takes keys of any length");
        hash.update(text.as_bytes());
        hash
    }
}
