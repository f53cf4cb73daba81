//! An error with its causes, in one line, for the log.

/// The error and what it came from, each once.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    // A transparent error reads like its cause.
    texts.dedup();
    texts.join(": ")
}
