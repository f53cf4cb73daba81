//! The step that says hello: the bot itself runs, by Stream, and `init` looks on until somebody in
//! a group has been given the name that they asked for. On the way it makes the group ready.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::console::Console;
use super::scan::clock;
use crate::app::{App, News, SystemClock};
use crate::config::Config;
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{
    Clock, ConversationId, ConversationKind, IncomingMessage, KindChange, Problem, Timestamp,
    UserId,
};
use crate::i18n::Voice;
use crate::store::{RenameFilter, RenameRow, Scope};

/// How the step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hello {
    /// Somebody was given a name.
    Renamed,
    /// It was left out, or could not go on.
    Left,
    /// It is to go on once there is a group template.
    NeedsTemplate,
}

/// Says hello.
pub(super) async fn hello(console: &mut Console, config: Config) -> anyhow::Result<Hello> {
    let robot_code = config.credentials.robot_code.clone();
    let has_template = config.template.is_some();
    let start = App::start(config, Arc::new(SystemClock));
    let mut app = match console.unless_ended(start).await? {
        Ok(app) => app,
        Err(error) => {
            console.say("init-hello-not-now", &[("reason", &format!("{error:#}"))])?;
            return Ok(Hello::Left);
        }
    };
    let onlooker = Onlooker {
        scope: app.store().of(&robot_code),
        since: SystemClock.now(),
        has_template,
        asker: None,
        not_ready: None,
        met: false,
        last: 0,
    };
    let ended = watch(console, &mut app, onlooker).await;
    app.stop().await;
    ended
}

/// Looks on while the bot works.
async fn watch(
    console: &mut Console,
    app: &mut App,
    mut onlooker: Onlooker,
) -> anyhow::Result<Hello> {
    let mut news = app.news();
    console.say("init-hello-how", &[])?;
    console.say("init-hello-keys", &[])?;
    let _keys = console.terminal().map(|terminal| terminal.watch_keys());
    let began = Instant::now();
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            item = news.recv() => match item {
                Ok(item) => if onlooker.tell(console, item).await? {
                    return Ok(Hello::Renamed);
                },
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(Hello::Left),
            },
            () = app.failed() => {
                console.say("init-hello-ended", &[])?;
                return Ok(Hello::Left);
            }
            key = console.key() => match (key?, onlooker.not_ready.clone()) {
                ('s', _) => return Ok(Hello::Left),
                ('t', Some(_)) if !onlooker.has_template => return Ok(Hello::NeedsTemplate),
                ('a', Some((group, owner))) if onlooker.has_template => {
                    adopt(console, app, &group, &owner).await?;
                }
                _ => {}
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

/// Makes a group ready in the name of who wrote there: whether they own it, DingTalk decides.
async fn adopt(
    console: &mut Console,
    app: &App,
    group: &ConversationId,
    owner: &UserId,
) -> anyhow::Result<()> {
    let changed = app.bot().change_kind(group, owner, KindChange::Adopt).await;
    app.bot().write_calls_down().await?;
    match changed {
        Ok(()) => console.say("init-ready-done", &[]),
        Err(error) => match error.refusal().map(DingTalkError::problem) {
            Some(problem) => refused(console, "init-ready-refused", &problem),
            None => console.say("init-ready-later", &[("reason", &error.to_string())]),
        },
    }
}

fn refused(console: &mut Console, key: &str, problem: &Problem) -> anyhow::Result<()> {
    let reason = console.words().told(console.locale(), problem, Voice::Operator);
    console.say(key, &[("reason", &reason), ("code", &problem.code)])
}

/// Who looks on, and what they have seen.
struct Onlooker {
    scope: Scope,
    since: Timestamp,
    /// Whether there is a template to make groups ready with.
    has_template: bool,
    /// Who wrote last, and in which group.
    asker: Option<(ConversationId, UserId)>,
    /// The same, where the group turned out not to be ready.
    not_ready: Option<(ConversationId, UserId)>,
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
                    None => {
                        self.look_at_group(console).await?;
                        Ok(false)
                    }
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
        let Some(user_id) = message.sender.person.user_id.clone() else {
            // DingTalk names nobody while the robot is not published, and outsiders never.
            return console.say("init-hello-nameless", &[]);
        };
        self.asker = Some((message.conversation.clone(), user_id));
        if !std::mem::replace(&mut self.met, true) {
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
        refused(console, "init-hello-refused", &problem)?;
        Ok(false)
    }

    /// Whether DingTalk has just said that the group is an ordinary one; told once for each who asks.
    async fn look_at_group(&mut self, console: &mut Console) -> anyhow::Result<()> {
        let Some((conversation, _)) = &self.asker else {
            return Ok(());
        };
        let group = self.scope.group(conversation).await?;
        let is_ordinary =
            group.is_some_and(|it| it.chat_id.is_none() && matches!(it.is_scene, Some((false, _))));
        if is_ordinary && self.not_ready != self.asker {
            self.not_ready.clone_from(&self.asker);
            let key = if self.has_template { "init-ready-adopt" } else { "init-ready-template" };
            console.say(key, &[])?;
        }
        Ok(())
    }
}
