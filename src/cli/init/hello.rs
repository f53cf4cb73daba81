//! The step that says hello: the bot itself runs, by Stream, and `init` looks on until somebody in
//! a group has been given the name that they asked for.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::console::Console;
use super::scan::clock;
use crate::app::{App, News, SystemClock};
use crate::config::Config;
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{Clock, ConversationKind, IncomingMessage, RobotCode, Timestamp};
use crate::i18n::Voice;
use crate::store::{RenameFilter, RenameRow, Scope};

/// Says hello, and whether somebody was renamed in the end.
pub(super) async fn hello(console: &mut Console, config: Config) -> anyhow::Result<bool> {
    console.heading("init-hello", &[])?;
    let robot_code = config.credentials.robot_code.clone();
    let start = App::start(config, Arc::new(SystemClock));
    let mut app = match console.unless_ended(start).await? {
        Ok(app) => app,
        Err(error) => {
            console.say("init-hello-not-now", &[("reason", &format!("{error:#}"))])?;
            return Ok(false);
        }
    };
    let done = watch(console, &mut app, &robot_code).await;
    app.stop().await;
    done
}

/// Looks on while the bot works.
async fn watch(
    console: &mut Console,
    app: &mut App,
    robot_code: &RobotCode,
) -> anyhow::Result<bool> {
    let scope = app.store().of(robot_code);
    let mut news = app.news();
    let mut onlooker = Onlooker { scope, since: SystemClock.now(), met: false, last: 0 };
    console.say("init-hello-how", &[])?;
    console.say("init-hello-keys", &[])?;
    let _keys = console.terminal().map(|terminal| terminal.watch_keys());
    let began = Instant::now();
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            item = news.recv() => match item {
                Ok(item) => if onlooker.tell(console, item).await? {
                    return Ok(true);
                },
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(false),
            },
            () = app.failed() => {
                console.say("init-hello-ended", &[])?;
                return Ok(false);
            }
            key = console.key() => if key? == 's' {
                return Ok(false);
            },
            _ = second.tick() => {
                let key = match app.stream_is_open() {
                    true => "init-hello-waiting",
                    false => "init-hello-connecting",
                };
                let time = clock(began.elapsed().as_secs());
                console.status(key, &[("time", &time)])?;
            }
        }
    }
}

/// Who looks on, and what they have seen.
struct Onlooker {
    scope: Scope,
    since: Timestamp,
    /// Whether a message has come from a group.
    met: bool,
    /// The newest line of the ledger that was told.
    last: i64,
}

impl Onlooker {
    /// Tells of something that happened; whether it was what was waited for.
    async fn tell(&mut self, console: &mut Console, news: News) -> anyhow::Result<bool> {
        match news {
            News::Heard(message) => {
                self.heard(console, &message)?;
                Ok(false)
            }
            News::Said(text) => {
                console.say("init-hello-said", &[])?;
                console.quote(&text)?;
                let filter = RenameFilter { since: Some(self.since), ..RenameFilter::default() };
                let renames = self.scope.renames(&filter, 1).await?;
                match renames.first().filter(|rename| rename.id > self.last) {
                    Some(rename) => self.judge(console, rename),
                    None => Ok(false),
                }
            }
        }
    }

    fn heard(&mut self, console: &mut Console, message: &IncomingMessage) -> anyhow::Result<()> {
        let name = message.sender.display_name.as_str();
        if message.kind == ConversationKind::Direct {
            return console.say("init-hello-direct", &[("name", name)]);
        }
        let group = message.title.as_deref().unwrap_or(message.conversation.as_str());
        console.say("init-hello-heard", &[("name", name), ("group", group)])?;
        if message.sender.person.user_id.is_none() {
            // DingTalk names nobody while the robot is not published, and outsiders never.
            console.say("init-hello-nameless", &[])?;
        } else if !std::mem::replace(&mut self.met, true) {
            console.say("init-hello-now-name", &[])?;
        }
        Ok(())
    }

    fn judge(&mut self, console: &mut Console, rename: &RenameRow) -> anyhow::Result<bool> {
        self.last = rename.id;
        let Some(code) = rename.code.as_deref() else {
            return Ok(rename.outcome == "applied");
        };
        let problem = DingTalkError::of_code(Api::SceneGroupNicks, code).problem();
        let reason = console.words().told(console.locale(), &problem, Voice::Operator);
        console.say("init-hello-refused", &[("reason", &reason), ("code", code)])?;
        Ok(false)
    }
}
