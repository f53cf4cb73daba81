//! A bounded cache: what is remembered for a while, and of not more than so many.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use super::Timestamp;

/// Fewer entries than these are not looked through for old ones.
const FEW: usize = 64;

/// A map that forgets: what is older than its time, and the oldest where there is too much. It holds
/// hardly more than twice what is not too old, however much it may hold.
#[derive(Clone, Debug)]
pub struct Recent<K, V> {
    entries: HashMap<K, (Timestamp, V)>,
    most: usize,
    holds: Duration,
    /// With so many entries, it is looked through for old ones before the next comes in.
    look_at: usize,
}

impl<K: Eq + Hash + Clone, V> Recent<K, V> {
    /// Remembers up to `most` entries, each for as long as `holds`.
    #[must_use]
    pub fn new(most: usize, holds: Duration) -> Self {
        Self { entries: HashMap::new(), most, holds, look_at: most.min(FEW) }
    }

    /// What is remembered under this key.
    pub fn get(&self, key: &K, now: Timestamp) -> Option<&V> {
        let (at, value) = self.entries.get(key)?;
        (now.since(*at) < self.holds).then_some(value)
    }

    /// Remembers something from now on.
    pub fn insert(&mut self, key: K, value: V, now: Timestamp) {
        self.make_room(&key, now);
        self.entries.insert(key, (now, value));
    }

    /// What is remembered under this key, or its default; it is as new as can be then.
    pub fn entry(&mut self, key: K, now: Timestamp) -> &mut V
    where
        V: Default,
    {
        self.make_room(&key, now);
        let entry = self.entries.entry(key).or_insert_with(|| (now, V::default()));
        if now.since(entry.0) >= self.holds {
            entry.1 = V::default();
        }
        entry.0 = now;
        &mut entry.1
    }

    /// Forgets one.
    pub fn remove(&mut self, key: &K) {
        self.entries.remove(key);
    }

    /// Forgets what was remembered before then.
    pub fn forget_before(&mut self, time: Timestamp) {
        self.entries.retain(|_, (at, _)| *at >= time);
    }

    /// How many are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where there are twice as many as were not too old when last looked at, what is too old goes;
    /// and where that leaves the map full, the older half: so that no entry costs a look at all of
    /// them.
    fn make_room(&mut self, key: &K, now: Timestamp) {
        if self.entries.len() < self.look_at || self.entries.contains_key(key) {
            return;
        }
        self.entries.retain(|_, (at, _)| now.since(*at) < self.holds);
        if self.entries.len() >= self.most {
            self.halve();
        }
        self.look_at = self.entries.len().saturating_mul(2).max(FEW).min(self.most);
        self.entries.shrink_to(self.look_at);
    }

    fn halve(&mut self) {
        let mut times: Vec<Timestamp> = self.entries.values().map(|(at, _)| *at).collect();
        let middle = times.len() / 2;
        let (_, limit, _) = times.select_nth_unstable(middle);
        let mut left = middle + 1;
        let limit = *limit;
        self.entries.retain(|_, (at, _)| {
            let goes = *at <= limit && left > 0;
            left -= usize::from(goes);
            !goes
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn what_is_too_old_is_forgotten() {
        let mut recent = Recent::new(10, Duration::from_secs(60));
        recent.insert("a", 1, at(0));
        assert_eq!(recent.get(&"a", at(59)), Some(&1));
        assert_eq!(recent.get(&"a", at(60)), None);
        *recent.entry("b", at(0)) += 5;
        *recent.entry("b", at(59)) += 5;
        assert_eq!(recent.get(&"b", at(100)), Some(&10), "it was used");
        assert_eq!(*recent.entry("b", at(200)), 0, "it was not used for too long");
    }

    #[test]
    fn what_is_too_old_takes_no_room() {
        let mut recent = Recent::new(1_000_000, Duration::from_secs(60));
        for second in 0..10_000 {
            recent.insert(second, (), at(second));
            assert!(recent.len() <= 2 * 60 + FEW, "{}", recent.len());
        }
        for second in 9_941..10_000 {
            assert!(recent.get(&second, at(10_000)).is_some(), "{second}");
        }
    }

    #[test]
    fn there_are_never_more_than_so_many_and_the_newest_stay() {
        let mut recent = Recent::new(100, Duration::from_secs(60_000));
        for key in 0..1000_i64 {
            recent.insert(key, key, at(key / 7));
            assert!(recent.len() <= 100);
        }
        assert_eq!(recent.get(&999, at(143)), Some(&999));
        assert_eq!(recent.get(&0, at(143)), None);
        for key in 2000..3000_i64 {
            recent.insert(key, key, at(200));
            assert!(recent.len() <= 100, "all of one moment, too");
        }
    }
}
