//! Answers of DingTalk's to the call for a nickname.

use super::{Sitting, callbacks, of_anybody};
use crate::conformance::set::{ApiAnswer, CallbackStep, Place};
use crate::simulator::world::{Api, Fault};

const KIND: &str = "api";

impl Sitting<'_> {
    pub(super) async fn api(&mut self, begins: &impl Fn(&str)) {
        for case in &self.set.api {
            let no_address = self.target.callback.is_none().then_some("no address for callbacks");
            if let Some(why) = no_address.or_else(|| self.bench.hindrance(&case.needs)) {
                self.skip(KIND, case, why);
                continue;
            }
            begins(&case.id);
            let mut scene = self.bench.scene(Place::Group);
            let mut steps = Ok(());
            for step in &case.steps {
                let callback = CallbackStep {
                    patch: step.patch.clone(),
                    answer: step.answer,
                    ..callbacks::plain()
                };
                if self.success.is_none() && case.expect.no_false_success {
                    self.success = self.success_in_words(&callback).await;
                }
                let answers = vec![
                    (Api::UpdateGroupNick, fault(&step.answers.updategroupnick)),
                    (Api::GroupNicks, fault(&step.answers.group_nicks)),
                ];
                self.bench.simulator.with(|world| {
                    for _ in 0..step.times {
                        world.faults.once_among(answers.clone(), &case.id);
                    }
                });
                steps = steps.and(self.say(&mut scene, &callback).await);
            }
            self.judge(KIND, case, scene, steps).await;
            self.bench.simulator.with(|world| world.faults.clear());
        }
    }

    /// What the bot says when all goes well.
    async fn success_in_words(&self, rename: &CallbackStep) -> Option<String> {
        let mut scene = self.bench.scene(Place::Group);
        self.say(&mut scene, rename).await.ok()?;
        let seen = self.bench.until(&scene, |seen| seen.renames > 0 && seen.acts > 0).await;
        seen.said.last().map(|said| of_anybody(said, &scene))
    }
}

fn fault(answer: &ApiAnswer) -> Fault {
    match answer {
        ApiAnswer::Json { status, body } => Fault::Verbatim { status: *status, body: body.clone() },
        ApiAnswer::Page { .. } => Fault::HtmlPage,
    }
}
