//! What owner and admins decide for their group: who may do what, how names must be, and in which
//! language the bot speaks.

use super::attempt::Done;
use super::case::Case;
use super::directory::facts;
use super::{Bot, Setback};
use crate::domain::{Change, Format, Note, Person, Reply, UserId};
use crate::i18n::Locale;
use crate::store::{JobOutcome, RuleChange};

impl Bot {
    /// Changes a rule of the group.
    pub(super) async fn change(&self, case: Case<'_>, change: Change) -> Result<Done, Setback> {
        if let Err(reply) = self.governs(&case).await? {
            return Ok(Done::answered(reply));
        }
        let Some(asked_by) = case.sender() else {
            return Ok(Done::answered(Reply::SenderOutside));
        };
        let (name, subject, value) = change.to_row();
        let rule = RuleChange {
            conversation: case.conversation().clone(),
            name,
            subject,
            value,
            asked_by: asked_by.clone(),
            asked_at: case.attempt.asked_at,
        };
        let mut done = Done::answered(Reply::Changed(change));
        (done.outcome, done.rules) = (JobOutcome::Applied, vec![rule]);
        Ok(done)
    }

    /// Changes a rule about a member who was mentioned.
    pub(super) async fn change_for(
        &self,
        case: Case<'_>,
        person: &Person,
        change: impl FnOnce(UserId) -> Change,
    ) -> Result<Done, Setback> {
        match &person.user_id {
            Some(user_id) => self.change(case, change(user_id.clone())).await,
            None => Ok(Done::answered(Reply::TargetOutside)),
        }
    }

    /// Takes a shape for names, if it is one.
    pub(super) async fn change_format(
        &self,
        case: Case<'_>,
        source: Option<&str>,
    ) -> Result<Done, Setback> {
        if let Err(reply) = self.governs(&case).await? {
            return Ok(Done::answered(reply));
        }
        let format = match source.map(Format::parse).transpose() {
            Ok(format) => format,
            Err(error) => return Ok(Done::answered(Reply::FormatRefused(error))),
        };
        let source = format.as_ref().map(|format| format.source().to_owned());
        let mut done = self.change(case, Change::Format(source)).await?;
        if done.rules.is_empty() {
            return Ok(done);
        }
        if let (Some(format), Some(sender)) = (format, case.sender()) {
            let entry = self.look_up_if_possible(sender, format.needs_dept(), case.attempt).await?;
            let example = format.example(None, None, &facts(entry.as_ref()));
            done.reply = Some(Reply::FormatSet { shape: format.shape(), example });
        }
        Ok(done)
    }

    /// Whether newcomers are named; with what that still takes.
    pub(super) async fn change_welcome(&self, case: Case<'_>, on: bool) -> Result<Done, Setback> {
        let mut done = self.change(case, Change::Welcome(on)).await?;
        if on && !done.rules.is_empty() {
            if case.format().is_none() {
                done.notes.push(Note::NamesNeedFormat);
            }
            if !self.settings.hears_events {
                done.notes.push(Note::HearsNoEvents);
            }
        }
        Ok(done)
    }

    /// Takes a language; the answer is in it.
    pub(super) async fn change_language(&self, case: Case<'_>, tag: &str) -> Result<Done, Setback> {
        let Some(locale) = Locale::spoken(tag) else {
            let reply = match self.governs(&case).await? {
                Ok(()) => Reply::LanguageUnknown { tag: tag.to_owned() },
                Err(reply) => reply,
            };
            return Ok(Done::answered(reply));
        };
        let change = Change::Language(locale.as_str().to_owned());
        let mut done = self.change(case, change).await?;
        if !done.rules.is_empty() {
            done.locale = Some(locale);
        }
        Ok(done)
    }
}
