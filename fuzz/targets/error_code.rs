//! Error codes out of answers: what is shown of them is a code, and what people are told names
//! nothing that is none.

use dingnick::dingtalk::DingTalkError;

/// The data is an answer of DingTalk's, or something else.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(error) = DingTalkError::of_answer(&text) else { return };
    let is_code = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let is_shown = |code: &str| (1..=80).contains(&code.len()) && code.bytes().all(is_code);
    assert!(is_shown(&error.code), "{:?}", error.code);
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    assert!(error.request_id.as_deref().is_none_or(|id| id.len() <= 64 && id.bytes().all(is_id)));
    let said = error.to_string();
    assert!(said.len() < 300 && !said.contains(char::is_control), "{said}");
    let problem = error.problem();
    assert_eq!((problem.code.as_str(), problem.key.as_str()), (error.code.as_str(), error.key));
    if let Some(link) = &problem.named.apply_link {
        assert!(link.as_str().starts_with("https://"), "{}", link.as_str());
    }
}
