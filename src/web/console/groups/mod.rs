//! Groups: a page of them, and one by itself.

pub(super) mod list;
pub(super) mod one;
