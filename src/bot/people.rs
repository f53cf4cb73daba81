//! The people of a group, as the operator's commands have to know them before they order anything,
//! and the names that fit them.

use std::time::Duration;

use super::handler::JobHandler;
use crate::calls::{Setback, Turn};
use crate::domain::{
    Clock, ConversationId, Facts, Filling, Format, NameError, Nickname, Problem, Reply, UserId,
};
use crate::groups::{Names, Present, RosterError};
use crate::i18n::{Locale, Naming, Voice, Words, harmless};
use crate::store::StoreError;

/// The language of the shell.
pub(super) const LOCALE: Locale = Locale::EN;

/// What helps where no way leads to the group.
pub(super) const UNBOUND: &str =
    "no way leads to the group yet; `dingnick groups bind CHATID` binds it";

/// The longest pause of DingTalk's that is waited out before a plan is made.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Somebody in a group, as far as they are known.
#[derive(Clone, Debug)]
pub struct GroupMember {
    /// Who.
    pub user_id: UserId,
    /// The name in the group.
    pub present: Option<Present>,
    /// What the directory says, where it was asked.
    pub facts: Facts,
}

impl GroupMember {
    /// What they are called, for others to read.
    #[must_use]
    pub fn called(&self) -> &str {
        let name = self.present.as_ref().map(|present| present.name.as_str());
        name.or(self.facts.name.as_deref()).unwrap_or_else(|| self.user_id.as_str())
    }

    /// Whether they have that name for sure: we gave it and nothing shows that they have another, or
    /// it was seen that somebody gave it by hand. Then it is not given again.
    #[must_use]
    pub fn has(&self, name: &Nickname) -> bool {
        let is_sure = |present: &Present| present.is_given || present.is_seen_to_change;
        self.present.as_ref().is_some_and(|present| is_sure(present) && present.name == *name)
    }

    fn present_name(&self) -> Option<&Nickname> {
        self.present.as_ref().map(|present| &present.name)
    }
}

/// Whether the directory is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Only where the group's shape for names takes something from it.
    Known,
    /// Of everybody.
    Everybody,
    /// Of everybody, and what their departments are called.
    WithDepartments,
}

/// Who is in a group, and which shape names have there.
#[derive(Clone, Debug)]
pub struct People {
    /// The members; where DingTalk does not say who they are, those who were asked about.
    pub members: Vec<GroupMember>,
    /// Why it does not say.
    pub unlisted: Option<String>,
    /// Why the directory says nothing of anybody, where it was asked.
    pub silence: Option<String>,
    /// The shape that names must have.
    pub format: Option<Format>,
    /// How many paid calls the month has left.
    pub calls_left: u64,
}

/// Why it is not known who is in a group.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The group cannot be reached.
    #[error("{UNBOUND}")]
    Unbound,
    /// DingTalk takes no calls.
    #[error("DingTalk does not answer for now: {0}")]
    Away(String),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who is in a group, at the cost of one call at most, and what the directory says of them, as far as
/// it is asked, which is free.
///
/// # Errors
/// When the group cannot be reached, or nobody answers.
pub(super) async fn of(
    handler: &JobHandler,
    conversation: &ConversationId,
    asked_about: &[UserId],
    directory: Look,
) -> Result<People, PeopleError> {
    let services = handler.services();
    let (groups, clock) = (&services.groups, &*services.clock);
    let words = Words::new();
    let told = |problem: &Problem| words.told(LOCALE, problem, Voice::Operator);
    let rules = handler.rules_of(conversation).await?;
    let format = rules.format.as_deref().and_then(|source| Format::parse(source).ok());
    let listed = patiently(clock, async |turn| match groups.rosters.of(conversation, turn).await {
        Ok(members) => Ok(Ok(members)),
        Err(RosterError::Later(setback)) => Err(setback),
        Err(error) => Ok(Err(error)),
    })
    .await?;
    let (members, unlisted) = match listed {
        Ok(members) => (members, None),
        Err(RosterError::Refused(error)) => (asked_about.to_vec(), Some(told(&error.problem()))),
        Err(_) => return Err(PeopleError::Unbound),
    };
    let department =
        directory == Look::WithDepartments || format.as_ref().is_some_and(Format::needs_dept);
    let entries = match directory {
        Look::Known if format.is_none() => groups.directory.known_of_all(&members).await?,
        _ => {
            let look = async |turn| groups.directory.look_up_all(&members, department, turn).await;
            patiently(clock, look).await?
        }
    };
    let silence = members.iter().find(|member| !entries.contains_key(*member));
    let silence = silence.and_then(|member| groups.directory.silence_on(member));
    let mut known_facts = groups.sources.with_roster(conversation, &members, &entries).await?;
    let mut known = groups.names.known_of_all(conversation, &members).await?;
    let members = members.into_iter().map(|user_id| GroupMember {
        present: known.remove(&user_id).and_then(|names| Names::present_of(&names)),
        facts: known_facts.remove(&user_id).unwrap_or_default(),
        user_id,
    });
    let members = members.collect();
    let allowance = services.calls.allowance();
    allowance.write_down(clock.now()).await?;
    let calls_left = allowance.calls(clock.now()).left();
    let silence = silence.as_ref().map(told);
    Ok(People { members, unlisted, silence, format, calls_left })
}

/// Waits while DingTalk takes no calls, and asks again.
async fn patiently<T>(
    clock: &dyn Clock,
    ask: impl AsyncFn(Turn<'static>) -> Result<T, Setback>,
) -> Result<T, PeopleError> {
    let mut attempt = 1;
    loop {
        let now = clock.now();
        let turn = Turn { attempt, ..Turn::without_lease(now) };
        let setback = match ask(turn).await {
            Ok(answer) => return Ok(answer),
            Err(setback) => setback,
        };
        let why = setback.cause();
        let pause = match setback {
            Setback::Store(error) => return Err(error.into()),
            // The operator's calls count against nobody's day.
            Setback::Capped(_) => return Err(PeopleError::Away(why)),
            Setback::NotYet(at) => at.since(now),
            Setback::Held { until, .. } => until.since(now),
            Setback::Again { pause, .. } => {
                attempt += 1;
                pause
            }
        };
        if pause > LONGEST_WAIT {
            return Err(PeopleError::Away(why));
        }
        tokio::time::sleep(pause).await;
    }
}

/// Makes names fit for a group, or says in words why they are not.
pub struct Fitting<'a> {
    /// The words.
    pub words: &'a Words,
    /// The shape that names must have.
    pub format: Option<&'a Format>,
}

impl Fitting<'_> {
    /// A name that somebody typed.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&self, typed: &str) -> Result<Nickname, String> {
        Nickname::parse(typed).map_err(|error| self.refused(error))
    }

    /// The name in the group's shape.
    ///
    /// # Errors
    /// Why it cannot be that.
    pub fn shaped(&self, member: &GroupMember, name: &Nickname) -> Result<Nickname, String> {
        match self.format.filter(|format| !format.fits(name)) {
            None => Ok(name.clone()),
            Some(format) => self.fill(member, Some(name), format),
        }
    }

    /// The name that a format makes of what is known of somebody.
    ///
    /// # Errors
    /// What is not known, or does not fit.
    pub fn fill(
        &self,
        member: &GroupMember,
        typed: Option<&Nickname>,
        format: &Format,
    ) -> Result<Nickname, String> {
        let typed = typed.map(Nickname::as_str);
        match format.fill(typed, member.present_name(), &member.facts) {
            Filling::Name(name) => Ok(name),
            Filling::Missing(parts) => {
                let (target, shape) = (Some(member.user_id.clone()), format.shape());
                Err(self.say(&Reply::PartsMissing { target, shape, parts, example: None }))
            }
            Filling::Misfit(mismatch) => {
                let mismatch = Box::new(mismatch);
                Err(self.say(&Reply::Misfit { target: None, mismatch, example: None }))
            }
            Filling::Refused(error) => Err(self.refused(error)),
        }
    }

    fn refused(&self, error: NameError) -> String {
        self.say(&Reply::NameRefused { error, instead: None })
    }

    fn say(&self, reply: &Reply) -> String {
        say(self.words, reply)
    }
}

/// A reply for the operator: with what DingTalk's refusal means to them.
pub(super) fn say(words: &Words, reply: &Reply) -> String {
    if let Some(problem) = reply.problem() {
        let told = words.told(LOCALE, problem, Voice::Operator);
        return format!("{told} (code {})", problem.code);
    }
    // What the chat is told is of no use here.
    match reply {
        Reply::NotBound => return UNBOUND.to_owned(),
        Reply::Expired => return "it could not be done within half an hour".to_owned(),
        Reply::GivenUp => return "it failed on our side; the bot's log says how".to_owned(),
        _ => {}
    }
    let target = reply.target().map(|target| harmless(target.as_str())).unwrap_or_default();
    let naming = Naming { sender: String::new(), is_mention: false, target };
    words.answer(LOCALE, reply, &[], &naming)
}
