//! Every reply in words: one arm for each, so that a new reply does not compile without them.

use super::help::HelpReader;
use super::{Locale, Naming, Voice, Words, harmless};
use crate::command::table;
use crate::domain::{
    BindFailure, Change, Denial, Forbidden, KindChange, Limited, MAX_CHARACTERS, NameError,
    NameRefusal, Nickname, Note, Pace, Problem, Reader, Reply, Resembled, Role, Way,
};

impl Words {
    /// The whole text of an answer.
    #[must_use]
    pub fn answer(&self, locale: Locale, reply: &Reply, notes: &[Note], naming: &Naming) -> String {
        let mut text = self.reply(locale, reply, naming);
        // What stands for a person in a line to copy cannot be sent as it is.
        let user = self.say(locale, "placeholder-user", &[]);
        let names_one = |line: &str| line.starts_with("/nick ") && line.contains(&user);
        if !matches!(reply, Reply::Help { .. }) && text.lines().any(names_one) {
            text = format!("{text}\n{}", self.say(locale, "pick-person", &[]));
        }
        for note in notes {
            let note_text = self.note(locale, note);
            text = match note {
                // A success is one line.
                Note::UndoHint { .. } => {
                    self.say(locale, "two-sentences", &[("first", &text), ("second", &note_text)])
                }
                _ => format!("{text}\n{note_text}"),
            };
        }
        match naming.sender.as_str() {
            "" => text,
            sender if naming.is_mention => format!("{sender} {text}"),
            sender => self.say(locale, "addressed-by-name", &[("name", sender), ("text", &text)]),
        }
    }

    /// All that we speak, each as it is typed and as it calls itself.
    fn languages(&self, locale: Locale) -> String {
        let known = Locale::all().map(|known| {
            let name = self.say(known, "language-name", &[]);
            format!("{} {name}", known.as_str())
        });
        known.collect::<Vec<_>>().join(&self.say(locale, "list-comma", &[]))
    }

    fn reply(&self, locale: Locale, reply: &Reply, naming: &Naming) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        match reply {
            Reply::Renamed { target, old, new } => {
                let new = harmless(new.as_str());
                let target = target.as_ref().map(|_| naming.target.as_str());
                let old = old.as_ref().map(|old| harmless(old.as_str())).filter(|old| *old != new);
                match (target, old) {
                    (None, None) => say("renamed", &[("new", &new)]),
                    (None, Some(old)) => say("renamed-from", &[("old", &old), ("new", &new)]),
                    (Some(target), None) => {
                        say("renamed-other", &[("target", target), ("new", &new)])
                    }
                    (Some(target), Some(old)) => say(
                        "renamed-other-from",
                        &[("target", target), ("old", &old), ("new", &new)],
                    ),
                }
            }
            Reply::Unchanged { target, name } => {
                let name = harmless(name.as_str());
                match target {
                    None => say("unchanged", &[("name", &name)]),
                    Some(_) => {
                        say("unchanged-other", &[("target", &naming.target), ("name", &name)])
                    }
                }
            }
            Reply::NothingToUndo { target } => match target {
                None => say("nothing-to-undo", &[]),
                Some(_) => say("nothing-to-undo-other", &[("target", &naming.target)]),
            },
            Reply::OldNameUnknown { target } => match target {
                None => say("old-name-unknown", &[]),
                Some(_) => say("old-name-unknown-other", &[("target", &naming.target)]),
            },
            Reply::DirectoryName { target, refusal } => {
                let mut key = match refusal {
                    NameRefusal::Ours(_) => "directory-name-refused",
                    NameRefusal::DingTalk(_) => "directory-name-forbidden",
                }
                .to_owned();
                key += if target.is_some() { "-other" } else { "" };
                let text = say(&key, &[("target", &naming.target)]);
                match refusal {
                    NameRefusal::Ours(_) => text,
                    NameRefusal::DingTalk(Problem { code, .. }) => {
                        say("coded", &[("text", &text), ("code", code)])
                    }
                }
            }
            Reply::History { target, renames, more } => {
                let target = target.as_ref().map(|_| naming.target.as_str());
                self.history(locale, target, renames, *more)
            }
            Reply::Status(status) => self.status(locale, status),
            Reply::Doctor(ailments) => self.doctor(locale, ailments),
            Reply::Whoami(whoami) => self.whoami(locale, whoami),
            Reply::NameRefused { error, instead } => {
                let text = self.name_error(locale, error);
                match instead {
                    None => text,
                    Some(line) => {
                        let text = format!("{text}\n{}", say("name-instead", &[]));
                        self.with_line(locale, &text, line)
                    }
                }
            }
            Reply::Misfit { target, mismatch, example } => {
                let text = self.misfit(locale, mismatch);
                self.with_example(
                    locale,
                    &text,
                    target.is_some(),
                    &mismatch.shape,
                    example.as_ref(),
                )
            }
            Reply::PartsMissing { target, shape, parts, example } => {
                let text = self.wanting(locale, "parts-missing", shape, parts);
                self.with_example(locale, &text, target.is_some(), shape, example.as_ref())
            }
            Reply::Newcomer { shape, parts, example } => {
                self.newcomer(locale, shape, parts, example.as_ref())
            }
            Reply::LooksLike { target, like, name } => {
                let key = match like.role {
                    Role::Owner => "looks-like-owner",
                    Role::Admin => "looks-like-admin",
                    Role::SubAdmin => "looks-like-sub-admin",
                    Role::Bot => return say("looks-like-bot", &[("name", &harmless(&like.name))]),
                    Role::Reserved => "looks-like-reserved",
                    Role::Member => "looks-like-member",
                };
                let text = say(key, &[("name", &harmless(&like.name))]);
                // Two people may well have one name: another will do.
                let may_ask = target.is_none() && like.role != Role::Member;
                self.or_ask_for_it(locale, text, may_ask, name)
            }
            Reply::TitleRefused { target, title, name } => {
                let text = say("title-refused", &[("title", &harmless(title))]);
                self.or_ask_for_it(locale, text, target.is_none(), name)
            }
            Reply::Changed(change) => self.changed(locale, change, naming),
            Reply::FormatSet { shape, example } => self.format_set(locale, shape, example.as_ref()),
            Reply::RuleUsed { rule, shape, example } => {
                let first = say("changed-use", &[("rule", &harmless(rule.as_str()))]);
                let second = self.format_set(locale, shape, example.as_ref());
                say("two-sentences", &[("first", &first), ("second", &second)])
            }
            Reply::RuleUnknown { rule, known } if known.is_empty() => {
                say("rule-none", &[("rule", &harmless(rule.as_str()))])
            }
            Reply::RuleUnknown { rule, known } => {
                let known: Vec<String> = known.iter().map(|rule| harmless(rule.as_str())).collect();
                let known = known.join(&say("list-comma", &[]));
                say("rule-unknown", &[("rule", &harmless(rule.as_str())), ("known", &known)])
            }
            Reply::FormatRefused(error) => self.format_refused(locale, error),
            Reply::LanguageUnknown { tag } => {
                let known = self.languages(locale);
                say("language-unknown", &[("tag", &harmless(tag)), ("known", &known)])
            }
            Reply::NoFormat => say("no-format", &[]),
            Reply::Checked(check) => self.checked(locale, check),
            Reply::Collecting(collection) => self.collecting(locale, collection),
            Reply::CollectedWithoutFormat => say("collected-without-format", &[]),
            Reply::NothingCollected => say("collect-nothing", &[]),
            Reply::Stats(stats) => self.stats(locale, stats),
            Reply::CheckedPrivately => say("check-private-sent", &[]),
            Reply::CheckNotSent { problem, format, group } => {
                let text = match problem {
                    None => say("check-private-failed", &[]),
                    Some(problem) => {
                        let reason = self.problem_in_short(locale, problem);
                        say("check-private-failed-because", &[("reason", &reason)])
                    }
                };
                let format = harmless(format);
                format!("{text}\ndingnick apply --dry-run --group {group} --template '{format}'")
            }
            Reply::Proposed(proposal) => self.proposed(locale, proposal),
            Reply::PlanUnknown(number) => say("plan-unknown", &[("number", &number.to_string())]),
            Reply::PlanConfirmedBefore(number) => {
                say("plan-confirmed-before", &[("number", &number.to_string())])
            }
            Reply::PlanTooOld(number) => say("plan-too-old", &[("number", &number.to_string())]),
            Reply::PlanBegun { number, count } => {
                say("plan-begun", &[("number", &number.to_string()), ("count", &count.to_string())])
            }
            Reply::PlanProgress { number, done, total } => {
                let (number, done) = (number.to_string(), done.to_string());
                let total = total.to_string();
                say("plan-progress", &[("number", &number), ("done", &done), ("total", &total)])
            }
            Reply::Reminder(reminder) => self.reminder(locale, reminder),
            Reply::RemindAtNight => say("remind-at-night", &[]),
            Reply::RemindInThePast => say("remind-in-the-past", &[]),
            Reply::PlanDone(end) => self.plan_done(locale, end),
            Reply::Requested { number, target, name } => {
                let (number, name) = (number.to_string(), harmless(name.as_str()));
                match target {
                    None => say("requested", &[("number", &number), ("name", &name)]),
                    Some(_) => say(
                        "requested-other",
                        &[("number", &number), ("target", &naming.target), ("name", &name)],
                    ),
                }
            }
            Reply::Replaced { name, by_other, .. } => {
                let key = if *by_other { "replaced-by-other" } else { "replaced" };
                say(key, &[("name", &harmless(name.as_str()))])
            }
            Reply::Withdrawn { number, name } => {
                let (number, name) = (number.to_string(), harmless(name.as_str()));
                say("withdrawn", &[("number", &number), ("name", &name)])
            }
            Reply::NothingToWithdraw => say("nothing-to-withdraw", &[]),
            Reply::RequestUnknown(number) => {
                say("request-unknown", &[("number", &number.to_string())])
            }
            Reply::RequestDecidedBefore(number) => {
                say("request-decided-before", &[("number", &number.to_string())])
            }
            Reply::Approved { number, new, .. } => {
                let (number, new) = (number.to_string(), harmless(new.as_str()));
                say("approved", &[("number", &number), ("target", &naming.target), ("new", &new)])
            }
            Reply::ApprovedInVain { number, problem, again, .. } => {
                let reason = self.problem(locale, problem);
                let number = number.to_string();
                let arguments =
                    [("number", number.as_str()), ("target", &naming.target), ("reason", &reason)];
                let text = say("approved-in-vain", &arguments);
                match again {
                    None => text,
                    Some(again) => {
                        let again = say("requested-again", &[("number", &again.to_string())]);
                        format!("{text}\n{again}")
                    }
                }
            }
            Reply::Rejected { number, name, reason, .. } => {
                let (number, name) = (number.to_string(), harmless(name.as_str()));
                let arguments =
                    [("number", number.as_str()), ("target", &naming.target), ("name", &name)];
                match harmless(reason).as_str() {
                    "" => say("rejected", &arguments),
                    reason => {
                        let [number, target, name] = arguments;
                        say("rejected-because", &[number, target, name, ("reason", reason)])
                    }
                }
            }
            Reply::RequestExpired { number, name } => {
                let (number, name) = (number.to_string(), harmless(name.as_str()));
                say("request-expired", &[("number", &number), ("name", &name)])
            }
            Reply::Denied(denial) => say(
                match denial {
                    Denial::NotOwner => "denied-not-owner",
                    Denial::GovernorsOnly => "denied-governors-only",
                    Denial::NotGovernor => "denied-not-governor",
                    Denial::Locked => "denied-locked",
                    Denial::Reserve => "denied-reserve",
                    Denial::OwnerUnknown => "denied-owner-unknown",
                    Denial::OwnerOnly => "owner-only",
                },
                &[],
            ),
            Reply::OwnerUnknown(problem) => {
                let reason = self.problem(locale, problem);
                say("denied-owner-unknown-because", &[("reason", &reason)])
            }
            Reply::Failed(problem) => self.problem(locale, problem),
            Reply::TooOften { limited, count, per, wait } => {
                let key = match limited {
                    Limited::Sender => "too-often",
                    Limited::Group => "too-often-group",
                };
                let period = say(&format!("period-{per}"), &[]);
                let (count, wait) = (count.to_string(), wait.to_string());
                say(key, &[("count", &count), ("period", &period), ("wait", &wait)])
            }
            Reply::DailyCap { limited, count, free_at } => {
                let key = match limited {
                    Limited::Sender => "daily-cap",
                    Limited::Group => "daily-cap-group",
                };
                say(key, &[("count", &count.to_string()), ("free-at", free_at)])
            }
            Reply::GivenUp => say("error-internal", &[]),
            Reply::Unreadable { code } if code == "plan-unreadable" => say("plan-unreadable", &[]),
            Reply::Unreadable { code } if code == "request-unreadable" => {
                say("request-unreadable", &[])
            }
            Reply::Unreadable { .. } => say("job-unreadable", &[]),
            Reply::Expired => say("expired", &[]),
            Reply::NotBound => say("not-bound", &[]),
            Reply::Bound => say("bound", &[]),
            Reply::BindFailed(BindFailure::OtherGroup) => say("bind-other-group", &[]),
            Reply::BindFailed(BindFailure::Refused(problem)) => self.bind_refused(locale, problem),
            Reply::KindChangeProposed { number, change } => {
                let key = match change {
                    KindChange::Adopt => "adopt-proposed",
                    KindChange::Release => "release-proposed",
                };
                say(key, &[("number", &number.to_string())])
            }
            Reply::KindChangeTooOld { number, change } => {
                let (number, line) = (number.to_string(), change.line());
                say("kind-change-too-old", &[("number", &number), ("line", &line)])
            }
            Reply::KindChangeByHand(KindChange::Adopt) => {
                format!("{}\n{}", say("taps-adopt", &[]), say("template-where", &[]))
            }
            Reply::KindChangeByHand(KindChange::Release) => say("taps-release", &[]),
            Reply::OwnerOnly { change, problem } => {
                let mut text = say("owner-only", &[]);
                if let Some(Problem { code, .. }) = problem {
                    text = say("coded", &[("text", &text), ("code", code)]);
                }
                say("owner-only-ask", &[("text", &text), ("line", &change.line())])
            }
            Reply::NotAdopted => say("not-adopted", &[]),
            Reply::Help { renames_self, renames_others, governs, all, topic } => {
                let reader = HelpReader {
                    renames_self: *renames_self,
                    renames_others: *renames_others,
                    governs: *governs,
                };
                match topic {
                    Some(topic) => self.help_about(locale, reader, *topic),
                    None if *all => self.all_help(locale, reader),
                    None => self.help(locale, reader),
                }
            }
            Reply::Hint => say("hint", &[]),
            Reply::Usage { command, as_name } => {
                let usages: Vec<String> = table::find(command)
                    .map(|definition| self.usages(locale, definition))
                    .unwrap_or_default();
                let example = say(&format!("example-{command}"), &[]);
                let usages = usages.join("\n");
                let arguments =
                    [("command", command.as_str()), ("usages", &usages), ("example", &example)];
                let mut text = say("usage", &arguments);
                if command == "lang" {
                    let known = self.languages(locale);
                    text = format!("{text}\n{}", say("languages", &[("known", &known)]));
                }
                match as_name {
                    None => text,
                    Some(line) => {
                        format!(
                            "{text}\n{}",
                            self.with_line(locale, &say("usage-as-name", &[]), line)
                        )
                    }
                }
            }
            Reply::Ambiguous { readings } => {
                let key = if readings.len() == 1 { "ambiguous-one" } else { "ambiguous" };
                let mut text = say(key, &[]);
                let meanings = readings.iter().map(|line| self.meaning(locale, line));
                let meanings: Vec<Option<String>> = meanings.collect();
                let has_command = meanings.iter().any(Option::is_some);
                for (line, meaning) in readings.iter().zip(meanings) {
                    // The meaning stands above, so that the line can be copied whole.
                    let as_name = || has_command.then(|| say("as-a-name", &[]));
                    if let Some(meaning) = meaning.or_else(as_name) {
                        text = say("with-meaning", &[("text", &text), ("meaning", &meaning)]);
                    }
                    text = self.with_line(locale, &text, line);
                }
                text
            }
            Reply::Placeholder { typed } => {
                let key =
                    if typed.starts_with('@') { "placeholder-person" } else { "placeholder-typed" };
                say(key, &[("typed", &harmless(typed))])
            }
            Reply::Unclear => say("unclear", &[]),
            Reply::MentionsAll => say("mentions-all", &[]),
            Reply::MentionsBot => say("mentions-bot", &[]),
            Reply::NotText => say("not-text", &[]),
            Reply::NameMissing => say("name-missing", &[]),
            Reply::MentionWithin { reading: None } => say("mention-within", &[]),
            Reply::MentionWithin { reading: Some(line) } => {
                let theirs = self.with_line(locale, &say("mention-within-theirs", &[]), line);
                format!("{}\n{theirs}", say("mention-within", &[]))
            }
            Reply::TooManyMentioned => say("too-many-mentioned", &[]),
            Reply::TypedMention => say("typed-mention", &[]),
            Reply::SenderOutside => say("sender-outside", &[]),
            Reply::TargetOutside => say("target-outside", &[]),
            Reply::OnlyInGroups => say("only-in-groups", &[]),
        }
    }

    fn or_ask_for_it(
        &self,
        locale: Locale,
        text: String,
        may_ask: bool,
        name: &Nickname,
    ) -> String {
        if !may_ask {
            return text;
        }
        let text = format!("{text}\n{}", self.say(locale, "ask-for-it", &[]));
        self.with_line(locale, &text, &format!("/nick request {name}"))
    }

    /// A text with a whole line to copy under it, in which `@user` stands for a person who has to
    /// be picked from the list again.
    pub(super) fn with_line(&self, locale: Locale, text: &str, line: &str) -> String {
        let line = match line.split_once("@user") {
            None => harmless(line),
            Some((before, after)) => {
                let user = self.say(locale, "placeholder-user", &[]);
                format!("{}{user}{}", harmless(before), harmless(after))
            }
        };
        format!("{text}\n{line}")
    }

    /// A remark beside a reply.
    #[must_use]
    pub fn note(&self, locale: Locale, note: &Note) -> String {
        match note {
            Note::LooksLike(Resembled { role: Role::Reserved, name }) => {
                self.say(locale, "note-reserved", &[("name", &harmless(name))])
            }
            Note::LooksLike(Resembled { name, .. }) => {
                self.say(locale, "note-looks-like", &[("name", &harmless(name))])
            }
            Note::CallsLow { left, allowance } => {
                let (left, allowance) = (left.to_string(), allowance.to_string());
                let arguments = [("left", left.as_str()), ("allowance", allowance.as_str())];
                self.say(locale, "note-calls-low", &arguments)
            }
            Note::UndoHint { own: true } => self.say(locale, "note-undo", &[]),
            Note::UndoHint { own: false } => {
                let user = self.say(locale, "placeholder-user", &[]);
                self.say(locale, "note-undo-other", &[("user", &user)])
            }
            Note::MessagesLow { left, allowance } => {
                let (left, allowance) = (left.to_string(), allowance.to_string());
                let arguments = [("left", left.as_str()), ("allowance", allowance.as_str())];
                self.say(locale, "note-messages-low", &arguments)
            }
            Note::QuietCosts => self.say(locale, "note-quiet-costs", &[]),
            Note::MakeReady { way, reader, group } => {
                let key = match (way, reader) {
                    (Way::Adopt, Reader::Owner) => "ready-adopt-owner",
                    (Way::Adopt, Reader::Admin) => "ready-adopt-admin",
                    (Way::Adopt, Reader::Member) => "ready-adopt-member",
                    (Way::Retitle, Reader::Owner) => "ready-retitle-owner",
                    (Way::Retitle, Reader::Admin | Reader::Member) => "ready-retitle-member",
                    (Way::ByHand, Reader::Admin) => "ready-by-hand-admin",
                    (Way::ByHand, Reader::Owner | Reader::Member) => "taps-adopt",
                };
                self.say(locale, key, &[("group", group.as_str())])
            }
            Note::BindsItself => self.say(locale, "ready-retitle-member", &[]),
            Note::NamesNeedFormat => self.say(locale, "note-names-need-format", &[]),
            Note::HearsNoEvents => self.say(locale, "note-hears-no-events", &[]),
            Note::ForOperator(problem) => self.told(locale, problem, Voice::Operator),
        }
    }

    fn changed(&self, locale: Locale, change: &Change, naming: &Naming) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| self.say(locale, key, arguments);
        let target = [("target", naming.target.as_str())];
        match change {
            Change::Allow(allow) => say(&format!("changed-allow-{}", allow.as_str()), &[]),
            Change::Approval(true) => say("changed-approval-on", &[]),
            Change::Approval(false) => say("changed-approval-off", &[]),
            // A shape is told with an example.
            Change::Format(Some(shape)) => self.format_set(locale, shape, None),
            Change::Format(None) => say("changed-format-off", &[]),
            Change::Lookalikes(rule) => say(&format!("changed-lookalikes-{}", rule.as_str()), &[]),
            Change::Welcome(true) => say("changed-welcome-on", &[]),
            Change::Use(rule) => say("changed-use", &[("rule", &harmless(rule.as_str()))]),
            Change::Welcome(false) => say("changed-welcome-off", &[]),
            Change::Quiet(true) => say("changed-quiet-on", &[]),
            Change::Quiet(false) => say("changed-quiet-off", &[]),
            Change::Remind(None) => say("changed-remind-off", &[]),
            Change::Remind(Some(remind)) => {
                let hour = remind.hour.to_string();
                match remind.pace {
                    Pace::Daily => say("changed-remind-daily", &[("hour", &hour)]),
                    Pace::Weekly => say("changed-remind-weekly", &[("hour", &hour)]),
                    Pace::Until(day) => {
                        let day = day.to_string();
                        say("changed-remind-until", &[("hour", &hour), ("day", &day)])
                    }
                }
            }
            Change::Collect(_) => say("changed-collect-off", &[]),
            Change::Language(_) => say("changed-language", &[]),
            Change::Trust(_, true) => say("changed-trust", &target),
            Change::Trust(_, false) => say("changed-untrust", &target),
            Change::Exempt(_, true) => say("changed-exempt", &target),
            Change::Exempt(_, false) => say("changed-unexempt", &target),
            Change::Lock(_, true) => say("changed-lock", &target),
            Change::Lock(_, false) => say("changed-unlock", &target),
            Change::Reserve(name, true) => say("changed-reserve", &[("name", &harmless(name))]),
            Change::Adopted(true) => say("changed-adopted", &[]),
            Change::Adopted(false) => say("changed-released", &[]),
            Change::Reserve(name, false) => say("changed-unreserve", &[("name", &harmless(name))]),
        }
    }

    fn name_error(&self, locale: Locale, error: &NameError) -> String {
        match error {
            NameError::Empty => self.say(locale, "name-empty", &[]),
            NameError::Link => self.say(locale, "name-link", &[]),
            NameError::TooLong { characters } => self.say(
                locale,
                "name-too-long",
                &[("max", &MAX_CHARACTERS.to_string()), ("count", &characters.to_string())],
            ),
            NameError::Forbidden { position, code_point, why } => {
                let key = match why {
                    Forbidden::Control => "name-control",
                    Forbidden::LineBreak => "name-line-break",
                    Forbidden::Direction => "name-direction",
                    Forbidden::Invisible => "name-invisible",
                    Forbidden::PrivateUse => "name-private-use",
                    Forbidden::Noncharacter => "name-noncharacter",
                    Forbidden::StackedMark => "name-stacked-mark",
                };
                let code_point = format!("U+{code_point:04X}");
                let position = position.to_string();
                self.say(locale, key, &[("position", &position), ("code-point", &code_point)])
            }
        }
    }
}
