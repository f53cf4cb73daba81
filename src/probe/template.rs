//! The question that changes a group's kind, and changes it back.

use tokio_util::sync::CancellationToken;

use super::ask::Probe;
use super::line::Miss;
use super::names::short_name;
use super::report::Line;
use super::subject::{Subject, Way};
use crate::dingtalk::{Api, Arrival, Class};
use crate::domain::KindChange;

impl Probe {
    /// Can the group be made a scene group, and an ordinary one again?
    pub(super) async fn template(&self, subject: &mut Subject, line: &mut Line) {
        let missing = match (self.template_id(), &subject.conversation, &subject.owner) {
            (None, ..) => Some("DINGTALK_GROUP_TEMPLATE_ID is not set"),
            (_, None, _) => Some("the group's conversation id is not known: bind it first"),
            (.., None) => Some("the group's owner is not known"),
            (Some(_), Some(_), Some(_)) => None,
        };
        if let Some(missing) = missing {
            *line = Line::left_out(line.question, missing);
            return;
        }
        // A group that is one already would be an ordinary one afterwards.
        let name = short_name();
        match self.set(subject, Way::Scene, &name, line).await {
            Ok(()) => {
                subject.state().way.get_or_insert(Way::Scene);
                subject.state().shown = Some(name);
                return line.note("it is a scene group already, and stays one");
            }
            Err(miss) if miss.is_of_the_group() => {}
            Err(miss) => return line.miss(&miss),
        }
        if let Err(miss) = self.adopt(subject, line).await {
            return match miss.is_of_the_group() {
                true => line.find("adopt-existing-group", false),
                false => line.miss(&miss),
            };
        }
        line.find("adopt-existing-group", true);
        let name = short_name();
        match self.set(subject, Way::Scene, &name, line).await {
            Ok(()) => {
                subject.state().shown = Some(name);
                line.find("adopted-group-nicknames", true);
            }
            Err(miss) if miss.is_of_the_group() => line.find("adopted-group-nicknames", false),
            Err(miss) => line.miss(&miss),
        }
        // Where no other way leads there, the name is put back before the kind is.
        let way = subject.state().way;
        if way.is_none() && subject.state().is_renamed {
            let original = subject.original.name.clone();
            if self.set(subject, Way::Scene, &original, line).await.is_ok() {
                subject.state().is_renamed = false;
            } else {
                return line.note("the name could not be put back yet, and so the kind was not");
            }
        }
        let answer = self.release(subject, 1, None).await;
        line.called(Api::TemplateClose.as_str(), None, &answer);
        match answer {
            Ok(()) => {
                subject.state().is_adopted = false;
                line.find("release-undoes-adopt", true);
            }
            Err(Miss::Refused(error)) if error.class != Class::Permission => {
                line.find("release-undoes-adopt", false);
            }
            Err(miss) => line.miss(&miss),
        }
    }

    async fn adopt(&self, subject: &mut Subject, line: &mut Line) -> Result<(), Miss> {
        // Even when nobody hears the answer.
        subject.state().is_adopted = true;
        let answer =
            self.until_stopped(async || self.change(subject, KindChange::Adopt).await).await;
        line.called(Api::TemplateApply.as_str(), None, &answer);
        let is_as_before = match &answer {
            Err(Miss::Refused(error)) => error.arrival != Arrival::Unknown,
            Err(Miss::Stopped) => true,
            Ok(()) | Err(Miss::Silent(_)) => false,
        };
        match is_as_before {
            true => subject.state().is_adopted = false,
            false => subject.state().was_changed = true,
        }
        answer
    }

    pub(super) async fn release(
        &self,
        subject: &Subject,
        attempts: u32,
        stop: Option<&CancellationToken>,
    ) -> Result<(), Miss> {
        let call = async || self.change(subject, KindChange::Release).await;
        self.persist(attempts, stop, call).await
    }

    async fn change(
        &self,
        subject: &Subject,
        change: KindChange,
    ) -> Result<(), crate::calls::CallError> {
        let (Some(template), Some(conversation), Some(owner)) =
            (self.template_id(), &subject.conversation, &subject.owner)
        else {
            unreachable!("it was looked at before");
        };
        let turn = self.turn(Some(conversation));
        self.calls().change_kind(turn, conversation, owner, template, change).await
    }
}
