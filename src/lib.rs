//! dingnick changes group nicknames on DingTalk from the chat.

pub mod simulator;
