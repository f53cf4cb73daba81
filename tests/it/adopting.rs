//! How a group without a chatid becomes ready: its owner has it made a scene group, by the bot or
//! by hand; and what was learnt of a group is forgotten as soon as it may be wrong.

use std::time::Duration;

use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Fault, PersonId, Scope, TEMPLATE};

use crate::process::output;
use crate::story::Story;

const NOT_READY: &str = "本群还没有接通，改不了群昵称。";

const RENAMED: &str = "@明明 已把你的群昵称改为「明明」。";

async fn with_template() -> Story {
    Story::begin_with(&[("DINGTALK_GROUP_TEMPLATE_ID", TEMPLATE)]).await
}

/// What is answered to a line in the group that nobody has made ready.
async fn answer(story: &Story, who: PersonId, line: &str) -> String {
    story.say_in(story.cast.unbound, who, line).await;
    story.reply().await
}

fn is_scene(story: &Story) -> bool {
    story.world(|world| world.group(story.cast.unbound).is_scene())
}

/// The owner switches the template on in DingTalk, or off; nobody tells us.
fn switch_by_hand(story: &Story, on: bool) {
    let template = on.then(|| TEMPLATE.to_owned());
    story.world(|world| world.group_mut(story.cast.unbound).template = template);
}

fn paid_calls(story: &Story) -> u32 {
    story.world(|world| world.api_quota.used(world.now()))
}

#[tokio::test]
async fn the_owner_makes_the_group_ready_after_one_question() {
    let story = with_template().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let advice = answer(&story, ming, "/nick 明明").await;
    assert_eq!(
        advice,
        format!("@小明 {NOT_READY}\n群主可以让我接通本群，请群主发送：\n/nick adopt")
    );
    let before = paid_calls(&story);
    let question = answer(&story, owner, "/nick adopt").await;
    assert_eq!(
        question,
        "@王老师 本群会升级为钉钉的场景群（模板群），之后我就能在这里改群昵称。只有群主可以这样做，用 1 次钉钉调用；以后要改回来，发送 /nick release。要执行，请在半小时内发送：\n/nick confirm 1"
    );
    assert!(!is_scene(&story), "nothing is done before it is confirmed");
    assert_eq!(paid_calls(&story), before, "the question costs nothing");
    let done = answer(&story, owner, "/nick confirm 1").await;
    assert_eq!(
        done,
        "@王老师 本群已升级为场景群，现在可以改群昵称了。发送 /nick 加上新名字试试。要改回普通群：/nick release"
    );
    assert!(is_scene(&story));
    assert_eq!(paid_calls(&story), before + 1);
    let record = "SELECT count(*) FROM rules WHERE name = 'adopted' AND value = 'on' AND asked_by = 'owner1'";
    assert_eq!(story.count(record).await, 1);
    let done = answer(&story, ming, "/nick 明明").await;
    assert!(done.contains(RENAMED), "{done}");
    for (line, expected) in [
        ("/nick confirm 1", "计划 1 已经确认过了"),
        ("/nick adopt", "本群已接通"),
        ("/nick status", "已接通（模板群）"),
    ] {
        let text = answer(&story, owner, line).await;
        assert!(text.contains(expected), "{line}: {text}");
    }
    assert_eq!(story.calls(Api::TemplateApply), 1);
    story.end().await;
}

#[tokio::test]
async fn who_is_not_the_owner_is_told_so_by_dingtalk() {
    // The documents do not say which number that is.
    for (code, fault) in [
        ("49003", None),
        ("500", Some(Fault::Bare(500))),
        ("660036", Some(Fault::Bare(660_036))),
        ("400002", Some(Fault::Bare(400_002))),
        ("987654", Some(Fault::Bare(987_654))),
        ("success-false", Some(Fault::SuccessFalse)),
    ] {
        let story = with_template().await;
        let ming = story.cast.ming;
        answer(&story, ming, "/nick adopt").await;
        if let Some(fault) = fault {
            story.world(|world| world.faults.always(Api::TemplateApply, fault));
        }
        let told = answer(&story, ming, "/nick confirm 1").await;
        let expected = format!(
            "@小明 这件事只有群主能做，没有执行。（错误码 {code}）请群主发送：\n/nick adopt"
        );
        assert_eq!(told, expected);
        let told = answer(&story, ming, "/nick confirm 1").await;
        assert!(told.contains("已经确认过了"), "{told}");
        assert_eq!(story.calls(Api::TemplateApply), 1, "it is asked once: {code}");
        assert!(!is_scene(&story));
        story.end().await;
    }
}

#[tokio::test]
async fn only_who_asked_confirms_where_nobody_knows_the_owner() {
    let story = with_template().await;
    answer(&story, story.cast.ming, "/nick adopt").await;
    for who in [story.cast.hong, story.cast.admin, story.cast.owner] {
        let told = answer(&story, who, "/nick confirm 1").await;
        assert!(told.contains("这件事只有群主能做，没有执行。请群主发送：\n/nick adopt"), "{told}");
    }
    assert_eq!(story.calls(Api::TemplateApply), 0);
    assert!(answer(&story, story.cast.guest, "/nick adopt").await.contains("认不出你"));
    let before = paid_calls(&story);
    let told = answer(&story, story.cast.hong, "/nick confirm 99").await;
    assert!(told.contains("本群没有计划 99"), "{told}");
    assert_eq!(paid_calls(&story), before, "who may confirm what is not there is not asked");
    story.end().await;
}

#[tokio::test]
async fn where_an_event_named_the_owner_nobody_else_is_asked() {
    let story = with_template().await;
    let (ming, hong) = (story.cast.ming, story.cast.hong);
    story.happen(Happening::OwnerChanged { group: story.cast.unbound, owner: ming }).await;
    for who in [hong, story.cast.admin] {
        let told = answer(&story, who, "/nick adopt").await;
        assert!(told.contains("这件事只有群主能做，没有执行。"), "{told}");
    }
    let told = answer(&story, ming, "/nick 明明").await;
    assert!(told.contains("你是群主，可以让我接通本群，请发送：\n/nick adopt"), "{told}");
    answer(&story, ming, "/nick adopt").await;
    let done = answer(&story, ming, "/nick confirm 1").await;
    assert!(done.contains("本群已升级为场景群"), "{done}");
    story.end().await;
}

#[tokio::test]
async fn an_old_question_is_not_confirmed() {
    let story = with_template().await;
    let owner = story.cast.owner;
    answer(&story, owner, "/nick adopt").await;
    story.clock.advance(Duration::from_secs(30 * 60 + 1));
    assert_eq!(
        answer(&story, owner, "/nick confirm 1").await,
        "@王老师 计划 1 已经过时（超过半小时），没有执行。要重新开始，请发送：\n/nick adopt"
    );
    assert_eq!(story.calls(Api::TemplateApply), 0);
    story.end().await;
}

#[tokio::test]
async fn what_the_operator_has_to_mend_is_told_and_can_be_confirmed_again() {
    let story = with_template().await;
    let owner = story.cast.owner;
    answer(&story, owner, "/nick adopt").await;
    story.world(|world| world.templates.clear());
    let told = answer(&story, owner, "/nick confirm 1").await;
    assert!(told.contains("模板") && told.contains("665036"), "{told}");
    story.world(|world| world.templates.insert(TEMPLATE.to_owned()));
    story.world(|world| world.revoke(Scope::ChatManage));
    let told = answer(&story, owner, "/nick confirm 1").await;
    assert!(told.contains("60011"), "{told}");
    story.world(|world| world.grant(Scope::ChatManage));
    let busy = Fault::Bare(-1);
    story.world(|world| world.faults.times(2, Api::TemplateApply, busy));
    let done = answer(&story, owner, "/nick confirm 1").await;
    assert!(done.contains("本群已升级为场景群"), "{done}");
    story.end().await;
}

#[tokio::test]
async fn the_owner_takes_it_back_and_nobody_else() {
    let story = with_template().await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let told = answer(&story, owner, "/nick release").await;
    assert!(told.contains("没有可以改回的"), "{told}");
    answer(&story, owner, "/nick adopt").await;
    answer(&story, owner, "/nick confirm 1").await;
    for who in [ming, story.cast.admin] {
        let told = answer(&story, who, "/nick release").await;
        assert!(
            told.contains("这件事只有群主能做，没有执行。请群主发送：\n/nick release"),
            "{told}"
        );
    }
    assert_eq!(story.calls(Api::SceneGroupGet), 1, "who owns it is asked once");
    let question = answer(&story, owner, "/nick release").await;
    assert!(question.contains("/nick confirm 2"), "{question}");
    assert!(answer(&story, ming, "/nick confirm 2").await.contains("只有群主能做"));
    assert_eq!(
        answer(&story, owner, "/nick confirm 2").await,
        "@王老师 本群已变回普通群。要再次接通，请群主发送：\n/nick adopt"
    );
    assert!(!is_scene(&story));
    assert_eq!(story.calls(Api::TemplateClose), 1);
    assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
    story.end().await;
}

#[tokio::test]
async fn without_a_template_the_answer_names_the_taps() {
    let story = Story::begin().await;
    assert_eq!(
        answer(&story, story.cast.owner, "/nick adopt").await,
        "@王老师 请群主在钉钉里操作，我就接通了：群设置 → 群管理 → 快捷栏 → 管理酷应用 → 群模板设置 → 打开模板。\n那里没有模板的话，请机器人的维护者在开发者后台新建一个：开放能力 → 场景群 → 群模板。"
    );
    switch_by_hand(&story, true);
    let done = answer(&story, story.cast.ming, "/nick 明明").await;
    assert!(done.contains(RENAMED), "{done}");
    let told = answer(&story, story.cast.owner, "/nick release").await;
    assert!(told.contains("群模板设置 → 关闭模板"), "{told}");
    story.end().await;
}

#[tokio::test]
async fn everybody_reads_the_one_way_that_is_the_shortest_for_them() {
    for (settings, admin, member) in [
        (&[("DINGTALK_GROUP_TEMPLATE_ID", TEMPLATE)][..], "--owner USERID", "\n/nick adopt"),
        (&[], "把群名称改一下，再改回来", "把群名称改一下，再改回来"),
        (
            &[("DINGTALK_EVENT_TOKEN", ""), ("DINGTALK_EVENT_AES_KEY", "")],
            "设置 DINGTALK_GROUP_TEMPLATE_ID 后",
            "群模板设置 → 打开模板",
        ),
    ] {
        let settings = [settings, &[("DINGNICK_INTAKE", "http")]].concat();
        let story = Story::begin_with(&settings).await;
        for (who, way) in [(story.cast.admin, admin), (story.cast.ming, member)] {
            for line in ["/nick 明明", "/nick status", "/nick @小红 红红"] {
                let text = answer(&story, who, line).await;
                assert!(text.contains(way), "{line}: {text}");
                assert!(text.lines().count() <= 12, "more than a screen: {text}");
            }
        }
        story.end().await;
    }
}

#[tokio::test]
async fn the_next_rename_finds_out_and_too_many_failures_make_it_seldom() {
    let story = Story::begin().await;
    let ming = story.cast.ming;
    let tries = |story: &Story| story.calls(Api::GroupNicks);
    for tried in [1, 2, 3, 3, 3] {
        assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
        assert_eq!(tries(&story), tried);
    }
    assert!(answer(&story, ming, "/nick @小红 红红").await.contains(NOT_READY));
    assert_eq!(story.calls(Api::SceneGroupGet), 0, "nor is the owner asked for");
    for tried in [4, 5, 6] {
        story.clock.advance(Duration::from_secs(600));
        for _ in 0..2 {
            assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
            assert_eq!(tries(&story), tried, "once every ten minutes");
        }
    }
    // An hour later the failures are too old to count.
    story.clock.advance(Duration::from_secs(3600));
    for tried in [7, 8, 9, 9] {
        assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
        assert_eq!(tries(&story), tried);
    }
    story.end().await;
}

#[tokio::test]
async fn what_was_learnt_is_forgotten_when_it_may_be_wrong() {
    for reset in ["/nick status", "/nick adopt", "/nick bind chatffffffff", "an event"] {
        let story = Story::begin().await;
        let (ming, hong) = (story.cast.ming, story.cast.hong);
        for _ in 0..4 {
            assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
        }
        assert_eq!(story.calls(Api::GroupNicks), 3);
        switch_by_hand(&story, true);
        assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
        if reset == "an event" {
            // Its sample in the documents has no chatid, so that it binds nothing.
            story.happen(Happening::OwnerChanged { group: story.cast.unbound, owner: hong }).await;
        } else {
            answer(&story, ming, reset).await;
        }
        let done = answer(&story, ming, "/nick 明明").await;
        assert!(done.contains(RENAMED), "after {reset}: {done}");
        story.end().await;
    }
}

#[tokio::test]
async fn a_scene_group_that_is_none_any_more_is_not_ready() {
    let story = with_template().await;
    switch_by_hand(&story, true);
    answer(&story, story.cast.ming, "/nick 明明").await;
    switch_by_hand(&story, false);
    let told = answer(&story, story.cast.ming, "/nick 小明明").await;
    assert!(told.contains(NOT_READY), "{told}");
    assert!(answer(&story, story.cast.ming, "/nick status").await.contains("还没有接通"));
    switch_by_hand(&story, true);
    let done = answer(&story, story.cast.ming, "/nick 小明明").await;
    assert!(done.contains("「小明明」"), "{done}");
    story.end().await;
}

#[tokio::test]
async fn the_last_calls_of_the_month_are_not_spent_on_who_may_be_anybody() {
    let story = Story::begin_with(&[
        ("DINGTALK_GROUP_TEMPLATE_ID", TEMPLATE),
        ("DINGNICK_MONTHLY_CALLS", "2"),
    ])
    .await;
    let told = answer(&story, story.cast.ming, "/nick adopt").await;
    assert!(told.contains("快用完了"), "{told}");
    assert_eq!(story.calls(Api::TemplateApply), 0);
    story.end().await;
}

/// A shell beside the bot, with its settings.
async fn shell(story: &Story, arguments: &[&str]) -> (Option<i32>, String, String) {
    let settings = story.settings_of_process();
    let environment: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    output(arguments, &environment)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_does_it_for_the_owner_while_the_bot_runs() {
    let story = with_template().await;
    let ming = story.cast.ming;
    for _ in 0..4 {
        assert!(answer(&story, ming, "/nick 明明").await.contains(NOT_READY));
    }
    let adopt = ["groups", "adopt", "二班", "--owner", "owner1"];
    let (code, out, err) = shell(&story, &adopt).await;
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("makes 二班 a template group") && err.contains("--yes"), "{err}");
    let (code, _, err) =
        shell(&story, &["groups", "adopt", "二班", "--owner", "ming1", "--yes"]).await;
    assert_eq!(code, Some(1));
    assert!(err.contains("(code 49003)") && err.contains("--owner"), "{err}");
    let (code, _, err) =
        shell(&story, &["groups", "adopt", "nowhere", "--owner", "owner1", "--yes"]).await;
    assert_eq!(code, Some(2));
    assert!(err.contains("groups list"), "{err}");
    assert_eq!(story.calls(Api::TemplateApply), 1);
    let (code, out, err) = shell(&story, &[&adopt[..], &["--yes"]].concat()).await;
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("adopted 二班 (cid"), "{out}");
    let done = answer(&story, ming, "/nick 明明").await;
    assert!(done.contains(RENAMED), "{done}");
    let (code, out, _) = shell(&story, &[&adopt[..], &["--yes"]].concat()).await;
    assert_eq!(code, Some(0));
    assert!(out.contains("ready already"), "{out}");
    assert_eq!(story.calls(Api::TemplateApply), 2);
    let record = "SELECT count(*) FROM rules WHERE name = 'adopted' AND value = 'on' AND asked_by = 'owner1'";
    assert_eq!(story.count(record).await, 1, "as the chat leaves it");
    let settings = story.settings_of_process();
    let looks = [("DATABASE_URL", settings["DATABASE_URL"].as_str())];
    let (code, out, err) = output(&["groups", "show", "二班"], &looks);
    assert_eq!(code, Some(0), "no credentials are needed: {err}");
    for line in
        ["reached by    its conversation id", "template      yes", "decided       adopted on"]
    {
        assert!(out.contains(line), "{line}: {out}");
    }
    let (code, out, err) = output(&["groups", "list"], &looks);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("二班") && out.contains("reached by    chat"), "{out}");
    let (code, out, err) = shell(&story, &["groups", "release", "二班", "--yes"]).await;
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("released 二班 (cid"), "{out}");
    assert_eq!(story.calls(Api::SceneGroupGet), 1, "DingTalk says who owns it");
    assert!(!is_scene(&story));
    let (code, _, err) = shell(&story, &["groups", "release", "二班", "--yes"]).await;
    assert_eq!(code, Some(1));
    assert!(err.contains("nothing to take back"), "{err}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_says_where_the_template_is_made() {
    let story = Story::begin().await;
    let adopt = ["groups", "adopt", "三班", "--owner", "owner1", "--yes"];
    let (code, _, err) = shell(&story, &adopt).await;
    assert_eq!(code, Some(1));
    assert!(err.contains("DINGTALK_GROUP_TEMPLATE_ID is not set"), "{err}");
    assert!(err.contains("Scene groups"), "{err}");
    for wrong in [&["groups", "adopt", "三班"][..], &["groups", "adopt", "三班", "--owner", "a b"]]
    {
        assert_eq!(shell(&story, wrong).await.0, Some(2), "failed on {wrong:?}");
    }
    story.end().await;
}
