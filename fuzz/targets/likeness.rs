//! Likeness of names: a name resembles itself, in brackets too, and resemblance is mutual.

use dingnick::domain::Likeness;
use unicode_normalization::UnicodeNormalization;

/// The lines are two names.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let text: String = text.chars().take(80).collect();
    let (one, other) = text.split_once('\n').unwrap_or((&text, &text));
    let [first, second] = [one, other].map(Likeness::of);
    assert_eq!(first.resembles(&first), !first.is_empty());
    assert_eq!(first.resembles(&second), second.resembles(&first), "{one:?} {other:?}");
    for name in [one, other] {
        let likeness = Likeness::of(name);
        let decomposed: String = name.nfd().collect();
        assert_eq!(Likeness::of(&decomposed).readings(), likeness.readings(), "{name:?}");
        let decorated = Likeness::of(&format!("「 {name} 」"));
        // Where there is nothing but decoration, all of it counts.
        let has_letters = name.chars().any(char::is_alphabetic);
        assert!(!has_letters || decorated.resembles(&likeness), "{name:?}");
        let pose = Likeness::of_pose(name);
        assert!(likeness.readings().iter().all(|it| pose.readings().contains(it)));
    }
}
