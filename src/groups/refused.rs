//! What DingTalk refused, remembered: who asks for the same again is told the same without a call.

use crate::dingtalk::{Api, Class, DingTalkError};

/// A refusal, without what belongs to the one call that it answered.
pub(super) struct Refused {
    api: Api,
    class: Class,
    code: String,
    key: &'static str,
}

impl Refused {
    pub(super) fn of(error: &DingTalkError) -> Self {
        let DingTalkError { api, class, code, key, .. } = error;
        Self { api: *api, class: *class, code: code.clone(), key }
    }

    /// The same refusal once more.
    pub(super) fn again(&self) -> DingTalkError {
        DingTalkError::repeated(self.api, self.class, self.code.clone(), self.key)
    }
}
