//! Where a title stands.

/// Where a title was found in a reading, or among the words of a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Which of the list.
    pub title: usize,
    pub start: usize,
    pub end: usize,
}

/// Those that are in no longer one: the 主任 of 班主任 is no title of its own.
pub(super) fn uncovered(spans: &[Span]) -> impl Iterator<Item = &Span> {
    spans.iter().filter(|span| {
        !spans.iter().any(|other| {
            other.start <= span.start
                && span.end <= other.end
                && other.end - other.start > span.end - span.start
        })
    })
}
