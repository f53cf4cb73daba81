//! Whoever asks: the tools it takes, how a call is tried again or stopped, and the questions that
//! are of no group.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::line::Miss;
use super::question::Question;
use super::report::{AppMade, CallLine, Line};
use super::subject::{Subject, Way};
use crate::calls::{CallError, Calls, Turn};
use crate::dingtalk::{Api, Arrival, Class, DingTalkError, http_client};
use crate::doctor::{self, Depth, Ward};
use crate::domain::{Clock, ConversationId, TemplateId, UserId};
use crate::facts::Value;
use crate::groups::Groups;
use crate::store::Scope;

/// How often a call is made that DingTalk does not answer.
const ATTEMPTS: u32 = 3;

/// The same for what puts something back.
const ATTEMPTS_TO_PUT_BACK: u32 = 6;

/// How long the bot on this machine may take to tell its metrics.
const LIMIT: Duration = Duration::from_secs(3);

/// What it takes to ask.
pub struct Tools {
    /// The way to DingTalk.
    pub calls: Arc<Calls>,
    /// What is kept.
    pub store: Scope,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The template with which a group's kind is changed.
    pub template: Option<TemplateId>,
    /// Where the bot on this machine tells its metrics.
    pub metrics_at: Option<SocketAddr>,
    /// The pause before a failed call is tried again.
    pub first_pause: Duration,
}

/// Whoever asks.
pub struct Probe {
    tools: Tools,
    groups: Groups,
    app: AppMade,
    stop: CancellationToken,
}

impl Probe {
    /// One that asks nothing more once `stop` is cancelled, and still puts back.
    #[must_use]
    pub fn new(tools: Tools, app: AppMade, stop: CancellationToken) -> Self {
        let groups = Groups::new(&tools.store, &tools.calls, &tools.clock, &[], None);
        Self { tools, groups, app, stop }
    }

    /// What is kept.
    #[must_use]
    pub fn store(&self) -> &Scope {
        &self.tools.store
    }

    /// Whether there is a template to change a group's kind with.
    #[must_use]
    pub fn has_template(&self) -> bool {
        self.tools.template.is_some()
    }

    /// Whether DingTalk takes the credentials; free of charge.
    ///
    /// # Errors
    /// What it said, or that it said nothing.
    pub async fn sign_in(&self) -> Result<(), DingTalkError> {
        self.tools.calls.sign_in().await
    }

    /// The name of somebody in the organisation's directory, if it is told; free of charge.
    pub async fn directory_name(&self, user: &UserId) -> Option<String> {
        let entry = self.tools.calls.user(self.turn(None), user).await.ok()?;
        Some(entry.name)
    }

    /// How many paid calls this robot's organisation has made this month, and how many it has.
    #[must_use]
    pub fn month(&self) -> (u64, u64) {
        let calls = self.tools.calls.allowance().calls(self.tools.clock.now());
        (calls.used, calls.allowance)
    }

    /// Writes down what was used of the month.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn write_calls_down(&self) -> Result<(), crate::store::StoreError> {
        self.tools.calls.allowance().write_down(self.tools.clock.now()).await
    }

    /// Asks a question that is of no group.
    pub async fn ask(&self, question: Question) -> Line {
        let mut line = Line::new(question);
        if self.stop.is_cancelled() {
            line.miss(&Miss::Stopped);
            return line;
        }
        match question {
            Question::Permissions => self.permissions(&mut line).await,
            Question::SignHeader => self.sign_header(&mut line).await,
            _ => line = Line::left_out(question, "it is of a group"),
        }
        line
    }

    /// Asks a question of a group.
    pub async fn ask_of(&self, question: Question, subject: &mut Subject) -> Line {
        let mut line = Line::new(question);
        match question {
            Question::Permissions | Question::SignHeader => return self.ask(question).await,
            Question::Rename => self.rename(subject, &mut line).await,
            Question::Members => self.members(subject, &mut line).await,
            Question::EmptyName => self.empty_name(subject, &mut line).await,
            Question::LongestName => self.longest_name(subject, &mut line).await,
            Question::Template => self.template(subject, &mut line).await,
        }
        line
    }

    /// What the app may do, and how its mistakes are refused.
    async fn permissions(&self, line: &mut Line) {
        let ward = Ward {
            calls: &self.tools.calls,
            groups: &self.groups,
            store: &self.tools.store,
            clock: &*self.tools.clock,
            depth: Depth::Thorough,
        };
        let permissions = doctor::examine_permissions(&ward).await;
        for error in &permissions.refusals {
            line.calls.push(CallLine {
                api: error.api.as_str().to_owned(),
                answer: error.code.clone(),
                is_wrapped: error.is_wrapped,
                name_length: None,
            });
            if error.api == Api::UpdateGroupNick {
                line.learn_shape(error);
            }
        }
        let granted = permissions.granted.iter();
        let known: Option<Vec<&str>> = granted
            .filter_map(|(scope, is_granted)| match is_granted {
                Some(true) => Some(Some(*scope)),
                Some(false) => None,
                None => Some(None),
            })
            .collect();
        match (known, self.app) {
            (Some(scopes), AppMade::Scan) => {
                let scopes = scopes.into_iter().map(str::to_owned).collect();
                line.find("scan-app-permissions", Value::Words(scopes));
            }
            (Some(scopes), _) => line.note(&format!("granted: {}", scopes.join(", "))),
            (None, _) => line.note("not every permission could be known"),
        }
    }

    /// What the bot on this machine has seen of callbacks that came late.
    async fn sign_header(&self, line: &mut Line) {
        let Some(text) = self.metrics().await else {
            return line.note("no bot runs here that tells its metrics (DINGNICK_OPS_LISTEN)");
        };
        let count = |signed: &str| {
            let name = format!("dingnick_late_callbacks_total{{signed=\"{signed}\"}} ");
            let value = text.lines().find_map(|line| line.strip_prefix(&name));
            value.and_then(|value| value.parse::<u64>().ok()).unwrap_or_default()
        };
        match (count("at-delivery"), count("with-the-message")) {
            (0, 0) => line.note("the bot has seen no callback that came late since it started"),
            (1.., 0) => line.find("signed-at-delivery", true),
            (0, 1..) => line.find("signed-at-delivery", false),
            (1.., 1..) => line.note("some were signed anew and some were not"),
        }
    }

    async fn metrics(&self) -> Option<String> {
        let address = self.tools.metrics_at?;
        let address = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
            IpAddr::V6(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
            _ => address,
        };
        let request = http_client().ok()?.get(format!("http://{address}/metrics")).timeout(LIMIT);
        request.send().await.ok()?.error_for_status().ok()?.text().await.ok()
    }

    /// Sets a name, and writes down what came of it.
    pub(super) async fn set(
        &self,
        subject: &mut Subject,
        way: Way,
        text: &str,
        line: &mut Line,
    ) -> Result<(), Miss> {
        let was_renamed = std::mem::replace(&mut subject.state().is_renamed, true);
        let answer = self.until_stopped(async || self.set_once(subject, way, text).await).await;
        let is_as_before = match &answer {
            Ok(()) | Err(Miss::Silent(_)) => false,
            Err(Miss::Refused(error)) => error.arrival != Arrival::Unknown,
            Err(Miss::Stopped) => true,
        };
        match is_as_before {
            true => subject.state().is_renamed = was_renamed,
            false => subject.state().was_changed = true,
        }
        let api = match way {
            Way::Chat => Api::UpdateGroupNick,
            Way::Scene => Api::SceneGroupNicks,
        };
        line.called(api.as_str(), Some(text), &answer);
        if let (Way::Chat, Err(Miss::Refused(error))) = (way, &answer) {
            line.learn_shape(error);
        }
        answer
    }

    async fn set_once(&self, subject: &Subject, way: Way, text: &str) -> Result<(), CallError> {
        let turn = self.turn(subject.conversation.as_ref());
        let (calls, user) = (&self.tools.calls, &subject.user);
        match (way, &subject.chat_id, &subject.conversation) {
            (Way::Chat, Some(chat_id), _) => {
                calls.try_nick(turn, chat_id, user, text).await.map(|_| ())
            }
            (Way::Scene, _, Some(conversation)) => {
                calls.try_scene_nick(turn, conversation, user, text).await.map(|_| ())
            }
            (Way::Chat, None, _) | (Way::Scene, _, None) => {
                unreachable!("a way is one of an id that is known")
            }
        }
    }

    /// Puts everything in a group back as it was, stopped or not; what has been put back is not
    /// again.
    ///
    /// # Errors
    /// What could not be.
    pub async fn put_back(&self, subject: &mut Subject) -> Result<(), String> {
        let mut wrong = Vec::new();
        if subject.state().is_renamed
            && let Some(way) = subject.way_back()
        {
            let name = subject.to_put_back();
            let call = async || self.set_once(subject, way, &name).await;
            match self.persist(ATTEMPTS_TO_PUT_BACK, None, call).await {
                Ok(()) => subject.state().is_renamed = false,
                Err(miss) => wrong.push(format!("the name: {}", told(&miss))),
            }
        }
        if subject.state().is_adopted {
            match self.release(subject, ATTEMPTS_TO_PUT_BACK, None).await {
                Ok(()) => subject.state().is_adopted = false,
                Err(miss) => wrong.push(format!("the kind of the group: {}", told(&miss))),
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
    }

    pub(super) fn calls(&self) -> &Calls {
        &self.tools.calls
    }

    pub(super) fn template_id(&self) -> Option<&TemplateId> {
        self.tools.template.as_ref()
    }

    pub(super) fn turn<'a>(&self, group: Option<&'a ConversationId>) -> Turn<'a> {
        Turn { group, ..Turn::without_lease(self.tools.clock.now()) }
    }

    pub(super) async fn until_stopped<T>(
        &self,
        call: impl AsyncFn() -> Result<T, CallError>,
    ) -> Result<T, Miss> {
        self.persist(ATTEMPTS, Some(&self.stop), call).await
    }

    /// Makes a call, and again after a pause while DingTalk does not answer. One under way is never
    /// given up: what comes of it must be known.
    pub(super) async fn persist<T>(
        &self,
        attempts: u32,
        stop: Option<&CancellationToken>,
        call: impl AsyncFn() -> Result<T, CallError>,
    ) -> Result<T, Miss> {
        let mut pause = self.tools.first_pause;
        for attempt in 1.. {
            if stop.is_some_and(CancellationToken::is_cancelled) {
                return Err(Miss::Stopped);
            }
            match call().await.map_err(Miss::of) {
                Err(Miss::Silent(_)) if attempt < attempts => {}
                answer => return answer,
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        unreachable!("the last attempt returns")
    }
}

impl Line {
    /// How DingTalk tells a refusal of the rename call's own.
    fn learn_shape(&mut self, error: &DingTalkError) {
        let is_own = matches!(error.class, Class::UserInput | Class::Binding | Class::Bug);
        if is_own && error.code.bytes().all(|byte| byte.is_ascii_digit()) {
            self.find("refusal-shape", if error.is_wrapped { "wrapped" } else { "bare" });
        }
    }
}

fn told(miss: &Miss) -> String {
    match miss {
        Miss::Refused(error) => format!("DingTalk refuses it (code {})", error.code),
        Miss::Silent(why) => why.clone(),
        Miss::Stopped => "stopped".to_owned(),
    }
}
