//! How long may a name be? The search for it, with few calls: what is expected first, and whether
//! one more is refused; then in doubling steps, and by halves.

/// What is not searched beyond.
const MOST: usize = 256;

/// A search that goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    expected: usize,
    /// The longest that was taken.
    taken: usize,
    /// The shortest that was refused.
    refused: Option<usize>,
}

impl Search {
    /// `taken` is a length that is known to be.
    pub(super) fn new(taken: usize, expected: usize) -> Self {
        Self { expected, taken, refused: None }
    }

    /// The length to try next; none when there is nothing left to learn.
    pub(super) fn next(self) -> Option<usize> {
        match self.refused {
            None if self.taken >= MOST => None,
            None if self.taken < self.expected => Some(self.expected),
            None if self.taken == self.expected => Some(self.expected + 1),
            None => Some((self.taken * 2).min(MOST)),
            Some(refused) if refused - self.taken <= 1 => None,
            Some(refused) => Some(usize::midpoint(self.taken, refused)),
        }
    }

    /// A length was tried.
    pub(super) fn learn(&mut self, length: usize, is_taken: bool) {
        match is_taken {
            true => self.taken = self.taken.max(length),
            false => self.refused = Some(self.refused.map_or(length, |known| known.min(length))),
        }
    }

    /// The longest that is taken; none where there was no end to it.
    pub(super) fn longest(self) -> Option<usize> {
        self.refused.map(|_| self.taken)
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::{LENGTHS_AT_MOST, SHORT};
    use super::*;

    /// How many lengths are tried where DingTalk takes so many, and what is found.
    fn search(limit: usize) -> (u64, Option<usize>) {
        let (mut search, mut tried) = (Search::new(SHORT, 30), 0);
        while let Some(length) = search.next() {
            tried += 1;
            search.learn(length, length <= limit);
        }
        (tried, search.longest())
    }

    #[test]
    fn every_limit_is_found_within_the_price() {
        for limit in SHORT..MOST {
            let (tried, found) = search(limit);
            assert_eq!(found, Some(limit));
            assert!(tried <= LENGTHS_AT_MOST, "{limit}: {tried}");
        }
        assert_eq!((SHORT..MOST).map(|limit| search(limit).0).max(), Some(LENGTHS_AT_MOST));
    }

    #[test]
    fn what_the_documents_say_takes_two_calls() {
        assert_eq!(search(30), (2, Some(30)));
    }

    #[test]
    fn where_there_is_no_end_none_is_found() {
        assert_eq!(search(10_000).1, None);
    }
}
