//! Plays the cases, one after the other, and judges what was seen of the bot.

mod api;
mod callbacks;
mod events;
mod stream;

use super::bench::{Bench, Scene, Seen};
use super::report::{Outcome, Report, Verdict};
use super::set::{Answer, Case, Expect, Need, Place, Set};
use crate::simulator::deliver::{DeliverError, Delivered};

/// Where the bot is.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// Its address for callbacks.
    pub callback: Option<String>,
    /// Its address for events.
    pub events: Option<String>,
    /// Whether it opens a Stream connection.
    pub stream: bool,
}

/// A case that was played, and is judged again at the end: too much may come late.
struct Played {
    outcome: Outcome,
    scene: Option<Scene>,
    expect: Expect,
}

/// Why a case of this kind cannot be played, if so.
type Hindrance = Option<&'static str>;

/// A sitting with one bot.
struct Sitting<'a> {
    bench: &'a Bench,
    set: &'a Set,
    target: &'a Target,
    /// What the bot says when a nickname was changed.
    success: Option<String>,
    played: Vec<Played>,
}

impl Bench {
    /// Plays a set against a bot; `begins` hears of each case before it is played.
    pub async fn play(&self, set: &Set, target: &Target, begins: impl Fn(&str)) -> Report {
        let mut sitting = Sitting { bench: self, set, target, success: None, played: Vec::new() };
        sitting.callbacks(&begins).await;
        sitting.events(&begins).await;
        sitting.stream(&begins).await;
        sitting.api(&begins).await;
        sitting.end().await
    }

    /// Why a case cannot be played with what is known of the bot.
    fn hindrance(&self, needs: &[Need]) -> Hindrance {
        needs.iter().find_map(|need| match need {
            Need::Corp if self.options.corp_id.is_none() => Some("no organisation is set"),
            Need::Rename if self.options.rename.is_none() => {
                Some("no words are set that have it change a nickname")
            }
            Need::Corp | Need::Rename => None,
        })
    }
}

impl Sitting<'_> {
    fn skip<Step>(&mut self, kind: &str, case: &Case<Step>, why: &str) {
        self.note(kind, case, None, Verdict::Skipped(why.to_owned()));
    }

    /// Notes a case whose steps have been played.
    async fn judge<Step>(
        &mut self,
        kind: &str,
        case: &Case<Step>,
        scene: Scene,
        steps: Result<(), String>,
    ) {
        let verdict = match steps {
            Err(why) => Verdict::Failed(why),
            Ok(()) => {
                let expect = &case.expect;
                let seen = self.bench.until(&scene, |seen| expect.has_come(seen)).await;
                self.verdict(expect, &scene, &seen)
            }
        };
        self.note(kind, case, Some(scene), verdict);
    }

    fn note<Step>(
        &mut self,
        kind: &str,
        case: &Case<Step>,
        scene: Option<Scene>,
        verdict: Verdict,
    ) {
        let id = format!("{kind}/{}", case.id);
        let outcome = Outcome::new(id, &case.about.en, case.level, verdict);
        self.played.push(Played { outcome, scene, expect: case.expect.clone() });
    }

    fn verdict(&self, expect: &Expect, scene: &Scene, seen: &Seen) -> Verdict {
        let wrong = expect.wrong(seen).or_else(|| {
            let success = self.success.as_ref().filter(|_| expect.no_false_success)?;
            let claims = seen.said.iter().any(|said| of_anybody(said, scene) == *success);
            (claims && seen.renames == 0).then(|| "it claims a success that was none".to_owned())
        });
        wrong.map_or(Verdict::Passed, Verdict::Failed)
    }

    /// Waits until what was said last has been heard, looks again, and reports.
    async fn end(mut self) -> Report {
        let answers = |played: &Played| {
            played.expect.acts == Some(1) && played.outcome.verdict == Verdict::Passed
        };
        if self.target.callback.is_some() && self.played.iter().any(answers) {
            let mut scene = self.bench.scene(Place::Group);
            if self.say(&mut scene, &callbacks::plain()).await.is_ok() {
                self.bench.until(&scene, |seen| seen.acts > 0).await;
            }
        }
        tokio::time::sleep(self.bench.options.quiet).await;
        let mut played = std::mem::take(&mut self.played);
        for Played { outcome, scene, expect } in &mut played {
            if let (Verdict::Passed, Some(scene)) = (&outcome.verdict, &scene) {
                outcome.verdict = self.verdict(expect, scene, &self.bench.seen(scene));
            }
        }
        Report::of(played.into_iter().map(|played| played.outcome).collect())
    }
}

impl Expect {
    /// Whether all that was waited for is there; more may come.
    fn has_come(&self, seen: &Seen) -> bool {
        let waited = |expected: Option<usize>, seen: usize| seen >= expected.unwrap_or_default();
        waited(self.acts, seen.acts)
            && waited(self.renames, seen.renames)
            && waited(self.calls, seen.calls)
            && (!self.no_false_success || seen.acts > 0 || seen.renames > 0)
    }

    /// What of it is not as expected.
    fn wrong(&self, seen: &Seen) -> Option<String> {
        let pairs = [
            ("answers in the conversation", self.acts, seen.acts),
            ("nicknames changed", self.renames, seen.renames),
            ("calls for nicknames", self.calls, seen.calls),
            ("calls to a server that is not DingTalk's", self.foreign_calls, seen.foreign_calls),
        ];
        pairs.into_iter().find_map(|(what, expected, seen)| {
            let expected = expected.filter(|expected| *expected != seen)?;
            Some(format!("{what}: {seen}, and {expected} expected"))
        })
    }
}

impl Answer {
    /// What of an answer to a delivery is not as expected.
    fn wrong(self, answer: &Result<Delivered, DeliverError>) -> Option<String> {
        let (words, fits): (&str, fn(u16) -> bool) = match self {
            Self::Taken | Self::Success => ("200 to 299", |status| (200..300).contains(&status)),
            Self::Refused => ("400 to 499", |status| (400..500).contains(&status)),
            Self::NoCrash => ("less than 500", |status| status < 500),
            Self::Any => return None,
        };
        match answer {
            Ok(Delivered { status, .. }) if fits(*status) => None,
            Ok(Delivered { status, .. }) => {
                Some(format!("answered {status}, and {words} expected"))
            }
            // Closed at once: that is a refusal, too.
            Err(DeliverError::Unreachable(_)) if self == Self::Refused => None,
            Err(error) => Some(format!("no answer, and {words} expected: {}", causes(error))),
        }
    }
}

fn causes(error: &dyn std::error::Error) -> String {
    let mut causes = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        causes = format!("{causes}: {error}");
        source = error.source();
    }
    causes
}

/// What was said, whoever it was said to.
fn of_anybody(said: &str, scene: &Scene) -> String {
    let name = scene.blanks.fill("{{sender_name}}");
    let userid = scene.blanks.fill("{{sender_userid}}");
    said.replace(&name, "…").replace(&userid, "…")
}
