//! What DingTalk hands out for a time: access tokens (7 200 s) and reply
//! sessions (90 min, bound to one conversation). Neither is ever logged.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Api, Place, World};

/// An access token lives this long, in milliseconds.
const TOKEN_LIFE_MS: i64 = 7_200_000;
/// A reply session lives this long, in milliseconds; captures show about 90 minutes.
const SESSION_LIFE_MS: i64 = 5_400_289;

/// The tokens that were given out: the value, and when it expires.
#[derive(Default)]
pub(super) struct Tokens {
    by_call: BTreeMap<Api, (String, i64)>,
}

/// The reply sessions that were given out.
#[derive(Default)]
pub(super) struct Sessions {
    by_key: BTreeMap<String, (Place, i64)>,
}

impl World {
    /// The token for whoever asks through `api`: while the last one is valid,
    /// the same again, with its life renewed.
    pub(in crate::simulator) fn issue_token(&mut self, api: Api) -> String {
        let now = self.now();
        let (token, expires_at) =
            self.tokens.by_call.entry(api).or_insert_with(|| (String::new(), i64::MIN));
        if *expires_at <= now {
            *token = Uuid::new_v4().simple().to_string();
        }
        *expires_at = now + TOKEN_LIFE_MS;
        token.clone()
    }

    /// Whether a call may be made with this token now.
    pub(in crate::simulator) fn is_token_valid(&self, token: &str) -> bool {
        let now = self.now();
        let mut tokens = self.tokens.by_call.values();
        tokens.any(|(value, expires_at)| value == token && *expires_at > now)
    }

    /// Makes every token given out so far invalid.
    pub fn expire_tokens(&mut self) {
        self.tokens.by_call.clear();
    }

    /// Opens a reply session in a conversation: its key, and when it expires.
    pub(in crate::simulator) fn open_session(&mut self, place: Place) -> (String, i64) {
        let key = Uuid::new_v4().simple().to_string();
        let expires_at = self.now() + SESSION_LIFE_MS;
        self.sessions.by_key.insert(key.clone(), (place, expires_at));
        (key, expires_at)
    }

    /// The conversation of a reply session that is still open.
    pub(in crate::simulator) fn session_place(&self, key: &str) -> Option<Place> {
        let now = self.now();
        let (place, expires_at) = self.sessions.by_key.get(key)?;
        (*expires_at > now).then_some(*place)
    }

    /// Makes every reply session given out so far unknown.
    pub fn expire_sessions(&mut self) {
        self.sessions.by_key.clear();
    }
}
