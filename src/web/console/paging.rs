//! Pages of a long list: one row more than a page shows is asked for, and tells whether there is a
//! next page.

/// How many rows are on a page.
const PAGE: u32 = 50;

/// How many rows are asked for.
pub(super) const ASKED: u32 = PAGE + 1;

/// The rows of the page, and whether another page follows.
pub(super) fn page<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let has_more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    (rows, has_more)
}
