//! What happened to a group, taken note of. No call is made for it: an organisation has more
//! groups than the bot serves.

use tracing::info;

use super::context::Context;
use super::outcome::{FollowUp, Outcome, Stop};
use super::task::Task;
use crate::domain::{GroupEvent, Happening, UserId};
use crate::store::{Decision, JobOutcome, Request, RequestState};

/// Takes note of what happened, and begins what follows from it.
pub(super) async fn take_note(context: Context<'_>, event: &GroupEvent) -> Result<Outcome, Stop> {
    let (store, groups) = (context.store(), context.groups());
    let conversation = context.conversation();
    let mut outcome = Outcome { outcome: JobOutcome::Applied, ..Outcome::default() };
    // Whatever happens to a group may be that it was made a scene group.
    groups.routes.forget_failures(context.group().await?).await?;
    if let Some(chat_id) = event.chat_id.as_ref().filter(|_| event.what != Happening::Disbanded) {
        // Both ids of one group in one event are DingTalk's word, and need no confirmation. The
        // owner is asked for when somebody takes a name there.
        let known = context.group().await?;
        groups.bindings.learn(conversation, known, chat_id, context.now()).await?;
    }
    match &event.what {
        Happening::Joined(people) => {
            groups.rosters.joined(conversation, people).await?;
            if context.rules.welcome && context.format().is_some() {
                outcome.follow_ups = welcomes(&context, people);
            }
        }
        Happening::Left(people) => {
            groups.rosters.left(conversation, people).await?;
            let concerns = |request: &Request| {
                people.contains(&request.user_id) || people.contains(&request.asked_by)
            };
            outcome.decisions = withdrawals(&context, concerns).await?;
        }
        Happening::Owned(owner) => {
            groups.owners.heard_of(conversation, owner).await?;
        }
        Happening::Titled(title) => store.remember_title(conversation, title).await?,
        Happening::Disbanded => {
            if store.unbind(conversation).await? {
                info!(conversation.id = %conversation, "a group was disbanded");
            }
            outcome.decisions = withdrawals(&context, |_| true).await?;
        }
        Happening::Other => {}
    }
    Ok(outcome)
}

/// The ends of requests that nobody needs to decide any more. Nobody is told: who could be is gone.
async fn withdrawals(
    context: &Context<'_>,
    concerns: impl Fn(&Request) -> bool,
) -> Result<Vec<Decision>, Stop> {
    let requests = context.store().open_requests(context.conversation()).await?;
    let withdrawn = requests.into_iter().filter(concerns).map(|request| Decision {
        conversation: context.conversation().clone(),
        number: request.number,
        state: RequestState::Withdrawn,
        by: None,
        reason: String::new(),
    });
    Ok(withdrawn.collect())
}

/// A job for each who came in, in the turn of what is done to their name.
fn welcomes(context: &Context<'_>, people: &[UserId]) -> Vec<FollowUp> {
    let now = context.now();
    let jobs = people.iter().filter_map(|member| {
        let id = format!("welcome-{}-{member}", context.attempt.job_id);
        let mut job = FollowUp::of(&id, Task::Welcome, member, now)?;
        job.member = Some(member.clone());
        Some(job)
    });
    jobs.collect()
}
