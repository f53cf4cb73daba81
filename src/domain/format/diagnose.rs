//! Which part of a name is not as it must be.

use super::{Format, MismatchReason, Piece, Shape, compile, expression_of, text_of};

impl Format {
    /// Why a name that does not have the shape has not: the first part or literal that keeps the
    /// beginning of the name from matching.
    pub(super) fn diagnose(&self, name: &str) -> MismatchReason {
        let Shape::Template { pieces, tail } = &self.shape else {
            return MismatchReason::Regex;
        };
        if let Some(piece) = self.unfilled(name) {
            return MismatchReason::NotFilled(piece.name.clone());
        }
        let matches = |expression: &str| {
            compile(&format!(r"\A{expression}.*\z")).is_some_and(|regex| regex.is_match(name))
        };
        for (place, piece) in pieces.iter().enumerate() {
            let (done, rest) = pieces.split_at(place);
            let so_far = expression_of(done);
            if matches(&expression_of(&pieces[..=place])) {
                continue;
            }
            let before = regex::escape(&piece.before);
            if matches(&format!("{so_far}{before}")) {
                let next = rest.get(1).map_or(tail, |next| &next.before);
                let next = if piece.after.is_empty() { next } else { &piece.after };
                let found = remainder(&format!("{so_far}{before}"), name);
                let found = found.map(|found| up_to(&found, next));
                return unmet(
                    piece,
                    found.filter(|found| piece.after.is_empty() || !piece.takes(found)),
                )
                .unwrap_or_else(|| literal_missing(&piece.after, Some(&piece.name)));
            }
            return not_there(done, &piece.before, name);
        }
        if !tail.is_empty() && !name.ends_with(tail.as_str()) {
            return not_there(pieces, tail, name);
        }
        let left_over = remainder(&expression_of(pieces), name).unwrap_or_default();
        match pieces.last() {
            Some(last) if left_over.is_empty() || !last.takes(&left_over) => {
                let found = text_at_end(pieces, tail, name).unwrap_or(left_over.clone());
                unmet(last, Some(found)).unwrap_or(MismatchReason::LeftOver(left_over))
            }
            _ => MismatchReason::LeftOver(left_over),
        }
    }
}

/// What follows a literal that is not where it must be: it is missing, unless it comes later, and
/// then the part before it is longer than it may be.
fn not_there(done: &[Piece], literal: &str, name: &str) -> MismatchReason {
    let Some(last) = done.last() else {
        return literal_missing(literal, None);
    };
    let start = compile(&format!(r"\A{}.*\z", expression_of(done))).and_then(|regex| {
        let captures = regex.captures(name)?;
        let text = text_of(&captures, done.len() - 1)?;
        Some(text.as_ptr() as usize - name.as_ptr() as usize)
    });
    let found = start.and_then(|start| name[start..].split_once(literal));
    match found {
        Some((found, _)) if !literal.is_empty() && !last.takes(found) => {
            unmet(last, Some(found.to_owned()))
                .unwrap_or_else(|| literal_missing(literal, Some(&last.name)))
        }
        _ => literal_missing(literal, Some(&last.name)),
    }
}

fn literal_missing(literal: &str, after: Option<&str>) -> MismatchReason {
    MismatchReason::Literal { literal: literal.to_owned(), after: after.map(str::to_owned) }
}

fn unmet(piece: &Piece, found: Option<String>) -> Option<MismatchReason> {
    let found = found.filter(|found| !found.is_empty());
    let (part, rule) = (piece.name.clone(), piece.rule.clone());
    Some(MismatchReason::Part { part, rule, found })
}

/// What follows the shortest beginning that matches.
fn remainder(expression: &str, name: &str) -> Option<String> {
    let regex = compile(&format!(r"\A{expression}(?P<rest>.*)\z"))?;
    Some(regex.captures(name)?.name("rest")?.as_str().to_owned())
}

fn up_to(text: &str, literal: &str) -> String {
    let end = if literal.is_empty() { None } else { text.find(literal) };
    text[..end.unwrap_or(text.len())].to_owned()
}

/// All that stands where the last part must be.
fn text_at_end(pieces: &[Piece], tail: &str, name: &str) -> Option<String> {
    let (last, done) = pieces.split_last()?;
    let before = format!("{}{}", expression_of(done), regex::escape(&last.before));
    let text = remainder(&before, name)?;
    Some(text.strip_suffix(tail).unwrap_or(&text).to_owned())
}
