//! How often something may happen, as in `6/min`, and who has kept to it.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use super::Timestamp;

/// So many in so long a time, as in `6/min`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many, at least one.
    pub count: u32,
    /// In which time.
    pub per: Period,
}

/// The times that rates are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `s`
    Second,
    /// `min`
    Minute,
    /// `h`
    Hour,
}

impl Period {
    const ALL: [Self; 3] = [Self::Second, Self::Minute, Self::Hour];

    /// As it is written behind the slash.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
        }
    }

    /// How long it is.
    #[must_use]
    pub fn duration(self) -> Duration {
        Duration::from_secs(match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
        })
    }
}

impl Rate {
    /// Reads `6/min`, `20/s` or `100/h`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, per) = text.split_once('/')?;
        let count = count.trim().parse().ok().filter(|count| *count > 0)?;
        let per = Period::ALL.into_iter().find(|period| period.as_str() == per.trim())?;
        Some(Self { count, per })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.count, self.per.as_str())
    }
}

/// What one person, or one group, did lately: any span of a rate's length holds no more than its
/// count. What is told apart by `K` counts once, however often it comes.
#[derive(Clone, Debug)]
pub struct RateWindow<K> {
    granted: VecDeque<(Timestamp, K)>,
}

impl<K> Default for RateWindow<K> {
    fn default() -> Self {
        Self { granted: VecDeque::new() }
    }
}

impl<K: PartialEq> RateWindow<K> {
    /// Whether one more is granted at `now`, which counts only with [`RateWindow::count`].
    ///
    /// # Errors
    /// When it is not: how long until it would be.
    pub fn check(&mut self, rate: Rate, key: &K, now: Timestamp) -> Result<(), Duration> {
        self.forget(rate, now);
        let is_full = self.granted.len() >= rate.count as usize;
        match self.granted.front() {
            Some((oldest, _)) if is_full && !self.has(key) => {
                Err(oldest.plus(rate.per.duration()).since(now))
            }
            _ => Ok(()),
        }
    }

    /// Counts one that was granted.
    pub fn count(&mut self, key: K, now: Timestamp) {
        if !self.has(&key) {
            self.granted.push_back((now, key));
        }
    }

    /// Whether nothing lies in the window at `now`.
    pub fn is_over(&mut self, rate: Rate, now: Timestamp) -> bool {
        self.forget(rate, now);
        self.granted.is_empty()
    }

    fn has(&self, key: &K) -> bool {
        self.granted.iter().any(|(_, granted)| granted == key)
    }

    fn forget(&mut self, rate: Rate, now: Timestamp) {
        let begin = now.minus(rate.per.duration());
        // A clock that was set back must not lock anybody out.
        self.granted.retain(|(at, _)| *at > begin && *at <= now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_as_it_is_written() {
        for text in ["6/min", "20/s", "100/h"] {
            assert_eq!(Rate::parse(text).map(|rate| rate.to_string()).as_deref(), Some(text));
        }
        for text in ["", "6", "0/min", "-1/min", "6/day", "6 per min", "/min", "1.5/s"] {
            assert_eq!(Rate::parse(text), None, "failed on {text}");
        }
    }

    #[test]
    fn no_span_holds_more_than_the_rate() {
        let rate = Rate::parse("2/min").expect("a rate");
        let mut window = RateWindow::default();
        let mut ask = |key, seconds: i64| {
            let now = Timestamp(seconds * 1000);
            let granted = window.check(rate, &key, now);
            if granted.is_ok() {
                window.count(key, now);
            }
            granted.map_err(|wait| wait.as_secs())
        };
        assert_eq!(ask("a", 0), Ok(()));
        assert_eq!(ask("b", 30), Ok(()));
        assert_eq!(ask("c", 31), Err(29));
        assert_eq!(ask("b", 32), Ok(()), "what was granted is granted again");
        assert_eq!(ask("c", 59), Err(1));
        assert_eq!(ask("c", 60), Ok(()));
        assert_eq!(ask("d", 61), Err(29));
        assert_eq!(ask("e", 10), Ok(()), "a clock set back locks nobody out");
    }
}
