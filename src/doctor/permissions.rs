//! The permissions of the app, each by a call that does no harm: what it asks for is not there, and
//! DingTalk's gateway looks at the permission before it looks for that.

use super::check::{Check, Finding, Unanswered, When};
use super::ward::{Depth, Ward};
use crate::calls::Turn;
use crate::dingtalk::{Class, DingTalkError};
use crate::domain::{ChatId, ConversationId, Nickname, Timestamp, UserId};

/// A chatid, a conversation and a person that nobody has.
const NO_CHAT: &str = "chat00000000000000000000000000000000";
const NO_CONVERSATION: &str = "cidAAAAAAAAAAAAAAAAAAAAAA==";
const NOBODY: &str = "dingnick-doctor";

/// The organisation itself, as a department.
const ROOT_DEPARTMENT: i64 = 1;

/// Where permissions are asked for.
pub(super) const PAGE: &str = "https://open-dev.dingtalk.com > your app > Permissions";

/// How the title of each check begins.
const TITLE: &str = "permission ";

macro_rules! permission {
    ($name:ident, $code:literal, $scope:literal, $tried:literal, $when:ident, $meaning:literal) => {
        pub(super) static $name: Check = Check {
            code: $code,
            title: concat!("permission ", $scope),
            tried: $tried,
            when: When::$when,
            meaning: $meaning,
            command: concat!(
                "dws dev app permission add --unified-app-id ID --scope-values ",
                $scope
            ),
            page: PAGE,
        };
    };
}

permission!(
    CHAT_MANAGE,
    "DN-SCOPE-01",
    "qyapi_chat_manage",
    "POST /topapi/chat/updategroupnick, of a chatid that nobody has",
    Thorough,
    "without this permission no nickname can be changed"
);
permission!(
    CHAT_READ,
    "DN-SCOPE-02",
    "qyapi_chat_read",
    "POST /v1.0/im/chat/{chatId}/convertToOpenConversationId, of a chatid that nobody has",
    Thorough,
    "without this permission no chatid can be confirmed, and the owner of a group is not known"
);
permission!(
    ROBOT_SEND,
    "DN-SCOPE-03",
    "qyapi_robot_sendmsg",
    "POST /v1.0/robot/groupMessages/send, to a conversation that nobody has",
    Thorough,
    "without this permission nothing can be said once the session of a message has expired"
);
permission!(
    GET_MEMBER,
    "DN-SCOPE-04",
    "qyapi_get_member",
    "POST /topapi/v2/user/get, of a userid that nobody has",
    Always,
    "without this permission names of the directory are not known: no reset, no format is completed, and only names that were seen are guarded"
);
permission!(
    GET_DEPARTMENT,
    "DN-SCOPE-05",
    "qyapi_get_department_list",
    "POST /topapi/v2/department/get, of the organisation itself",
    Always,
    "without this permission {dept} in a format is not known"
);

pub(super) static ALL: [&Check; 5] =
    [&CHAT_MANAGE, &CHAT_READ, &ROBOT_SEND, &GET_MEMBER, &GET_DEPARTMENT];

/// How many paid calls it takes to look at all of them.
pub(super) const PRICE: u64 = 3;

/// What the permissions were found to be, and what was answered on the way: it tells of more than
/// permissions.
pub struct Permissions {
    /// A finding for each.
    pub findings: Vec<Finding>,
    /// Each permission point, and whether the app has it, if that could be known.
    pub granted: Vec<(&'static str, Option<bool>)>,
    /// The answers that were no yes.
    pub refusals: Vec<DingTalkError>,
    /// Whether a call with a token was let through to what it asked for.
    pub came_through: bool,
}

/// What an answer says of the permission to ask.
enum Grant {
    Granted,
    Missing,
    Unknown,
}

/// Looks at every permission as deep as the ward wants.
pub(super) async fn look(ward: &Ward<'_>) -> Permissions {
    let mut found = Permissions {
        findings: Vec::new(),
        granted: Vec::new(),
        refusals: Vec::new(),
        came_through: false,
    };
    let (chat, conversation, nobody, name) = strangers();
    let turn = || Turn::without_lease(ward.now());
    if ward.depth == Depth::Thorough {
        let answer = ward.calls.set_nick(turn(), &chat, &nobody, &name).await.map(|_| ());
        found.take(&CHAT_MANAGE, answer.map_err(Into::into));
        let answer = ward.calls.conversation_of(turn(), &chat).await.map(|_| ());
        found.take(&CHAT_READ, answer.map_err(Into::into));
        let answer = ward.calls.say(turn(), &conversation, NOBODY).await;
        found.take(&ROBOT_SEND, answer.map_err(Into::into));
    } else {
        let [renamed, owner] = ward.remembered().await;
        found.findings.push(remembered(&CHAT_MANAGE, renamed, "a rename was carried out", ward));
        found.findings.push(remembered(&CHAT_READ, owner, "an owner was named", ward));
        found.findings.push(remembered(&ROBOT_SEND, None, "", ward));
    }
    let answer = ward.calls.user(turn(), &nobody).await.map(|_| ());
    found.take(&GET_MEMBER, answer.map_err(Into::into));
    let answer = ward.calls.department(turn(), ROOT_DEPARTMENT).await.map(|_| ());
    found.take(&GET_DEPARTMENT, answer.map_err(Into::into));
    found
}

fn strangers() -> (ChatId, ConversationId, UserId, Nickname) {
    (
        ChatId::parse(NO_CHAT).expect("a chatid"),
        ConversationId::parse(NO_CONVERSATION).expect("a conversation"),
        UserId::parse(NOBODY).expect("a userid"),
        Nickname::parse(NOBODY).expect("a name"),
    )
}

impl Permissions {
    fn take(&mut self, check: &'static Check, answer: Result<(), Unanswered>) {
        self.findings.push(finding(check, &answer));
        let grant = match &answer {
            Ok(()) => Grant::Granted,
            Err(why) => why.refusal().map_or(Grant::Unknown, grant),
        };
        self.came_through |= matches!(grant, Grant::Granted);
        let is_granted = match grant {
            Grant::Granted => Some(true),
            Grant::Missing => Some(false),
            Grant::Unknown => None,
        };
        let scope = check.title.strip_prefix(TITLE).unwrap_or(check.title);
        self.granted.push((scope, is_granted));
        if let Err(Unanswered::Refused(error)) = answer {
            self.refusals.push(error);
        }
    }
}

fn finding(check: &'static Check, answer: &Result<(), Unanswered>) -> Finding {
    let why = match answer {
        Ok(()) => return check.ok("granted"),
        Err(why) => why,
    };
    let Some(error) = why.refusal() else {
        return check.unanswered(why);
    };
    match grant(error) {
        Grant::Granted => check.ok(format!("granted: the call was taken (code {})", error.code)),
        Grant::Missing if is_vital(check) => check.fail(why.to_string()).because(error),
        Grant::Missing => check.warn(why.to_string()).because(error),
        Grant::Unknown => check.unanswered(why),
    }
}

/// Whether nothing works without it.
fn is_vital(check: &Check) -> bool {
    [&CHAT_MANAGE, &CHAT_READ].contains(&check)
}

/// A refusal of what was asked for means that asking is granted: the gateway let it through.
fn grant(error: &DingTalkError) -> Grant {
    match (error.class, error.key) {
        (Class::Permission, "ip") => Grant::Unknown,
        (Class::Permission, "out-of-range" | "department-out-of-range" | "owner-not-visible") => {
            Grant::Granted
        }
        (Class::Permission, _) => Grant::Missing,
        (Class::UserInput | Class::Binding | Class::Bug, _) => Grant::Granted,
        (_, "department-unknown") => Grant::Granted,
        // Which robot it is, is looked at last.
        (Class::Config, key) if key.starts_with("robot-") => Grant::Granted,
        _ => Grant::Unknown,
    }
}

/// What went well before needed the permission.
fn remembered(
    check: &'static Check,
    at: Option<Timestamp>,
    what: &str,
    ward: &Ward<'_>,
) -> Finding {
    match at {
        Some(at) => check.ok(format!("{what} {} ago", ward.ago(at))),
        None => check
            .unverified("it takes a paid call to know")
            .means("nothing is known to be wrong")
            .mended_by("dingnick doctor --thorough"),
    }
}
