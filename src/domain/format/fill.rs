//! Completing a name from what is known, and never from what is not.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use super::{Fact, Facts, Filling, Format, Mismatch, MismatchReason, Piece, Rule, Shape, text_of};
use crate::domain::{NameError, Nickname};

impl Format {
    /// A name that has the shape, from what was typed (or nothing, for everybody at once), the name
    /// that the member has now, and what the directory says.
    ///
    /// What fits is taken as it is. What holds a literal of the format was meant as a whole, and is
    /// not guessed at. Anything else is the member's name, or where no part is that, the one part
    /// that nothing else is known of. The other parts come from the directory where it has them,
    /// since it is kept up to date by whoever keeps the organisation; and otherwise from the
    /// present name, if that fits.
    #[must_use]
    pub fn fill(&self, typed: Option<&str>, present: Option<&Nickname>, facts: &Facts) -> Filling {
        let typed = match typed.map(Nickname::parse).transpose() {
            Ok(typed) => typed,
            Err(error) => return Filling::Refused(error),
        };
        let whole = typed.as_ref().or(present);
        if let Some(name) = whole.filter(|name| self.check(name).is_ok()) {
            return Filling::Name(name.clone());
        }
        let corrected = typed.as_ref().and_then(|typed| self.with_literals_of_ours(typed));
        if let Some(name) = corrected.as_ref().filter(|name| self.check(name).is_ok()) {
            return Filling::Name(name.clone());
        }
        let Shape::Template { pieces, tail } = &self.shape else {
            return match whole {
                Some(name) => Filling::Misfit(self.mismatch(name)),
                None => Filling::Missing(Vec::new()),
            };
        };
        let mut texts = self.known_texts(present, facts);
        if let Some(typed) = &typed {
            let meant = corrected.as_ref().unwrap_or(typed);
            let subject = self.subject(&texts);
            let subject = subject.filter(|subject| !self.is_whole(meant, *subject, &texts));
            let Some(subject) = subject else {
                return Filling::Misfit(self.mismatch(typed));
            };
            let piece = &pieces[subject];
            if !piece.takes(typed.as_str()) {
                let found = Some(typed.to_string());
                let (part, rule) = (piece.name.clone(), piece.rule.clone());
                let reason = MismatchReason::Part { part, rule, found };
                return Filling::Misfit(Mismatch { shape: self.shape(), reason });
            }
            texts[subject] = Some(typed.to_string());
        }
        let missing: Vec<String> = pieces
            .iter()
            .zip(&texts)
            .filter(|(piece, text)| text.is_none() && !piece.is_optional)
            .map(|(piece, _)| piece.name.clone())
            .collect();
        if !missing.is_empty() {
            return Filling::Missing(missing);
        }
        match short_enough(pieces, texts, tail) {
            Ok(name) => match self.check(&name) {
                Ok(()) => Filling::Name(name),
                Err(mismatch) => Filling::Misfit(mismatch),
            },
            Err(error) => Filling::Refused(error),
        }
    }

    /// A name that would do, for people.
    ///
    /// None where none can be made that fits, or only one with a part that is the member's to say.
    #[must_use]
    pub fn example(
        &self,
        typed: Option<&str>,
        present: Option<&Nickname>,
        facts: &Facts,
    ) -> Option<Nickname> {
        let Shape::Template { pieces, tail } = &self.shape else {
            return None;
        };
        let mut texts = self.known_texts(present, facts);
        let typed = typed.and_then(|typed| Nickname::parse(typed).ok());
        if let (Some(typed), Some(subject)) = (typed, self.subject(&texts))
            && !self.is_whole(&typed, subject, &texts)
            && pieces[subject].takes(typed.as_str())
        {
            texts[subject] = Some(typed.to_string());
        }
        for (piece, text) in pieces.iter().zip(&mut texts) {
            if text.is_none() && !piece.is_optional {
                *text = Some(piece.stand_in()?);
            }
        }
        let example = Nickname::parse(&join(pieces, &texts, tail)).ok();
        example.filter(|example| self.check(example).is_ok())
    }

    /// What is known of each part, as far as it can be one.
    fn known_texts(&self, present: Option<&Nickname>, facts: &Facts) -> Vec<Option<String>> {
        let captures = present.and_then(|present| self.whole.captures(present.as_str()));
        let texts = self.pieces().iter().enumerate().map(|(place, piece)| {
            let current = || {
                let text = captures.as_ref().and_then(|captures| text_of(captures, place));
                text.filter(|text| !piece.is_called(text)).map(str::to_owned)
            };
            // What they are called is theirs to say.
            match piece.fact {
                Some(Fact::Name) => current().or_else(|| piece.sourced(facts)),
                _ => piece.sourced(facts).or_else(current),
            }
        });
        texts.collect()
    }

    /// The part that a name typed alone is for.
    fn subject(&self, texts: &[Option<String>]) -> Option<usize> {
        let pieces = self.pieces();
        if let Some(name) = pieces.iter().position(|piece| piece.fact == Some(Fact::Name)) {
            return Some(name);
        }
        let is_open = |place: &usize| texts[*place].is_none() && !pieces[*place].is_optional;
        let mut open = (0..pieces.len()).filter(is_open);
        let only = open.next()?;
        open.next().is_none().then_some(only)
    }

    /// Whether a text was meant as a whole name: it holds a literal, or what is known of another
    /// part than the one that it would be.
    fn is_whole(&self, typed: &Nickname, subject: usize, texts: &[Option<String>]) -> bool {
        let holds = |text: &str| !text.trim().is_empty() && typed.as_str().contains(text.trim());
        let mut others = texts.iter().enumerate().filter(|(place, _)| *place != subject);
        self.literals().any(holds)
            || others.any(|(place, text)| {
                let of_its_kind = |text: &str| is_of_the_kind(typed.as_str(), text);
                let words = match &self.pieces()[place].rule {
                    Rule::OneOf(words) => words.as_slice(),
                    _ => &[],
                };
                text.as_deref().is_some_and(|text| holds(text) || of_its_kind(text))
                    || (text.is_some() && words.iter().any(|word| of_its_kind(word)))
            })
    }

    fn literals(&self) -> impl Iterator<Item = &str> {
        let tail = match &self.shape {
            Shape::Template { tail, .. } => tail.as_str(),
            Shape::Regex => "",
        };
        let pieces = self.pieces().iter();
        pieces.flat_map(|piece| [piece.before.as_str(), &piece.after]).chain([tail])
    }

    /// A name with the format's own characters where it has others that look like them: input
    /// methods make many kinds of hyphens and brackets.
    fn with_literals_of_ours(&self, typed: &Nickname) -> Option<Nickname> {
        let ours: Vec<char> = self.literals().flat_map(str::chars).collect();
        let correct = |typed: char| {
            let alike = |own: &&char| plain(**own) == plain(typed);
            if ours.contains(&typed) { typed } else { *ours.iter().find(alike).unwrap_or(&typed) }
        };
        Nickname::parse(&typed.as_str().chars().map(correct).collect::<String>()).ok()
    }

    fn mismatch(&self, name: &Nickname) -> Mismatch {
        Mismatch { shape: self.shape(), reason: self.diagnose(name.as_str()) }
    }
}

impl Piece {
    /// What stands for the part in an example where nothing is known of it. Where it may be any text
    /// there is nothing: the part's own name would be sent as it stands.
    fn stand_in(&self) -> Option<String> {
        Some(match &self.rule {
            Rule::OneOf(words) => words.first().cloned().unwrap_or_default(),
            Rule::Digits { least, .. } => {
                "1234567890".chars().cycle().take((*least).clamp(1, 20) as usize).collect()
            }
            Rule::AnyText => return None,
            Rule::Length { .. } | Rule::Pattern(_) => sample(&self.pattern)?,
        })
    }
}

/// A character as it is compared with a literal: full-width forms as ASCII, and any line that joins
/// words as a hyphen.
fn plain(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | '\u{FE63}' | '\u{2500}' | '_' => '-',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '【' => '[',
        '】' => ']',
        other => other,
    }
}

/// A short text that an expression matches.
fn sample(pattern: &str) -> Option<String> {
    fn write(hir: &Hir, text: &mut String) -> Option<()> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(Class::Unicode(class)) => {
                let starts = || class.iter().map(ClassUnicodeRange::start);
                text.push(starts().find(|c| c.is_alphanumeric()).or_else(|| starts().next())?);
            }
            HirKind::Class(Class::Bytes(_)) => return None,
            HirKind::Repetition(times) => {
                for _ in 0..times.min.clamp(1, MAX_SAMPLE) {
                    write(&times.sub, text)?;
                }
            }
            HirKind::Capture(capture) => write(&capture.sub, text)?,
            HirKind::Concat(all) => all.iter().try_for_each(|hir| write(hir, text))?,
            HirKind::Alternation(any) => write(any.first()?, text)?,
        }
        (text.len() <= MAX_SAMPLE as usize).then_some(())
    }
    let mut text = String::new();
    write(&regex_syntax::parse(pattern).ok()?, &mut text)?;
    Some(text)
}

/// What a parent or another relative is called, longer words first.
const RELATIVES: &[&str] = &[
    "爸爸", "妈妈", "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "家长", "叔叔", "阿姨", "舅舅",
    "姑姑", "哥哥", "姐姐", "爸", "妈",
];

/// Whether a typed text begins or ends with another word of a part's kind: with 小明爷爷 somebody
/// has said whose relative they are, and is not to become 小明爷爷爸爸.
fn is_of_the_kind(typed: &str, text: &str) -> bool {
    const UNITS: &[char] = &['班', '部', '组', '级', '院', '系', '科', '室', '届', '区', '店'];
    let relative = |text: &str| RELATIVES.iter().any(|word| text.ends_with(word));
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if relative(text) && relative(typed) {
        return true;
    }
    if is_number(text) && text.len() > 1 {
        let digits = |characters: &mut dyn Iterator<Item = char>| {
            characters.take_while(char::is_ascii_digit).count()
        };
        return digits(&mut typed.chars()) >= text.len()
            || digits(&mut typed.chars().rev()) >= text.len();
    }
    // 四班小明, where the directory says 三班.
    let unit = text.chars().next_back().filter(|last| UNITS.contains(last));
    let place = unit.and_then(|unit| typed.chars().position(|c| c == unit));
    place.is_some_and(|place| place > 0 && place + 1 < typed.chars().count())
}

/// The longest sample, in bytes: as much as the longest name may have.
const MAX_SAMPLE: u32 = 128;

/// The name that the parts make; where it is too long, without the parts that may be missing, the
/// last of them first.
pub(super) fn short_enough(
    pieces: &[Piece],
    mut texts: Vec<Option<String>>,
    tail: &str,
) -> Result<Nickname, NameError> {
    loop {
        let name = Nickname::parse(&join(pieces, &texts, tail));
        let is_too_long = matches!(name, Err(NameError::TooLong { .. }));
        let mut optional = (0..pieces.len())
            .rev()
            .filter(|place| pieces[*place].is_optional && texts[*place].is_some());
        match optional.next().filter(|_| is_too_long) {
            Some(place) => texts[place] = None,
            None => return name,
        }
    }
}

pub(super) fn join(pieces: &[Piece], texts: &[Option<String>], tail: &str) -> String {
    let mut name = String::new();
    for (piece, text) in pieces.iter().zip(texts) {
        if let Some(text) = text {
            name.push_str(&piece.before);
            name.push_str(text);
            name.push_str(&piece.after);
        }
    }
    name + tail
}
