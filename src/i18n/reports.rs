//! The longer answers: history, status, who does not fit, what a plan changes and what it came to.

use super::{Locale, Words, harmless};
use crate::domain::{
    Ailment, Binding, Calls, Check, Collection, Failure, FailureReason, Pace, PastRename, PlanEnd,
    Proposal, Reminded, Reminder, Status, Unread, Whoami,
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Words {
    pub(super) fn history(
        &self,
        locale: Locale,
        target: Option<&str>,
        renames: &[PastRename],
        more: u64,
    ) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        if renames.is_empty() {
            return match target {
                None => say("history-none", &[]),
                Some(target) => say("history-none-other", &[("target", target)]),
            };
        }
        let mut lines = vec![match target {
            None => say("history-title", &[]),
            Some(target) => say("history-title-other", &[("target", target)]),
        }];
        for rename in renames {
            let unknown = || say("history-unknown", &[]);
            let old = rename.old.as_ref().map_or_else(unknown, |old| harmless(old.as_str()));
            let new = harmless(rename.new.as_str());
            let when = self.ago(locale, rename.seconds_ago);
            let arguments = [("old", old.as_str()), ("new", new.as_str()), ("when", when.as_str())];
            lines.push(match &rename.asked_by {
                None => say("history-line", &arguments),
                Some(who) => {
                    let [old, new, when] = arguments;
                    say("history-line-by", &[old, new, when, ("who", &harmless(who))])
                }
            });
        }
        if more > 0 {
            lines.push(self.count(locale, "history-more", more));
        }
        lines.join("\n")
    }

    /// How long ago something was, as people say it.
    fn ago(&self, locale: Locale, seconds: u64) -> String {
        match seconds {
            ..MINUTE => self.say(locale, "ago-now", &[]),
            MINUTE..HOUR => self.count(locale, "ago-minutes", seconds / MINUTE),
            HOUR..DAY => self.count(locale, "ago-hours", seconds / HOUR),
            _ => self.count(locale, "ago-days", seconds / DAY),
        }
    }

    /// In three lines at most.
    pub(super) fn doctor(&self, locale: Locale, ailments: &[Ailment]) -> String {
        const MOST: usize = 3;
        let line = |ailment: &Ailment| {
            let words = match &ailment.problem {
                Some(problem) => self.problem_in_short(locale, problem),
                None => self.say(locale, ailment_key(&ailment.code), &[]),
            };
            self.say(locale, "doctor-line", &[("words", &words), ("code", &ailment.code)])
        };
        let shown = if ailments.len() > MOST { MOST - 1 } else { MOST };
        let mut lines: Vec<String> = ailments.iter().take(shown).map(line).collect();
        if ailments.is_empty() {
            lines.push(self.say(locale, "doctor-well", &[]));
        }
        if ailments.len() > MOST {
            let more = u64::try_from(ailments.len() - shown).unwrap_or(u64::MAX);
            lines.push(self.count(locale, "doctor-more", more));
        }
        lines.join("\n")
    }

    pub(super) fn status(&self, locale: Locale, status: &Status) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let rules = &status.rules;
        let mut lines = vec![
            say("status-title", &[]),
            say(
                match status.binding {
                    Binding::Chat => "status-bound",
                    Binding::Scene => "status-scene",
                    Binding::Unbound => "status-unbound",
                },
                &[],
            ),
            say(&format!("status-allow-{}", rules.allow.as_str()), &[]),
        ];
        if !rules.trusted.is_empty() {
            lines.push(self.count(locale, "status-trusted", rules.trusted.len() as u64));
        }
        if !rules.locked.is_empty() {
            lines.push(self.count(locale, "status-locked", rules.locked.len() as u64));
        }
        lines.push(match &rules.format {
            Some(format) => {
                let format = self.shape_of(locale, format);
                match &rules.uses {
                    None => say("status-format", &[("format", &format)]),
                    Some(rule) => {
                        let rule = harmless(rule.as_str());
                        say("status-format-of-rule", &[("format", &format), ("rule", &rule)])
                    }
                }
            }
            None => say("status-format-off", &[]),
        });
        if rules.format.is_some() && !rules.exempt.is_empty() {
            lines.push(self.count(locale, "status-exempt", rules.exempt.len() as u64));
        }
        if rules.format.is_some() && status.has_roster {
            lines.push(say("status-sources", &[]));
        }
        if status.waiting > 0 {
            lines.push(self.count(locale, "status-waiting", status.waiting));
        }
        if rules.approval {
            lines.push(say("status-approval", &[]));
        }
        if rules.welcome {
            lines.push(say("status-welcome", &[]));
        }
        if rules.quiet {
            lines.push(say("status-quiet", &[]));
        }
        if let Some(remind) = &rules.remind {
            let hour = remind.hour.to_string();
            lines.push(match remind.pace {
                Pace::Daily => say("status-remind-daily", &[("hour", &hour)]),
                Pace::Weekly => say("status-remind-weekly", &[("hour", &hour)]),
                Pace::Until(day) => {
                    let day = day.to_string();
                    say("status-remind-until", &[("hour", &hour), ("day", &day)])
                }
            });
        }
        if let Some(parts) = &rules.collect {
            let parts: Vec<String> = parts.iter().map(|part| self.part(locale, part)).collect();
            let parts = parts.join(&say("list-comma", &[]));
            lines.push(say("status-collect", &[("parts", &parts)]));
        }
        if !status.requests.is_empty() {
            let requests = status.requests.iter().map(|(number, name)| {
                let (number, name) = (number.to_string(), harmless(name.as_str()));
                say("status-request", &[("number", &number), ("name", &name)])
            });
            let requests: Vec<String> = requests.collect();
            let requests = self.some_of(locale, &requests, NAMES_TOLD, 0);
            lines.push(say("status-requests", &[("requests", &requests)]));
        }
        lines.push(say(&format!("status-lookalikes-{}", rules.lookalikes.as_str()), &[]));
        for (key, reserved) in [("status-reserved", true), ("status-unreserved", false)] {
            let names = rules.reserved.iter().filter(|(_, is)| **is == reserved);
            let names: Vec<String> = names.map(|(name, _)| harmless(name)).collect();
            if !names.is_empty() {
                let names = self.some_of(locale, &names, NAMES_TOLD, 0);
                lines.push(say(key, &[("names", &names)]));
            }
        }
        lines.push(say("status-language", &[("language", &say("language-name", &[]))]));
        lines.push(self.calls(locale, status.calls));
        if let Some(messages) = status.messages {
            let (left, allowance) = (messages.left().to_string(), messages.allowance.to_string());
            lines.push(say("status-messages", &[("left", &left), ("allowance", &allowance)]));
        }
        for unread in &status.unread {
            let key = match unread {
                Unread::Owner => "status-unread-owner",
                Unread::Directory => "status-unread-directory",
                Unread::Members => "status-unread-members",
                Unread::SubAdmins => "status-unread-sub-admins",
            };
            lines.push(say(key, &[]));
        }
        lines.join("\n")
    }

    /// How somebody is known here, and what they may do.
    pub(super) fn whoami(&self, locale: Locale, whoami: &Whoami) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let name = whoami.name.as_ref().map(|name| harmless(name.as_str()));
        let given_by = whoami.given_by.as_ref().map(|who| harmless(who));
        let mut lines = vec![match (name, whoami.since, given_by) {
            (None, ..) => say("whoami-unknown", &[]),
            (Some(name), None, _) => say("whoami", &[("name", &name)]),
            (Some(name), Some(since), given_by) => {
                let when = self.ago(locale, since);
                match given_by {
                    None => say("whoami-since", &[("name", &name), ("when", &when)]),
                    Some(who) => {
                        say("whoami-given", &[("name", &name), ("when", &when), ("who", &who)])
                    }
                }
            }
        }];
        lines.push(say(
            match whoami {
                Whoami { governs: true, .. } => "whoami-governs",
                Whoami { is_locked: true, .. } => "whoami-locked",
                Whoami { renames_others: true, .. } => "whoami-renames-others",
                Whoami { renames_self: true, .. } => "whoami-renames-self",
                _ => "whoami-renames-nobody",
            },
            &[],
        ));
        if let Some((number, name)) = &whoami.waiting {
            let (number, name) = (number.to_string(), harmless(name.as_str()));
            lines.push(say("whoami-waiting", &[("number", &number), ("name", &name)]));
        }
        lines.join("\n")
    }

    fn calls(&self, locale: Locale, calls: Calls) -> String {
        let key = match calls {
            calls if calls.are_reserved() => "status-calls-reserved",
            calls if calls.are_low() => "status-calls-low",
            _ => "status-calls",
        };
        let (left, allowance) = (calls.left().to_string(), calls.allowance.to_string());
        self.say(locale, key, &[("left", &left), ("allowance", &allowance)])
    }

    pub(super) fn reminder(&self, locale: Locale, reminder: &Reminder) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let mut lines = Vec::new();
        if !reminder.people.is_empty() {
            let shape = self.shape(locale, &reminder.shape);
            let count = (reminder.people.len() as u64 + reminder.more).to_string();
            lines.push(say("reminder", &[("shape", &shape), ("count", &count)]));
            lines.extend(reminder.people.iter().map(|Reminded { name, instead }| {
                let name = harmless(name);
                match instead {
                    Some(instead) => {
                        let instead = harmless(instead.as_str());
                        say("reminder-line", &[("name", &name), ("instead", &instead)])
                    }
                    None => say("check-line", &[("name", &name)]),
                }
            }));
            if reminder.more > 0 {
                lines.push(self.count(locale, "reminder-more", reminder.more));
            }
            lines.push(match &reminder.until {
                Some(day) => say("reminder-until", &[("day", &day.to_string())]),
                None => say("reminder-how", &[]),
            });
        }
        if !reminder.for_owner.is_empty() {
            let names: Vec<String> = reminder.for_owner.iter().map(|name| harmless(name)).collect();
            let names = self.some_of(locale, &names, names.len(), reminder.more_for_owner);
            lines.push(say("reminder-owner", &[("names", &names)]));
        }
        lines.join("\n")
    }

    pub(super) fn collecting(&self, locale: Locale, collection: &Collection) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let comma = say("list-comma", &[]);
        let parts: Vec<String> =
            collection.parts.iter().map(|part| self.part(locale, part)).collect();
        let mut lines = Vec::new();
        match collection.noted {
            Some(noted) => lines.push(self.count(locale, "collect-noted", noted)),
            None => {
                let line = format!("1. {}", parts.join(" "));
                let parts = parts.join(&comma);
                lines.push(say("collect-ask", &[("parts", &parts), ("line", &line)]));
            }
        }
        if !collection.unknown.is_empty() {
            let names: Vec<String> = collection.unknown.iter().map(|it| harmless(it)).collect();
            lines.push(say("collect-unknown", &[("names", &names.join(&comma))]));
        }
        let missing: Vec<String> = collection.missing.iter().map(|it| harmless(it)).collect();
        lines.push(match missing.is_empty() {
            true => say("collect-complete", &[]),
            false => {
                let people = self.some_of(locale, &missing, NAMES_TOLD, collection.more);
                let count = (missing.len() as u64 + collection.more).to_string();
                say("collect-missing", &[("count", &count), ("people", &people)])
            }
        });
        lines.join("\n")
    }

    /// Who does not fit, told to somebody alone: with the group that it is about.
    #[must_use]
    pub fn checked_alone(&self, locale: Locale, title: Option<&str>, check: &Check) -> String {
        let text = self.checked(locale, check);
        match title {
            None => text,
            Some(title) => {
                let title = harmless(title);
                self.say(locale, "check-alone", &[("title", &title), ("text", &text)])
            }
        }
    }

    pub(super) fn checked(&self, locale: Locale, check: &Check) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let shape = self.shape(locale, &check.shape);
        let fitting = check.fitting.to_string();
        let misfits = check.misfits.len() as u64 + check.more;
        let mut lines = Vec::new();
        if misfits == 0 {
            lines.push(say("check-all-fit", &[("shape", &shape), ("fitting", &fitting)]));
        } else {
            let count = misfits.to_string();
            let arguments = [("shape", shape.as_str()), ("fitting", &fitting), ("misfits", &count)];
            lines.push(say("check-misfits", &arguments));
            lines.extend(check.misfits.iter().map(|misfit| {
                let name = harmless(&misfit.name);
                match &misfit.person {
                    None => say("check-line", &[("name", &name)]),
                    Some(person) => {
                        say("check-line-of", &[("name", &name), ("person", &harmless(person))])
                    }
                }
            }));
            if check.more > 0 {
                lines.push(self.count(locale, "check-more", check.more));
            }
        }
        if check.unknown > 0 {
            lines.push(self.count(locale, "check-unknown", check.unknown));
        }
        if misfits > 0 {
            lines.push(say("check-apply", &[]));
        }
        lines.join("\n")
    }

    pub(super) fn proposed(&self, locale: Locale, proposal: &Proposal) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let mut lines = Vec::new();
        let (count, left) = (proposal.count.to_string(), proposal.calls.left().to_string());
        match proposal.number {
            None if proposal.later > 0 => {
                lines.push(self.count(locale, "plan-no-room", proposal.later));
            }
            None if proposal.incomplete.is_empty() => lines.push(say("plan-nothing", &[])),
            None => lines.push(say("plan-nothing-known", &[])),
            Some(number) => {
                lines.push(say("plan", &[("count", &count), ("left", &left)]));
                for (person, name) in &proposal.first {
                    let (person, name) = (harmless(person), harmless(name.as_str()));
                    lines.push(say("plan-line", &[("person", &person), ("name", &name)]));
                }
                let more = proposal.count.saturating_sub(proposal.first.len() as u64);
                if more > 0 {
                    lines.push(self.count(locale, "plan-more", more));
                }
                if proposal.later > 0 {
                    lines.push(self.count(locale, "plan-later", proposal.later));
                }
                lines.push(say("plan-confirm", &[("number", &number.to_string())]));
            }
        }
        if !proposal.incomplete.is_empty() {
            let people: Vec<String> =
                proposal.incomplete.iter().map(|name| harmless(name)).collect();
            let more = proposal.more_incomplete;
            let people = self.some_of(locale, &people, NAMES_TOLD, more);
            lines.push(say("plan-incomplete", &[("people", &people)]));
        }
        lines.join("\n")
    }

    pub(super) fn plan_done(&self, locale: Locale, end: &PlanEnd) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let failed: u64 = end.failures.iter().map(|failure| failure.count).sum();
        let (number, renamed) = (end.number.to_string(), end.renamed.to_string());
        if failed == 0 {
            return say("plan-done", &[("number", &number), ("renamed", &renamed)]);
        }
        let failed = failed.to_string();
        let arguments = [("number", number.as_str()), ("renamed", &renamed), ("failed", &failed)];
        let mut lines = vec![say("plan-done-but", &arguments)];
        lines.extend(end.failures.iter().map(|failure| self.failure(locale, failure)));
        lines.join("\n")
    }

    fn failure(&self, locale: Locale, failure: &Failure) -> String {
        let reason = match &failure.reason {
            FailureReason::Refused(problem) => self.problem_in_short(locale, problem),
            FailureReason::Superseded => self.say(locale, "plan-superseded", &[]),
            FailureReason::Expired => self.say(locale, "plan-expired", &[]),
            FailureReason::GivenUp => self.say(locale, "plan-given-up", &[]),
        };
        let people: Vec<String> = failure.people.iter().map(|name| harmless(name)).collect();
        let more = failure.count.saturating_sub(people.len() as u64);
        let people = self.some_of(locale, &people, NAMES_TOLD, more);
        let count = failure.count.to_string();
        let arguments = [("count", count.as_str()), ("people", &people), ("reason", &reason)];
        let key = if failure.people.is_empty() { "plan-failure-of-some" } else { "plan-failure" };
        self.say(locale, key, &arguments)
    }

    /// The first of a list, and how many more there are.
    fn some_of(&self, locale: Locale, all: &[String], most: usize, more: u64) -> String {
        let told = &all[..all.len().min(most)];
        let more = more + (all.len() - told.len()) as u64;
        let mut list = told.join(&self.say(locale, "list-comma", &[]));
        if more > 0 {
            list.push_str(&self.count(locale, "and-more", more));
        }
        list
    }
}

/// How many names stand in a line.
const NAMES_TOLD: usize = 10;

/// The words for what a check found, where DingTalk said nothing.
fn ailment_key(code: &str) -> &'static str {
    match code {
        "DN-GROUP-01" => "doctor-not-reached",
        "DN-GROUP-04" => "doctor-language",
        "DN-QUEUE-01" => "doctor-waiting",
        "DN-QUEUE-02" => "doctor-given-up",
        "DN-QUEUE-03" => "doctor-unanswered",
        "DN-CALLS-01" => "doctor-calls",
        "DN-CALLS-02" => "doctor-messages",
        _ => "doctor-other",
    }
}
