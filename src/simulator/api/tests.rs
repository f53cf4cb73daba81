//! The HTTP face against the fixtures, over real HTTP: for each situation the
//! status, the content type, the keys, and the codes and words.

mod calls;
mod cases;
mod registration;

use std::{fs, net::SocketAddr, sync::Arc, time::Duration};

use serde_json::{Value, json};

use self::cases::{Ask, CASES};
use crate::simulator::{
    Simulator,
    world::{Api, Fault, GroupId, Place, World},
};

const CLASS: GroupId = GroupId(0);
const STAFF: GroupId = GroupId(1);

#[actix_web::test]
async fn every_situation_answers_as_its_fixture_does() {
    let simulator = start();
    for (index, (name, prepare, request)) in CASES.iter().enumerate() {
        let ask = fresh(&simulator);
        simulator.with(prepare);
        let response = request(&ask).send().await.unwrap();
        is_as(name, response, &format!("case {index}")).await;
    }
}

/// Holds an answer to its fixture, and returns its text.
async fn is_as(name: &str, response: reqwest::Response, case: &str) -> String {
    let status = response.status().as_u16();
    let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    let body = response.text().await.unwrap();

    let path = format!("{}/fixtures/api/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let fixture: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let case = format!("{case}, {name}: {body}");
    assert_eq!(json!(status), fixture["status"], "{case}");
    assert_eq!(json!(content_type), fixture["content_type"], "{case}");
    match fixture.get("body") {
        None => assert_eq!(json!(body), fixture["body_text"], "{case}"),
        Some(expected) => same(expected, &serde_json::from_str(&body).unwrap(), &case),
    }
    body
}

/// The same keys at every depth, and the same codes and words.
fn same(expected: &Value, found: &Value, case: &str) {
    const EQUAL: [&str; 12] = [
        "errcode",
        "sub_code",
        "code",
        "success",
        "expires_in",
        "expireIn",
        "errmsg",
        "sub_msg",
        "message",
        "requiredScopes",
        "punish",
        "contact_type",
    ];
    let (Value::Object(expected), Value::Object(found)) = (expected, found) else {
        return;
    };
    let keys = |map: &serde_json::Map<String, Value>| {
        let mut keys: Vec<_> = map.keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(expected), keys(found), "{case}");
    for (key, value) in expected {
        // The words of 60011 hold a link with the app's key in it.
        let is_words = ["errmsg", "sub_msg"].contains(&key.as_str());
        if is_words && expected.get("sub_code") == Some(&json!("60011")) {
            continue;
        }
        if EQUAL.contains(&key.as_str()) {
            assert_eq!(value, &found[key], "{key} in {case}");
        }
        same(value, &found[key], case);
    }
}

#[actix_web::test]
async fn a_token_is_renewed_while_valid_and_replaced_afterwards() {
    let mut world = World::demo();
    let at = |ms: i64| -> crate::simulator::world::Clock { Arc::new(move || ms) };
    world.set_clock(at(0));
    let first = world.issue_token(Api::GetToken);
    world.set_clock(at(7_000_000));
    assert_eq!(world.issue_token(Api::GetToken), first);
    world.set_clock(at(14_199_999));
    assert!(world.is_token_valid(&first));
    world.set_clock(at(14_200_000));
    assert!(!world.is_token_valid(&first));
    assert_ne!(world.issue_token(Api::GetToken), first);
}

#[actix_web::test]
async fn the_log_of_calls_holds_no_secret() {
    let simulator = start();
    let ask = fresh(&simulator);
    let secret = simulator.with(|world| world.app.client_secret.clone());
    for (_, _, request) in CASES {
        request(&ask).send().await.unwrap();
    }
    let log = simulator.with(|world| format!("{:?}", world.calls));
    for hidden in [&ask.token, &ask.session, &secret] {
        assert!(!log.contains(hidden.as_str()));
    }
    assert!(log.contains("New Name"), "the log keeps the rest");
}

#[actix_web::test]
async fn a_session_reply_mentions_only_members_whose_id_stands_in_the_text() {
    let simulator = start();
    let ask = fresh(&simulator);
    let url = format!("{}robot/sendBySession?session={}", ask.base, ask.session);
    let body = json!({
        "msgtype": "markdown",
        "markdown": {"title": "t", "text": format!("@{} is **renamed**, @nobody", ask.alice)},
        "at": {"atUserIds": [ask.alice, "manager1001", "nobody"], "isAtAll": false},
    });
    ask.client.post(url).json(&body).send().await.unwrap();
    simulator.with(|world| {
        let messages = world.bot_messages(Place::Group(CLASS));
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].text(), "@Alice Zhang is **renamed**, @nobody");
        assert_eq!(world.mentioned_userids(messages[0]), [ask.alice]);
        assert_eq!(world.message_quota.used(world.now()), 1);
        assert_eq!(world.api_quota.used(world.now()), 0);
    });
}

#[actix_web::test]
async fn a_broken_connection_leaves_the_work_done_or_undone() {
    for (fault, nickname) in [(Fault::ResetBefore, None), (Fault::ResetAfter, Some("New Name"))] {
        let simulator = start();
        let ask = fresh(&simulator);
        simulator.with(|world| world.faults.once(Api::UpdateGroupNick, fault));
        assert!(ask.rename(|_| {}).send().await.is_err());
        simulator.with(|world| {
            let alice = world.person_by_userid(&ask.alice).unwrap();
            assert_eq!(world.nickname(CLASS, alice), nickname);
            assert_eq!(world.calls.last().unwrap().code, "reset");
        });
    }
}

#[actix_web::test]
async fn every_kind_of_reply_is_taken() {
    let simulator = start();
    let ask = fresh(&simulator);
    for (name, kind) in [
        ("reply-text-at", Some("text")),
        ("reply-text-at-dingtalkid", Some("text")),
        ("reply-markdown-at", Some("markdown")),
        ("reply-actioncard", Some("actionCard")),
        ("reply-feedcard", Some("feedCard")),
        ("reply-empty", None),
    ] {
        simulator.with(|world| world.chat.clear());
        let path = format!("{}/fixtures/requests/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let url = format!("{}robot/sendBySession?session={}", ask.base, ask.session);
        let request = ask.client.post(url).header("content-type", "application/json");
        let response = request.body(fs::read(path).unwrap()).send().await.unwrap();
        assert_eq!(response.json::<Value>().await.unwrap()["errcode"], 0, "{name}");
        simulator.with(|world| {
            assert_eq!(world.chat.first().map(|entry| entry.kind.as_str()), kind, "{name}");
            let mentions = world.chat.first().map(|entry| entry.mentioned().len());
            let expected = ["reply-text-at", "reply-markdown-at"].contains(&name);
            assert_eq!(mentions.unwrap_or(0), usize::from(expected), "{name}");
        });
    }
}

#[actix_web::test]
async fn a_hanging_answer_outlasts_the_caller_and_the_work_is_done() {
    let simulator = start();
    let ask = fresh(&simulator);
    simulator.with(|world| {
        world.faults.once(Api::UpdateGroupNick, Fault::Hang(600_000));
    });
    let minute = Duration::from_secs(60);
    let done = simulator.wait_for(minute, |world| world.changes.first().cloned());
    tokio::select! {
        answer = ask.rename(|_| {}).send() => panic!("answered with {answer:?}"),
        change = done => assert_eq!(change.unwrap().new, "New Name"),
    }
}

#[actix_web::test]
async fn an_endless_body_goes_on() {
    let simulator = start();
    let ask = fresh(&simulator);
    simulator.with(|world| world.faults.once(Api::UpdateGroupNick, Fault::EndlessBody));
    let mut response = ask.rename(|_| {}).send().await.unwrap();
    let mut bytes = 0;
    while bytes < 1_000_000 {
        bytes += response.chunk().await.unwrap().unwrap().len();
    }
}

async fn body(request: reqwest::RequestBuilder) -> Value {
    request.send().await.unwrap().json().await.unwrap()
}

#[actix_web::test]
async fn a_scene_groups_members_come_whole_or_in_pages() {
    let simulator = start();
    let ask = fresh(&simulator);
    let whole = body(ask.members(|body| body["maxResults"] = json!(2))).await;
    let userids = whole["memberUserIds"].as_array().unwrap();
    assert_eq!((&whole["hasMore"], &whole["nextToken"]), (&json!(false), &json!("")));
    assert_eq!(whole["staffIdNickMap"].as_object().unwrap().len(), userids.len());

    simulator.with(|world| world.scene_members_at_once = userids.len() - 1);
    let mut paged = Vec::new();
    let mut token = json!("");
    while paged.is_empty() || token != json!("") {
        let url = format!("{}v1.0/im/sceneGroups/members/batchQuery", ask.base);
        let request = ask.client.post(url).header("x-acs-dingtalk-access-token", &ask.token);
        let request = request.json(&json!({
            "openConversationId": ask.scene, "maxResults": 2, "nextToken": token,
        }));
        let page = body(request).await;
        let found = page["memberUserIds"].as_array().unwrap();
        assert!((1..=2).contains(&found.len()));
        paged.extend(found.clone());
        token = page["nextToken"].clone();
        assert_eq!(page["hasMore"], json!(token != json!("")));
    }
    assert_eq!(paged, *userids);
}

#[actix_web::test]
async fn a_scene_groups_members_bear_the_names_that_the_world_says() {
    let simulator = start();
    let ask = fresh(&simulator);
    ask.group_nicks(|_| {}).send().await.unwrap();
    for (by_nickname, expected) in [(true, "New Name"), (false, "Alice Zhang")] {
        simulator.with(|world| world.facts.scene_members_nickname = by_nickname);
        let found = body(ask.members(|_| {})).await;
        assert_eq!(found["staffIdNickMap"][&ask.alice], expected);
    }
}

#[actix_web::test]
async fn the_directory_tells_all_that_a_format_needs() {
    let simulator = start();
    let ask = fresh(&simulator);
    let chat = body(ask.chat_get(&format!("&chatid={}", ask.chatid))).await;
    let members = simulator.with(|world| {
        let people = world.group(CLASS).members.iter().map(|member| world.person(member.person));
        people.filter_map(|person| person.userid.clone()).collect::<Vec<_>>()
    });
    assert_eq!(chat["chat_info"]["useridlist"], json!(members));

    for (sample_types, departments, admin) in
        [(false, json!([3, 2]), json!(false)), (true, json!("[3,2]"), json!("false"))]
    {
        simulator.with(|world| world.sample_types = sample_types);
        let teacher = body(ask.user("0102030405")).await["result"].clone();
        assert_eq!(teacher["name"], "李老师");
        assert_eq!(teacher["title"], "班主任");
        assert_eq!(teacher["job_number"], "012");
        assert_eq!(teacher["dept_id_list"], departments);
        assert_eq!(teacher["admin"], admin);
        let department = body(ask.department(3)).await;
        assert_eq!(department["result"]["name"], "三年二班");
        assert_eq!(department["errcode"], if sample_types { json!("0") } else { json!(0) });
    }
}

fn start() -> Simulator {
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    Simulator::start(World::demo(), Arc::new(|| 1_780_000_000_000), addr).unwrap()
}

/// A world as new, and what the requests to it need.
fn fresh(simulator: &Simulator) -> Ask {
    rustls::crypto::ring::default_provider().install_default().ok();
    simulator.with(|world| {
        *world = World::demo();
        world.set_clock(Arc::new(|| 1_780_000_000_000));
        world.rate_limit = None;
        let (session, _) = world.open_session(Place::Group(CLASS));
        Ask {
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            base: simulator.url().to_string(),
            token: world.issue_token(Api::GetToken),
            chatid: world.group(CLASS).chatid.clone(),
            scene: world.group(STAFF).open_conversation_id.clone(),
            alice: "0933445566".to_owned(),
            owner: "0102030405".to_owned(),
            session,
        }
    })
}
