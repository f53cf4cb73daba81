//! Half a surrogate pair, as senders leave it who cut texts by UTF-16 units: wherever it stands, it
//! costs nobody the rest of the message. The same for characters that a store cannot hold.

use dingnick::simulator::HALF_PAIR;
use dingnick::simulator::deliver::{Envelope, Happening};
use dingnick::simulator::world::{Api, Transport};
use serde_json::{Value, json};

use crate::story::Story;

/// Something is done to the body of a callback.
type Spoil = fn(&mut Value);

/// Where a half, or worse, may stand in a callback.
const PLACES: &[(&str, Spoil)] = &[
    ("title", |body| body["conversationTitle"] = json!(format!("团队{HALF_PAIR}"))),
    ("title that is nothing else", |body| body["conversationTitle"] = json!(HALF_PAIR)),
    ("name", |body| body["senderNick"] = json!(format!("{HALF_PAIR}小明{HALF_PAIR}"))),
    ("quote", |body| {
        body["text"]["isReplyMsg"] = json!(true);
        body["text"]["repliedMsg"] = json!({ "content": { "text": format!("嗯{HALF_PAIR}") } });
    }),
    ("unknown field", |body| body["new"] = json!({ (HALF_PAIR.to_string()): [HALF_PAIR] })),
    ("characters 0", |body| {
        body["conversationTitle"] = json!("团\0队");
        body["senderNick"] = json!("\0");
    }),
    ("control characters", |body| body["conversationTitle"] = json!("\u{1b}[2J\u{7}\u{85}\u{9b}")),
];

/// A rename with something wrong in its callback.
fn spoilt(story: &Story, number: usize, spoil: Spoil) -> Envelope {
    let envelope = story.compose(story.cast.ming, &format!("/nick 明明{number}"));
    envelope.edited(spoil)
}

#[tokio::test]
async fn half_a_pair_anywhere_in_a_message_costs_nothing_through_either_listener() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "both")]).await;
    for (transport, offset) in [(Transport::Http, 0), (Transport::Stream, 100)] {
        story.simulator.set_transport(transport);
        for (index, (place, spoil)) in PLACES.iter().enumerate() {
            let number = offset + index;
            let envelope = spoilt(&story, number, *spoil);
            assert_eq!(story.deliver(&envelope).await, 200, "failed on the {place}");
            story.named(story.cast.ming, &format!("明明{number}")).await;
            story.reply().await;
        }
    }
    story.end().await;
}

#[tokio::test]
async fn half_a_pair_in_the_outer_frame_is_acknowledged_and_done() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "stream")]).await;
    let envelope = spoilt(&story, 1, |body| body["conversationTitle"] = json!("团队½"));
    // The body is a text within the frame; what stands in it raw is escaped by the frame alone.
    let body = envelope.body.to_string().replace('½', &HALF_PAIR.to_string());
    assert_eq!(story.deliver(&envelope.with_raw_body(body.as_bytes())).await, 200);
    story.named(story.cast.ming, "明明1").await;
    story.reply().await;
    story.end().await;
}

#[tokio::test]
async fn raw_control_characters_and_odd_escapes_cost_nothing_and_no_utf_8_is_400() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await;
    let with_title = |number: usize, title: &[u8]| {
        let envelope = spoilt(&story, number, |body| body["conversationTitle"] = json!("½"));
        let body = envelope.body.to_string();
        let (before, after) = body.split_once('½').expect("it stands there");
        let body = [before.as_bytes(), title, after.as_bytes()].concat();
        envelope.with_raw_body(&body)
    };
    let titles: [&[u8]; 7] = [
        b"\\uDBFF",
        b"\\udfff\\ud800",
        b"\\ud83d\\ud83d\\ude00",
        b"\\u0000\\u001f",
        b"a\0b\x1bc\nd",
        b"\\\\ud83d",
        b"\\\"\\ud83d",
    ];
    for (number, title) in titles.into_iter().enumerate() {
        assert_eq!(story.deliver(&with_title(number, title)).await, 200, "failed on {title:?}");
        story.named(story.cast.ming, &format!("明明{number}")).await;
        story.reply().await;
    }
    for title in [&b"\xed\xa0\xbd"[..], b"\xff", b"\xe5\x9b", b"\\ud83", b"\\x41"] {
        assert_eq!(story.deliver(&with_title(99, title)).await, 400, "failed on {title:?}");
    }
    story.end().await;
}

#[tokio::test]
async fn half_a_pair_in_a_title_event_is_kept_as_a_replacement_character() {
    let story = Story::begin_with(&[("DINGNICK_INTAKE", "both")]).await;
    for (transport, word) in [(Transport::Http, "一"), (Transport::Stream, "二")] {
        story.simulator.set_transport(transport);
        let title = format!("三班{word}{HALF_PAIR}");
        let (group, by) = (story.cast.class, story.cast.owner);
        story.happen(Happening::Retitled { group, by, title }).await;
        let query = "SELECT count(*) FROM groups WHERE title LIKE '三班_\u{fffd}'";
        story.counts(query, 1).await;
    }
    story.end().await;
}

#[tokio::test]
async fn half_a_pair_in_an_answer_costs_nobody_their_rights() {
    let story = Story::begin().await;
    let hong = story.cast.hong;
    story.world(|world| {
        world.group_mut(story.cast.class).title.push(HALF_PAIR);
    });
    story.say(story.cast.owner, "/nick @小红 红红").await;
    story.named(hong, "红红").await;
    story.reply().await;
    assert!(story.calls(Api::ChatGet) > 0, "the owner is looked up, and the title comes along");
    story.world(|world| {
        world.people.iter_mut().for_each(|person| person.name.push(HALF_PAIR));
    });
    // The name of the directory is read, and no name is made of it that nobody has.
    story.say(hong, "/nick reset").await;
    let reply = story.reply().await;
    assert!(reply.contains("有不能用的字"), "{reply}");
    assert_eq!(story.nickname(hong).as_deref(), Some("红红"));
    story.end().await;
}
