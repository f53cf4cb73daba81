//! dingnick: group nicknames on DingTalk, from the chat.

use std::process::ExitCode;

fn main() -> ExitCode {
    dingnick::cli::run()
}
