//! What the operator's pages ask of groups, names and work, and order there: answered from the
//! store, at no call.

use std::collections::BTreeMap;

use super::handler::JobHandler;
use super::lines::{
    GroupLine, GroupView, JobLine, MemberLine, Month, Needs, Preview, RenameLine, RequestLine,
    RuleLine,
};
use crate::domain::{Change, ConversationId, Format, Rules, UserId};
use crate::groups::Names;
use crate::i18n::Locale;
use crate::queue::Shared;
use crate::store::{GroupFilter, RenameFilter, RuleChange, Scope, StoreError, in_time};

/// Who decides what is decided on the operator's pages: no member, and nobody's userid.
const CONSOLE: &str = "operator@console";

/// How many of each kind need somebody on one page.
const MOST_NEEDS: u32 = 50;

/// What the operator's pages ask and order.
#[derive(Clone, Copy)]
pub struct Overview<'a> {
    pub(super) handler: &'a JobHandler,
    pub(super) queue: &'a Shared,
}

impl Overview<'_> {
    /// Up to `limit` groups.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn groups(
        &self,
        filter: &GroupFilter,
        limit: u32,
    ) -> Result<Vec<GroupLine>, StoreError> {
        let groups = in_time(self.store().groups_page(filter, limit)).await?;
        Ok(groups.iter().map(GroupLine::of).collect())
    }

    /// A group, if it is known.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn group(
        &self,
        conversation: &ConversationId,
    ) -> Result<Option<GroupView>, StoreError> {
        let Some(group) = in_time(self.store().group(conversation)).await? else {
            return Ok(None);
        };
        let rows = in_time(self.store().rules(conversation)).await?;
        let rules = self.handler.rules_of_rows(&rows).await?;
        let format = rules.format.as_deref().and_then(|source| Format::parse(source).ok());
        let mut members = self.members(conversation, &rules, format.as_ref()).await?;
        members.sort_by(|one, other| one.order().cmp(&other.order()));
        let count = |fits| members.iter().filter(|member| member.fits == Some(fits)).count();
        Ok(Some(GroupView {
            line: GroupLine::of(&group),
            chatid: group.chat_id.as_ref().map(ToString::to_string),
            language: rules
                .language
                .as_deref()
                .and_then(Locale::parse)
                .map(|it| it.as_str().into()),
            format: rules.format.clone(),
            rules: rows
                .into_iter()
                .map(|row| RuleLine { name: row.name, subject: row.subject, value: row.value })
                .collect(),
            fitting: count(true),
            misfitting: count(false),
            members,
        }))
    }

    /// Whether a group is known.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn knows(&self, conversation: &ConversationId) -> Result<bool, StoreError> {
        Ok(in_time(self.store().group(conversation)).await?.is_some())
    }

    /// What a format would make of the names in a group.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn preview(
        &self,
        conversation: &ConversationId,
        source: &str,
    ) -> Result<Preview, StoreError> {
        let format = Format::parse(source).ok();
        let rules = self.handler.rules_of(conversation).await?;
        let members = self.members(conversation, &rules, format.as_ref()).await?;
        let of = |fits| {
            let members = members.iter().filter(|member| member.fits == Some(fits));
            members.map(|member| member.name.clone()).collect()
        };
        let (fitting, misfitting) = (of(true), of(false));
        Ok(Preview { is_format: format.is_some(), fitting, misfitting })
    }

    /// Decides the shape of names in a group; any when it is `None`. Whether it is one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn set_format(
        &self,
        conversation: &ConversationId,
        source: Option<&str>,
    ) -> Result<bool, StoreError> {
        if source.is_some_and(|source| Format::parse(source).is_err()) {
            return Ok(false);
        }
        let Some(asked_by) = UserId::parse(CONSOLE) else { return Ok(false) };
        let (name, subject, value) = Change::Format(source.map(str::to_owned)).to_row();
        let (conversation, asked_at) = (conversation.clone(), self.handler.now());
        let rule = RuleChange { conversation, name, subject, value, asked_by, asked_at };
        in_time(self.store().decide(&rule, asked_at)).await?;
        Ok(true)
    }

    /// Lines of the ledger, the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn renames(
        &self,
        filter: &RenameFilter,
        limit: u32,
    ) -> Result<Vec<RenameLine>, StoreError> {
        let rows = in_time(self.store().renames(filter, limit)).await?;
        Ok(rows.into_iter().map(RenameLine::of).collect())
    }

    /// What needs somebody.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn needs(&self) -> Result<Needs, StoreError> {
        let store = self.store();
        let requests = in_time(store.all_open_requests(MOST_NEEDS)).await?;
        let jobs = in_time(store.failed_jobs(MOST_NEEDS)).await?;
        let unreached = GroupFilter { only_unreached: true, ..GroupFilter::default() };
        let groups = self.groups(&unreached, MOST_NEEDS).await?;
        let of_requests = requests.iter().map(|(conversation, _)| conversation);
        let of_jobs = jobs.iter().map(|job| &job.conversation);
        let mut titles = BTreeMap::new();
        for conversation in of_requests.chain(of_jobs) {
            if !titles.contains_key(conversation) {
                let group = in_time(store.group(conversation)).await?;
                titles.insert(conversation.clone(), group.and_then(|group| group.title));
            }
        }
        let title = |conversation| titles.get(conversation).cloned().flatten();
        Ok(Needs {
            requests: requests
                .iter()
                .map(|(conversation, request)| {
                    RequestLine::of(conversation, request, title(conversation))
                })
                .collect(),
            jobs: jobs.iter().map(|job| JobLine::of(job, title(&job.conversation))).collect(),
            groups,
        })
    }

    /// Has a failed job tried again; a newer name stays. Whether there was such a job.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn retry(&self, job: i64) -> Result<bool, StoreError> {
        let now = self.handler.now();
        let opened = in_time(self.store().reopen_jobs(&[job], now, Some(now))).await?;
        self.queue.begun(usize::from(opened == 1));
        Ok(opened == 1)
    }

    /// Takes a failed job off the list, or puts it back there. Whether there is such a job.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn dismiss(&self, job: i64, is_dismissed: bool) -> Result<bool, StoreError> {
        let at = is_dismissed.then(|| self.handler.now());
        in_time(self.store().dismiss_job(job, at)).await
    }

    /// What was used of the month, as far as this instance knows.
    #[must_use]
    pub fn month(&self) -> Month {
        let (allowance, now) = (&self.handler.services().calls, self.handler.now());
        let allowance = allowance.allowance();
        let (calls, messages) = (allowance.calls(now), allowance.messages(now));
        let calls_forecast = allowance.forecast(now);
        Month { calls, messages, calls_forecast }
    }

    async fn members(
        &self,
        conversation: &ConversationId,
        rules: &Rules,
        format: Option<&Format>,
    ) -> Result<Vec<MemberLine>, StoreError> {
        let store = self.store();
        let seen = in_time(store.members(conversation)).await?;
        let given = in_time(store.names(conversation)).await?;
        let mut members: Vec<UserId> = seen.into_iter().map(|member| member.user_id).collect();
        members.extend(given.into_iter().map(|name| name.user_id));
        members.sort();
        members.dedup();
        let names = &self.handler.services().groups.names;
        let known = names.known_of_all(conversation, &members).await?;
        let lines = known.into_iter().filter_map(|(user_id, known)| {
            let present = Names::present_of(&known)?;
            let given = known.given.filter(|_| present.is_given);
            let is_exempt = rules.exempt.contains(&user_id);
            let fits = format.filter(|_| !is_exempt).map(|format| format.fits(&present.name));
            Some(MemberLine {
                user: user_id.to_string(),
                name: present.name.to_string(),
                is_given: present.is_given,
                since: given.as_ref().map(|given| given.at),
                asked_by: given.map(|given| given.asked_by.to_string()),
                fits,
            })
        });
        Ok(lines.collect())
    }

    fn store(&self) -> &Scope {
        &self.handler.services().store
    }
}
