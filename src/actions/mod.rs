//! Actions: one file for each command, and for each kind of work that follows from one.
//!
//! An action is a function of what was asked and a [`Context`]; it returns how it ended, or why it
//! stopped before: with something to say, or until later. Nothing is kept or delivered here.

mod apply;
mod approve;
mod approved;
mod ask;
mod bind;
mod check;
mod collect;
mod confirm;
mod context;
mod doctor;
mod event;
mod expired;
mod format;
mod given;
mod help;
mod hint;
mod history;
mod kind;
mod lang;
mod living;
mod newcomer;
mod ordered;
mod ordered_plan;
mod outcome;
mod overdue;
mod permit;
mod plan_item;
mod plan_report;
mod quiet;
mod ready;
mod reapply;
mod reject;
mod remind;
mod rename;
mod request;
mod reset;
mod rules;
mod set_name;
mod shape;
mod stats;
mod status;
mod task;
mod title;
mod undo;
mod undo_hint;
mod use_rule;
mod welcome;
mod whoami;
mod withdraw;

use crate::calls::{Cap, Setback};
use crate::command::{self, Command, Mistake, Parsed};
use crate::domain::{Change, ConversationKind, IncomingMessage, MessageBody, Note, Reply, Sender};

pub use context::{Attempt, Context, Services, Settings};
pub use hint::HINT_INTERVAL;
pub use ordered_plan::{Day, OPERATOR, OrderedPlan, Share, Shares};
pub use outcome::{FollowUp, Outcome};

use outcome::Stop;
pub use stats::{groups_to_look_at, note_who_fits};
pub use task::{Comparing, Follow, Ordered, Overdue, Planned, Task};
pub use undo_hint::UndoHints;

/// What a message asks for, done.
///
/// # Errors
/// Why it is to be tried again later.
pub async fn carry_out(context: Context<'_>) -> Result<Outcome, Setback> {
    told(context, understand(context).await).await
}

/// Work that no message asks for in its words, done: what follows from another job, or from what
/// happened to a group.
///
/// # Errors
/// Why it is to be tried again later.
pub async fn follow_up(context: Context<'_>, task: &Task) -> Result<Outcome, Setback> {
    told(context, begin(context, task).await).await
}

/// What stopped an action early is its outcome, unless it is tried again. Where the group is not
/// ready, the way to that is told; and to those who can mend what DingTalk said, more of it.
async fn told(context: Context<'_>, result: Result<Outcome, Stop>) -> Result<Outcome, Setback> {
    let mut outcome = match result {
        Ok(outcome) => outcome,
        Err(Stop::Say(reply)) => Outcome::answered(*reply),
        Err(Stop::Later(setback)) => return Err(setback),
    };
    if outcome.reply == Some(Reply::NotBound) {
        outcome.notes.push(ready::way_to_ready(&context).await?);
    }
    let problem = outcome.reply.as_ref().and_then(Reply::problem).cloned();
    if let Some(problem) = problem
        && permit::can_mend(&context).await
    {
        outcome.notes.push(Note::ForOperator(problem));
    }
    Ok(outcome)
}

async fn understand(context: Context<'_>) -> Result<Outcome, Stop> {
    let message = context.message;
    let MessageBody::Text(text) = &message.body else {
        return Err(Reply::NotText.into());
    };
    let in_group = message.kind != ConversationKind::Direct;
    if in_group {
        remember_what_was_seen(context).await?;
    }
    if in_group && let Some(outcome) = collect::answers(&context, text, false).await? {
        return Ok(outcome);
    }
    let parsed = command::parse(text, &message.mentions);
    let is_command = matches!(parsed, Parsed::Command(_));
    if in_group
        && !is_command
        && let Some(outcome) = collect::answers(&context, text, true).await?
    {
        return Ok(outcome);
    }
    match parsed {
        Parsed::Command(command) if !in_group && !matches!(command, Command::Help { .. }) => {
            Ok(Outcome::answered(Reply::OnlyInGroups))
        }
        Parsed::Command(command) => obey(context, command).await,
        Parsed::Mistake(mistake) => Ok(Outcome::answered(correction(mistake))),
        // Between two, everything is said to the bot.
        Parsed::NotACommand if !in_group => Err(Reply::OnlyInGroups.into()),
        Parsed::NotACommand => hint::hint(context).await,
    }
}

async fn obey(context: Context<'_>, command: Command) -> Result<Outcome, Stop> {
    match command {
        Command::Help { all, topic } => help::help(context, all, topic).await,
        Command::Rename { whose, name, is_trimmed } => {
            rename::rename(context, &whose, &name, is_trimmed).await
        }
        Command::Bind(chat_id) => bind::bind(context, &chat_id).await,
        Command::Undo(whose) => undo::undo(context, &whose).await,
        Command::Reset(whose) => reset::reset(context, &whose).await,
        Command::History(whose, count) => history::history(context, &whose, count).await,
        Command::Status => status::status(context).await,
        Command::Doctor => doctor::doctor(context).await,
        Command::Allow(allow) => rules::change(context, Change::Allow(allow)).await,
        Command::Trust(person, on) => {
            rules::change_for(context, &person, |user_id| Change::Trust(user_id, on)).await
        }
        Command::Lock(person, on) => {
            rules::change_for(context, &person, |user_id| Change::Lock(user_id, on)).await
        }
        Command::Exempt(person, on) => {
            rules::change_for(context, &person, |user_id| Change::Exempt(user_id, on)).await
        }
        Command::Remind(wanted) => remind::remind(context, wanted).await,
        Command::Format(source) => format::format(context, source.as_deref()).await,
        Command::Use(rule) => use_rule::use_rule(context, rule).await,
        Command::Lookalikes(rule) => rules::change(context, Change::Lookalikes(rule)).await,
        Command::Reserve(name, on) => rules::change(context, Change::Reserve(name, on)).await,
        Command::Check { is_private: false } => check::check(context).await,
        Command::Check { is_private: true } => check::check_in_private(context).await,
        Command::Collect(what) => collect::collect(context, what).await,
        Command::Stats => stats::stats(context).await,
        Command::Apply => apply::apply(context).await,
        Command::ChangeKind(change) => kind::propose(context, change).await,
        Command::Confirm(number) => confirm::confirm(context, number).await,
        Command::Welcome(on) => welcome::welcome(context, on).await,
        Command::Approval(on) => rules::change(context, Change::Approval(on)).await,
        Command::Approve(number) => approve::approve(context, number).await,
        Command::Reject(number, reason) => reject::reject(context, number, &reason).await,
        Command::Lang(tag) => lang::lang(context, &tag).await,
        Command::Whoami => whoami::whoami(context).await,
        Command::Request(name) => ask::ask(context, &name).await,
        Command::Withdraw => withdraw::withdraw(context).await,
        Command::Quiet(on) => quiet::quiet(context, on).await,
    }
}

async fn begin(context: Context<'_>, task: &Task) -> Result<Outcome, Stop> {
    match task {
        Task::Approved(approved) => approved::give(context, approved).await,
        Task::Overdue(overdue) => overdue::expire(context, overdue).await,
        Task::Item(item) => plan_item::give(context, item).await,
        Task::Report(report) => plan_report::report(context, report).await,
        Task::Happened(event) => event::take_note(context, event).await,
        Task::Welcome => newcomer::name(context).await,
        Task::Reapply(reapply) => reapply::reapply(context, reapply).await,
        Task::Ordered(ordered) => ordered::give(context, ordered).await,
        Task::Remind(reminding) => remind::carry_out(context, reminding).await,
        Task::GoOn(go_on) => ordered_plan::go_on(context, go_on).await,
        Task::FollowLater(follow) => living::look(context, follow).await,
        Task::Follow(follow) => living::follow(context, follow).await,
        Task::Compare(comparing) => living::compare(context, comparing).await,
        Task::ReapplyLater(reapply) => Ok(reapply::begin(context, reapply)),
    }
}

/// What is still to be done where a task was given up.
#[must_use]
pub fn after_failure(
    services: &Services,
    message: &IncomingMessage,
    task: &Task,
) -> Option<FollowUp> {
    match task {
        Task::Remind(reminding) => remind::after_failure(services, message, reminding),
        Task::GoOn(go_on) => ordered_plan::after_failure(services, message, go_on),
        _ => None,
    }
}

/// The end of a message, or of a task, that could not be carried out in time.
pub async fn expired(context: Context<'_>, task: Option<&Task>) -> Outcome {
    expired::expired(context, task).await
}

/// The end of a message, or of a task, that asks for more than who sent it may spend.
pub async fn capped(context: Context<'_>, task: Option<&Task>, cap: Cap) -> Outcome {
    expired::capped(context, task, cap).await
}

/// The group's title, and the name that the sender's messages come under; written only when new.
async fn remember_what_was_seen(context: Context<'_>) -> Result<(), Stop> {
    let message = context.message;
    let known = context.group().await?.and_then(|group| group.title.as_deref());
    if let Some(title) = message.title.as_deref().filter(|title| known != Some(title)) {
        context.store().remember_title(&message.conversation, title).await?;
    }
    let Sender { person, display_name } = &message.sender;
    if let Some(user_id) = person.user_id.as_ref().filter(|_| !display_name.is_empty()) {
        context.groups().names.see(&message.conversation, user_id, display_name).await?;
    }
    Ok(())
}

/// A mistake becomes the answer that mends it.
fn correction(mistake: Mistake) -> Reply {
    match mistake {
        Mistake::Usage { definition, as_name } => {
            Reply::Usage { command: definition.name.to_owned(), as_name }
        }
        Mistake::Ambiguous { readings } => Reply::Ambiguous { readings },
        Mistake::Placeholder { typed } => Reply::Placeholder { typed },
        Mistake::Name { error, instead } => Reply::NameRefused { error, instead },
        Mistake::MentionsAll => Reply::MentionsAll,
        Mistake::MentionsBot => Reply::MentionsBot,
        Mistake::Unclear => Reply::Unclear,
        Mistake::NameMissing => Reply::NameMissing,
        Mistake::MentionWithin { reading } => Reply::MentionWithin { reading },
        Mistake::TooManyMentioned => Reply::TooManyMentioned,
        Mistake::TypedMention => Reply::TypedMention,
    }
}
