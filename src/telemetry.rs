//! The log: one line an event, on standard error, and never a secret.

use std::io::IsTerminal;

use anyhow::Context;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Our own events: what they hold is ours to answer for.
const OURS: &str = env!("CARGO_CRATE_NAME");

/// How the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Format {
    /// The format of a setting's value; without one, text on a terminal and JSON elsewhere.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Option<Self> {
        match text {
            Some("text") => Some(Self::Text),
            Some("json") => Some(Self::Json),
            Some(_) => None,
            None if std::io::stderr().is_terminal() => Some(Self::Text),
            None => Some(Self::Json),
        }
    }
}

/// Whether something may be in the log whatever `RUST_LOG` says. At finer levels libraries print
/// URLs, headers, whole frames and statements: access tokens, tickets, reply sessions. So what is not
/// our own stays at warnings, whichever target a directive names; and what is no HTTP is counted, and
/// told seldom, by `web` alone.
fn is_fit_to_print(metadata: &Metadata<'_>) -> bool {
    let crate_name = metadata.target().split("::").next().unwrap_or_default();
    crate_name == OURS || (*metadata.level() <= Level::WARN && crate_name != "actix_http")
}

/// Starts the log of this process. `filter` is what `RUST_LOG` says; libraries that could print
/// secrets stay at warnings whatever it says.
///
/// # Errors
/// When `filter` cannot be understood, or the log was started before.
pub fn start(format: Format, filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::builder().parse(filter).context("RUST_LOG")?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        Format::Text => {
            let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            lines.with_ansi(colours).boxed()
        }
        Format::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let subscriber = tracing_subscriber::registry().with(lines).with(filter);
    subscriber
        .with(filter_fn(is_fit_to_print))
        .try_init()
        .map_err(|error| anyhow::anyhow!("cannot start the log: {error}"))
}
