//! Timing: how long things take on a Stream.

use std::time::Duration;

/// How long things take. No setting: the protocol decides, and tests make it short.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// The pause before a connection is opened anew; it doubles with each that was of no use.
    pub first_pause: Duration,
    /// The longest such pause.
    pub longest_pause: Duration,
    /// How long connecting may take.
    pub connect_limit: Duration,
    /// How often the gateway is asked whether it is there.
    pub ping_every: Duration,
    /// A connection on which nothing came for so long is dead: noticed within this and one
    /// `ping_every`.
    pub silent_after: Duration,
    /// How long what we say may wait to be taken.
    pub say_limit: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            connect_limit: Duration::from_secs(10),
            ping_every: Duration::from_secs(7),
            silent_after: Duration::from_secs(18),
            say_limit: Duration::from_secs(5),
        }
    }
}
