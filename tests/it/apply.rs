//! Names from the shell: one, those of a file, and everybody's; beside the bot and without one.

use std::io::Read;
use std::process::{Child, Command, Stdio};

use dingnick::simulator::world::{Api, Fault, Member, Person, PersonId};
use encoding_rs::GB18030;

use crate::process::dingnick;
use crate::story::Story;

/// The shell of a story's operator.
pub(crate) struct Shell {
    /// The chatid of the class.
    pub(crate) class: String,
    environment: Vec<(String, String)>,
    folder: tempfile::TempDir,
}

impl Shell {
    pub(crate) fn of(story: &Story) -> Self {
        let environment = story.settings_of_process().into_iter().collect();
        let class = story.world(|world| world.group(story.cast.class).chatid.clone());
        Self { class, environment, folder: tempfile::tempdir().expect("a folder") }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = dingnick(arguments, &[]);
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.envs(environment).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end: its code, what it printed, and what it said beside.
    pub(crate) fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.command(arguments).output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    fn begin(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs")
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.folder.path().join(name), bytes).expect("it is written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).expect("it is there")
    }
}

/// A class of its usual people and five hundred children, without a bot.
async fn big_class() -> (Story, Vec<PersonId>) {
    let mut story = Story::begin().await;
    story.stop().await;
    let children = story.world(|world| {
        let children = (0..500).map(|index| {
            let person = Person::member(&format!("child{index}"), &format!("学生{index}"));
            world.add_person(person.titled("学生", &format!("{index:04}")).in_departments(&[2]))
        });
        let children: Vec<PersonId> = children.collect();
        let members = children.iter().map(|person| Member { person: *person, nickname: None });
        world.group_mut(story.cast.class).members.extend(members);
        children
    });
    // What is known of who is in the group is older.
    story.change_store("UPDATE groups SET roster_at = 0").await;
    (story, children)
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let status = Command::new("kill").args(["-s", name, &id]).status().expect("kill runs");
    assert!(status.success());
}

fn end(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    let err = child.stderr.as_mut().expect("it is piped");
    err.read_to_string(&mut said).expect("UTF-8");
    (child.wait().expect("it ends").code(), said)
}

fn is_done(story: &Story, children: &[PersonId]) {
    for (index, child) in children.iter().enumerate() {
        assert_eq!(story.nickname(*child), Some(format!("三班-学生{index}")));
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 500, "a call for each name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_chinese_excel_is_stopped_and_gone_on_with_at_a_call_for_each_name() {
    let (story, children) = big_class().await;
    let shell = Shell::of(&story);
    let rows = (0..500).map(|index| format!("child{index},三班-学生{index}\r\n"));
    let text = format!("员工UserID,群昵称\r\n{}", rows.collect::<String>());
    shell.file("names.csv", GB18030.encode(&text).0);
    let (code, _, err) = shell.run(&["apply", "names.csv", "--group", &shell.class]);
    assert_eq!(code, Some(2), "nobody can be asked: {err}");
    assert!(err.contains("gb18030, cells separated by commas, 500 names"), "{err}");
    assert!(err.contains("--yes goes ahead without asking"), "{err}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    let apply = ["apply", "names.csv", "--group", &shell.class, "--yes"];
    let child = shell.begin(&apply);
    story.called(Api::UpdateGroupNick, 50).await;
    signal(&child, "INT");
    let (code, said) = end(child);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("the same command goes on with what is left"), "{said}");
    let made = story.calls(Api::UpdateGroupNick);
    assert!(made < 500, "it was stopped");
    assert!(shell.read("names.result.csv").contains(",left,"), "what is left is told");
    let left = "SELECT count(*) FROM jobs WHERE state = 0";
    assert_eq!(story.count(left).await, 0, "nothing goes on behind the operator's back");
    let (code, out, err) = shell.run(&apply);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("going on with plan 1"), "{out}");
    assert!(out.contains("500 names are set, 0 were so already, 0 failed, 0 are left"), "{out}");
    is_done(&story, &children);
    assert_eq!(story.count("SELECT count(*) FROM ledger WHERE plan_id IS NOT NULL").await, 500);
    let (code, out, _) = shell.run(&apply);
    assert_eq!(code, Some(0));
    assert!(out.contains("all 500 have these names already"), "{out}");
    assert!(out.contains("price: 0 calls"), "{out}");
    is_done(&story, &children);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_killed_and_gone_on_with_at_a_call_for_each_name() {
    let (story, children) = big_class().await;
    let mut shell = Shell::of(&story);
    // Calls go out one after the other, so that there are moments with none under way.
    shell.environment.push(("DINGNICK_API_QPS".to_owned(), "100".to_owned()));
    shell.file("500.xlsx", include_bytes!("../../fixtures/apply/500.xlsx"));
    let apply = ["apply", "500.xlsx", "--group", &shell.class, "--yes"];
    let child = shell.begin(&apply);
    story.called(Api::UpdateGroupNick, 50).await;
    // Killed while no call is under way, it leaves nothing in doubt.
    loop {
        signal(&child, "STOP");
        let written = story.count("SELECT count(*) FROM ledger WHERE outcome = 'applied'").await;
        let made = story.calls(Api::UpdateGroupNick);
        if usize::try_from(written) == Ok(made) {
            assert!(made < 500, "it was killed");
            break;
        }
        signal(&child, "CONT");
        tokio::task::yield_now().await;
    }
    signal(&child, "KILL");
    end(child);
    let (code, out, err) = shell.run(&apply);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(err.contains("sheet 名单 of a workbook, 500 names"), "{err}");
    assert!(out.contains("500 names are set"), "{out}");
    is_done(&story, &children);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_carries_out_what_the_shell_orders() {
    let story = Story::begin().await;
    let shell = Shell::of(&story);
    let rename =
        |name: &str| shell.run(&["rename", "--group", &shell.class, "--user", "ming1", name]);
    let (code, out, err) = rename("明明");
    assert_eq!((code, out.as_str()), (Some(0), "ming1 → 明明\n"), "{err}");
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("明明"));
    let (code, out, _) = rename("明明");
    assert_eq!((code, out.as_str()), (Some(0), "that was the name already; nothing was called\n"));
    story.talk(&[(story.cast.owner, "/nick format {dept}-{name}")]).await;
    let (code, out, err) = rename("小明");
    assert_eq!((code, out.as_str()), (Some(0), "明明 → 三班-小明\n"), "{err}");
    story.world(|world| world.faults.once(Api::UpdateGroupNick, Fault::Bare(41049)));
    let (code, out, err) = rename("三班-坏");
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("ming1 has the name as before") && err.contains("(code 41049)"), "{err}");
    let too_long = "长".repeat(31);
    let (code, _, err) = rename(&too_long);
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("31 characters"), "{err}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 3);
    let asked_by = "SELECT count(*) FROM ledger WHERE asked_by = 'operator@shell'";
    assert_eq!(story.count(asked_by).await, 3, "each try is in the ledger");
    let talk = story.talk(&[(story.cast.ming, "/nick undo")]).await;
    assert!(talk.contains("明明"), "the shell's change is taken back like any other: {talk}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_the_shell_is_carried_out_by_the_running_bot_and_failures_are_told() {
    let mut story = Story::begin().await;
    let shell = Shell::of(&story);
    story.world(|world| world.forbidden_words.push("坏".to_owned()));
    shell.file("names.csv", "姓名,昵称\n小明,好-小明\n小红,坏-小红\n王老师,好-王老师\n");
    for nowhere in ["names.csv", "no/such/folder/result.csv"] {
        let apply = ["apply", "names.csv", "--group", &shell.class, "--yes", "--result", nowhere];
        let (code, out, err) = shell.run(&apply);
        assert_eq!(code, Some(2), "{out}{err}");
    }
    assert_eq!(story.calls(Api::UpdateGroupNick), 0, "that is known before anything is paid for");
    let (code, out, err) = shell.run(&["apply", "names.csv", "--group", &shell.class, "--yes"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(err.contains("1 of 3 names are not set"), "{err}");
    assert!(out.contains("hong1"), "{out}");
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("好-小明"));
    let result = shell.read("names.result.csv");
    assert!(result.starts_with("\u{FEFF}line,group,userid,"), "{result}");
    assert!(result.contains(",hong1,小红,坏-小红,failed,"), "{result}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 3);
    assert!(story.said().is_empty(), "the group is told nothing");
    story.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_carried_out_when_the_bot_goes_away_and_taken_back_when_somebody_stops_it() {
    let mut story = Story::begin().await;
    story.stop().await;
    if !story.is_on_sqlite() {
        return;
    }
    let shell = Shell::of(&story);
    let rename = ["rename", "--group", &shell.class, "--user", "ming1", "小明同学"];
    let waits = "SELECT count(*) FROM jobs WHERE state = 0";
    let url = story.settings_of_process()["DATABASE_URL"].clone();
    let store = dingnick::store::open(&url).await.expect("a store");

    // A bot that holds the store and does nothing.
    let hold = store.hold().expect("nobody else does");
    let child = shell.begin(&rename);
    story.counts(waits, 1).await;
    signal(&child, "INT");
    let (code, said) = end(child);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("stopped; nothing was changed"), "{said}");
    assert_eq!(story.count(waits).await, 0, "nobody carries it out later");

    let child = shell.begin(&rename);
    story.counts(waits, 1).await;
    drop(hold);
    let (code, said) = end(child);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(story.nickname(story.cast.ming).as_deref(), Some("小明同学"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 1);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_taken_back_but_for_the_names_that_were_changed_since() {
    let story = Story::begin().await;
    let (ming, hong, owner) = (story.cast.ming, story.cast.hong, story.cast.owner);
    let shell = Shell::of(&story);
    story.talk(&[(ming, "/nick 小明一"), (hong, "/nick 小红一")]).await;
    shell.file("names.csv", "姓名,昵称\n小明,小明二\n小红,小红二\n王老师,王老师二\n");
    let class = shell.class.as_str();
    let (code, out, err) = shell.run(&["apply", "names.csv", "--group", class, "--yes"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("to take it back: dingnick undo 1 --group "), "{out}");
    story.talk(&[(hong, "/nick 小红三")]).await;

    let undo = ["undo", "1", "--group", class];
    let (code, out, err) = shell.run(&undo);
    assert_eq!(code, Some(2), "nobody can be asked: {out}{err}");
    let before = story.calls(Api::UpdateGroupNick);
    let (code, out, err) = shell.run(&[&undo[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("小明二 → 小明一"), "{out}");
    assert!(out.contains("1 were changed since, and stay"), "{out}");
    assert_eq!(story.calls(Api::UpdateGroupNick), before, "a look costs nothing");
    let (code, out, err) = shell.run(&[&undo[..], &["--yes"]].concat());
    assert_eq!(code, Some(0), "{out}{err}");
    assert_eq!(story.nickname(ming).as_deref(), Some("小明一"));
    assert_eq!(story.nickname(hong).as_deref(), Some("小红三"));
    let undone = story.count("SELECT count(*) FROM ledger WHERE undoes IS NOT NULL").await;
    assert_eq!(undone, i64::try_from(story.calls(Api::UpdateGroupNick) - before).expect("few"));

    let (code, out, err) = shell.run(&[&undo[..], &["--yes"]].concat());
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("price: 0 calls"), "{out}");
    for (plan, told) in [("9", "there is no plan 9"), ("x", "invalid value")] {
        let (code, _, err) = shell.run(&["undo", plan, "--group", class, "--yes"]);
        assert_ne!(code, Some(0));
        assert!(err.contains(told), "{err}");
    }
    // An owner's plan that waits for a yes has changed nothing.
    story.talk(&[(owner, "/nick format {dept}-{name}"), (owner, "/nick apply")]).await;
    let (code, _, err) = shell.run(&["undo", "3", "--group", class, "--yes"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("plan 3 was never carried out"), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_named_by_a_template_after_a_look_that_changes_nothing() {
    let mut story = Story::begin().await;
    story.stop().await;
    let shell = Shell::of(&story);
    let apply = ["apply", "--template", "{dept}-{name}", "--group", &shell.class];
    let (code, out, err) = shell.run(&[&apply[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("小明 → 三班-小明"), "{out}");
    assert!(out.contains("price: 4 calls; this month has 49"), "{out}");
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
    let (code, out, err) = shell.run(&[&apply[..], &["--yes"]].concat());
    assert_eq!(code, Some(0), "{out}{err}");
    assert_eq!(story.nickname(story.cast.owner).as_deref(), Some("三班-王老师"));
    assert_eq!(story.calls(Api::UpdateGroupNick), 4);
    let (code, _, err) =
        shell.run(&["apply", "--template", "{class}/{name}", "--group", &shell.class, "--yes"]);
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("class"), "nothing is invented: {err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_wrong_is_told_with_its_line_before_anything_is_done() {
    let mut story = Story::begin().await;
    story.stop().await;
    story.world(|world| {
        let twin = world.add_person(Person::member("hong2", "小红").in_departments(&[2]));
        let member = Member { person: twin, nickname: None };
        world.group_mut(story.cast.class).members.push(member);
    });
    story.change_store("UPDATE groups SET roster_at = 0").await;
    let shell = Shell::of(&story);
    let long = "长".repeat(31);
    let rows = format!(
        "userid,工号,姓名,昵称,群\nming1,,,明明,\n,,小红,红红,\nnobody9,,,某人,\n,S009,,某人,\n,,没有,某人,\n\
         ,S001,,又是,\nhong1,,,,\nhong2,,,{long},\n,,,某人,\n1.23457E+17,,,某人,\nowner1,,,王,四班\n"
    );
    shell.file("names.csv", rows);
    let (code, out, err) = shell.run(&["apply", "names.csv", "--group", &shell.class, "--yes"]);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    insta::assert_snapshot!(err);
    assert_eq!(story.calls(Api::UpdateGroupNick), 0);
}

#[test]
fn a_file_that_cannot_be_read_is_wrong_usage_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (name, bytes, told) in [
        ("nothing.csv", &b""[..], "it is empty"),
        ("header.csv", b"userid,nickname\n", "no line follows the first"),
        ("old.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "it is an old .xls"),
        ("broken.xlsx", b"PK\x03\x04nonsense", "it is a damaged workbook, or none; open it"),
        ("columns.csv", b"who,what\nu1,a\n", "no column is called nickname"),
        ("noise.csv", &[0x81, 0xFF, 0xFE, 0x2C, 0x0A, 0xFF, 0xFF], "line 1: it is not all in"),
    ] {
        std::fs::write(path(name), bytes).expect("it is written");
        let settings = [
            ("DINGTALK_CLIENT_ID", "dingapp"),
            ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length"),
            ("DATABASE_URL", "sqlite::memory:"),
        ];
        let (code, out, err) = crate::process::output(&["apply", &path(name), "--yes"], &settings);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{name}: {err}");
        assert!(err.contains(told), "{name}: {err}");
        assert!(err.contains("nothing was changed"), "{name}: {err}");
        assert!(!err.to_lowercase().contains("zip"), "of no use to whoever reads it: {err}");
    }
    let (code, _, err) = crate::process::output(&["apply", "--yes"], &[]);
    assert_eq!(code, Some(2), "{err}");
}
