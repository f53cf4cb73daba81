//! What happens, told to whoever listens within this process, while somebody does: `init` shows it
//! on the terminal. Nothing is kept of it.

use tokio::sync::broadcast;

use crate::domain::IncomingMessage;

/// How much may wait for a listener that is slow; the oldest is left out then.
const WAITING: usize = 64;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum News {
    /// A message came in, in a group or from somebody alone.
    Heard(Box<IncomingMessage>),
    /// The bot said this.
    Said(String),
}

/// Where news are told.
#[derive(Clone)]
pub(super) struct Newsroom(broadcast::Sender<News>);

impl Default for Newsroom {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Newsroom {
    /// News from now on.
    pub(super) fn listen(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }

    /// Tells of something, if anybody listens.
    pub(super) fn tell(&self, news: impl FnOnce() -> News) {
        if self.0.receiver_count() > 0 {
            // Whoever listened may be gone by now.
            let _ = self.0.send(news());
        }
    }
}
