//! Parts that change with the date: the year, and the grade of who entered school in a year.

use super::Facts;

/// The month in which pupils move up.
const SCHOOL_BEGINS: i8 = 9;

/// The grades, as they are counted in Chinese.
const GRADES: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// The ways to write such a part, the usual one first; none where it is no such part, or nothing is
/// known of it.
pub(super) fn date_texts(key: &str, facts: &Facts) -> Vec<String> {
    let Some((year, month)) = facts.month else {
        return Vec::new();
    };
    match key {
        "year" => vec![year.to_string(), format!("{:02}", year.rem_euclid(100))],
        "grade" => {
            let entry = facts.roster.get("entry").and_then(|texts| texts.first());
            let Some(entry) = entry.and_then(|text| year_in(text)) else {
                return Vec::new();
            };
            let grade = year - entry + i16::from(month >= SCHOOL_BEGINS);
            let place = usize::try_from(grade - 1).ok();
            let chinese = place.and_then(|place| GRADES.get(place));
            chinese
                .map(|chinese| vec![grade.to_string(), (*chinese).to_owned()])
                .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// The year that a text begins with: `2024`, `2024年`, `2024-09-01`, `2024级`.
fn year_in(text: &str) -> Option<i16> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| digits.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pupils_move_up_each_september_until_they_leave() {
        for (entry, month, grade) in [
            ("2024", (2024, 8), None),
            ("2024", (2024, 9), Some("1")),
            ("2024级", (2025, 8), Some("1")),
            ("2024-09-01", (2025, 9), Some("2")),
            ("2024", (2036, 8), Some("12")),
            ("2024", (2036, 9), None),
            ("24", (2025, 9), None),
            ("", (2025, 9), None),
        ] {
            let roster = [("entry".to_owned(), vec![entry.to_owned()])].into();
            let facts = Facts { roster, month: Some(month), ..Facts::default() };
            let texts = date_texts("grade", &facts);
            assert_eq!(texts.first().map(String::as_str), grade, "{entry} in {month:?}");
        }
        let facts = Facts { month: Some((2026, 1)), ..Facts::default() };
        assert_eq!(date_texts("year", &facts), ["2026", "26"]);
        assert!(date_texts("class", &facts).is_empty());
    }
}
