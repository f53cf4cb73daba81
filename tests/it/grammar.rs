//! What people type, through the HTTP listener.

use std::time::Duration;

use dingnick::simulator::deliver::{Content, Utterance};
use dingnick::simulator::world::Api;

use crate::story::{Story, place};

#[tokio::test]
async fn every_alias_and_width_renames() {
    let story = Story::begin().await;
    for (number, word) in [
        "/nick ",
        "/nickname ",
        "/昵称 ",
        "/改名 ",
        "/群昵称 ",
        "昵称 ",
        "改名 ",
        "群昵称 ",
        "改名",
        "昵称",
        "／nick　",
        "／改名",
        "/NICK ",
        "/nick\n",
    ]
    .into_iter()
    .enumerate()
    {
        story.say(story.cast.ming, &format!("{word}小明{number}")).await;
        story.reply().await;
        let name = format!("小明{number}");
        assert_eq!(story.nickname(story.cast.ming), Some(name), "failed on {word:?}");
    }
    story.end().await;
}

#[tokio::test]
async fn people_say_it_in_their_own_way() {
    let story = Story::begin().await;
    for (line, name) in [
        ("请帮我改名为甲甲，谢谢！", "甲甲"),
        ("把我的群昵称改成“乙乙”", "乙乙"),
        ("、nick 丙丙 🙏", "丙丙"),
        ("please rename me to Ding", "Ding"),
    ] {
        story.say(story.cast.ming, line).await;
        story.reply().await;
        assert_eq!(story.nickname(story.cast.ming).as_deref(), Some(name), "failed on {line}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_bare_mention_is_answered_with_help_for_what_one_may_do() {
    let story = Story::begin().await;
    story.say(story.cast.ming, "").await;
    insta::assert_snapshot!("help_for_a_member", story.reply().await);
    story.say(story.cast.owner, "/nick 帮助").await;
    insta::assert_snapshot!("help_for_the_owner", story.reply().await);
    assert_eq!(story.calls(Api::ChatGet), 1, "help asks for nothing; the owner is known");
    story.end().await;
}

#[tokio::test]
async fn chatter_gets_one_hint_a_day() {
    let mut story = Story::begin().await;
    for line in ["你好", "收到", "今天天气不错"] {
        story.say(story.cast.ming, line).await;
    }
    assert_eq!(
        story.reply().await,
        "@小明 我只会改群昵称。想改名，发送 /nick 加上新名字；其他用法：/nick help"
    );
    story.idle().await;
    story.stop().await;
    story.start().await;
    story.say(story.cast.ming, "你好").await;
    story.say(story.cast.hong, "你好").await;
    assert!(story.reply().await.starts_with("@小红"), "a restart does not forget who was told");
    story.idle().await;
    story.clock.advance(Duration::from_secs(24 * 3600 + 1));
    story.say(story.cast.ming, "你好").await;
    assert!(story.reply().await.starts_with("@小明"));
    story.end().await;
}

#[tokio::test]
async fn what_is_for_others_is_left_alone() {
    let story = Story::begin().await;
    let others = story.compose(story.cast.ming, "/nick 明明");
    let others = others.edited(|body| body["isInAtList"] = false.into());
    assert_eq!(story.deliver(&others).await, 200);
    assert_eq!(story.count("SELECT count(*) FROM jobs").await, 0);
    story.end().await;
}

#[tokio::test]
async fn what_is_no_text_is_answered_with_what_the_bot_can_read() {
    let story = Story::begin().await;
    let utterance = Utterance {
        sender: story.cast.ming,
        place: place(story.cast.class),
        content: Content::Picture { mentions: vec![dingnick::simulator::deliver::Segment::Robot] },
    };
    let picture = story.simulator.compose(&utterance);
    assert_eq!(story.deliver(&picture).await, 200);
    let can_read = "@小明 我只看得懂文字。我会改群昵称：在群里 @我，发送 /nick 加上新名字。";
    assert_eq!(story.reply().await, can_read);
    for kind in ["audio", "video", "file", "interactiveCard", "chatRecord", "someFutureType"] {
        let envelope = story.compose(story.cast.ming, "/nick 明明");
        let envelope = envelope.edited(|body| {
            body["msgtype"] = kind.into();
            body["content"] = serde_json::json!({ "text": "/nick 明明" });
        });
        assert_eq!(story.deliver(&envelope).await, 200, "failed on {kind}");
        assert_eq!(story.reply().await, can_read, "failed on {kind}");
    }
    assert_eq!(story.nickname(story.cast.ming), None);
    story.end().await;
}

#[tokio::test]
async fn words_of_commands_can_be_names() {
    let story = Story::begin().await;
    for (line, name) in [
        ("/nick -- Undo Tree", "Undo Tree"),
        ("/nick -- Status Quo", "Status Quo"),
        ("/nick -- help", "help"),
        ("/nick -- allow everyone", "allow everyone"),
    ] {
        story.say(story.cast.ming, line).await;
        story.reply().await;
        assert_eq!(story.nickname(story.cast.ming).as_deref(), Some(name), "failed on {line}");
    }
    story.end().await;
}

#[tokio::test]
async fn a_wrong_argument_is_answered_with_the_right_form() {
    let story = Story::begin().await;
    for (line, reply) in [
        (
            "/nick allow maybe",
            "@小明 “allow”要这样写：\n/nick allow self|owner|everyone\n例如：/nick allow self\n\
             真想叫这个名字，请发送：\n/nick -- allow maybe",
        ),
        (
            "/nick lock",
            "@小明 “lock”要这样写：\n/nick lock @成员\n例如：/nick lock @小明\n\
             真想叫这个名字，请发送：\n/nick -- lock\n\
             “@成员”处请输入 @，从弹出的列表里选人。",
        ),
        (
            "/nick undo everything",
            "@小明 “undo”要这样写：\n/nick undo\n/nick undo @成员\n例如：/nick undo\n\
             真想叫这个名字，请发送：\n/nick -- undo everything\n\
             “@成员”处请输入 @，从弹出的列表里选人。",
        ),
        (
            "/nick hepl",
            "@小明 没太明白你的意思，先没有改。请发送其中一行：\n显示帮助：\n/nick help\n就叫这个名字：\n/nick -- hepl",
        ),
        ("改名成龙", "@小明 没太明白你的意思，先没有改。请发送其中一行：\n/nick 成龙\n/nick 龙"),
        (
            "/nick 新昵称",
            "@小明 “新昵称”是示例，不是名字，没有改。请换成你想要的名字，比如发送：/nick 小明",
        ),
        (
            "在吗？",
            "@小明 没看懂，没有改名。请发送 /nick 加上你想要的名字，比如：/nick 小明。其他用法：/nick help",
        ),
    ] {
        story.say(story.cast.ming, line).await;
        assert_eq!(story.reply().await, reply);
    }
    story.say(story.cast.owner, "/nick @小红").await;
    assert_eq!(
        story.reply().await,
        "@王老师 没写新名字，没有改。请写在 @ 的后面，比如：/nick @成员 小明"
    );
    assert_eq!(story.world(|world| world.changes.len()), 0);
    story.end().await;
}

#[tokio::test]
async fn in_a_one_to_one_chat_the_bot_sends_people_to_the_group() {
    let story = Story::begin().await;
    for (line, reply) in [
        ("/nick 明明", "我只在群里改群昵称。请到要改名的群里 @我，发送 /nick 加上新名字。"),
        ("你好", "我只在群里改群昵称。请到要改名的群里 @我，发送 /nick 加上新名字。"),
    ] {
        let utterance = Utterance::direct(story.cast.ming, line);
        let envelope = story.simulator.compose(&utterance);
        assert_eq!(story.deliver(&envelope).await, 200);
        assert_eq!(story.reply().await, reply);
    }
    story.end().await;
}
