//! Hears when another instance has kept something.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tracing::{debug, warn};

use super::CHANNEL;

/// The pause after the database could not be reached.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens from the first time that somebody asks: a command of the shell never does.
#[derive(Debug)]
pub(in crate::store) struct Listener {
    options: PgConnectOptions,
    instance: String,
    heard: Arc<Notify>,
    task: OnceLock<JoinHandle<()>>,
}

impl Listener {
    pub(super) fn new(options: PgConnectOptions, instance: String) -> Self {
        Self { options, instance, heard: Arc::default(), task: OnceLock::new() }
    }

    /// Who we are to the other instances.
    pub(in crate::store) fn instance(&self) -> &str {
        &self.instance
    }

    pub(in crate::store) async fn changed(&self) {
        self.task.get_or_init(|| {
            let heard = Arc::clone(&self.heard);
            tokio::spawn(run(self.options.clone(), self.instance.clone(), heard))
        });
        self.heard.notified().await;
    }

    pub(in crate::store) fn close(&self) {
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.close();
    }
}

async fn run(options: PgConnectOptions, instance: String, heard: Arc<Notify>) {
    loop {
        if let Err(error) = listen(&options, &instance, &heard).await {
            warn!(%error, "cannot hear other instances; their messages are found a little later");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Ends when the connection does.
async fn listen(
    options: &PgConnectOptions,
    instance: &str,
    heard: &Notify,
) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    let pool = pool.connect_with(options.clone()).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    debug!("listening to other instances");
    // Something may have been kept before we listened.
    heard.notify_one();
    while let Some(notification) = listener.try_recv().await? {
        if notification.payload() != instance {
            heard.notify_one();
        }
    }
    Ok(())
}
