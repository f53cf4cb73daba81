//! Events: whether DingTalk is to tell what happens in groups, and whether it ever did.

use super::check::{Check, Finding, When};
use super::setup::Setup;
use super::ward::{Depth, Ward};

pub(super) static SUBSCRIBED: Check = Check {
    code: "DN-EVENT-01",
    title: "event subscription",
    tried: "the store is asked for a group that events bound, since no call tells what the console says",
    when: When::Always,
    meaning: "groups do not bind themselves, welcome has no effect, and a new owner is noticed late",
    command: "dws dev app event subscribe --unified-app-id ID --event-codes chat_add_member,chat_remove_member,chat_quit,chat_update_owner,chat_update_title,chat_disband",
    page: "https://open-dev.dingtalk.com > your app > Event subscription",
};

pub(super) static ALL: [&Check; 1] = [&SUBSCRIBED];

pub(super) async fn look(setup: &Setup, ward: &Ward<'_>) -> Finding {
    if !setup.takes_stream && setup.event_keys.is_none() {
        return SUBSCRIBED.skipped("neither Stream nor DINGTALK_EVENT_TOKEN is set");
    }
    if ward.depth == Depth::Live {
        return SUBSCRIBED.unverified("no call tells");
    }
    match ward.store.vitals(None).await.map(|vitals| vitals.event_at) {
        Ok(Some(at)) => SUBSCRIBED.ok(format!("one came {} ago", ward.ago(at))),
        Ok(None) => SUBSCRIBED
            .unverified("none came in the last days; perhaps nothing happened")
            .means("change a group's name and back: then one must come"),
        Err(error) => SUBSCRIBED.unverified(crate::chain::chain(&error)),
    }
}
