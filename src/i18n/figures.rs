//! The figures of a group in words.

use super::{Locale, Words, harmless};
use crate::domain::{Fault, Fit, Stats};

impl Words {
    pub(super) fn stats(&self, locale: Locale, stats: &Stats) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let comma = say("list-comma", &[]);
        let mut lines = vec![say("stats-title", &[("days", &stats.days.to_string())])];
        match stats.fit.split_last() {
            None => lines.push(say("stats-no-fit", &[])),
            Some((now, before)) => {
                let (fitting, members) = (now.fitting.to_string(), now.members.to_string());
                let share = now.share().to_string();
                let arguments =
                    [("fitting", fitting.as_str()), ("members", &members), ("share", &share)];
                lines.push(say("stats-fit", &arguments));
                if !before.is_empty() {
                    let points: Vec<String> =
                        before.iter().map(|fit| self.point(locale, fit)).collect();
                    lines.push(say("stats-fit-before", &[("points", &points.join(&comma))]));
                }
            }
        }
        if !stats.faults.is_empty() {
            let faults = stats.faults.iter().map(|(fault, count)| {
                let (fault, count) = (self.fault(locale, fault), count.to_string());
                say("stats-count", &[("what", &fault), ("count", &count)])
            });
            let faults = faults.collect::<Vec<_>>().join(&comma);
            lines.push(say("stats-faults", &[("faults", &faults)]));
        }
        let calls: u64 = stats.calls.iter().map(|(_, count)| count).sum();
        let parts = stats.calls.iter().map(|(purpose, count)| {
            let what = say(&format!("stats-call-{}", purpose.as_str()), &[]);
            say("stats-count", &[("what", &what), ("count", &count.to_string())])
        });
        let (calls, parts) = (calls.to_string(), parts.collect::<Vec<_>>().join(&comma));
        lines.push(match stats.calls.is_empty() {
            true => say("stats-no-calls", &[]),
            false => say("stats-calls", &[("count", &calls), ("parts", &parts)]),
        });
        lines.push(say("stats-messages", &[("count", &stats.messages.to_string())]));
        if !stats.refusals.is_empty() {
            let refusals = stats.refusals.iter().map(|(problem, count)| {
                let what = self.problem_in_short(locale, problem);
                say("stats-refused", &[("what", &what), ("count", &count.to_string())])
            });
            lines.extend(refusals);
        }
        lines.join("\n")
    }

    fn point(&self, locale: Locale, fit: &Fit) -> String {
        let share = fit.share().to_string();
        self.say(locale, "stats-point", &[("day", &fit.day), ("share", &share)])
    }

    fn fault(&self, locale: Locale, fault: &Fault) -> String {
        match fault {
            Fault::Missing(part) => {
                let part = self.part(locale, part);
                self.say(locale, "stats-fault-missing", &[("part", &part)])
            }
            Fault::Wrong(part) => {
                let part = self.part(locale, part);
                self.say(locale, "stats-fault-wrong", &[("part", &part)])
            }
            Fault::Literal(literal) => {
                self.say(locale, "stats-fault-literal", &[("literal", &harmless(literal))])
            }
            Fault::LeftOver => self.say(locale, "stats-fault-left-over", &[]),
            Fault::Other => self.say(locale, "stats-fault-other", &[]),
        }
    }
}
