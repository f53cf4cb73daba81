//! Formats: what was read is read again, and what is filled in fits.

use dingnick::domain::{Facts, Filling, Format, Nickname};

/// The lines are a format, a name and what the directory says.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let Ok(format) = Format::parse(line()) else { return };
    let again = Format::parse(format.source()).expect("a format");
    assert_eq!(again, format);
    assert_eq!(again.shape(), format.shape());
    let (typed, present) = (line(), Nickname::parse(line()).ok());
    let facts = Facts {
        name: Some(line().to_owned()),
        dept: Some(line().to_owned()),
        title: None,
        job_number: Some(line().to_owned()),
        ..Facts::default()
    };
    for typed in [Some(typed), None] {
        if let Filling::Name(name) = format.fill(typed, present.as_ref(), &facts) {
            assert_eq!(format.check(&name), Ok(()));
            assert_eq!(format.fill(Some(name.as_str()), None, &facts), Filling::Name(name));
        }
        if let Some(example) = format.example(typed, present.as_ref(), &facts) {
            assert!(format.fits(&example));
        }
    }
    if let Ok(name) = Nickname::parse(typed) {
        assert_eq!(format.fits(&name), format.check(&name).is_ok());
        for part in format.free_parts(&name) {
            assert!(name.as_str().contains(part));
        }
    }
}
