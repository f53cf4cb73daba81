//! What is known of a part, in order of precedence: the roster, the date, the directory.

use super::dates::date_texts;
use super::{Fact, Facts, Piece, Rule};

/// What stands between several texts of one cell.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '/', ' '];

impl Piece {
    /// The text that the sources have for this part, as far as it can be one.
    pub(super) fn sourced(&self, facts: &Facts) -> Option<String> {
        let of_roster = || {
            // What somebody is called goes before the official name.
            let called = facts.roster.get("preferred").filter(|_| self.fact == Some(Fact::Name));
            let texts = called.into_iter().chain(facts.roster.get(&self.key));
            texts.filter_map(|texts| self.chosen(texts)).next()
        };
        let of_date = || date_texts(&self.key, facts).into_iter().find(|text| self.takes(text));
        let of_directory = || {
            let fact = match self.fact? {
                Fact::Name => facts.name.as_deref(),
                Fact::Dept => facts.dept.as_deref(),
                Fact::Title => facts.title.as_deref(),
                Fact::JobNumber => facts.job_number.as_deref(),
            };
            fact.map(str::trim).filter(|text| self.takes(text)).map(str::to_owned)
        };
        of_roster().or_else(of_date).or_else(of_directory)
    }

    /// One text for the several of somebody with several rows: where the format lists words, the
    /// first of them that is among the texts; otherwise all of them joined, or where that is no
    /// text for this part, the first that is.
    fn chosen(&self, texts: &[String]) -> Option<String> {
        if let Rule::OneOf(words) = &self.rule {
            let has = |word: &&String| {
                texts.iter().flat_map(|text| text.split(BETWEEN)).any(|text| text.trim() == **word)
            };
            return words.iter().find(has).cloned();
        }
        let joined = Some(joined(texts)).filter(|joined| self.takes(joined));
        joined.or_else(|| {
            texts.iter().map(|it| it.trim()).find(|it| self.takes(it)).map(str::to_owned)
        })
    }
}

/// 小明 and 小红 are 小明小红, Tom and Ann are Tom&Ann.
fn joined(texts: &[String]) -> String {
    let mut joined = String::new();
    for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_latin(joined.chars().next_back()) && is_latin(text.chars().next()) {
            joined.push('&');
        }
        joined.push_str(text);
    }
    joined
}
