//! Who is renamed to what, and who may.

use dingnick::simulator::deliver::{Content, Segment, Utterance};
use dingnick::simulator::world::Fault;
use dingnick::simulator::world::{Api, PersonId};
use futures_util::future::join_all;

use crate::story::{Story, place};

#[tokio::test]
async fn a_member_renames_themselves() {
    let story = Story::begin().await;
    let ming = story.cast.ming;
    story.say(ming, "/nick 明明").await;
    assert_eq!(story.reply().await, "@明明 已把你的群昵称改为「明明」。改错了？发送：/nick undo");
    assert_eq!(story.nickname(ming).as_deref(), Some("明明"));
    story.say(ming, "改名小明同学").await;
    assert_eq!(story.reply().await, "@小明同学 已把你的群昵称从「明明」改为「小明同学」。");
    assert_eq!(story.calls(Api::UpdateGroupNick), 2, "one paid call a rename");
    assert_eq!(story.calls(Api::GetToken), 1);
    assert_eq!(story.calls(Api::ConvertChatId), 1, "the binding of the settings");
    assert_eq!(story.calls(Api::ChatGet), 1, "whom nobody shall pose as, asked for with it");
    story.end().await;
}

#[tokio::test]
async fn in_english_too() {
    let story = Story::begin_with(&[("DINGNICK_LOCALE", "en")]).await;
    story.say(story.cast.ming, "/nick Ming Lee").await;
    assert_eq!(
        story.reply().await,
        "@Ming Lee Your nickname here is now “Ming Lee”. Not what you wanted? Send: /nick undo"
    );
    story.say(story.cast.admin, "/nick @Ming Lee Ming Li").await;
    assert_eq!(
        story.reply().await,
        "@李主任 The nickname of @Ming Li here was changed from “Ming Lee” to “Ming Li”. Not what you wanted? Send: /nick undo @user"
    );
    story.end().await;
}

#[tokio::test]
async fn the_owner_renames_others_and_dingtalk_is_asked_once_who_that_is() {
    let story = Story::begin().await;
    story.say(story.cast.owner, "/nick @小明 三班-小明").await;
    let reply = story.next_entry().await;
    assert_eq!(
        reply.text(),
        "@王老师 已把 @三班-小明 的群昵称改为「三班-小明」。改错了？发送：/nick undo @成员"
    );
    assert_eq!(story.world(|world| world.mentioned_userids(&reply)), ["owner1", "ming1"]);
    story.say(story.cast.owner, "/nick @小红 三班-小红").await;
    assert_eq!(story.reply().await, "@王老师 已把 @三班-小红 的群昵称改为「三班-小红」。");
    assert_eq!(story.calls(Api::ChatGet), 1);
    assert_eq!(story.calls(Api::UpdateGroupNick), 2);
    story.end().await;
}

#[tokio::test]
async fn the_owner_is_asked_for_anew_after_five_minutes() {
    let story = Story::begin().await;
    story.say(story.cast.owner, "/nick @小明 一").await;
    story.reply().await;
    story.world(|world| world.group_mut(story.cast.class).owner = story.cast.hong);
    story.clock.advance(std::time::Duration::from_secs(301));
    story.say(story.cast.owner, "/nick @小红 二").await;
    assert!(story.reply().await.contains("要改别人的，请找群主或机器人管理员"));
    assert_eq!(story.calls(Api::ChatGet), 2);
    assert_eq!(story.nickname(story.cast.hong), None);
    story.end().await;
}

#[tokio::test]
async fn a_configured_admin_renames_others_at_no_further_call() {
    let story = Story::begin().await;
    story.say(story.cast.admin, "/nick @小明 三班-小明").await;
    assert_eq!(
        story.reply().await,
        "@李主任 已把 @三班-小明 的群昵称改为「三班-小明」。改错了？发送：/nick undo @成员"
    );
    assert_eq!(story.calls(Api::ChatGet), 1, "with the binding of the settings");
    story.end().await;
}

#[tokio::test]
async fn a_member_may_not_rename_others_whatever_the_body_claims() {
    let story = Story::begin().await;
    let claim = story.compose(story.cast.hong, "/nick @小明 大笨蛋");
    let claim = claim.edited(|body| body["isAdmin"] = true.into());
    assert_eq!(story.deliver(&claim).await, 200);
    assert_eq!(
        story.reply().await,
        "@小红 你不能改别人的群昵称，没有改。你可以改自己的，发送 /nick 加上新名字；要改别人的，请找群主或机器人管理员。"
    );
    assert_eq!(story.nickname(story.cast.ming), None);
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    story.end().await;
}

#[tokio::test]
async fn a_member_who_mentions_themselves_renames_themselves() {
    let story = Story::begin().await;
    story.say(story.cast.hong, "/nick @小红 红红").await;
    assert_eq!(story.reply().await, "@红红 已把你的群昵称改为「红红」。改错了？发送：/nick undo");
    assert_eq!(story.calls(Api::ChatGet), 1, "with the binding of the settings");
    story.end().await;
}

#[tokio::test]
async fn nobody_is_renamed_by_a_stranger_when_the_owner_cannot_be_asked() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::ChatGet, Fault::Bare(43007)));
    story.clock.advance(std::time::Duration::from_secs(301));
    story.say(story.cast.owner, "/nick @小明 明哥").await;
    assert_eq!(
        story.reply().await,
        "@王老师 这件事只有群主和机器人管理员能做，而我还查不到谁是群主，没有执行。\
         我还没有做这件事的权限，请告诉机器人的维护者。（错误码 43007）\n\
         应用缺少权限 qyapi_chat_read，请在开发者后台的“权限管理”里开通，开通后马上生效，不用重启。"
    );
    assert_eq!(story.nickname(story.cast.ming), None);
    story.end().await;
}

#[tokio::test]
async fn the_mention_may_stand_anywhere_and_the_list_in_any_order() {
    let story = Story::begin().await;
    for (line, name) in
        [("@小明 /nick 甲", "甲"), ("/nick 乙 @甲", "乙"), ("/nick @乙 丙 丁", "丙 丁")]
    {
        let envelope = story.compose(story.cast.admin, line);
        let envelope = envelope.edited(|body| {
            body["atUsers"].as_array_mut().expect("a list").reverse();
        });
        assert_eq!(story.deliver(&envelope).await, 200);
        assert!(story.reply().await.contains(&format!("「{name}」")), "failed on {line}");
        assert_eq!(story.nickname(story.cast.ming).as_deref(), Some(name), "failed on {line}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_mention_within_a_name_is_asked_about_and_renames_nobody() {
    let story = Story::begin().await;
    for (line, name) in [
        ("/nick @小明 爸爸", "爸爸"),
        ("/nick 我是@小明", "我是"),
        ("/nick 小红 @小明 的同桌", "小红 的同桌"),
    ] {
        story.say(story.cast.hong, line).await;
        assert_eq!(
            story.reply().await,
            format!(
                "@小红 分不清 @ 的人是要改名，还是写在名字里，先不改。想写进你自己的名字，\
                 请直接打字，不用 @，比如：/nick 小明爸爸\n要改的是对方的名字，请发送：\n\
                 /nick @成员 -- {name}\n“@成员”处请输入 @，从弹出的列表里选人。"
            ),
            "failed on {line}"
        );
    }
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn two_people_mentioned_rename_nobody() {
    let story = Story::begin().await;
    story.say(story.cast.owner, "/nick @小明 @小红 三班").await;
    assert_eq!(
        story.reply().await,
        "@王老师 你 @ 了不止一个人，我分不清哪个名字是谁的，没有改。请一次改一个人。"
    );
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn a_typed_mention_renames_nobody() {
    let story = Story::begin().await;
    story.type_plainly(story.cast.owner, "/nick @小明 三班-小明").await;
    assert_eq!(
        story.reply().await,
        "@王老师 我分不清你说的是谁，没有改。请输入 @，从弹出的列表里选人，再写新名字。"
    );
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn people_from_outside_are_told_why_not() {
    let story = Story::begin().await;
    story.say(story.cast.guest, "/nick 客人").await;
    let reply = story.next_entry().await;
    assert!(reply.text().starts_with("@访客 我认不出你是本组织的成员"));
    assert_eq!(reply.mentioned(), [story.cast.guest], "mentioned by the encrypted id");
    story.say(story.cast.owner, "/nick @访客 客人").await;
    assert_eq!(story.reply().await, "@王老师 你 @ 的人不是本组织成员，改不了他的群昵称。");
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn before_the_robot_is_published_the_reason_is_told() {
    let story = Story::begin().await;
    story.world(|world| world.app.published = false);
    story.say(story.cast.ming, "/nick 明明").await;
    assert!(story.reply().await.contains("机器人可能还没有发布"));
    story.end().await;
}

#[tokio::test]
async fn rich_text_renames_too() {
    let story = Story::begin().await;
    let segments =
        story.world(|world| world.pick_mentions(story.cast.class, "@Bot /nick @小明 三班-小明"));
    let utterance = Utterance {
        sender: story.cast.owner,
        place: place(story.cast.class),
        content: Content::RichText(segments),
    };
    let envelope = story.simulator.compose(&utterance);
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(
        story.reply().await,
        "@王老师 已把 @三班-小明 的群昵称改为「三班-小明」。改错了？发送：/nick undo @成员"
    );
    story.end().await;
}

#[tokio::test]
async fn a_bad_name_is_refused_before_any_call() {
    let story = Story::begin().await;
    for (name, reply) in [
        (
            "名".repeat(31),
            "@小明 这个名字太长了，没有改：有 31 个字，最多 30 个。请缩短后再发一次。",
        ),
        (
            "小明\n第二行".into(),
            "@小明 群昵称只能是一行，没有改。请去掉换行再发一次。\n可以改发：\n/nick 小明 第二行",
        ),
        (
            "小\u{202E}明".into(),
            "@小明 这个名字的第 2 个字会打乱文字的方向（U+202E），没有改。请直接打字，不要粘贴。\n可以改发：\n/nick 小明",
        ),
        (
            "小\u{200B}明".into(),
            "@小明 这个名字的第 2 个字看不见（U+200B），没有改。请直接打字，不要粘贴。\n可以改发：\n/nick 小明",
        ),
        ("https://x.cn".into(), "@小明 群昵称不能是网址，没有改。请去掉“://”和“www.”再发一次。"),
    ] {
        story.say(story.cast.ming, &format!("/nick {name}")).await;
        assert_eq!(story.reply().await, reply);
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    story.end().await;
}

#[tokio::test]
async fn a_name_in_an_answer_mentions_nobody_and_is_no_link() {
    let story = Story::begin().await;
    let rename = |who: PersonId, line: &'static str| {
        let segments = vec![Segment::Robot, Segment::Text(format!(" {line}"))];
        story.simulator.compose(&Utterance::in_group(who, story.cast.class, segments))
    };
    for (line, name, shown) in [
        ("/nick -- @hong1", "@hong1", "「＠hong1」"),
        ("/nick evil.example", "evil.example", "「evil．example」"),
        ("/nick [x](y.me)", "[x](y.me)", "「[x](y．me)」"),
    ] {
        assert_eq!(story.deliver(&rename(story.cast.ming, line)).await, 200);
        let reply = story.next_entry().await;
        assert!(reply.text().contains(shown), "{}", reply.text());
        assert_eq!(reply.mentioned(), [story.cast.ming], "failed on {line}");
        assert!(!reply.at_all);
        assert_eq!(reply.kind, "text");
        assert_eq!(story.nickname(story.cast.ming).as_deref(), Some(name));
    }
    story.end().await;
}

#[tokio::test]
async fn an_older_wish_that_comes_late_undoes_no_newer_one() {
    let story = Story::begin().await;
    let older = story.compose(story.cast.ming, "/nick 老的");
    let newer = story.compose(story.cast.ming, "/nick 新的");
    let older = older.edited(|body| {
        let created_at = body["createAt"].as_i64().expect("a time");
        body["createAt"] = (created_at - 30_000).into();
    });
    assert_eq!(story.deliver(&newer).await, 200);
    assert_eq!(story.reply().await, "@新的 已把你的群昵称改为「新的」。改错了？发送：/nick undo");
    assert_eq!(story.deliver(&older).await, 200);
    assert_eq!(story.reply().await, "@新的 改名为「老的」的请求已被你后来的请求取代。");
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("新的"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 1, "what is superseded costs no call");
    let superseded = "SELECT count(*) FROM jobs WHERE outcome = 'superseded'";
    assert_eq!(story.count(superseded).await, 1);
    story.end().await;
}

#[tokio::test]
async fn a_time_in_the_future_pins_no_name() {
    let story = Story::begin().await;
    let pinned = story.compose(story.cast.ming, "/nick 钉住");
    let pinned = pinned.edited(|body| body["createAt"] = 4_000_000_000_000_i64.into());
    assert_eq!(story.deliver(&pinned).await, 200);
    story.reply().await;
    story.say(story.cast.ming, "/nick 自由").await;
    assert_eq!(story.reply().await, "@自由 已把你的群昵称从「钉住」改为「自由」。");
    story.end().await;
}

#[tokio::test]
async fn of_quick_renames_that_wait_only_the_last_is_carried_out() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(90018)));
    // They may come in in any order; what counts is when they were typed.
    let typed = [("阿一", 30), ("阿二", 20), ("阿三", 10)].map(|(name, ago)| {
        let message = story.compose(story.cast.ming, &format!("/nick {name}"));
        message.edited(|body| {
            body["createAt"] = (body["createAt"].as_i64().expect("a time") - ago).into();
        })
    });
    // All of them within the second for which the first is held back.
    let kept = join_all(typed.iter().map(|message| story.deliver(message))).await;
    assert_eq!(kept, [200; 3]);
    story.world(|world| world.faults.clear());
    story.idle().await;
    // What they are called when an answer arrives is not what is told here.
    let said = story.said();
    let mut said: Vec<&str> = said.iter().filter_map(|it| Some(it.split_once(' ')?.1)).collect();
    said.sort_unstable();
    let replaced = |name: &str| format!("改名为「{name}」的请求已被你后来的请求取代。");
    let done = "已把你的群昵称改为「阿三」。改错了？发送：/nick undo".to_owned();
    assert_eq!(said, [done, replaced("阿一"), replaced("阿二")]);
    story.read_all();
    let superseded = "SELECT count(*) FROM jobs WHERE outcome = 'superseded'";
    assert_eq!(story.count(superseded).await, 2);
    story.end().await;
}

#[tokio::test]
async fn the_wish_of_somebody_else_makes_none_moot() {
    let story = Story::begin().await;
    story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(90018)));
    story.say(story.cast.ming, "/nick 小明改的").await;
    story.say(story.cast.hong, "/nick @小明 小红改的").await;
    story.world(|world| world.faults.clear());
    assert!(story.reply().await.contains("改为「小明改的」"));
    assert!(story.reply().await.contains("群主"));
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("小明改的"));
    story.end().await;
}
