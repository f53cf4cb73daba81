//! What happens to groups, as DingTalk tells it: over HTTP under the present names and under the
//! old ones, and by Stream.

use std::time::Duration;

use dingnick::domain::Clock;
use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, EventNames, Person, PersonId};

use crate::story::Story;

/// Each way in which DingTalk may tell of a group.
pub(crate) async fn in_each_way(tale: impl AsyncFn(Story)) {
    for (intake, names) in [
        ("http", EventNames::Current),
        ("http", EventNames::Legacy),
        ("stream", EventNames::Current),
    ] {
        let story = Story::begin_with(&[("DINGNICK_INTAKE", intake)]).await;
        story.world(|world| world.event_names = names);
        tale(story).await;
    }
}

fn retitled(story: &Story) -> Happening {
    let (group, by) = (story.cast.unbound, story.cast.owner);
    Happening::Retitled { group, by, title: "新二班".to_owned() }
}

/// Somebody new, in a department of the directory.
fn newcomer(story: &Story, userid: &str, name: &str) -> PersonId {
    let person = Person::member(userid, name).titled("学生", "S009").in_departments(&[2]);
    story.world(|world| world.add_person(person))
}

fn joins(story: &Story, people: &[PersonId]) -> Happening {
    let (group, by) = (story.cast.class, story.cast.owner);
    Happening::MembersAdded { group, by, people: people.to_vec() }
}

#[tokio::test]
async fn a_group_binds_itself_when_anything_happens_to_it() {
    in_each_way(async |story| {
        let (group, ming) = (story.cast.unbound, story.cast.ming);
        story.say_in(group, ming, "/nick 明明").await;
        let advice = story.reply().await;
        assert!(advice.contains("把群名称改一下，再改回来"), "{advice}");
        for line in ["/nick help", "/nick status"] {
            story.say_in(group, ming, line).await;
            let text = story.reply().await;
            assert!(text.contains("接通的办法：把群名称改一下，再改回来"), "{text}");
        }
        let conversions = story.calls(Api::ConvertChatId);
        story.happen(retitled(&story)).await;
        story.say_in(group, ming, "/nick 明明").await;
        assert_eq!(
            story.reply().await,
            "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo"
        );
        story.say_in(group, ming, "/nick help").await;
        assert!(!story.reply().await.contains("还没有接通"));
        assert_eq!(story.calls(Api::ConvertChatId), conversions, "nothing had to be confirmed");
        let titled = "SELECT count(*) FROM groups WHERE title = '新二班' AND chat_id IS NOT NULL";
        assert_eq!(story.count(titled).await, 1);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_stale_binding_is_corrected() {
    in_each_way(async |story| {
        let (class, ming) = (story.cast.class, story.cast.ming);
        story.say(ming, "/nick 明明").await;
        story.reply().await;
        story.world(|world| world.group_mut(class).chatid = format!("chat{}", "ab".repeat(16)));
        let title = "三班".to_owned();
        story.happen(Happening::Retitled { group: class, by: ming, title }).await;
        story.say(ming, "/nick 小明明").await;
        assert_eq!(story.reply().await, "@小明明 已把你的群昵称从「明明」改为「小明明」。");
        assert_eq!(story.nickname(ming).as_deref(), Some("小明明"));
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn newcomers_are_named_in_the_format_and_nobody_is_told() {
    in_each_way(async |story| {
        let owner = story.cast.owner;
        story.talk(&[(owner, "/nick format {dept}-{name}"), (owner, "/nick welcome on")]).await;
        let [gang, li] = [("gang1", "小刚"), ("li1", "小丽")]
            .map(|(userid, name)| newcomer(&story, userid, name));
        let event = story.simulator.compose_event(&joins(&story, &[gang, li]));
        let calls = story.calls(Api::UpdateGroupNick);
        for _ in 0..3 {
            story.tell(&event).await;
        }
        assert_eq!(story.nickname(gang).as_deref(), Some("三班-小刚"));
        assert_eq!(story.nickname(li).as_deref(), Some("三班-小丽"));
        assert_eq!(story.calls(Api::UpdateGroupNick), calls + 2);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn newcomers_are_asked_once_for_what_is_not_known() {
    in_each_way(async |story| {
        let owner = story.cast.owner;
        story.talk(&[(owner, "/nick format {dept}-{name}-{role}"), (owner, "/nick welcome on")]).await;
        let gang = newcomer(&story, "gang1", "小刚");
        let event = story.simulator.compose_event(&joins(&story, &[gang]));
        story.tell(&event).await;
        let asked = story.next_entry().await;
        assert_eq!(
            asked.text(),
            "@小刚 欢迎！本群的名字写成：部门-姓名-role。我还不知道你的：role。请 @我，发送 /nick 加上完整的名字。"
        );
        assert_eq!(story.world(|world| world.mentioned_userids(&asked)), ["gang1"]);
        story.tell(&event).await;
        story.say(gang, "/nick 三班-小刚-家长").await;
        assert_eq!(story.reply().await, "@三班-小刚-家长 已把你的群昵称改为「三班-小刚-家长」。改错了？发送：/nick undo");
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_session_newcomers_are_asked_by_name() {
    let mut story = Story::begin().await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {class}-{name}"), (owner, "/nick welcome on")]).await;
    // What a session is good for is remembered in memory only.
    story.stop().await;
    story.start().await;
    let gang = newcomer(&story, "gang1", "小刚");
    story.happen(joins(&story, &[gang])).await;
    let asked = story.reply().await;
    assert!(asked.starts_with("小刚：欢迎！"), "{asked}");
    assert_eq!(story.calls(Api::GroupMessageSend), 1);
    story.end().await;
}

#[tokio::test]
async fn nobody_is_named_unasked() {
    in_each_way(async |story| {
        let owner = story.cast.owner;
        let gang = newcomer(&story, "gang1", "小刚");
        story.happen(joins(&story, &[gang])).await;
        story.say(owner, "/nick format {dept}-{name}").await;
        story.reply().await;
        let li = newcomer(&story, "li1", "小丽");
        story.happen(joins(&story, &[li])).await;
        story.say(owner, "/nick welcome on").await;
        story.reply().await;
        // People from outside have no userid to be named by.
        let guest = story.world(|world| world.add_person(Person::outsider("客人", "客人")));
        story.happen(joins(&story, &[guest])).await;
        story.say(owner, "/nick welcome off").await;
        story.reply().await;
        let hua = newcomer(&story, "hua1", "小华");
        story.happen(joins(&story, &[hua])).await;
        assert_eq!(story.calls(Api::UpdateGroupNick), 0);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_is_called_as_before() {
    let story = Story::begin().await;
    let (class, owner, ming) = (story.cast.class, story.cast.owner, story.cast.ming);
    story
        .talk(&[
            (owner, "/nick format {dept}-{name}-{role}"),
            (owner, "/nick welcome on"),
            (ming, "/nick 三班-小明-家长"),
        ])
        .await;
    story.happen(Happening::Quit { group: class, person: ming }).await;
    story.happen(joins(&story, &[ming])).await;
    assert_eq!(story.nickname(ming).as_deref(), Some("三班-小明-家长"));
    story.end().await;
}

#[tokio::test]
async fn what_welcome_still_takes_is_told() {
    let story = Story::begin_with(&[
        ("DINGTALK_EVENT_TOKEN", ""),
        ("DINGTALK_EVENT_AES_KEY", ""),
        ("DINGNICK_INTAKE", "http"),
    ])
    .await;
    let owner = story.cast.owner;
    let talk = story
        .talk(&[
            (owner, "/nick welcome on"),
            (owner, "/nick format {dept}-{name}"),
            (owner, "/nick status"),
            (owner, "/nick welcome off"),
        ])
        .await;
    insta::assert_snapshot!(talk);
    assert_eq!(story.simulator.check_url().await.expect("an answer").status, 404);
    story.end().await;
}

#[tokio::test]
async fn a_new_owner_has_their_rights_at_once_and_the_old_one_none() {
    in_each_way(async |story| {
        let (class, owner) = (story.cast.class, story.cast.owner);
        let (ming, hong) = (story.cast.ming, story.cast.hong);
        story.say(owner, "/nick @小红 红红").await;
        story.reply().await;
        let looks = story.calls(Api::ChatGet);
        story.happen(Happening::OwnerChanged { group: class, owner: ming }).await;
        story.say(ming, "/nick @红红 小红红").await;
        assert_eq!(
            story.reply().await,
            "@小明 已把 @小红红 的群昵称从「红红」改为「小红红」。改错了？发送：/nick undo @成员"
        );
        story.say(owner, "/nick @小红红 坏小红").await;
        let reply = story.reply().await;
        assert!(reply.contains("你不能改别人的群昵称"), "{reply}");
        assert_eq!(story.calls(Api::ChatGet), looks + 1, "DingTalk is asked once");
        assert_eq!(story.nickname(hong).as_deref(), Some("小红红"));
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn requests_of_who_leaves_are_over() {
    in_each_way(async |story| {
        let (class, owner) = (story.cast.class, story.cast.owner);
        let (ming, hong) = (story.cast.ming, story.cast.hong);
        story.talk(&[(owner, "/nick approval on"), (ming, "/nick 甲"), (hong, "/nick 乙")]).await;
        story.happen(Happening::Quit { group: class, person: ming }).await;
        story.say(owner, "/nick approve 1").await;
        assert!(story.reply().await.contains("申请 #1 已经处理过"));
        let people = vec![hong];
        story.happen(Happening::MembersRemoved { group: class, by: owner, people }).await;
        story.say(owner, "/nick approve 2").await;
        assert!(story.reply().await.contains("申请 #2 已经处理过"));
        assert_eq!(story.calls(Api::UpdateGroupNick), 0);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_group_that_is_no_more_is_unbound() {
    in_each_way(async |story| {
        let (class, owner) = (story.cast.class, story.cast.owner);
        story.talk(&[(owner, "/nick approval on"), (story.cast.ming, "/nick 甲")]).await;
        story.happen(Happening::Disbanded { group: class, by: owner }).await;
        let bound = "SELECT count(*) FROM groups WHERE chat_id IS NOT NULL";
        assert_eq!(story.count(bound).await, 0);
        let open = "SELECT count(*) FROM requests WHERE state = 'open'";
        assert_eq!(story.count(open).await, 0);
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn what_happens_elsewhere_is_not_ours() {
    let story = Story::begin_with(&[("DINGTALK_CORP_ID", "dingelsewhere")]).await;
    story.happen(retitled(&story)).await;
    assert_eq!(story.count("SELECT count(*) FROM groups WHERE title = '新二班'").await, 0);
    story.end().await;
}

#[tokio::test]
async fn the_console_s_check_is_answered() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let answer = story.simulator.check_url().await.expect("an answer");
    assert_eq!(answer.status, 200, "{answer:?}");
    story.end().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_kept_comes_again() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let event = story.simulator.compose_event(&retitled(&story));
    let lock = story.lock_store().await;
    let told = story.simulator.deliver_event(&event).await.expect("the bot answers");
    assert_eq!(told.status, 503);
    drop(lock);
    story.tell(&event).await;
    assert_eq!(story.count("SELECT count(*) FROM groups WHERE title = '新二班'").await, 1);
    story.end().await;
}

#[tokio::test]
async fn envelopes_that_are_not_ours_are_refused() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let client = dingnick::dingtalk::http_client().expect("a client");
    let post = async |query: &str, body: &str| {
        let url = story.url(&format!("/dingtalk/events{query}"));
        let request = client.post(url).header("Content-Type", "application/json");
        request.body(body.to_owned()).send().await.expect("an answer").status().as_u16()
    };
    let query = "?signature=0123456789abcdef0123456789abcdef01234567&timestamp=1&nonce=x";
    assert_eq!(post(query, r#"{"encrypt":"AAAA"}"#).await, 401);
    assert_eq!(post("", r#"{"encrypt":"AAAA"}"#).await, 400);
    assert_eq!(post("?nonce=x", r#"{"encrypt":"AAAA"}"#).await, 400);
    assert_eq!(post(query, "{}").await, 400);
    assert_eq!(post(query, "nonsense").await, 400);
    assert_eq!(post(query, &"x".repeat(65 * 1024)).await, 413);
    story.end().await;
}

#[tokio::test]
async fn a_new_owner_has_no_right_before_dingtalk_is_asked() {
    in_each_way(async |story| {
        let (class, owner, ming) = (story.cast.class, story.cast.owner, story.cast.ming);
        let old =
            story.simulator.compose_event(&Happening::OwnerChanged { group: class, owner: ming });
        story.happen(Happening::OwnerChanged { group: class, owner }).await;
        // It is true no more, and new to a store that has forgotten its id.
        story.tell(&old).await;
        for (who, locks) in [(ming, 0), (owner, 1)] {
            story.say(who, "/nick lock @小红").await;
            story.reply().await;
            let locked = "SELECT count(*) FROM rules WHERE name = 'lock'";
            assert_eq!(story.count(locked).await, locks);
        }
        story.end().await;
    })
    .await;
}

#[tokio::test]
async fn an_old_envelope_is_refused_however_well_it_is_signed() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let event = story.simulator.compose_event(&retitled(&story));
    let signed_at = async |ms: i64| {
        let at = story.clock.now().0 + ms;
        story.simulator.deliver_event_signed_at(&event, at).await.expect("an answer").status
    };
    for ms in [-301_000, -3_600_000, -347_000_000_000, 62_000] {
        assert_eq!(signed_at(ms).await, 401, "failed on {ms} ms");
    }
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 0);
    assert_eq!(signed_at(-298_000).await, 200);
    story.idle().await;
    assert_eq!(story.count("SELECT count(*) FROM groups WHERE title = '新二班'").await, 1);
    story.end().await;
}

#[tokio::test]
async fn a_captured_event_is_old_to_a_clock_that_was_set_back_too() {
    let mut story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let (class, owner, ming) = (story.cast.class, story.cast.owner, story.cast.ming);
    let captured =
        story.simulator.compose_event(&Happening::OwnerChanged { group: class, owner: ming });
    story.tell(&captured).await;
    let captured_at = story.clock.now().0;
    let days = Duration::from_secs(4 * 86_400);
    story.clock.advance(days);
    story.happen(Happening::OwnerChanged { group: class, owner }).await;
    // Its id is forgotten, the clock is where it was, and the bot begins anew.
    story.change_store("DELETE FROM jobs").await;
    story.clock.go_back(days);
    story.stop().await;
    story.start().await;
    let told = story.simulator.deliver_event_signed_at(&captured, captured_at).await;
    assert_eq!(told.expect("an answer").status, 200, "it need not come again");
    story.idle().await;
    let owned = "SELECT count(*) FROM groups WHERE owner = 'owner1'";
    assert_eq!(story.count(owned).await, 1, "the captured event changed the owner");
    story.end().await;
}
