//! dingnick: group nicknames on DingTalk, from the chat.

fn main() {}
