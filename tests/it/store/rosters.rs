//! Rosters: who is who in a group, whole from a file and bit by bit from the chat.

use dingnick::domain::{ConversationId, RosterRow};
use dingnick::store::{Purge, RosterSource, Scope};

use super::{NOW, cid, later, on_each, user};

fn row(line: u32, who: Option<&str>, parts: &[(&str, &str)]) -> RosterRow {
    RosterRow {
        line,
        user_id: who.map(user),
        name: who.is_none().then(|| "小\0红".to_owned()),
        parts: parts.iter().map(|(part, text)| ((*part).into(), (*text).into())).collect(),
        ..RosterRow::default()
    }
}

async fn lines(store: &Scope, source: RosterSource) -> Vec<(u32, String, String)> {
    let rows = store.roster_rows(&cid(), source).await.expect("answers");
    let rows = rows.into_iter().map(|row| {
        let who = row.user_id.map(|id| id.to_string()).or(row.name).unwrap_or_default();
        let parts: Vec<String> =
            row.parts.iter().map(|(part, text)| format!("{part}={text}")).collect();
        (row.line, who, parts.join(" "))
    });
    rows.collect()
}

fn line(line: u32, who: &str, parts: &str) -> (u32, String, String) {
    (line, who.to_owned(), parts.to_owned())
}

#[tokio::test]
async fn a_file_takes_the_place_of_the_one_before_and_of_nothing_else() {
    on_each(async |store| {
        let rows = [
            row(10, Some("ming"), &[("班级", "三班"), ("孩子", "小明")]),
            row(2, Some("ming"), &[("班级", "五班")]),
            row(3, None, &[]),
        ];
        let other = ConversationId::parse("cid2==").expect("an id");
        let keep = async |conversation: ConversationId, rows: &[RosterRow]| {
            store
                .replace_roster(&conversation, RosterSource::File, rows, NOW)
                .await
                .expect("answers")
        };
        assert_eq!(keep(cid(), &rows).await, 0);
        assert_eq!(keep(other.clone(), &rows[..1]).await, 0);
        store.note_answer(&cid(), &user("bao"), &[], NOW).await.expect("answers");
        let kept = [
            line(2, "ming", "班级=五班"),
            line(3, "小\u{fffd}红", ""),
            line(10, "ming", "班级=三班 孩子=小明"),
        ];
        assert_eq!(lines(store, RosterSource::File).await, kept);
        store.settle_roster_row(&cid(), 3, &user("hong")).await.expect("answers");
        store.settle_roster_row(&cid(), 3, &user("bao")).await.expect("answers");
        assert_eq!(lines(store, RosterSource::File).await[1], line(3, "hong", ""));
        assert_eq!(keep(cid(), &rows[..1]).await, 3);
        assert_eq!(lines(store, RosterSource::File).await, [kept[2].clone()]);
        assert_eq!(lines(store, RosterSource::Chat).await, [line(1, "bao", "")]);
        assert_eq!(keep(other.clone(), &[]).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_says_takes_the_place_of_what_they_said_of_the_same() {
    on_each(async |store| {
        let say = async |who: &str, parts: &[(&str, &str)]| {
            let parts: Vec<(String, String)> =
                parts.iter().map(|(part, text)| ((*part).into(), (*text).into())).collect();
            store.note_answer(&cid(), &user(who), &parts, NOW).await.expect("answers");
        };
        say("ming", &[("number", "12")]).await;
        say("hong", &[("number", "13")]).await;
        say("ming", &[("class", "三班")]).await;
        say("ming", &[("number", "14")]).await;
        let chat = RosterSource::Chat;
        let said = [line(1, "ming", "class=三班 number=14"), line(2, "hong", "number=13")];
        assert_eq!(lines(store, chat).await, said);
        store.purge_all(&Purge::Person(user("ming")), later(1)).await.expect("answers");
        assert_eq!(lines(store, chat).await, said[1..]);
        store.purge_all(&Purge::Group(cid()), later(1)).await.expect("answers");
        assert_eq!(lines(store, chat).await, []);
    })
    .await;
}
