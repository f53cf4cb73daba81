//! The world's rules, as small tables.

use std::sync::Arc;

use super::*;

/// 1 June 2026, 00:00 in Beijing.
const JUNE: i64 = 1_780_243_200_000;

fn cast() -> (World, GroupId, PersonId) {
    let mut world = World::new();
    let owner = world.add_person(Person::admin("owner", "Owner"));
    let alice = world.add_person(Person::member("alice", "Alice"));
    world.add_person(Person::member("away", "Away"));
    let guest = world.add_person(Person::outsider("Guest", "guest"));
    let group = world.add_group("Group", owner, &[alice, guest]);
    (world, group, alice)
}

fn at(world: &mut World, ms: i64) {
    world.set_clock(Arc::new(move || ms));
}

#[test]
fn a_nickname_is_refused_for_the_reason_that_dingtalk_gives() {
    let thirty = "名".repeat(30);
    let longer = "名".repeat(31);
    for (userid, known_group, nickname, expected) in [
        ("alice", true, "New Name", Ok(())),
        ("alice", true, thirty.as_str(), Ok(())),
        ("alice", true, longer.as_str(), Err(Refusal::BadParameter)),
        ("alice", true, "", Err(Refusal::BadParameter)),
        ("", true, "New Name", Err(Refusal::BadParameter)),
        ("nobody", true, "New Name", Err(Refusal::UnknownUser)),
        ("alice", false, "New Name", Err(Refusal::UnknownGroup)),
        ("away", true, "New Name", Err(Refusal::NotInGroup)),
        ("alice", true, "a Forbidden one", Err(Refusal::ForbiddenContent)),
    ] {
        let (mut world, group, alice) = cast();
        let wanted = known_group.then_some(group);
        let found = world.rename(wanted, userid, nickname, Api::UpdateGroupNick);
        assert_eq!(found, expected, "{userid} {nickname}");
        let set = world.nickname(group, alice);
        assert_eq!(set, expected.is_ok().then_some(nickname));
        assert_eq!(world.changes.len(), usize::from(expected.is_ok()));
    }
}

#[test]
fn group_nicks_works_only_in_groups_made_from_a_template() {
    let (mut world, group, _) = cast();
    let found = world.rename(Some(group), "alice", "x", Api::GroupNicks);
    assert_eq!(found, Err(Refusal::NotAScene));
    world.group_mut(group).template = Some(TEMPLATE.to_owned());
    let found = world.rename(Some(group), "alice", "x", Api::GroupNicks);
    assert_eq!(found, Ok(()));
}

#[test]
fn a_group_is_given_a_template_and_loses_it_for_its_owner_alone() {
    use TemplateRefusal::{NotTheOwner, UnknownTemplate};
    let (mut world, group, _) = cast();
    assert_eq!(world.apply_template(group, "alice", TEMPLATE), Err(NotTheOwner));
    assert_eq!(world.apply_template(group, "owner", "another"), Err(UnknownTemplate));
    assert!(!world.group(group).is_scene());
    for _ in 0..2 {
        assert_eq!(world.apply_template(group, "owner", TEMPLATE), Ok(()));
        assert!(world.group(group).is_scene());
    }
    assert_eq!(world.close_template(group, "alice", TEMPLATE), Err(NotTheOwner));
    assert_eq!(world.close_template(group, "owner", "another"), Err(UnknownTemplate));
    assert!(world.group(group).is_scene());
    for _ in 0..2 {
        assert_eq!(world.close_template(group, "owner", TEMPLATE), Ok(()));
        assert!(!world.group(group).is_scene());
    }
}

#[test]
fn changes_remember_the_name_before() {
    let (mut world, group, alice) = cast();
    for name in ["one", "two"] {
        let renamed = world.rename(Some(group), "alice", name, Api::UpdateGroupNick);
        assert_eq!(renamed, Ok(()));
    }
    let olds: Vec<_> = world.changes.iter().map(|change| change.old.as_deref()).collect();
    assert_eq!(olds, [None, Some("one")]);
    assert_eq!(world.shown_name(group, alice), "two");
}

#[test]
fn ids_look_like_dingtalks_and_stay_the_same() {
    let (world, group, alice) = cast();
    let (again, ..) = cast();
    let group = world.group(group);
    assert_eq!(group.chatid, again.groups[0].chatid);
    assert_eq!(group.chatid.len(), "chat".len() + 32);
    assert_eq!(group.open_conversation_id.len(), "cidb3qFkJumsbzH0t3o8/4JFA==".len());
    let person = world.person(alice);
    assert!(person.dingtalk_id.starts_with("$:LWCP_v1:$"));
    let direct = "cidTVhjbnmEj5qlsLvG0dzn8v0IEx4pND9KVWBrdoGMl6I=";
    assert_eq!(person.direct_conversation_id.len(), direct.len());
    let place = world.place_by_conversation(&person.direct_conversation_id);
    assert_eq!(place, Some(Place::Direct(alice)));
}

#[test]
fn a_reply_session_lives_ninety_minutes() {
    let (mut world, group, _) = cast();
    at(&mut world, 0);
    let (key, expires_at) = world.open_session(Place::Group(group));
    assert!((5_400_000..5_401_000).contains(&expires_at));
    at(&mut world, expires_at - 1);
    assert_eq!(world.session_place(&key), Some(Place::Group(group)));
    at(&mut world, expires_at);
    assert_eq!(world.session_place(&key), None);
}

#[test]
fn the_quota_starts_again_with_the_month_in_beijing() {
    let (mut world, ..) = cast();
    at(&mut world, JUNE - 1);
    world.use_up_quota();
    assert!(world.api_quota.is_used_up(JUNE - 1));
    assert!(!world.api_quota.is_used_up(JUNE));
    world.api_quota.count(JUNE);
    assert_eq!(world.api_quota.used(JUNE), 1);
}

#[test]
fn so_many_calls_a_second_to_each_api() {
    let (mut world, ..) = cast();
    world.rate_limit = Some(2);
    for (ms, api, expected) in [
        (0, Api::ChatGet, true),
        (500, Api::ChatGet, true),
        (999, Api::ChatGet, false),
        (999, Api::UserGet, true),
        (1_000, Api::ChatGet, true),
        (1_001, Api::ChatGet, false),
        (1_500, Api::ChatGet, true),
    ] {
        at(&mut world, ms);
        assert_eq!(world.within_rate(api), expected, "{api:?} at {ms}");
    }
}
