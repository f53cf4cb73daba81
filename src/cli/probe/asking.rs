//! Whoever is asked for consent: a terminal, or nobody where `--yes` has consented to everything.

use std::io::{BufRead, Write};

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

use crate::domain::legible;

/// A terminal that is asked on; results go elsewhere.
pub(super) struct Asker {
    lines: UnboundedReceiver<String>,
    stop: CancellationToken,
}

/// What somebody answers who is asked for consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    Yes,
    No,
    /// No, and to nothing else either.
    NoMore,
}

impl Asker {
    /// Reads from standard input, on a thread: waiting for a line can be given up.
    pub(super) fn new(stop: CancellationToken) -> Self {
        let (sender, lines) = unbounded_channel();
        std::thread::spawn(move || {
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { lines, stop }
    }

    /// What is typed behind a prompt; nothing when there is no more, or it was stopped.
    pub(super) async fn line(&mut self, prompt: &str) -> anyhow::Result<Option<String>> {
        let mut err = std::io::stderr();
        write!(err, "{} ", legible(prompt))?;
        err.flush()?;
        let typed = tokio::select! {
            typed = self.lines.recv() => typed,
            () = self.stop.cancelled() => None,
        };
        Ok(typed.map(|typed| typed.trim().to_owned()))
    }

    /// Whether somebody consents; whoever says nothing does not.
    pub(super) async fn consent(&mut self, prompt: &str) -> anyhow::Result<Consent> {
        let answer = self.line(&format!("{prompt} [y/N/q]")).await?;
        Ok(match answer.as_deref().map(str::to_lowercase).as_deref() {
            Some("y" | "yes") => Consent::Yes,
            Some("q" | "quit") | None => Consent::NoMore,
            Some(_) => Consent::No,
        })
    }

    /// One of these words; whoever does not know leaves it out.
    pub(super) async fn word(
        &mut self,
        prompt: &str,
        words: &[&str],
    ) -> anyhow::Result<Option<String>> {
        loop {
            let prompt = format!("{prompt} ({}; Enter: not known)", words.join(", "));
            match self.line(&prompt).await? {
                Some(typed) if typed.is_empty() => return Ok(None),
                Some(typed) if words.contains(&typed.as_str()) => return Ok(Some(typed)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }
}
