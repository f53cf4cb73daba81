//! Names that were kept when the rules for them were laxer keep nobody from a new one: they are left
//! out where they stand, and the log says where.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use dingnick::domain::{Nickname, Timestamp};
use dingnick::store::{NamesOf, RenameFilter, RenameOutcome, Scope, StoreError, Undoable};

use super::{cid, on_shared, renamed, scope, user, write_down};
use crate::postgres;

/// What was an ordinary name once.
const LAX: &str = "三班\u{fffd}明";

/// The lines of the log that are errors, with all their fields.
#[derive(Clone, Default)]
struct Errors(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        if *event.metadata().level() == Level::ERROR {
            let mut line = Line::default();
            event.record(&mut line);
            self.0.lock().expect("no panic").push(line.0);
        }
    }
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!("{field}={value:?} "));
    }
}

impl Errors {
    /// The one error that was logged for a row since it was last asked.
    fn one(&self, table: &str, key: &str) {
        let lines = std::mem::take(&mut *self.0.lock().expect("no panic"));
        assert_eq!(lines.len(), 1, "{table} {key}: {lines:#?}");
        assert!(lines[0].contains(table) && lines[0].contains(key), "{}", lines[0]);
        assert!(!lines[0].contains("三班"), "{}", lines[0]);
    }

    fn none(&self) {
        assert_eq!(self.0.lock().expect("no panic").as_slice(), [""; 0]);
    }
}

/// The same on each store, with the errors that are logged.
async fn on_each_lax<F: AsyncFn(&Scope, &Errors)>(sql: &str, case: F) {
    on_shared(async |url| {
        let store = scope(url).await;
        postgres::execute(url, &sql.replace("LAX", LAX)).await;
        let errors = Errors::default();
        let subscriber = tracing_subscriber::registry().with(errors.clone());
        let guard = tracing::subscriber::set_default(subscriber);
        case(&store, &errors).await;
        errors.none();
        drop(guard);
        store.store().close().await;
    })
    .await;
}

const LEDGER: &str = "
    INSERT INTO members (robot_code, conversation_id, user_id, display_name)
        VALUES ('robot', 'cid1==', 'ming', '小明');
    INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, old_name, new_name, asked_by,
        asked_at, at, outcome) VALUES
        ('robot', 1, 'cid1==', 'ming', 'LAX', '明', 'ming', 5, 6, 'applied'),
        ('robot', 1, 'cid1==', 'ming', '明', 'LAX', 'ming', 7, 8, 'applied')";

#[test]
fn it_is_no_nickname_any_more() {
    assert!(Nickname::parse(LAX).is_err());
}

#[tokio::test]
async fn a_member_whose_name_is_none_any_more_is_renamed() {
    on_each_lax(LEDGER, async |store, errors| {
        let names = async || store.names_of(&cid(), &user("ming")).await.expect("answers");
        let NamesOf { given, asked_at, seen, .. } = names().await;
        errors.one("ledger", "2");
        assert_eq!((given, asked_at), (None, Some(Timestamp(7))), "it was asked for all the same");
        assert_eq!(seen.expect("the row is good").display_name, "小明");
        write_down(store, renamed("ming", "小小明", RenameOutcome::Applied, &["ming"])).await;
        let given = names().await.given.expect("a name");
        assert_eq!(given.name.as_str(), "小小明");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_is_none_any_more_is_taken_back_and_is_none_to_go_back_to() {
    on_each_lax(LEDGER, async |store, errors| {
        let undoable = async || store.undoable(&cid(), &user("ming")).await.expect("answers");
        let old_name = Some(Nickname::parse("明").expect("a name"));
        assert_eq!(undoable().await, Some(Undoable { id: 2, old_name }));
        errors.none();
        let mut undo = renamed("ming", "明", RenameOutcome::Applied, &[]);
        undo.undoes = Some(2);
        write_down(store, undo).await;
        assert_eq!(undoable().await, Some(Undoable { id: 1, old_name: None }));
        errors.one("ledger", "1");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_renames_has_all_rows_and_leaves_out_only_the_names() {
    on_each_lax(LEDGER, async |store, errors| {
        let of = |limit| async move {
            let rows = store.renames(&RenameFilter::default(), limit).await.expect("answers");
            let names = rows.into_iter().map(|row| (row.id, row.old_name, row.new_name));
            names.collect::<Vec<_>>()
        };
        let ming = Some(Nickname::parse("明").expect("a name"));
        assert_eq!(of(1).await, [(2, ming.clone(), None)]);
        errors.one("ledger", "2");
        assert_eq!(of(9).await, [(2, ming.clone(), None), (1, None, ming)]);
        assert_eq!(errors.0.lock().expect("no panic").drain(..).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_request_for_a_name_that_is_none_any_more_spoils_no_other() {
    let requests = "
        INSERT INTO requests (robot_code, conversation_id, number, message_id, user_id, asked_by,
            display_name, name, asked_at, state) VALUES
            ('robot', 'cid1==', 1, 'm1', 'ming', 'ming', '小明', 'LAX', 1, 'open'),
            ('robot', 'cid1==', 2, 'm2', 'hong', 'hong', '小红', '红', 1, 'open')";
    on_each_lax(requests, async |store, errors| {
        match store.request(&cid(), 1).await.expect_err("its name is none") {
            StoreError::Unreadable { table, key } => {
                assert_eq!((table, key.as_str()), ("requests", "cid1== number 1"));
            }
            other => panic!("{other}"),
        }
        let good = store.request(&cid(), 2).await.expect("answers").expect("it is there");
        assert_eq!(good.name.as_str(), "红");
        errors.none();
        let open = store.open_requests(&cid()).await.expect("answers");
        assert_eq!(open, [good]);
        errors.one("requests", "cid1== number 1");
    })
    .await;
}
