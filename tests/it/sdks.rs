//! DingTalk's own SDKs at the simulator: whether the simulator is what they take it for. Installed
//! by `scripts/sdks`.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Transport};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::story::{PATIENCE, Story};

const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sdks");

/// Where the SDKs are, if they are installed.
fn sdks() -> Option<PathBuf> {
    std::env::var_os("TEST_SDKS").map(PathBuf::from)
}

#[test]
fn whether_the_sdks_were_tried_is_said() {
    if sdks().is_none() {
        let said = "NOT RUN: DingTalk's SDKs were not tried; TEST_SDKS is not set";
        writeln!(std::io::stderr(), "{said} (see scripts/sdks)").expect("it is said");
    }
}

/// A world with a bot that takes no part: what comes by Stream is for the SDK.
async fn begin() -> Story {
    Story::begin_with(&[("DINGNICK_INTAKE", "http")]).await
}

/// A program of an SDK, and what it tells, a line of JSON each.
struct Program {
    child: Child,
    lines: UnboundedReceiver<String>,
}

impl Program {
    fn run(story: &Story, command: &mut Command) -> Self {
        let app = story.world(|world| world.app.clone());
        let url = story.simulator.url().as_str();
        command
            .env("CLIENT_ID", &app.client_id)
            .env("CLIENT_SECRET", &app.client_secret)
            .env("ROBOT_CODE", &app.robot_code)
            .env("SIMULATOR_URL", url)
            .env("DINGTALK_OPENAPI_ENDPOINT", url.trim_end_matches('/'))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, lines) = unbounded_channel();
        std::thread::spawn(move || {
            stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Self { child, lines }
    }

    fn python(script: &str) -> Option<Command> {
        let mut command = Command::new("python3");
        command.arg(format!("{OURS}/{script}")).env("PYTHONPATH", sdks()?.join("python"));
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("NO_PROXY", "*");
        Some(command)
    }

    async fn next(&mut self) -> Value {
        let line = tokio::time::timeout(PATIENCE, self.lines.recv()).await;
        let line = line.expect("it tells in time").expect("a line");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Closes its input, at which it ends.
    async fn end(mut self) {
        drop(self.child.stdin.take());
        // When it has ended, there is nothing more to read.
        let rest = async { while self.lines.recv().await.is_some() {} };
        assert!(tokio::time::timeout(PATIENCE, rest).await.is_ok(), "it does not end");
        assert!(self.child.wait().expect("it ends").success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Of one that has ended there is nothing to kill.
        let _ = self.child.kill();
    }
}

/// A message and an event reach a Stream client, and are acknowledged as it does that.
async fn receives_and_acknowledges(story: &Story, mut program: Program) {
    let (class, ming) = (story.cast.class, story.cast.ming);
    story.simulator.set_transport(Transport::Stream);
    let message = story.compose(ming, "/nick 明明");
    let (delivered, told) = tokio::join!(story.delivered(&message), program.next());
    assert_eq!(told, json!({ "message": "/nick 明明", "by": "ming1", "id": message.message_id }));
    assert_eq!(delivered.status, 200, "{delivered:?}");
    let title = "新三班".to_owned();
    let event =
        story.simulator.compose_event(&Happening::Retitled { group: class, by: ming, title });
    let (delivered, told) = tokio::join!(story.simulator.deliver_event(&event), program.next());
    let group = story.world(|world| world.group(class).open_conversation_id.clone());
    assert_eq!(told, json!({ "event": "chat_update_title", "id": event.event_id, "group": group }));
    assert_eq!(delivered.expect("it is acknowledged").status, 200);
    let pushed = story.world(|world| world.gateway.pushes.len());
    assert_eq!(pushed, 2, "each was pushed once");
    program.end().await;
}

#[tokio::test]
async fn the_official_python_sdk_receives_and_acknowledges() {
    let story = begin().await;
    if let Some(mut command) = Program::python("stream.py") {
        let program = Program::run(&story, &mut command);
        receives_and_acknowledges(&story, program).await;
    }
    story.end().await;
}

#[tokio::test]
async fn the_official_node_sdk_receives_and_acknowledges() {
    let story = begin().await;
    if let Some(sdks) = sdks() {
        // A module finds what it imports beside itself.
        let script = sdks.join("stream.mjs");
        std::fs::copy(format!("{OURS}/stream.mjs"), &script).expect("it is copied");
        let program = Program::run(&story, Command::new("node").arg(script));
        receives_and_acknowledges(&story, program).await;
    }
    story.end().await;
}

#[tokio::test]
async fn the_official_client_of_the_api_is_answered_as_by_dingtalk() {
    let story = begin().await;
    if let Some(mut command) = Program::python("api.py") {
        let (class, scene) = (story.cast.class, story.cast.scene);
        let group = |id| story.world(|world| world.group(id).clone());
        command
            .env("CHAT_ID", group(class).chatid)
            .env("SCENE_GROUP", group(scene).open_conversation_id)
            .env("USER_ID", "ming1")
            .env("NICKNAME", "明明")
            .env("TEXT", "大家好");
        let mut program = Program::run(&story, &mut command);
        let told = program.next().await;
        let converted = group(class).open_conversation_id;
        let expected =
            json!({ "expires_in": 7200, "converted": converted, "renamed": true, "sent": true });
        assert_eq!(told, expected);
        assert_eq!(story.nickname_in(scene, story.cast.ming).as_deref(), Some("明明"));
        assert_eq!(story.reply().await, "大家好");
        assert_eq!(story.calls(Api::GroupMessageSend), 1);
        program.end().await;
    }
    story.end().await;
}
