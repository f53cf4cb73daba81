//! What the ledger answers: what can be taken back, who was renamed, and what people are called.

use dingnick::domain::{ConversationId, Nickname, RobotCode, Timestamp};
use dingnick::store::{
    CurrentName, Ending, LastRename, LedgerEntry, Member, NamesOf, RenameFilter, RenameOutcome,
    RenameRow, Scope, Undoable,
};

use super::{NOW, cid, claim, ended, keep, later, on_each, user};

fn name(text: &str) -> Nickname {
    Nickname::parse(text).expect("a name")
}

fn entry(who: &str, old: Option<&str>, new: &str) -> LedgerEntry {
    LedgerEntry {
        conversation: cid(),
        user_id: user(who),
        old_name: old.map(name),
        new_name: name(new),
        asked_by: user("asker"),
        asked_at: NOW,
        outcome: RenameOutcome::Applied,
        code: None,
        request_id: None,
        undoes: None,
        readings: Vec::new(),
    }
}

async fn write_at(store: &Scope, entry: LedgerEntry, at: Timestamp) {
    let id = uuid::Uuid::new_v4().to_string();
    keep(store, &id, &id, NOW).await;
    let jobs = claim(store, NOW).await;
    let ending = Ending { ledger: Some(entry), ..Ending::default() };
    assert!(ended(store, &jobs[0].lease, &ending, at).await);
}

async fn write(store: &Scope, entry: LedgerEntry) {
    write_at(store, entry, NOW).await;
}

async fn undoable(store: &Scope, who: &str) -> Option<Undoable> {
    store.undoable(&cid(), &user(who)).await.expect("answers")
}

/// Takes the next rename back, as far as the ledger goes, and says from which name to which.
async fn undo(store: &Scope, outcome: RenameOutcome) -> (String, Option<String>) {
    let Undoable { id, old_name } = undoable(store, "ming").await.expect("there is one");
    let renames = store.renames(&RenameFilter::default(), 99).await.expect("answers");
    let given = renames.into_iter().find(|rename| rename.id == id).expect("it is there");
    let name = given.new_name.expect("a name");
    let to = old_name.as_ref().map(ToString::to_string);
    let back = entry("ming", Some(name.as_str()), to.as_deref().unwrap_or("原"));
    write(store, LedgerEntry { undoes: Some(id), outcome, ..back }).await;
    (name.to_string(), to)
}

#[tokio::test]
async fn renames_are_taken_back_one_after_the_other() {
    use RenameOutcome::{Applied, Refused};
    on_each(async |store| {
        let undone = async |outcome| {
            let (from, to) = undo(store, outcome).await;
            format!("{from} {}", to.as_deref().unwrap_or("-"))
        };
        assert_eq!(undoable(store, "ming").await, None);
        write(store, entry("ming", None, "A")).await;
        write(store, entry("ming", Some("A"), "B")).await;
        write(store, entry("ming", Some("B"), "C")).await;
        let refused = LedgerEntry { outcome: Refused, ..entry("ming", Some("C"), "X") };
        write(store, refused).await;
        write(store, entry("hong", Some("H"), "I")).await;
        assert_eq!(undone(Refused).await, "C B");
        assert_eq!(undone(Applied).await, "C B", "what was refused took nothing back");
        assert_eq!(undone(Applied).await, "B A");
        write(store, entry("ming", Some("A"), "D")).await;
        assert_eq!(undone(Applied).await, "D A");
        assert_eq!(undone(Applied).await, "A -");
        assert_eq!(undoable(store, "ming").await, None);
        let hong = undoable(store, "hong").await.expect("nobody touched it");
        assert_eq!(hong.old_name, Some(name("H")));
        let names = store.names_of(&cid(), &user("ming")).await.expect("answers");
        assert_eq!(names.given.expect("the undo").name, name("原"));
    })
    .await;
}

#[tokio::test]
async fn renames_are_found_by_group_person_time_and_outcome() {
    on_each(async |store| {
        let other = ConversationId::parse("cid2==").expect("an id");
        let refused = RenameOutcome::Refused;
        write_at(store, entry("ming", None, "1"), NOW).await;
        write_at(store, entry("hong", None, "2"), later(1)).await;
        let code = Some("41049".to_owned());
        let entry_3 = LedgerEntry { outcome: refused, code, ..entry("ming", Some("1"), "3") };
        write_at(store, entry_3, later(2)).await;
        let entry_4 = LedgerEntry { conversation: other.clone(), ..entry("ming", None, "4") };
        write_at(store, LedgerEntry { undoes: Some(7), ..entry_4 }, later(3)).await;
        let all = RenameFilter::default();
        let here = RenameFilter { conversation: Some(cid()), ..all.clone() };
        let ming = RenameFilter { user_id: Some(user("ming")), ..all.clone() };
        let since = RenameFilter { since: Some(later(2)), ..all.clone() };
        let applied = RenameFilter { only_applied: true, ..all.clone() };
        let both = RenameFilter { user_id: Some(user("ming")), only_applied: true, ..here.clone() };
        for (filter, limit, expected, count) in [
            (&all, 9, "4321", 4),
            (&all, 2, "43", 4),
            (&here, 9, "321", 3),
            (&ming, 9, "431", 3),
            (&since, 9, "43", 2),
            (&applied, 9, "421", 3),
            (&both, 9, "1", 1),
        ] {
            let rows = store.renames(filter, limit).await.expect("answers");
            let names: String =
                rows.iter().flat_map(|row| &row.new_name).map(Nickname::as_str).collect();
            assert_eq!(names, expected, "{filter:?}");
            let counted = store.count_renames(filter).await.expect("answers");
            assert_eq!(counted, count, "{filter:?}");
        }
        let rows = store.renames(&all, 2).await.expect("answers");
        let RenameRow { conversation, undoes, .. } = &rows[0];
        assert_eq!((conversation, undoes), (&other, &Some(7)));
        let RenameRow { old_name, asked_by, asked_at, at, outcome, code, .. } = &rows[1];
        assert_eq!((old_name, asked_by), (&Some(name("1")), &user("asker")));
        assert_eq!((*asked_at, *at, outcome.as_str()), (NOW, later(2), "refused"));
        assert_eq!(code.as_deref(), Some("41049"));
        let stranger = RobotCode::parse("other").expect("a robot");
        let stranger = store.store().of(&stranger);
        assert_eq!(stranger.count_renames(&all).await.expect("answers"), 0);
    })
    .await;
}

#[tokio::test]
async fn the_names_of_a_group_are_those_that_we_last_gave() {
    on_each(async |store| {
        let refused = RenameOutcome::Refused;
        write_at(store, entry("ming", None, "1"), NOW).await;
        write_at(store, entry("hong", None, "2"), later(1)).await;
        write_at(store, entry("ming", Some("1"), "3"), later(2)).await;
        let entry_4 = LedgerEntry { outcome: refused, ..entry("ming", Some("3"), "4") };
        write_at(store, entry_4, later(3)).await;
        write_at(store, LedgerEntry { outcome: refused, ..entry("bao", None, "5") }, NOW).await;
        let other = ConversationId::parse("cid2==").expect("an id");
        write(store, LedgerEntry { conversation: other, ..entry("ming", None, "6") }).await;
        let names = store.names(&cid()).await.expect("answers");
        let current = |who, text, at| CurrentName { user_id: user(who), name: name(text), at };
        assert_eq!(names, [current("hong", "2", later(1)), current("ming", "3", later(2))]);
    })
    .await;
}

#[tokio::test]
async fn what_is_known_of_a_name_is_found_with_one_question() {
    use RenameOutcome::{Applied, Refused, Unknown};
    on_each(async |store| {
        let names = async || {
            let before = store.store().statements();
            let names = store.names_of(&cid(), &user("ming")).await.expect("answers");
            assert_eq!(store.store().statements() - before, 1);
            names
        };
        assert_eq!(names().await, NamesOf::default());
        let asked = |outcome, text, at| LedgerEntry {
            asked_at: later(at),
            outcome,
            ..entry("ming", None, text)
        };
        write_at(store, asked(Unknown, "一", 5), later(6)).await;
        let (asked_at, doubt_at) = (Some(later(5)), Some(later(6)));
        assert_eq!(names().await, NamesOf { asked_at, doubt_at, ..NamesOf::default() });
        write_at(store, asked(Applied, "二", 3), later(7)).await;
        write_at(store, asked(Refused, "三", 9), later(9)).await;
        write(store, entry("hong", None, "四")).await;
        let (ming, hong) = (user("ming"), user("hong"));
        store.remember_member(&cid(), &ming, "小明", Vec::new, NOW).await.expect("answers");
        store.remember_member(&cid(), &hong, "小红", Vec::new, NOW).await.expect("answers");
        let asked_by = user("asker");
        let given = LastRename { name: name("二"), asked_by, asked_at: later(3), at: later(7) };
        let seen = Member { user_id: ming, display_name: "小明".into(), changed_at: None };
        let expected = NamesOf { given: Some(given), asked_at, doubt_at, seen: Some(seen) };
        assert_eq!(names().await, expected);
    })
    .await;
}
