//! dingnick changes group nicknames on DingTalk from the chat.
//!
//! Arrows point down only; `tests/architecture.rs` holds them to it.

pub mod command;
pub mod dingtalk;
pub mod domain;
pub mod i18n;
pub mod policy;
pub mod store;
