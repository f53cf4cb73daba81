//! Whoever captured the two headers of one callback can sign any body with them: how far that leads.

use std::time::Duration;

use dingnick::simulator::deliver::{Envelope, Happening};
use dingnick::simulator::world::{Api, Person, PersonId, Place};
use serde_json::Value;

use crate::process::Process;
use crate::story::Story;

const HTTP: (&str, &str) = ("DINGNICK_INTAKE", "http");

/// What somebody says, under the headers of another callback.
fn forged(story: &Story, captured: &Envelope, who: PersonId, line: &str) -> Envelope {
    let mut forged = story.compose(who, line);
    forged.headers.clone_from(&captured.headers);
    forged
}

/// The reply session of a message.
fn webhook(envelope: &Envelope) -> Value {
    envelope.body["sessionWebhook"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_brings_many_messages_is_reported_once_a_minute_and_counted() {
    let mut story = Story::begin_with(&[HTTP]).await;
    story.stop().await;
    let mut process = Process::serve(&story, &[("DINGNICK_OPS_LISTEN", "127.0.0.1:0")]);
    let operator = process.address("listening for the operator");
    process.listen(&story);
    let captured = story.compose(story.cast.ming, "/nick 明明");
    assert_eq!(story.deliver(&captured).await, 200);
    for number in 1..40 {
        let envelope = forged(&story, &captured, story.cast.owner, &format!("hello {number}"));
        assert_eq!(story.deliver(&envelope).await, 200);
    }
    let client = dingnick::dingtalk::http_client().expect("a client");
    let metrics = client.get(format!("http://{operator}/metrics")).send().await;
    let metrics = metrics.expect("an answer").text().await.expect("a text");
    assert!(metrics.contains(r#"dingnick_header_pairs_total{why="crowded"} 32"#), "{metrics}");
    process.signal("TERM");
    let (_, log) = process.end();
    let told: Vec<_> = log.iter().filter(|line| line.contains("header pair")).collect();
    assert!(told.len() == 1 && told[0].contains("WARN"), "{log:#?}");
    let sign = captured.headers.iter().find(|(name, _)| name == "sign").expect("a sign");
    assert!(!log.join("\n").contains(&sign.1), "the sign is in the log");
}

#[tokio::test]
async fn where_it_is_so_set_nothing_new_is_taken_under_a_pair_after_thirty_seconds() {
    let story = Story::begin_with(&[HTTP, ("DINGNICK_HEADER_PAIRS", "refuse")]).await;
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let captured = story.compose(ming, "/nick 明明");
    assert_eq!(story.deliver(&captured).await, 200);
    story.reply().await;
    story.clock.advance(Duration::from_secs(31));
    for (who, line) in [(owner, "/nick allow everyone"), (ming, "/nick 小明"), (ming, "hello")] {
        let envelope = forged(&story, &captured, who, line);
        let answer = story.delivered(&envelope).await;
        assert_eq!((answer.status, answer.body.as_str()), (401, ""), "{line}");
        let elsewhere = envelope.edited(|body| body["conversationId"] = Value::from("cidOther=="));
        assert_eq!(story.deliver(&elsewhere).await, 401, "{line}");
    }
    assert_eq!(story.deliver(&captured).await, 200, "a repeated delivery is no forgery");
    assert_eq!(story.count("SELECT count(*) FROM jobs WHERE message_id LIKE 'msg%'").await, 1);
    // Whoever has a pair of their own is heard.
    story.say(owner, "/nick allow everyone").await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn where_it_is_so_set_the_ninth_message_of_a_pair_is_refused() {
    let story = Story::begin_with(&[HTTP, ("DINGNICK_HEADER_PAIRS", "refuse")]).await;
    let captured = story.compose(story.cast.ming, "/nick help");
    let mut statuses = vec![story.deliver(&captured).await];
    for _ in 1..40 {
        let envelope = forged(&story, &captured, story.cast.ming, "/nick help");
        statuses.push(story.deliver(&envelope).await);
    }
    assert_eq!(statuses[..8], [200; 8]);
    assert_eq!(statuses[8..], [401; 32]);
    for _ in 0..8 {
        story.reply().await;
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_comes_again_with_another_body_does_nothing_and_is_told() {
    let mut story = Story::begin_with(&[HTTP]).await;
    story.stop().await;
    let mut process = Process::serve(&story, &[("DINGNICK_OPS_LISTEN", "127.0.0.1:0")]);
    let operator = process.address("listening for the operator");
    process.listen(&story);
    let (owner, ming) = (story.cast.owner, story.cast.ming);
    let command = story.compose(ming, "/nick 明明");
    // What was no command must not become one, either.
    let chatter = story.compose(ming, "hello");
    for envelope in [&command, &chatter] {
        assert_eq!(story.deliver(envelope).await, 200);
    }
    for _ in 0..2 {
        story.reply().await;
    }
    for envelope in [&command, &chatter] {
        let other = forged(&story, envelope, owner, "/nick allow everyone");
        let other = other.edited(|body| body["msgId"] = envelope.body["msgId"].clone());
        let answer = story.delivered(&other).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, story.empty_answer()));
        // The same again is a repeated delivery, whatever its session is.
        let again = envelope.clone().edited(|body| body["sessionWebhook"] = webhook(&other));
        assert_eq!(story.deliver(&again).await, 200);
    }
    story.idle().await;
    assert_eq!(story.count("SELECT count(*) FROM rules WHERE name = 'allow'").await, 0);
    let client = dingnick::dingtalk::http_client().expect("a client");
    let metrics = client.get(format!("http://{operator}/metrics")).send().await;
    let metrics = metrics.expect("an answer").text().await.expect("a text");
    assert!(metrics.contains(r#"dingnick_callbacks_total{result="contradicts"} 2"#), "{metrics}");
    process.signal("TERM");
    let (_, log) = process.end();
    let told: Vec<_> = log.iter().filter(|line| line.contains("said something else")).collect();
    assert!(told.len() == 1 && told[0].contains("WARN"), "{log:#?}");
    story.end().await;
}

/// The class has a format and greets newcomers; the answers to that are read.
async fn greeting_class() -> Story {
    let story = Story::begin_with(&[HTTP]).await;
    let owner = story.cast.owner;
    story.talk(&[(owner, "/nick format {class}-{name}"), (owner, "/nick welcome on")]).await;
    story
}

/// Somebody comes into the class: where are they asked what is missing in their name?
async fn newcomer_is_asked(story: &Story) -> Place {
    let (group, by) = (story.cast.class, story.cast.owner);
    let person = Person::member("gang1", "小刚").titled("学生", "S009").in_departments(&[2]);
    let people = vec![story.world(|world| world.add_person(person))];
    story.happen(Happening::MembersAdded { group, by, people }).await;
    story.next_entry().await.place
}

#[tokio::test]
async fn a_forged_session_is_not_used_for_what_answers_no_message() {
    let story = greeting_class().await;
    let (class, ming) = (Place::Group(story.cast.class), story.cast.ming);
    let captured = story.compose(ming, "/nick status");
    assert_eq!(story.deliver(&captured).await, 200);
    story.reply().await;
    // A session of another group, which the bot has never seen.
    let stolen = webhook(&story.compose_in(story.cast.unbound, story.cast.hong, "hello"));
    let envelope = forged(&story, &captured, ming, "/nick help");
    let envelope = envelope.edited(|body| body["sessionWebhook"] = stolen);
    assert_eq!(story.deliver(&envelope).await, 200);
    story.reply().await;
    // Whoever forges a message reads the answer to that one, wherever they will.
    let elsewhere = story.world(|world| std::mem::take(&mut world.undue_mentions));
    assert_eq!(elsewhere, ["ming1"]);
    assert_eq!(newcomer_is_asked(&story).await, class);
    assert_eq!(story.calls(Api::GroupMessageSend), 0, "the group's own session is still known");
    story.end().await;
}

#[tokio::test]
async fn a_session_is_good_only_in_the_conversation_that_it_came_from() {
    let story = greeting_class().await;
    let (class, ming) = (Place::Group(story.cast.class), story.cast.ming);
    let elsewhere = story.compose_in(story.cast.unbound, story.cast.hong, "/nick help");
    assert_eq!(story.deliver(&elsewhere).await, 200);
    assert_eq!(story.next_entry().await.place, Place::Group(story.cast.unbound));
    // The first message under its signature, so that nothing but the session speaks against it.
    let envelope = story.compose(ming, "/nick history");
    let envelope = envelope.edited(|body| body["sessionWebhook"] = webhook(&elsewhere));
    assert_eq!(story.deliver(&envelope).await, 200);
    assert_eq!(story.next_entry().await.place, class, "the class's matters are told elsewhere");
    assert_eq!(newcomer_is_asked(&story).await, class);
    story.end().await;
}
