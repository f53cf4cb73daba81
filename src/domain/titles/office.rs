//! Which titles are one office, so that whoever has one of them in the directory may bear another.

use super::list::List;

/// The offices of a list.
#[derive(Debug)]
pub(super) struct Offices {
    /// Titles of one office.
    same: Vec<Vec<String>>,
    /// A title, and one that its bearer may have as well.
    also: Vec<(String, String)>,
    /// Fields of work.
    fields: Vec<String>,
}

impl Offices {
    pub(super) fn of(list: &mut List) -> Self {
        let bare = |title: String| title.trim_start_matches('!').to_owned();
        let same = std::mem::take(&mut list.same).into_iter();
        Self {
            same: same.map(|titles| titles.into_iter().map(bare).collect()).collect(),
            also: std::mem::take(&mut list.also),
            fields: std::mem::take(&mut list.fields),
        }
    }

    /// Whether somebody who has one title may bear another.
    pub(super) fn allows(&self, held: &str, title: &str) -> bool {
        self.is_same(held, title)
            || self
                .also
                .iter()
                .any(|(one, other)| self.is_same(held, one) && self.is_same(other, title))
    }

    fn is_same(&self, one: &str, other: &str) -> bool {
        let has = |titles: &[String], title: &str| titles.iter().any(|it| it == title);
        one == other || self.same.iter().any(|titles| has(titles, one) && has(titles, other))
    }

    /// Whether a title is a field of work.
    pub(super) fn is_field(&self, title: &str) -> bool {
        self.fields.iter().any(|field| field == title)
    }

    /// Every title that is named here.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        let also = self.also.iter().flat_map(|(one, other)| [one, other]);
        self.same.iter().flatten().chain(also).chain(&self.fields)
    }
}
