//! A store of an earlier version is brought up to date with all that it holds.

use dingnick::domain::ConversationId;
use dingnick::store::{self, Kept};

use super::{NOW, claim, ids, keep, on_shared, robot};

#[tokio::test]
async fn migrations_run_over_what_is_there_and_by_one_at_a_time() {
    on_shared(async |url| {
        let store = store::open(url).await.expect("a store");
        keep(&*store, "m1", "lane", NOW).await;
        let cid = ConversationId::parse("cid1==").expect("an id");
        store.remember_title(&robot(), &cid, "三班").await.expect("answers");
        store.close().await;
        let again = futures_util::future::join_all((0..3).map(|_| store::open(url))).await;
        let again = again.into_iter().next().expect("three").expect("it opens");
        assert_eq!(keep(&*again, "m1", "lane", NOW).await, Kept::Before);
        assert_eq!(ids(&claim(&*again, NOW).await), ["m1"]);
        let group = again.group(&robot(), &cid).await.expect("answers").expect("it is known");
        assert_eq!(group.title.as_deref(), Some("三班"));
    })
    .await;
}
