//! `dingnick probe`: each question with both of its answers, everything put back whatever happens,
//! and a report without anything personal in it.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use dingnick::facts::{self, Certainty, Found, Mark, Value};
use dingnick::probe::{Outcome, PutBack, Report};
use dingnick::simulator::facts::{EmptyName, Unit};
use dingnick::simulator::world::{Api, Fault, Scope, TEMPLATE, World};

use crate::init::sitting::Sitting;
use crate::process::{Process, output};
use crate::story::Story;

/// The name that 小明 has in the class before, set by hand.
const BEFORE: &str = "三班-小明";

/// One run of the probe, without a terminal.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
    report: Report,
    text: String,
}

impl Run {
    fn found(&self, fact: &str) -> Option<Value> {
        let found = self.report.found().into_iter().find(|found| found.fact == fact);
        found.map(|found| found.value)
    }

    fn outcome(&self, question: &str) -> (Outcome, Option<String>) {
        let mut lines = self.report.questions.iter();
        let line = lines.find(|line| line.question.as_str() == question).expect("it was asked");
        (line.outcome, line.note.clone())
    }
}

/// A class whose group the bot knows, and in which 小明 has a name of his own.
async fn class() -> Story {
    let story = Story::begin_with(&[("DINGTALK_GROUP_TEMPLATE_ID", TEMPLATE)]).await;
    let (class, ming) = (story.cast.class, story.cast.ming);
    story.world(|world| world.set_nickname_by_hand(class, ming, BEFORE));
    story
}

fn class_chatid(story: &Story) -> String {
    story.world(|world| world.group(story.cast.class).chatid.clone())
}

fn settings(story: &Story) -> Vec<(String, String)> {
    story.settings_of_process().into_iter().collect()
}

fn pairs(settings: &[(String, String)]) -> Vec<(&str, &str)> {
    settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The userid of 小明.
fn ming(story: &Story) -> String {
    story.world(|world| world.person(story.cast.ming).userid.clone().expect("a member"))
}

/// Asks in the class, about 小明, with `--yes`.
fn probe(story: &Story, arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json").display().to_string();
    let (group, user) = (class_chatid(story), ming(story));
    let usual = ["probe", "--group", &group, "--user", &user, "--yes", "--report", &file];
    let named = ["--name", BEFORE];
    let named: &[&str] = if arguments.contains(&"--name") { &[] } else { &named };
    let all: Vec<&str> = usual.iter().chain(named).chain(arguments).copied().collect();
    let (code, out, err) = output(&all, &pairs(&settings(story)));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no report: {out}{err}"));
    let report = Report::read(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Run { code, out, err, report, text }
}

fn paid(story: &Story) -> u64 {
    story.world(|world| u64::from(world.api_quota.used(world.now())))
}

fn is_as_before(story: &Story) -> bool {
    let is_scene = story.world(|world| world.group(story.cast.class).is_scene());
    story.nickname(story.cast.ming).as_deref() == Some(BEFORE) && !is_scene
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dingtalk_as_it_is_believed_to_be_settles_everything_and_is_left_as_it_was() {
    let story = class().await;
    let before = paid(&story);
    let run = probe(
        &story,
        &["--made", "hand", "--chatid-from", "event", "--app", "scan", "--change-kind"],
    );
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(is_as_before(&story));
    assert_eq!(run.report.put_back, PutBack::All);
    assert_eq!(run.report.paid_calls, paid(&story) - before, "every paid call is counted");
    for fact in [
        "hand-made-chatid",
        "longest-nickname",
        "nickname-unit",
        "empty-name",
        "refusal-shape",
        "adopt-existing-group",
        "adopted-group-nicknames",
        "release-undoes-adopt",
        "scan-app-permissions",
        "inner-members-nickname",
    ] {
        let expected = facts::get(fact).and_then(|fact| fact.expected.clone());
        assert_eq!(run.found(fact), expected, "{fact}: {}", run.text);
    }
    assert!(run.err.contains("paid calls to DingTalk at most"), "{}", run.err);
    assert!(run.out.contains("longest-nickname: 30, as was believed"), "{}", run.out);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_holds_nothing_personal() {
    let story = class().await;
    story.world(|world| world.facts.inner_members_nickname = true);
    let run = probe(&story, &["--made", "hand", "--change-kind"]);
    let personal: Vec<String> = story.world(|world| {
        let people = world.people.iter().flat_map(|person| {
            [person.userid.clone(), Some(person.name.clone()), Some(person.union_id.clone())]
        });
        let groups = world.groups.iter().flat_map(|group| {
            [&group.title, &group.chatid, &group.open_conversation_id].map(|id| Some(id.clone()))
        });
        let others = [
            &world.organisation.corp_id,
            &world.app.client_id,
            &world.app.client_secret,
            &world.app.name,
        ];
        let others = others.map(|id| Some(id.clone()));
        people.chain(groups).chain(others).flatten().collect()
    });
    for text in personal.iter().map(String::as_str).chain([BEFORE, TEMPLATE, "127.0.0.1", "probe0"])
    {
        assert!(!run.text.contains(text), "{text} is in {}", run.text);
    }
    let report: Json = serde_json::from_str(&run.text).expect("JSON");
    assert_eq!(report["groups"][0]["group"], "group-1");
    assert_eq!(report["groups"][0]["user"], "user-1");
    story.end().await;
}

/// How a world is otherwise, what is asked there, and what is found.
type Otherwise<'a> = (fn(&mut World), &'a [&'a str], &'a str, Value);

#[tokio::test(flavor = "multi_thread")]
async fn every_question_has_another_answer_too() {
    let all = Scope::ALL.map(Scope::as_str);
    let without_reading: Vec<String> =
        all.into_iter().filter(|it| *it != "qyapi_chat_read").map(str::to_owned).collect();
    let hand = ["--only", "rename", "--made", "hand", "--chatid-from", "event"];
    let chosen = ["--only", "rename", "--made", "server", "--chatid-from", "choose-chat"];
    let cases: [Otherwise<'_>; 15] = [
        (|_| {}, &chosen, "choose-chat-chatid", true.into()),
        (
            |world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(34001)),
            &chosen,
            "choose-chat-chatid",
            false.into(),
        ),
        (|world| world.facts.hand_made_chatid = false, &hand, "hand-made-chatid", false.into()),
        (
            |world| world.facts.wraps_refusals = true,
            &["--only", "permissions"],
            "refusal-shape",
            "wrapped".into(),
        ),
        (
            |world| world.revoke(Scope::ChatRead),
            &["--only", "permissions", "--app", "scan"],
            "scan-app-permissions",
            Value::Words(without_reading),
        ),
        (
            |world| world.facts.longest_nickname = 20,
            &["--only", "longest-name"],
            "longest-nickname",
            Value::Number(20),
        ),
        (
            |world| world.facts.longest_nickname = 100,
            &["--only", "longest-name"],
            "longest-nickname",
            Value::Number(100),
        ),
        (
            |world| world.facts.nickname_unit = Unit::Utf16,
            &["--only", "longest-name"],
            "nickname-unit",
            "utf16".into(),
        ),
        (
            |world| world.facts.nickname_unit = Unit::Bytes,
            &["--only", "longest-name"],
            "nickname-unit",
            "bytes".into(),
        ),
        (
            |world| {
                world.facts.empty_name = EmptyName::Cleared;
                world.facts.inner_members_nickname = true;
            },
            &["--only", "members", "--only", "empty-name"],
            "empty-name",
            "cleared".into(),
        ),
        (
            |world| {
                world.facts.empty_name = EmptyName::Kept;
                world.facts.inner_members_nickname = true;
            },
            &["--only", "members", "--only", "empty-name"],
            "empty-name",
            "kept".into(),
        ),
        (
            |world| world.facts.inner_members_nickname = true,
            &["--only", "members"],
            "inner-members-nickname",
            true.into(),
        ),
        (
            |world| world.facts.adopts_existing_groups = false,
            &["--only", "template"],
            "adopt-existing-group",
            false.into(),
        ),
        (
            |world| world.facts.adopted_group_nicknames = false,
            &["--only", "template"],
            "adopted-group-nicknames",
            false.into(),
        ),
        (
            |world| {
                let department = &mut world.groups[0];
                department.is_hand_made = false;
            },
            &["--only", "rename", "--made", "department"],
            "department-chatid",
            true.into(),
        ),
    ];
    for (otherwise, arguments, fact, expected) in cases {
        let story = class().await;
        story.world(otherwise);
        let run = probe(&story, arguments);
        assert_eq!(run.code, Some(0), "{fact}: {}{}", run.out, run.err);
        assert_eq!(run.found(fact), Some(expected), "{fact}: {}", run.text);
        assert!(is_as_before(&story), "{fact}");
        story.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_had_no_nickname_has_none_afterwards_where_one_can_be_taken_away() {
    let story = class().await;
    let (class, ming) = (story.cast.class, story.cast.ming);
    story.world(|world| {
        world.facts.empty_name = EmptyName::Cleared;
        world.facts.inner_members_nickname = true;
        let mut members = world.group_mut(class).members.iter_mut();
        members.find(|member| member.person == ming).expect("he is in it").nickname = None;
    });
    let run = probe(&story, &["--only", "members", "--only", "empty-name", "--name", "小明"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(story.nickname(ming), None);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_settles_nothing_is_not_taken_for_an_answer() {
    let story = class().await;
    story.world(|world| world.facts.hand_made_chatid = false);
    let run =
        probe(&story, &["--only", "rename", "--made", "hand", "--chatid-from", "choose-chat"]);
    assert_eq!(run.outcome("rename").0, Outcome::Unclear, "which of the two it is, nobody knows");
    assert_eq!(run.report.found().iter().find(|it| it.fact.ends_with("chatid")), None);
    story.world(|world| world.facts.hand_made_chatid = true);
    story.world(|world| world.revoke(Scope::ChatManage));
    let run = probe(&story, &["--only", "rename", "--only", "longest-name", "--made", "hand"]);
    assert_eq!(
        run.outcome("rename").0,
        Outcome::Unclear,
        "a missing permission says nothing of it"
    );
    assert_eq!(run.outcome("longest-name").0, Outcome::LeftOut);
    assert_eq!(run.report.found(), []);
    assert_eq!(run.report.put_back, PutBack::Nothing);
    story.world(|world| world.grant(Scope::ChatManage));
    story.world(|world| world.group_mut(story.cast.class).template = Some(TEMPLATE.to_owned()));
    let run = probe(&story, &["--only", "template"]);
    let (_, note) = run.outcome("template");
    assert_eq!(note.as_deref(), Some("it is a scene group already, and stays one"));
    assert!(story.world(|world| world.group(story.cast.class).is_scene()));
    assert_eq!(story.calls(Api::TemplateApply) + story.calls(Api::TemplateClose), 0);
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some(BEFORE));
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_put_back_whatever_fails() {
    for (api, times, fault) in [
        // The name is set, and nobody hears that it was.
        (Api::UpdateGroupNick, 1, Fault::ResetAfter),
        (Api::UpdateGroupNick, 3, Fault::ResetAfter),
        (Api::InnerMembers, 9, Fault::Http500),
        (Api::TemplateApply, 3, Fault::ResetAfter),
        (Api::TemplateClose, 1, Fault::Bare(-1)),
        (Api::TemplateClose, 1, Fault::ResetBefore),
    ] {
        let story = class().await;
        story.world(|world| world.faults.times(times, api, fault.clone()));
        let run = probe(&story, &["--change-kind"]);
        assert!(is_as_before(&story), "{api:?} {fault:?}: {}{}", run.out, run.err);
        assert_eq!(run.report.put_back, PutBack::All, "{api:?} {fault:?}");
        assert_eq!(run.code, Some(0), "{api:?} {fault:?}: {}", run.err);
        story.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_put_back_is_told_with_the_command_for_it() {
    let story = class().await;
    story.world(|world| world.facts.release_undoes_adopt = false);
    let run = probe(&story, &["--only", "template", "--change-kind"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert_eq!(run.found("release-undoes-adopt"), Some(Value::Flag(false)));
    assert_eq!(run.report.put_back, PutBack::Failed);
    let command = format!("dingnick groups release '{}'", class_chatid(&story));
    assert!(run.err.contains(&command), "{}", run.err);
    assert_eq!(
        story.nickname(story.cast.ming).as_deref(),
        Some(BEFORE),
        "the name is, all the same"
    );
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_consent_nobody_is_called() {
    let story = class().await;
    let folder = tempfile::tempdir().expect("a folder");
    let there = folder.path().join("there.json");
    std::fs::write(&there, "mine").expect("it is written");
    let (there, new) =
        (there.display().to_string(), folder.path().join("new").display().to_string());
    let (group, settings, calls) =
        (class_chatid(&story), settings(&story), story.world(|world| world.calls.len()));
    for (arguments, told) in [
        (&["probe"][..], "--group"),
        (
            &["probe", "--group", &group, "--user", "u1", "--report", &new],
            "no terminal to consent on",
        ),
        (&["probe", "--group", &group, "--user", "u1", "--report", &new, "--yes"], "--name NAME"),
        (&["probe", "--group", &group, "--change-kind", "--report", &new], "--yes"),
        (&["probe", "--group", &group, "--made", "up", "--report", &new], "hand, server"),
    ] {
        let (code, out, err) = output(arguments, &pairs(&settings));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert!(err.contains(told), "{arguments:?}: {err}");
    }
    assert_eq!(story.world(|world| world.calls.len()), calls, "nobody is called");
    let arguments =
        ["probe", "--group", &group, "--user", "u1", "--name", "a", "--yes", "--report", &there];
    let before = paid(&story);
    let (code, _, err) = output(&arguments, &pairs(&settings));
    assert_eq!(code, Some(2), "{err}");
    assert_eq!(std::fs::read_to_string(&there).expect("it is there"), "mine");
    assert_eq!(paid(&story), before, "nothing is spent");
    story.end().await;
}

/// A terminal at which the class is asked about.
fn sit(story: &Story, folder: &Path, arguments: &[&str]) -> Sitting {
    let group = class_chatid(story);
    let usual = ["probe", "--group", &group, "--made", "hand", "--app", "scan"];
    let all: Vec<&str> = usual.iter().chain(arguments).copied().collect();
    Sitting::begin(folder, &all, &pairs(&settings(story)), 100)
}

fn report_in(folder: &Path) -> Report {
    let text = std::fs::read_to_string(folder.join("dingnick-probe.json")).expect("it is written");
    Report::read(&text).expect("a report")
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_terminal_each_question_waits_for_consent_with_its_price() {
    let story = class().await;
    story.world(|world| world.facts.empty_name = EmptyName::Cleared);
    let folder = tempfile::tempdir().expect("a folder");
    let user = ming(&story);
    let arguments = ["--user", user.as_str(), "--chatid-from", "event"];
    let mut sitting = sit(&story, folder.path(), &arguments);
    sitting.answers("[Enter: 小明, the directory's, so no nickname]:", BEFORE);
    sitting.sees("paid calls to DingTalk at most");
    sitting.sees(&format!("is changed and put back as it was: {BEFORE}"));
    sitting.answers("permissions: what may this app do", "n");
    sitting.answers("sign-header:", "n");
    sitting.sees("At most 1 paid");
    let before = paid(&story);
    sitting.answers("does the rename call take this group's chatid?", "y");
    sitting.answers("members (chat", "n");
    assert_eq!(paid(&story), before + 1);
    sitting.answers("empty-name (chat", "y");
    sitting.answers("does it show the directory's name (d)", "d");
    sitting.answers("longest-name (chat", "n");
    sitting.answers("template (chat", "y");
    sitting.answers("It changes the kind of the group for everybody in it. Really?", "n");
    sitting.sees("everything is as it was");
    assert_eq!(sitting.end(), Some(0), "{}", sitting.text());
    assert!(is_as_before(&story));
    assert_eq!(story.calls(Api::TemplateApply), 0);
    let report = report_in(folder.path());
    let found = |fact: &str| report.found().into_iter().find(|found| found.fact == fact);
    assert_eq!(found("empty-name").map(|found| found.value), Some("cleared".into()));
    let left_out = report.questions.iter().filter(|line| line.outcome == Outcome::LeftOut);
    assert_eq!(left_out.count(), 5);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_puts_everything_back_and_keeps_what_was_found() {
    let story = class().await;
    let folder = tempfile::tempdir().expect("a folder");
    let user = ming(&story);
    let arguments = ["--user", user.as_str(), "--name", BEFORE, "--chatid-from", "event"];
    let mut sitting = sit(
        &story,
        folder.path(),
        &[&arguments[..], &["--only", "rename", "--only", "members"]].concat(),
    );
    sitting.answers("rename (chat", "y");
    sitting.sees("members (chat");
    assert!(!is_as_before(&story), "a test name is set");
    // Twice makes no difference.
    sitting.types("\u{3}\u{3}");
    assert_eq!(sitting.end(), Some(1), "{}", sitting.text());
    assert!(is_as_before(&story));
    let report = report_in(folder.path());
    assert_eq!(report.put_back, PutBack::All);
    assert_eq!(report.questions.len(), 1);
    // And while a call is under way.
    let folder = tempfile::tempdir().expect("a folder");
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Hang(1500)));
    let mut sitting = sit(&story, folder.path(), &[&arguments[..], &["--only", "rename"]].concat());
    let before = story.calls(Api::UpdateGroupNick);
    sitting.answers("rename (chat", "y");
    story.called(Api::UpdateGroupNick, before + 1).await;
    sitting.types("\u{3}");
    assert_eq!(sitting.end(), Some(1), "{}", sitting.text());
    assert!(is_as_before(&story), "its answer was waited for");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn callbacks_that_come_late_tell_when_they_are_signed() {
    for (is_afresh, expected) in [(true, true), (false, false)] {
        let mut story = class().await;
        story.stop().await;
        let intake = [("DINGNICK_OPS_LISTEN", "127.0.0.1:0"), ("DINGNICK_INTAKE", "http")];
        let mut process = Process::serve(&story, &intake);
        let operator = process.address("listening for the operator");
        process.listen(&story);
        let late = |run: &Run| {
            run.report.found().contains(&Found {
                fact: "signed-at-delivery".to_owned(),
                value: Value::Flag(expected),
            })
        };
        story.set("DINGNICK_OPS_LISTEN", &operator);
        let run = probe(&story, &["--only", "sign-header"]);
        assert_eq!(run.outcome("sign-header").0, Outcome::Unclear, "none was late yet");
        let mut envelope = story.compose(story.cast.ming, "/nick");
        let now = story.world(|world| world.now());
        let written = now - 60_000;
        envelope.body["createAt"] = written.into();
        let envelope = envelope.signed_at(if is_afresh { now } else { written });
        let delivered = story.simulator.deliver(&envelope).await.expect("an answer");
        assert_eq!(delivered.status, 200);
        let run = probe(&story, &["--only", "sign-header"]);
        assert!(late(&run), "{}", run.text);
        assert_eq!((run.report.paid_calls, run.report.put_back), (0, PutBack::Nothing));
        process.signal("TERM");
        assert_eq!(process.end().0, Some(0));
    }
}

fn copy_of_the_table(folder: &Path) -> PathBuf {
    let table = folder.join("facts.toml");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/facts.toml");
    std::fs::copy(ours, &table).expect("it is copied");
    table
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_merged_into_the_table_of_facts_once() {
    let story = class().await;
    story.world(|world| world.facts.longest_nickname = 20);
    let run = probe(&story, &["--made", "hand", "--chatid-from", "event"]);
    story.end().await;
    let folder = tempfile::tempdir().expect("a folder");
    let table = copy_of_the_table(folder.path());
    let report = folder.path().join("report.json");
    std::fs::write(&report, &run.text).expect("it is written");
    let (report, file) = (report.display().to_string(), table.display().to_string());
    let merge = || output(&["probe", "--merge", &report, "--facts", &file], &[]);
    let (code, out, err) = merge();
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("hand-made-chatid: yes (tried)"), "{out}");
    let text = std::fs::read_to_string(&table).expect("it is there");
    let facts = facts::read(&text).expect("a table still");
    let fact = |id: &str| facts.iter().find(|fact| fact.id == id).expect("it is in the table");
    assert_eq!(fact("hand-made-chatid").mark(), Mark::Gone);
    assert_eq!(fact("longest-nickname").mark(), Mark::Otherwise);
    assert_eq!(fact("longest-nickname").answer, Some(Value::Number(20)));
    assert_eq!(fact("old-secret").mark(), Mark::NotTried);
    let tried = fact("hand-made-chatid");
    assert_eq!((tried.certainty, &tried.date), (Certainty::Tried, &run.report.date));
    assert!(tried.source.contains("region intl"), "{}", tried.source);
    assert!(text.starts_with("# What dingnick believes"), "comments stay");
    let (code, out, _) = merge();
    assert_eq!(code, Some(0));
    assert!(out.contains("nothing new"), "{out}");
    assert_eq!(std::fs::read_to_string(&table).expect("it is there"), text, "once");
    for (wrong, told) in [
        ("{}", "this is no report"),
        (r#"{"report": 99}"#, "a newer version"),
        ("no JSON", "this is no report"),
    ] {
        std::fs::write(&report, wrong).expect("it is written");
        let (code, _, err) = merge();
        assert_eq!(code, Some(2), "{wrong}: {err}");
        assert!(err.contains(told), "{wrong}: {err}");
    }
}
