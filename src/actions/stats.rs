//! `/nick stats`: the figures of the group, at no paid call: how many names fit, what calls were
//! spent on, and what is wrong most often. How many fit is looked at once a day by what is known.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::context::{Context, Services};
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use crate::dingtalk::{Api, DingTalkError};
use crate::domain::{
    ConversationId, Fault, Fit, Format, Nickname, Purpose, Reply, Rules, Stats, UserId,
};
use crate::groups::Names;
use crate::store::{StoreError, Tally};

/// Over how many days figures are told in the chat.
const DAYS: u32 = 30;

/// How many days of those that came before are told, and how many faults.
const FITS_TOLD: usize = 4;
const FAULTS_TOLD: usize = 3;

/// How long figures are kept: a school year, and the holidays after it.
const KEPT_FOR: Duration = Duration::from_secs(400 * 24 * 3600);

/// The figures of how many there are, and of how many fit.
pub(super) const FIT_MEMBERS: &str = "fit.members";
pub(super) const FIT_FITTING: &str = "fit.fitting";

pub(super) async fn stats(context: Context<'_>) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let (services, conversation) = (context.services, context.conversation());
    services.calls.tallies().write_down().await?;
    let faults = note_who_fits(services, conversation, context.rules).await?;
    let begin = context.now().minus(Duration::from_secs(u64::from(DAYS - 1) * 24 * 3600));
    let since = services.calls.tallies().day_of(begin);
    let tallies = context.store().tallies(Some(conversation), &since).await?;
    let refusals = context.store().refusals_since(Some(conversation), begin).await?;
    let refusals = refusals.into_iter().take(FAULTS_TOLD).map(|(code, count)| {
        (DingTalkError::of_code(Api::UpdateGroupNick, &code).problem(), count)
    });
    let sum = |what: &str| -> u64 {
        tallies.iter().filter(|tally| tally.what == what).map(|tally| tally.count).sum()
    };
    let calls = Purpose::ALL.into_iter().map(|purpose| (purpose, sum(purpose.figure())));
    Ok(Outcome::answered(Reply::Stats(Box::new(Stats {
        days: DAYS,
        fit: some_of(fits(&tallies)),
        calls: calls.filter(|(_, count)| *count > 0).collect(),
        messages: sum("messages.in") + sum("messages.out"),
        faults,
        refusals: refusals.collect(),
    }))))
}

/// How many fitted on which day, the oldest first.
fn fits(tallies: &[Tally]) -> Vec<Fit> {
    let mut days: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for tally in tallies {
        match tally.what.as_str() {
            FIT_MEMBERS => days.entry(&tally.day).or_default().1 = tally.count,
            FIT_FITTING => days.entry(&tally.day).or_default().0 = tally.count,
            _ => {}
        }
    }
    let fit = |(day, (fitting, members)): (&str, (u64, u64))| Fit {
        day: day.to_owned(),
        fitting,
        members,
    };
    days.into_iter().map(fit).collect()
}

/// The last, and some of those before it, as far apart as they go.
fn some_of(fits: Vec<Fit>) -> Vec<Fit> {
    let last = fits.len().saturating_sub(1);
    let step = last.div_ceil(FITS_TOLD).max(1);
    let is_told = |place: usize| (last - place).is_multiple_of(step);
    fits.into_iter().enumerate().filter(|(place, _)| is_told(*place)).map(|(_, fit)| fit).collect()
}

/// Looks who fits by what is known, and writes down how many for today. Returns what is wrong most
/// often.
///
/// # Errors
/// When the store does not answer.
pub async fn note_who_fits(
    services: &Services,
    conversation: &ConversationId,
    rules: &Rules,
) -> Result<Vec<(Fault, u64)>, StoreError> {
    let format = rules.format.as_deref().and_then(|source| Format::parse(source).ok());
    let Some(format) = format else {
        return Ok(Vec::new());
    };
    let names = known_names(services, conversation, rules).await?;
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut faults: BTreeMap<Fault, u64> = BTreeMap::new();
    for name in &names {
        if let Err(mismatch) = format.check(name) {
            *faults.entry(Fault::from(mismatch.reason)).or_default() += 1;
        }
    }
    let members = names.len() as u64;
    let fitting = members - faults.values().sum::<u64>();
    let day = services.calls.tallies().day_of(services.clock.now());
    let tally = |what: &str, count| Tally {
        conversation: conversation.clone(),
        day: day.clone(),
        what: what.to_owned(),
        count,
    };
    let tallies = [tally(FIT_MEMBERS, members), tally(FIT_FITTING, fitting)];
    services.store.set_tallies(&tallies).await?;
    let mut faults: Vec<(Fault, u64)> = faults.into_iter().collect();
    faults.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    faults.truncate(FAULTS_TOLD);
    Ok(faults)
}

/// The names of those who are to fit, as far as they are known without asking anybody.
async fn known_names(
    services: &Services,
    conversation: &ConversationId,
    rules: &Rules,
) -> Result<Vec<Nickname>, StoreError> {
    let Some((members, _)) = services.store.roster(conversation).await? else {
        return Ok(Vec::new());
    };
    let members: Vec<UserId> =
        members.into_iter().filter(|member| !rules.exempt.contains(member)).collect();
    let groups = &services.groups;
    let known = groups.names.known_of_all(conversation, &members).await?;
    let mut names: HashMap<UserId, Nickname> = HashMap::new();
    for (member, known) in known {
        if let Some(present) = Names::present_of(&known) {
            names.insert(member, present.name);
        }
    }
    let unnamed: Vec<UserId> =
        members.into_iter().filter(|member| !names.contains_key(member)).collect();
    for (member, entry) in groups.directory.known_of_all(&unnamed).await? {
        if let Ok(name) = Nickname::parse(&entry.name) {
            names.insert(member, name);
        }
    }
    Ok(names.into_values().collect())
}

/// The groups with a format at which nobody has looked today; what is very old is forgotten.
///
/// # Errors
/// When the store does not answer.
pub async fn groups_to_look_at(services: &Services) -> Result<Vec<ConversationId>, StoreError> {
    let now = services.clock.now();
    let tallies = services.calls.tallies();
    services.store.forget_tallies(&tallies.day_of(now.minus(KEPT_FOR))).await?;
    let today = tallies.day_of(now);
    services.store.groups_without_tally(FIT_MEMBERS, &today).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_days_the_last_is_told_and_some_before_it() {
        for (days, told) in [
            (0, vec![]),
            (1, vec![0]),
            (4, vec![0, 1, 2, 3]),
            (5, vec![0, 1, 2, 3, 4]),
            (30, vec![5, 13, 21, 29]),
        ] {
            let fit = |day: usize| Fit { day: day.to_string(), fitting: 1, members: 2 };
            let found: Vec<usize> = some_of((0..days).map(fit).collect())
                .iter()
                .map(|fit| fit.day.parse().expect("a number"))
                .collect();
            assert_eq!(found, told, "failed on {days}");
        }
    }
}
