//! An app by one scan, from the nonce to the secret, and the other ways that it can end.

use serde_json::{Value, json};

use super::{fresh, is_as, start};
use crate::simulator::world::{Api, Scan, World};

/// The requests as they are documented.
fn documented(call: &str) -> Value {
    let text = match call {
        "init" => include_str!("../../../../fixtures/requests/registration-init.json"),
        "begin" => include_str!("../../../../fixtures/requests/registration-begin.json"),
        _ => include_str!("../../../../fixtures/requests/registration-poll.json"),
    };
    serde_json::from_str(text).unwrap()
}

#[actix_web::test]
async fn a_scan_makes_an_app_or_does_not() {
    let simulator = start();
    let client = fresh(&simulator).client;
    let ask = async |call: &str, value: &Value, fixture: &str| -> Value {
        let mut body = documented(call);
        for field in body.as_object_mut().unwrap().values_mut() {
            *field = value.clone();
        }
        let url = format!("{}app/registration/{call}", simulator.url());
        let answer = client.post(url).json(&body).send().await.unwrap();
        serde_json::from_str(&is_as(fixture, answer, call).await).unwrap()
    };
    for (scan, end) in [
        (Some(Scan::Accept), "registration-poll-success"),
        (Some(Scan::Refuse("用户拒绝授权".to_owned())), "registration-poll-fail"),
        (None, "registration-poll-expired"),
    ] {
        let nonce = &ask("init", &json!(""), "registration-init-ok").await["nonce"];
        let begun = ask("begin", nonce, "registration-begin-ok").await;
        ask("begin", nonce, "registration-begin-nonce-used").await;
        let device = &begun["device_code"];
        ask("poll", device, "registration-poll-waiting").await;
        let address = begun["verification_uri_complete"].as_str().unwrap();
        match scan {
            Some(scan) => assert!(simulator.with(|world| world.scan(address, scan))),
            None => simulator.with(World::expire_registrations),
        }
        let ended = ask("poll", device, end).await;
        let app = simulator.with(|world| world.app.clone());
        if end.ends_with("success") {
            assert_eq!(ended["client_secret"], json!(app.client_secret));
        }
        let log = simulator.with(|world| format!("{:?}", world.calls));
        for hidden in [nonce, device, &json!(app.client_secret)] {
            assert!(!log.contains(hidden.as_str().unwrap()), "the log of calls holds no secret");
        }
    }
    simulator.with(|world| world.registrations.is_open = false);
    ask("init", &json!(""), "oapi-unknown-path").await;
    let last = simulator.with(|world| world.calls.last().unwrap().api);
    assert_eq!(last, Api::RegistrationInit);
    assert_eq!(simulator.with(|world| world.api_quota.used(world.now())), 0, "all of it is free");
}
