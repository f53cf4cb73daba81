//! The groups: how each is reached, and whether its owner and members can be seen.

use super::check::{Check, Finding, When};
use super::setup::Setup;
use super::ward::{Depth, Ward};
use crate::calls::Turn;
use crate::chain::chain;
use crate::domain::{Change, ConversationId, legible};
use crate::groups::{OwnerAnswer, RosterError, Route};
use crate::i18n::Locale;
use crate::store::{Group, UNCONFIRMED};

pub(super) static ROUTE: Check = Check {
    code: "DN-GROUP-01",
    title: "group is reached",
    tried: "what is remembered of the group",
    when: When::Always,
    meaning: "no nickname can be changed in this group",
    command: "dingnick groups bind CHATID",
    page: "docs/setup.md#finding-a-groups-chatid",
};

pub(super) static OWNER: Check = Check {
    code: "DN-GROUP-02",
    title: "group's owner is known",
    tried: "what is remembered; thorough: GET /chat/get or POST /topapi/im/chat/scenegroup/get",
    when: When::Thorough,
    meaning: "the owner has no say over other people's names, and nobody is kept from posing as the owner",
    command: "dws dev app permission add --unified-app-id ID --scope-values qyapi_chat_read",
    page: "https://open-dev.dingtalk.com > your app > Permissions",
};

pub(super) static MEMBERS: Check = Check {
    code: "DN-GROUP-03",
    title: "group's members are known",
    tried: "what is remembered; thorough: GET /chat/get or POST /v1.0/im/sceneGroups/members/batchQuery",
    when: When::Thorough,
    meaning: "check and apply do not work in this group",
    command: "dws dev app permission add --unified-app-id ID --scope-values qyapi_chat_read,qyapi_chat_manage",
    page: "https://open-dev.dingtalk.com > your app > Permissions",
};

pub(super) static LANGUAGE: Check = Check {
    code: "DN-GROUP-04",
    title: "group's language",
    tried: "what the group has decided",
    when: When::Always,
    meaning: "the group is answered in a language that this version does not speak",
    command: "/nick lang en",
    page: "docs/governing.md#how-lines-are-read",
};

pub(super) static CONFIGURED: Check = Check {
    code: "DN-GROUP-05",
    title: "groups of the settings are bound",
    tried: "each chatid of DINGNICK_GROUPS is looked for in the store",
    when: When::Always,
    meaning: "DingTalk has not confirmed this chatid: it is wrong, or the group's owner is outside the app's visible range, or no bot has started with it yet",
    command: "dingnick groups bind CHATID",
    page: "docs/setup.md#finding-a-groups-chatid",
};

pub(super) static ALL: [&Check; 5] = [&ROUTE, &OWNER, &MEMBERS, &LANGUAGE, &CONFIGURED];

/// How many paid calls it takes to look at a group thoroughly.
pub(super) fn price(ward: &Ward<'_>, group: &Group) -> u64 {
    match ward.groups.routes.of(Some(group)) {
        // One call names the owner and lists the members.
        Route::Chat(_) => 1,
        Route::Scene => 2,
        Route::PerhapsScene | Route::Unbound => 0,
    }
}

/// Looks at every group that is known.
pub(super) async fn look(ward: &Ward<'_>, setup: &Setup) -> Vec<Finding> {
    let groups = match ward.store.groups().await {
        Ok(groups) => groups,
        Err(error) => {
            let why = chain(&error);
            return ALL.into_iter().map(|check| check.unverified(&why)).collect();
        }
    };
    let mut findings = Vec::new();
    if groups.is_empty() {
        let checks = [&ROUTE, &OWNER, &MEMBERS, &LANGUAGE];
        findings.extend(checks.map(|check| check.skipped("no group is known yet")));
    }
    for group in &groups {
        findings.extend(look_at(ward, group, &setup.locale).await);
    }
    findings.extend(configured(&groups, setup));
    findings
}

/// Looks at one group.
pub(super) async fn look_at(ward: &Ward<'_>, group: &Group, locale: &str) -> Vec<Finding> {
    let route = ward.groups.routes.of(Some(group));
    let way = match &route {
        Route::Chat(_) => ROUTE.ok("by its chatid"),
        Route::Scene => ROUTE.ok("by its conversation id, as a template group"),
        Route::PerhapsScene if group.is_scene.is_none() => ROUTE
            .unverified("not known yet: the first rename will show whether it is a template group")
            .means("if it is none, it must be made ready"),
        Route::PerhapsScene | Route::Unbound => ROUTE.warn(
            "not at all: it was no template group when that was last tried, and is not bound",
        ),
    };
    let mut findings = vec![way];
    if route.leads_there() && ward.depth == Depth::Thorough {
        findings.extend(ask(ward, &group.conversation, &route).await);
    } else {
        findings.push(remembered_owner(ward, group, &route));
        findings.push(remembered_members(ward, group, &route).await);
    }
    findings.push(language(ward, &group.conversation, locale).await);
    findings.into_iter().map(|finding| finding.about(name(group))).collect()
}

/// The title, which must not move anybody's cursor, or else the id.
fn name(group: &Group) -> String {
    let title = group.title.as_deref().map(legible);
    title.unwrap_or_else(|| group.conversation.to_string())
}

/// Asks DingTalk, at the cost of a call or two.
async fn ask(ward: &Ward<'_>, conversation: &ConversationId, route: &Route) -> [Finding; 2] {
    let turn = || Turn { group: Some(conversation), ..Turn::without_lease(ward.now()) };
    let owner = match ward.groups.owners.ask(conversation, route, turn()).await {
        Ok(OwnerAnswer::Known(_)) => OWNER.ok("DingTalk named it"),
        Ok(OwnerAnswer::Failed(error)) => OWNER.refused(&error),
        Ok(OwnerAnswer::Unbound) => OWNER.unverified("the group is not bound"),
        Err(setback) => OWNER.unanswered(&setback.into()),
    };
    let members = match ward.groups.rosters.of(conversation, turn()).await {
        Ok(members) => MEMBERS.ok(format!("{} members", members.len())),
        // The one call says it of both, and once is enough.
        Err(_) if owner.is_bad() => MEMBERS.unverified("see the owner"),
        Err(RosterError::Refused(error)) => MEMBERS.refused(&error),
        Err(RosterError::Unbound) => MEMBERS.unverified("the group is not bound"),
        Err(RosterError::Later(setback)) => MEMBERS.unanswered(&setback.into()),
    };
    [owner, members]
}

fn remembered_owner(ward: &Ward<'_>, group: &Group, route: &Route) -> Finding {
    match &group.owner {
        _ if !route.leads_there() => OWNER.skipped("the group is not reached"),
        Some((_, at)) if ward.depth == Depth::Remembered && *at != UNCONFIRMED => {
            OWNER.ok(format!("DingTalk named it {} ago", ward.ago(*at)))
        }
        _ => paid(&OWNER),
    }
}

async fn remembered_members(ward: &Ward<'_>, group: &Group, route: &Route) -> Finding {
    if !route.leads_there() {
        return MEMBERS.skipped("the group is not reached");
    }
    match ward.store.roster(&group.conversation).await {
        Ok(Some((members, at))) if ward.depth == Depth::Remembered => {
            MEMBERS.ok(format!("{} members {} ago", members.len(), ward.ago(at)))
        }
        _ => paid(&MEMBERS),
    }
}

fn paid(check: &'static Check) -> Finding {
    check
        .unverified("it takes a paid call to know")
        .means("nothing is known to be wrong")
        .mended_by("dingnick doctor --thorough")
}

async fn language(ward: &Ward<'_>, conversation: &ConversationId, locale: &str) -> Finding {
    let rows = match ward.store.rules(conversation).await {
        Ok(rows) => rows,
        Err(error) => return LANGUAGE.unverified(chain(&error)),
    };
    let mut changes =
        rows.iter().filter_map(|row| Change::from_row(&row.name, &row.subject, &row.value));
    let chosen = changes.find_map(|change| match change {
        Change::Language(tag) => Some(tag),
        _ => None,
    });
    match chosen {
        Some(tag) if Locale::parse(&tag).is_none() => LANGUAGE.warn(tag),
        Some(tag) => LANGUAGE.ok(format!("{tag}, as the group chose")),
        None => LANGUAGE.ok(format!("{locale}, the bot's own")),
    }
}

fn configured(groups: &[Group], setup: &Setup) -> Vec<Finding> {
    if setup.groups.is_empty() {
        return vec![CONFIGURED.skipped("DINGNICK_GROUPS is empty")];
    }
    let is_bound = |chat_id| groups.iter().any(|group| group.chat_id.as_ref() == Some(chat_id));
    let findings = setup.groups.iter().map(|chat_id| {
        let finding = match is_bound(chat_id) {
            true => CONFIGURED.ok("bound"),
            false => CONFIGURED.warn("not bound"),
        };
        finding.mended_by(format!("dingnick groups bind {chat_id}")).about(chat_id.as_str())
    });
    findings.collect()
}
