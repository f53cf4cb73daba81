//! `/nick check`: who does not fit the group's format, at the cost of one call at most.

use super::attempt::Done;
use super::case::Case;
use super::names::present;
use super::{Bot, Setback};
use crate::domain::{Check, Format, MisfitName, Nickname, Reply, Timestamp, UserId};
use crate::store::{DirectoryEntry, StoreError};

/// How many names one answer tells; it is read on a phone.
pub(super) const NAMES_TOLD: usize = 10;

/// A member and the name that the group sees, as far as we know.
pub(super) struct Standing {
    pub user_id: UserId,
    /// Nobody who was never renamed by us and never wrote to us is known by a nickname; DingTalk
    /// shows the name in the directory then, unless somebody changed it by hand.
    pub name: Option<Nickname>,
    /// What the directory says, where it was asked.
    pub entry: Option<DirectoryEntry>,
}

impl Bot {
    pub(super) async fn check(&self, case: Case<'_>) -> Result<Done, Setback> {
        let (format, members) = match self.format_and_roster(&case).await? {
            Ok(found) => found,
            Err(reply) => return Ok(Done::answered(reply)),
        };
        let standings = self.standings(&case, members).await?;
        let unnamed = standings.iter().find(|standing| standing.name.is_none());
        if let Some(problem) = unnamed.and_then(|standing| self.silence_on(&standing.user_id)) {
            return Ok(Done::answered(Reply::Failed(problem)));
        }
        let mut check =
            Check { shape: format.shape(), fitting: 0, misfits: Vec::new(), more: 0, unknown: 0 };
        for standing in standings {
            match &standing.name {
                None => check.unknown += 1,
                Some(name) if format.fits(name) => check.fitting += 1,
                Some(_) if check.misfits.len() >= NAMES_TOLD => check.more += 1,
                Some(name) => {
                    let name = name.to_string();
                    let person = self.known_entry(&standing).await?.map(|entry| entry.name);
                    let person = person.filter(|person| *person != name);
                    check.misfits.push(MisfitName { person, name });
                }
            }
        }
        Ok(Done::answered(Reply::Checked(Box::new(check))))
    }

    /// The format and who is to fit it, for somebody who decides here; or what there is to say.
    pub(super) async fn format_and_roster(
        &self,
        case: &Case<'_>,
    ) -> Result<Result<(Format, Vec<UserId>), Reply>, Setback> {
        if let Err(reply) = self.governs(case).await? {
            return Ok(Err(reply));
        }
        let Some(format) = case.format() else {
            return Ok(Err(Reply::NoFormat));
        };
        Ok(self.roster(case).await?.map(|members| (format, members)))
    }

    /// The names that the group sees. Those that we do not know are asked of the directory.
    pub(super) async fn standings(
        &self,
        case: &Case<'_>,
        members: Vec<UserId>,
    ) -> Result<Vec<Standing>, Setback> {
        let conversation = case.conversation();
        let given = self.store.names(conversation).await?;
        let seen = self.store.members(conversation).await?;
        let known = |user_id: &UserId| {
            let given = given.iter().find(|given| given.user_id == *user_id);
            let given: Option<(Nickname, Timestamp)> = given.map(|g| (g.name.clone(), g.at));
            present(given, seen.iter().find(|member| member.user_id == *user_id))
        };
        let mut standings: Vec<Standing> = members
            .into_iter()
            .map(|user_id| {
                let name = known(&user_id).map(|present| present.name);
                Standing { user_id, name, entry: None }
            })
            .collect();
        let unknown = standings.iter().filter(|standing| standing.name.is_none());
        let unknown: Vec<UserId> = unknown.map(|standing| standing.user_id.clone()).collect();
        let entries = self.look_up_all(&unknown, false, case.attempt).await?;
        for entry in entries {
            let standing = standings.iter_mut().find(|standing| standing.user_id == entry.user_id);
            if let Some(standing) = standing {
                standing.name = Nickname::parse(&entry.name).ok();
                standing.entry = Some(entry);
            }
        }
        Ok(standings)
    }

    /// What the directory says of somebody, if it was ever asked.
    async fn known_entry(&self, standing: &Standing) -> Result<Option<DirectoryEntry>, StoreError> {
        match &standing.entry {
            Some(entry) => Ok(Some(entry.clone())),
            None => self.store.directory_entry(&standing.user_id).await,
        }
    }
}
