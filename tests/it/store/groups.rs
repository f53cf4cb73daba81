//! What is remembered of groups and of people.

use std::time::Duration;

use dingnick::domain::{ChatId, ConversationId, UserId};

use super::{NOW, later, on_each};

#[tokio::test]
async fn a_group_is_bound_and_unbound() {
    on_each(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let chat_id = ChatId::parse("chat0123456789").expect("a chatid");
        let owner = UserId::parse("owner").expect("an id");
        assert_eq!(store.group(&cid).await.expect("answers"), None);
        store.remember_title(&cid, "三班").await.expect("answers");
        store.remember_scene(&cid, false, NOW).await.expect("answers");
        store.bind(&cid, &chat_id, NOW).await.expect("answers");
        store.remember_owner(&cid, &owner, NOW).await.expect("answers");
        let group = store.group(&cid).await.expect("answers").expect("it is known");
        assert_eq!(group.title.as_deref(), Some("三班"));
        assert_eq!(group.chat_id, Some(chat_id));
        assert_eq!(group.is_scene, Some((false, NOW)));
        assert_eq!(group.owner, Some((owner, NOW)));
        assert!(store.unbind(&cid).await.expect("answers"));
        assert!(!store.unbind(&cid).await.expect("answers"));
        let groups = store.groups().await.expect("answers");
        assert_eq!((groups.len(), &groups[0].chat_id), (1, &None));
    })
    .await;
}

#[tokio::test]
async fn a_chatid_is_that_of_one_group() {
    on_each(async |store| {
        let [old, new] = ["cid1==", "cid2=="].map(|id| ConversationId::parse(id).expect("an id"));
        let chat_id = ChatId::parse("chat0123456789").expect("a chatid");
        store.bind(&old, &chat_id, NOW).await.expect("answers");
        store.bind(&new, &chat_id, NOW).await.expect("answers");
        let chat_id_of = async |conversation| {
            let group = store.group(conversation).await.expect("answers");
            group.expect("it is known").chat_id
        };
        assert_eq!(chat_id_of(&old).await, None);
        assert_eq!(chat_id_of(&new).await, Some(chat_id));
    })
    .await;
}

#[tokio::test]
async fn that_a_group_is_no_template_group_is_forgotten_and_that_it_is_one_is_not() {
    on_each(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let is_scene = async || store.group(&cid).await.expect("answers").expect("known").is_scene;
        store.forget_no_scene(&cid).await.expect("answers");
        store.remember_scene(&cid, false, NOW).await.expect("answers");
        store.forget_no_scene(&cid).await.expect("answers");
        assert_eq!(is_scene().await, None);
        store.remember_scene(&cid, true, NOW).await.expect("answers");
        store.forget_no_scene(&cid).await.expect("answers");
        assert_eq!(is_scene().await, Some((true, NOW)));
    })
    .await;
}

#[tokio::test]
async fn who_owned_a_template_group_is_forgotten_when_it_is_none_any_more() {
    on_each(async |store| {
        let cid = ConversationId::parse("cid1==").expect("an id");
        let owner = UserId::parse("owner").expect("an id");
        let known = async || store.group(&cid).await.expect("answers").expect("known").owner;
        // As an event told it.
        store.remember_owner(&cid, &owner, NOW).await.expect("answers");
        for is_scene in [false, false, true, true] {
            store.remember_scene(&cid, is_scene, NOW).await.expect("answers");
            assert_eq!(known().await, Some((owner.clone(), NOW)));
        }
        store.remember_scene(&cid, false, NOW).await.expect("answers");
        assert_eq!(known().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_hint_is_given_once_in_an_interval() {
    on_each(async |store| {
        let day = Duration::from_secs(86_400);
        let may = async |now| store.claim_hint("ming", now, day).await.expect("answers");
        assert!(may(NOW).await);
        assert!(!may(later(86_399)).await);
        assert!(may(later(86_400)).await);
    })
    .await;
}

#[tokio::test]
async fn groups_are_found_by_their_chatids_with_one_question() {
    on_each(async |store| {
        let chat = |number: usize| ChatId::parse(&format!("chat{number:012}")).expect("a chatid");
        let group = |number: usize| {
            ConversationId::parse(&format!("cid{number}==")).expect("a conversation")
        };
        for number in 0..20 {
            store.bind(&group(number), &chat(number), NOW).await.expect("answers");
        }
        assert_eq!(store.group_of_chat(&chat(7)).await.expect("answers"), Some(group(7)));
        assert_eq!(store.group_of_chat(&chat(20)).await.expect("answers"), None);
        let before = store.store().statements();
        let all: Vec<ChatId> = (10..1010).map(chat).collect();
        let mut found = store.groups_of_chats(&all).await.expect("answers");
        found.sort();
        assert_eq!(found, (10..20).map(|n| (chat(n), group(n))).collect::<Vec<_>>());
        assert_eq!(store.store().statements() - before, 1);
        assert_eq!(store.groups_of_chats(&[]).await.expect("answers"), []);
    })
    .await;
}

#[tokio::test]
async fn a_hint_is_remembered_as_long_as_it_holds() {
    on_each(async |store| {
        let (day, month) = (Duration::from_secs(86_400), Duration::from_secs(32 * 86_400));
        let may = async |person, at, interval| {
            store.claim_hint(person, at, interval).await.expect("answers")
        };
        assert!(may("ming", NOW, day).await && may("calls", NOW, month).await);
        store.purge(later(86_500), 9).await.expect("answers");
        assert!(may("ming", later(1), day).await, "it was forgotten");
        assert!(!may("calls", later(86_400 * 31), month).await, "it was not");
        store.purge(later(86_400 * 33), 9).await.expect("answers");
        assert!(may("calls", later(1), month).await);
    })
    .await;
}
