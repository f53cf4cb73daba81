//! An error with its causes, in one line, for the log.

/// The error and what it came from, each once.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    // A transparent error reads like its cause, and others have it in their own words already.
    let mut told: Vec<String> = Vec::new();
    for text in texts.drain(..) {
        if !told.iter().any(|before| before.contains(&text)) {
            told.push(text);
        }
    }
    told.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{words}")]
    struct Layer {
        words: &'static str,
        source: Option<Box<Self>>,
    }

    #[test]
    fn no_cause_is_told_twice() {
        let of = |words: &[&'static str]| {
            let layers = words
                .iter()
                .rev()
                .fold(None, |source, words| Some(Box::new(Layer { words, source })));
            chain(&*layers.expect("a layer"))
        };
        for (layers, told) in [
            (&["a", "b"][..], "a: b"),
            (&["a", "a", "b"], "a: b"),
            (&["cannot open: locked", "locked", "error 5"], "cannot open: locked: error 5"),
            (&["a: b", "x", "b"], "a: b: x"),
        ] {
            assert_eq!(of(layers), told);
        }
    }
}
