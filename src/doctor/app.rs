//! The app: whether DingTalk takes its credentials, from here, and knows its robot and admins.

use std::net::IpAddr;
use std::sync::Arc;

use super::check::{Check, Finding, Unanswered, When};
use super::permissions::{self, Permissions};
use super::setup::Setup;
use super::ward::{Depth, Ward};
use crate::calls::Turn;
use crate::dingtalk::{Api, Class, Client, Credentials, DingTalkError, Hosts};
use crate::domain::UserId;
use crate::metrics::Metrics;

pub(super) static TOKEN: Check = Check {
    code: "DN-TOKEN-01",
    title: "credentials",
    tried: "GET /gettoken",
    when: When::Always,
    meaning: "DingTalk does not take DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET: nothing works, and signatures of callbacks are refused",
    command: "dws dev app credentials get --unified-app-id ID",
    page: "https://open-dev.dingtalk.com > your app > Credentials & Basic Info",
};

pub(super) static REGION: Check = Check {
    code: "DN-REGION-01",
    title: "region",
    tried: "when this region refuses the credentials: GET /gettoken in the other one",
    when: When::Always,
    meaning: "the app belongs to the other edition of DingTalk",
    command: "export DINGTALK_REGION=cn",
    page: "docs/operating.md#settings",
};

pub(super) static EGRESS: Check = Check {
    code: "DN-EGRESS-01",
    title: "our address may call",
    tried: "the calls of the permissions: does one say that our address is not on the app's list?",
    when: When::Always,
    meaning: "the app has a list of addresses that may call, and ours is not on it; the command replaces the whole list, so name the others too",
    command: "dws dev app security config --unified-app-id ID --ip-whitelist ADDRESS",
    page: "https://open-dev.dingtalk.com > your app > Security",
};

pub(super) static PUBLISHED: Check = Check {
    code: "DN-ROBOT-01",
    title: "robot is published",
    tried: "the store is asked whether DingTalk ever told who sent a message",
    when: When::Always,
    meaning: "messages come and do not say who sent them: no version is published, or its visible range leaves the members out",
    command: "dws dev app version publish --unified-app-id ID",
    page: "https://open-dev.dingtalk.com > your app > Version management",
};

pub(super) static ROBOT: Check = Check {
    code: "DN-ROBOT-02",
    title: "robot of the app",
    tried: "POST /v1.0/robot/groupMessages/send, to a conversation that nobody has",
    when: When::Thorough,
    meaning: "DINGTALK_ROBOT_CODE is no robot of this app, or the robot is stopped",
    command: "dws dev app robot get --unified-app-id ID",
    page: "https://open-dev.dingtalk.com > your app > Robot",
};

pub(super) static ADMIN: Check = Check {
    code: "DN-ADMIN-01",
    title: "admins are in the directory",
    tried: "POST /topapi/v2/user/get, of each userid of DINGNICK_ADMINS",
    when: When::Always,
    meaning: "somebody in DINGNICK_ADMINS is not in the organisation, or not in the app's visible range: a name or a phone number in place of the userid",
    command: "dingnick config",
    page: "docs/governing.md#who-may-rename-whom",
};

pub(super) static ALL: [&Check; 6] = [&TOKEN, &REGION, &EGRESS, &PUBLISHED, &ROBOT, &ADMIN];

/// Whether DingTalk takes the credentials here, or else in the other region.
pub(super) async fn sign_in(
    ward: &Ward<'_>,
    credentials: &Credentials,
    elsewhere: Option<&Hosts>,
    setup: &Setup,
) -> (Vec<Finding>, bool) {
    let error = match ward.calls.sign_in().await {
        Ok(()) => {
            let region = REGION.ok(format!("the app is one of {}", setup.region.as_str()));
            return (vec![TOKEN.ok("an access token was given"), region], true);
        }
        Err(error) => error,
    };
    if !error.refuses_credentials() {
        let region = REGION.unverified("whether the credentials are taken is not known");
        return (vec![token_refused(&error), region], false);
    }
    let token = token_refused(&error);
    let region = match elsewhere {
        None => REGION.skipped("DINGTALK_OAPI_URL or DINGTALK_API_URL is set"),
        Some(hosts) => region(hosts, credentials, setup).await,
    };
    (vec![token, region], false)
}

/// No token: for the credentials, or for what DingTalk says instead.
pub(super) fn token_refused(error: &DingTalkError) -> Finding {
    let finding = TOKEN.refused(error);
    if error.refuses_credentials() {
        return finding;
    }
    let named = error.problem().named;
    match error.class {
        Class::Permission if error.key == "ip" => Finding {
            meaning: EGRESS.meaning.to_owned(),
            command: allow(error.seen_ip),
            page: EGRESS.page.to_owned(),
            ..finding
        },
        Class::Permission => {
            let scope = named.scope.as_ref().map_or("SCOPE", |scope| scope.as_str());
            let page = named.apply_link.map(|link| link.as_str().to_owned());
            Finding {
                meaning: "DingTalk gives no token because the app lacks a permission; whether the Client ID and Secret are right is not known".to_owned(),
                command: format!("dws dev app permission add --unified-app-id ID --scope-values {scope}"),
                page: page.unwrap_or_else(|| permissions::PAGE.to_owned()),
                ..finding
            }
        }
        _ => finding.means(
            "DingTalk gives no token, and does not say that it is for the Client ID and Secret",
        ),
    }
}

/// The command that lets an address call.
fn allow(address: Option<IpAddr>) -> String {
    let address = address.map_or_else(|| "ADDRESS".to_owned(), |ip| ip.to_string());
    format!("dws dev app security config --unified-app-id ID --ip-whitelist {address}")
}

/// What the other region says to the credentials.
async fn region(hosts: &Hosts, credentials: &Credentials, setup: &Setup) -> Finding {
    let other = setup.region.other().as_str();
    match sign_in_at(hosts, credentials).await {
        Ok(()) => REGION
            .fail(format!("{other} takes the credentials, {} does not", setup.region.as_str()))
            .mended_by(format!("export DINGTALK_REGION={other}")),
        Err(error) if error.refuses_credentials() => {
            REGION.ok(format!("{other} refuses the credentials as well"))
        }
        Err(error) => REGION.unanswered(&Unanswered::Refused(error)),
    }
}

/// Whether the credentials are taken at some hosts.
///
/// # Errors
/// What was said instead.
pub async fn sign_in_at(hosts: &Hosts, credentials: &Credentials) -> Result<(), DingTalkError> {
    let metrics = Arc::new(Metrics::new());
    match Client::new(hosts.clone(), credentials.clone(), metrics) {
        Ok(client) => client.sign_in().await,
        // As good as no answer: it was not asked.
        Err(_) => Err(DingTalkError::of_code(Api::GetToken, "no-answer")),
    }
}

/// What the answers to the calls of the permissions say of our address.
pub(super) fn egress(permissions: &Permissions) -> Finding {
    let refused = permissions.refusals.iter().find(|error| error.key == "ip");
    match refused {
        Some(error) => {
            let seen = error.seen_ip;
            EGRESS
                .fail(match &seen {
                    Some(ip) => format!("DingTalk saw {ip} (code {})", error.code),
                    None => format!("it is not on the list (code {})", error.code),
                })
                .because(error)
                .mended_by(allow(seen))
        }
        None if permissions.came_through => EGRESS.ok("calls are taken from here"),
        None => EGRESS.unverified("no call came so far that the address was looked at"),
    }
}

/// Whether people are known by their userid, which DingTalk tells only of a published robot.
pub(super) async fn published(ward: &Ward<'_>) -> Finding {
    let Ok(vitals) = ward.store.vitals(None).await else {
        return PUBLISHED.unverified("the store does not answer");
    };
    match (vitals.known_people > 0 || vitals.renamed_at.is_some(), vitals.answered > 0) {
        _ if ward.depth == Depth::Live => PUBLISHED.unverified("no call tells"),
        (true, _) => PUBLISHED.ok("messages say who sent them"),
        (false, true) => PUBLISHED.warn("messages were answered, and none said who sent it"),
        (false, false) => PUBLISHED.unverified("no message has come yet"),
    }
}

/// What the message to nowhere says of the robot.
pub(super) fn robot(ward: &Ward<'_>, permissions: &Permissions) -> Finding {
    if ward.depth != Depth::Thorough {
        return ROBOT
            .unverified("it takes a paid call to know")
            .means("nothing is known to be wrong")
            .mended_by("dingnick doctor --thorough");
    }
    let sent = |error: &&DingTalkError| error.api == Api::GroupMessagesSend;
    match permissions.refusals.iter().find(sent) {
        Some(error) if error.key.starts_with("robot-") => {
            ROBOT.fail(format!("{} (code {})", error.key, error.code)).because(error)
        }
        Some(error) if matches!(error.class, Class::Binding | Class::UserInput) => {
            ROBOT.ok(format!("only the conversation was refused (code {})", error.code))
        }
        Some(error) => ROBOT.unverified(format!("{} (code {})", error.key, error.code)),
        None => ROBOT.unverified("no answer"),
    }
}

/// Whether each administrator is somebody.
pub(super) async fn admins(ward: &Ward<'_>, admins: &[UserId]) -> Vec<Finding> {
    if admins.is_empty() {
        return vec![ADMIN.skipped("DINGNICK_ADMINS is empty")];
    }
    let mut findings = Vec::new();
    for admin in admins {
        let answer = ward.calls.user(Turn::without_lease(ward.now()), admin).await;
        let finding = match answer.map_err(Unanswered::from) {
            Ok(_) => ADMIN.ok("found"),
            Err(Unanswered::Refused(error))
                if matches!(error.key, "unknown-user" | "out-of-range" | "user-disabled") =>
            {
                ADMIN.warn(format!("{} (code {})", error.key, error.code)).because(&error)
            }
            Err(why) => ADMIN.unanswered(&why),
        };
        findings.push(finding.about(admin.as_str()));
    }
    findings
}
