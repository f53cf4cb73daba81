//! Rosters from the shell: who is who in a group, from a file.

use dingnick::simulator::world::Api;
use encoding_rs::GB18030;

use crate::apply::Shell;
use crate::story::Story;

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_of_a_chinese_excel_is_kept_shown_written_out_and_forgotten() {
    let mut story = Story::begin().await;
    story.say(story.cast.owner, "/nick format {class}-{name}").await;
    story.reply().await;
    story.stop().await;
    let shell = Shell::of(&story);
    let text =
        "员工UserID,班级,孩子\r\nming1,三班,小小明\r\nming1,五班,=小小红\r\nli9,三班,小李\r\n";
    shell.file("roster.csv", GB18030.encode(text).0);
    let calls = story.calls(Api::ChatGet);
    let import = ["roster", "import", "roster.csv", "--group", "三班"];
    let (code, out, err) = shell.run(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("gb18030, cells separated by commas, 3 lines"), "{err}");
    assert!(out.contains("3 lines of 2 people"), "{out}");
    let (_, shown, _) = shell.run(&["roster", "show", "--group", "三班"]);
    assert!(shown.contains("no file was given"), "nothing was kept: {shown}");
    let (code, out, err) = shell.run(&import);
    assert_eq!(code, Some(0), "{err}");
    for told in [
        "mind: ming1 has several lines, which are taken together: 2, 3",
        "the format {class}-{name} takes from it: class; from elsewhere: name",
        "kept 3 lines",
        "no name has changed yet",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let (_, out, _) = shell.run(&import);
    assert!(out.contains("in place of 3 lines"), "{out}");
    let (_, shown, _) = shell.run(&["roster", "show", "--group", "三班"]);
    assert!(shown.contains("3  ming1  班级 五班 · 孩子 =小小红"), "{shown}");
    let export = ["roster", "export", "--group", "三班", "--output", "out.csv"];
    assert_eq!(shell.run(&export).0, Some(0));
    let (code, _, err) = shell.run(&export);
    assert_eq!(code, Some(1), "a file that is there stays: {err}");
    let written = shell.read("out.csv");
    assert!(
        written.starts_with('\u{FEFF}') && written.contains("ming1,,,五班,'=小小红\r\n"),
        "{written}"
    );
    let clear = ["roster", "clear", "--group", "三班"];
    let (code, _, err) = shell.run(&clear);
    assert_eq!(code, Some(2), "nobody can be asked: {err}");
    let (code, out, _) = shell.run(&[&clear[..], &["--yes"]].concat());
    assert_eq!((code, out.trim()), (Some(0), "forgot 3 lines"));
    assert_eq!(story.calls(Api::ChatGet), calls, "userids cost nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_a_roster_is_told_by_its_line_and_nothing_is_kept() {
    let mut story = Story::begin().await;
    story.say(story.cast.owner, "/nick status").await;
    story.reply().await;
    story.stop().await;
    let shell = Shell::of(&story);
    let good = "姓名,群,班级\n小明,三班,三班\n";
    shell.file("good.csv", good);
    let (code, out, err) = shell.run(&["roster", "import", "good.csv"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("ming1  姓名 小明 · 班级 三班"), "found by the name: {out}");
    for (file, told) in [
        ("", "it is empty"),
        ("班级,孩子\n三班,小明\n", "line 1: no column says who is who"),
        ("姓名,班级\n", "no line follows the first"),
        (
            "姓名,群,班级\n小明,三班,三班\n,三班,五班\n小红,六班,五班\n",
            "line 3: it does not say whose it is",
        ),
        ("姓名,群,班级\n小明,六班,三班\n", "line 2: no group 六班 is known"),
        ("姓名,群,班级\n小明,三班,三\u{202e}班\n", "line 2: 班级"),
    ] {
        shell.file("bad.csv", file);
        let (code, out, err) = shell.run(&["roster", "import", "bad.csv"]);
        assert_eq!(code, Some(2), "{file}: {out}{err}");
        assert!(err.contains(told) && err.contains("nothing was kept"), "{told}: {err}");
    }
    let (_, shown, _) = shell.run(&["roster", "show", "--group", "三班"]);
    assert!(shown.contains("from the file: 1 lines"), "the one before stays: {shown}");
    shell.file("absent.csv", "姓名,群,班级\n小明,三班,三班\n没来的,三班,五班\n");
    let (code, out, err) = shell.run(&["roster", "import", "absent.csv"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("line 3: nobody in the group has the name 没来的"), "{out}");
    assert!(out.contains("kept 2 lines"), "who comes later is found later: {out}");
}
