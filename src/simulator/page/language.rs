//! Which language the page speaks: the one asked for, else the best that the
//! browser accepts, else the first there is.

/// Chooses among `known` tags.
pub(super) fn choose<'a>(
    known: &(impl Iterator<Item = &'a String> + Clone),
    asked: Option<&str>,
    accepted: &str,
) -> Option<&'a str> {
    let mut wanted: Vec<(&str, f32)> = Vec::new();
    for part in accepted.split(',') {
        let mut pieces = part.split(';').map(str::trim);
        let tag = pieces.next().unwrap_or_default();
        let quality = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok());
        wanted.push((tag, quality.unwrap_or(1.0)));
    }
    wanted.sort_by(|one, other| other.1.total_cmp(&one.1));
    let wanted = wanted.into_iter().map(|(tag, _)| tag);
    asked
        .into_iter()
        .chain(wanted)
        .find_map(|tag| fitting(known.clone(), tag))
        .or_else(|| known.clone().next().map(String::as_str))
}

/// The known tag that is the same, else the first of the same language.
fn fitting<'a>(known: impl Iterator<Item = &'a String> + Clone, tag: &str) -> Option<&'a str> {
    let tag = match tag.to_ascii_lowercase().as_str() {
        "zh-hk" | "zh-mo" | "zh-hant" => "zh-tw".to_owned(),
        "zh" | "zh-sg" | "zh-hans" => "zh-cn".to_owned(),
        other => other.to_owned(),
    };
    let same = known.clone().find(|known| known.eq_ignore_ascii_case(&tag));
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let mut alike = known.filter(|known| !tag.is_empty() && language(known) == language(&tag));
    same.or_else(|| alike.next()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_comes_before_the_browsers_and_the_first() {
        let known = ["en", "ja", "zh-CN", "zh-TW"].map(str::to_owned);
        for (asked, accepted, expected) in [
            (None, "", "en"),
            (None, "zh-CN,zh;q=0.9", "zh-CN"),
            (None, "zh-HK", "zh-TW"),
            (None, "fr, ja;q=0.5, en;q=0.7", "en"),
            (None, "ja-JP", "ja"),
            (Some("zh-cn"), "en", "zh-CN"),
            (Some("xx"), "ja", "ja"),
            (Some("<script>"), "xx;q=no", "en"),
        ] {
            let found = choose(&known.iter(), asked, accepted);
            assert_eq!(found, Some(expected), "{asked:?} {accepted}");
        }
    }
}
