//! Points at which a test stops the program, to kill it there. They are in builds with the feature
//! `fail-points` only; in all others there is nothing to reach.
//!
//! `DINGNICK_FAIL_POINT=C4` names the point, and `C4:3` that it is meant when it is reached for
//! the third time.

use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Whether this build has fail points.
pub const COMPILED_IN: bool = cfg!(feature = "fail-points");

/// Says so and stays here for ever, if this is the point that is meant. Whoever reads it kills
/// the process; the other threads go on until then.
#[inline]
pub fn reach(name: &str) {
    if fails(name) {
        loop {
            std::thread::park();
        }
    }
}

/// Says so, if this is the point that is meant: what comes next is to fail, this once.
#[inline]
#[must_use]
pub fn fails(name: &str) -> bool {
    COMPILED_IN && is_meant(name)
}

fn is_meant(name: &str) -> bool {
    static MEANT: LazyLock<Option<(String, u64)>> = LazyLock::new(|| {
        let value = std::env::var("DINGNICK_FAIL_POINT").ok()?;
        Some(match value.split_once(':') {
            Some((name, time)) => (name.to_owned(), time.parse().unwrap_or(1)),
            None => (value, 1),
        })
    });
    static REACHED: AtomicU64 = AtomicU64::new(0);
    let Some((meant, time)) = &*MEANT else {
        return false;
    };
    if name != meant || REACHED.fetch_add(1, Ordering::SeqCst) + 1 != *time {
        return false;
    }
    // In one piece, so that no line of the log gets in between.
    let line = format!("fail point {name}\n");
    // Where nobody reads, nobody waits for it either.
    let _ = std::io::stderr().write_all(line.as_bytes());
    true
}
