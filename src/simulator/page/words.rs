//! Every word of the page, to be filled from outside in each language.

/// Makes the struct, the list of its keys, and the one way to fill it.
macro_rules! page_words {
    ($( $(#[$doc:meta])* $field:ident = $key:literal, )*) => {
        /// The words of the page in one language.
        #[derive(Clone, Debug)]
        pub struct PageWords {
            $( $(#[$doc])* pub $field: String, )*
        }

        impl PageWords {
            /// The key of every word, as a locale file names it.
            pub const KEYS: &[&str] = &[$($key),*];

            /// Asks for each word by its key.
            pub fn fill(mut word: impl FnMut(&'static str) -> String) -> Self {
                Self { $( $field: word($key), )* }
            }
        }
    };
}

page_words! {
    /// The language's name in itself, for the language list: `English`.
    language_name = "playground-language-name",
    /// Title of the page.
    title = "playground-title",
    /// One line under the title: that this is a simulation and nothing leaves the computer.
    tagline = "playground-tagline",
    /// Label of the language list.
    language = "playground-language",
    /// Label of the group list.
    group = "playground-group",
    /// Name of the one-to-one chat with the robot in the group list.
    direct_chat = "playground-direct-chat",
    /// Label of the list of people one can be.
    you_are = "playground-you-are",
    /// Button that applies a choice, on pages without JavaScript.
    show = "playground-show",
    /// Name of the chat log for screen readers.
    chat = "playground-chat",
    /// Shown while nothing has been said; says what to try.
    chat_empty = "playground-chat-empty",
    /// Label of the input line.
    message = "playground-message",
    /// Hint in the empty input line; names `@` for mentioning.
    message_hint = "playground-message-hint",
    /// Hint in the empty input line of the one-to-one chat, where nobody is mentioned.
    message_hint_direct = "playground-message-hint-direct",
    /// Label of the tick that mentions the robot at the beginning; the robot's name follows.
    mention_bot = "playground-mention-bot",
    /// Explains that tick: a robot gets only messages that mention it.
    mention_bot_why = "playground-mention-bot-why",
    /// Label of the list of people to mention, on pages without JavaScript.
    mention = "playground-mention",
    /// The choice in that list that mentions nobody.
    mention_nobody = "playground-mention-nobody",
    /// Name of the @-picker for screen readers.
    picker = "playground-picker",
    /// Button that sends.
    send = "playground-send",
    /// Heading of the member list.
    members = "playground-members",
    /// Stands before a member's directory name.
    directory_name = "playground-directory-name",
    /// Badge of the group's owner.
    owner = "playground-owner",
    /// Badge of an administrator of the organisation.
    admin = "playground-admin",
    /// Badge of somebody from outside the organisation.
    outsider = "playground-outsider",
    /// Badge of the person one is.
    you = "playground-you",
    /// Badge of the robot's messages.
    bot = "playground-bot",
    /// Badge of a robot message that came by groupMessages/send, not as a session reply.
    sent_without_session = "playground-sent-without-session",
    /// Stands for a picture.
    picture = "playground-picture",
    /// Under a message that the robot never gets because it does not mention it.
    not_for_bot = "playground-not-for-bot",
    /// Under a message that the bot's server was not reached with.
    unreachable = "playground-unreachable",
    /// Under a message that the bot's server refused; the HTTP status follows.
    refused = "playground-refused",
    /// Heading of the list of API calls.
    calls = "playground-calls",
    /// Shown while there are none.
    calls_empty = "playground-calls-empty",
    /// Label of the month's used API calls; numbers follow.
    calls_used = "playground-calls-used",
    /// Label of the month's used messages; numbers follow.
    messages_used = "playground-messages-used",
    /// Label of the list of mishaps.
    faults = "playground-faults",
    /// Button that arranges the chosen mishap.
    faults_apply = "playground-faults-apply",
    /// Mishap: none.
    fault_none = "playground-fault-none",
    /// Mishap 41049: the name is refused for its content.
    fault_forbidden_content = "playground-fault-forbidden-content",
    /// Mishap 34001: the chatid is not known.
    fault_unknown_group = "playground-fault-unknown-group",
    /// Mishap 40003: the userid is not known.
    fault_unknown_user = "playground-fault-unknown-user",
    /// Mishap 60124: the person is not in the group.
    fault_not_in_group = "playground-fault-not-in-group",
    /// Mishap 60011: the app lacks the permission.
    fault_no_permission = "playground-fault-no-permission",
    /// Mishap: the access token has expired.
    fault_token_expired = "playground-fault-token-expired",
    /// Mishap 300001: the reply session has expired.
    fault_session_expired = "playground-fault-session-expired",
    /// Mishap: an HTML page comes instead of JSON.
    fault_html = "playground-fault-html",
    /// Mishap 90018: too many calls a second.
    fault_too_fast = "playground-fault-too-fast",
    /// Mishap 90020: the month's calls are used up.
    fault_quota = "playground-fault-quota",
    /// Mishap: the connection breaks.
    fault_reset = "playground-fault-reset",
    /// Heading of the list of commands.
    commands = "playground-commands",
    /// Shown while the page has lost its connection to the server.
    connection_lost = "playground-connection-lost",
}
