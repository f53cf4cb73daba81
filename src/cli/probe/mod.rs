//! `dingnick probe`: asks a real DingTalk what its documents leave open, with consent for each
//! question and its price, puts every name back, and writes a report that anybody may read.

mod asking;
mod merge;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use tokio_util::sync::CancellationToken;

use super::WrongUsage;
use super::group::find;
use super::rename::user_id;
use super::serve::Signals;
use crate::app::{SystemClock, open_probe};
use crate::config::{Config, Sources};
use crate::domain::{ChatId, Clock, UserId, legible};
use crate::facts;
use crate::probe::{
    AppMade, ChatidFrom, Line, Made, Original, Probe, PutBack, Question, Report, Subject,
};
use asking::{Asker, Consent};

#[derive(Args)]
#[command(override_usage = "dingnick probe --group GROUP\n       dingnick probe --merge REPORT")]
pub(super) struct Arguments {
    /// A group to ask about: its conversation id, chatid or title; may be repeated
    #[arg(long, value_name = "GROUP", required_unless_present = "merge")]
    group: Vec<String>,
    /// Whose name is changed and put back, best your own [default: the only one of DINGNICK_ADMINS]
    #[arg(long, value_name = "USERID", value_parser = user_id)]
    user: Option<UserId>,
    /// The name that they have there now, to be put back [default: what the bot gave them last]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who owns the groups, to change their kind [default: whom DingTalk named]
    #[arg(long, value_name = "USERID", value_parser = user_id)]
    owner: Option<UserId>,
    /// How the groups were made: hand, server or department
    #[arg(long, value_name = "HOW", value_parser = made)]
    made: Option<Made>,
    /// Where their chatids come from: choose-chat, event or server
    #[arg(long, value_name = "FROM", value_parser = chatid_from)]
    chatid_from: Option<ChatidFrom>,
    /// How the app was made: scan or console
    #[arg(long, value_name = "HOW", value_parser = app_made)]
    app: Option<AppMade>,
    /// Ask this question alone; may be repeated
    #[arg(long, value_name = "QUESTION", value_parser = question)]
    only: Vec<Question>,
    /// With --yes: also change the groups' kind, and change it back
    #[arg(long, requires = "yes")]
    change_kind: bool,
    /// Where to write the report
    #[arg(long, value_name = "FILE", default_value = "dingnick-probe.json")]
    report: PathBuf,
    /// Consent to every call, and ask nothing
    #[arg(long)]
    yes: bool,
    /// Write the answers of a report into the table of facts, and call nobody
    #[arg(long, value_name = "REPORT", conflicts_with = "group")]
    merge: Option<PathBuf>,
    /// The table of facts
    #[arg(long, value_name = "FILE", default_value = "docs/facts.toml")]
    facts: PathBuf,
}

fn made(word: &str) -> Result<Made, String> {
    Made::parse(word).ok_or_else(|| Made::WORDS.join(", "))
}

fn chatid_from(word: &str) -> Result<ChatidFrom, String> {
    ChatidFrom::parse(word).ok_or_else(|| ChatidFrom::WORDS.join(", "))
}

fn app_made(word: &str) -> Result<AppMade, String> {
    AppMade::parse(word).ok_or_else(|| AppMade::WORDS.join(", "))
}

fn question(word: &str) -> Result<Question, String> {
    Question::parse(word).ok_or_else(|| Question::ALL.map(Question::as_str).join(", "))
}

impl Arguments {
    /// Whether it takes no settings.
    pub(super) fn is_merge(&self) -> bool {
        self.merge.is_some()
    }
}

/// Writes a report's answers into the table.
pub(super) fn merge(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.merge {
        Some(report) => merge::run(report, &arguments.facts),
        None => Ok(()),
    }
}

pub(super) fn run(arguments: &Arguments, sources: &Sources) -> anyhow::Result<()> {
    let can_ask = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if !arguments.yes && !can_ask {
        let usage =
            "nothing was asked: there is no terminal to consent on. --yes consents to every call";
        return Err(WrongUsage(usage.to_owned()).into());
    }
    let config = Config::read(sources)?;
    super::runtime()?.block_on(async {
        let stop = CancellationToken::new();
        stop_on_signals(stop.clone())?;
        let (tools, store) = open_probe(&config, Arc::new(SystemClock)).await?;
        let mut asker = (!arguments.yes).then(|| Asker::new(stop.clone()));
        let app = match (arguments.app, &mut asker) {
            (Some(app), _) => app,
            (None, Some(asker)) => {
                let word = asker.word("How was the app made?", &["scan", "console"]).await?;
                word.and_then(|word| AppMade::parse(&word)).unwrap_or(AppMade::Unknown)
            }
            (None, None) => AppMade::Unknown,
        };
        let probe = Probe::new(tools, app, stop.clone());
        let sitting = Sitting { arguments, config: &config, probe: &probe, asker, stop, app };
        let ended = sitting.hold().await;
        probe.write_calls_down().await?;
        store.close().await;
        ended
    })
}

/// The first signal stops the asking, and so does every other: names are put back whatever comes.
fn stop_on_signals(stop: CancellationToken) -> anyhow::Result<()> {
    let mut signals = Signals::listen()?;
    tokio::spawn(async move {
        loop {
            let name = signals.next().await;
            stop.cancel();
            // Whoever is gone need not be told.
            let _ = writeln!(std::io::stderr(), "\n{name}: asking nothing more, putting back");
        }
    });
    Ok(())
}

/// One run, with whoever is asked.
struct Sitting<'a> {
    arguments: &'a Arguments,
    config: &'a Config,
    probe: &'a Probe,
    asker: Option<Asker>,
    stop: CancellationToken,
    app: AppMade,
}

/// A group, with how it is called on this screen alone.
struct Named {
    subject: Subject,
    title: String,
    typed: String,
}

impl Sitting<'_> {
    async fn hold(mut self) -> anyhow::Result<()> {
        let user = self.whose().await?;
        let mut groups = Vec::new();
        for text in &self.arguments.group.clone() {
            groups.push(self.look_up(text, &user).await?);
        }
        self.probe.sign_in().await.map_err(|error| {
            let code = &error.code;
            anyhow::anyhow!("DingTalk gives no access token (code {code}): see `dingnick doctor`")
        })?;
        // Before anything is spent.
        let file = self.new_report()?;
        let (used, _) = self.probe.month();
        self.tell_plan(&groups, &user)?;
        let mut report = Report::new(today(), self.config.region.as_str(), self.app);
        for (index, group) in groups.iter().enumerate() {
            report.groups.push(group.subject.line(index + 1));
        }
        let asked = self.ask_all(&mut groups, &mut report).await;
        let left = self.put_back(&mut groups, &user, &mut report).await;
        report.paid_calls = self.probe.month().0.saturating_sub(used);
        let written = write(file, &report)
            .with_context(|| format!("cannot write {}", self.arguments.report.display()));
        self.sum_up(&report)?;
        asked?;
        written?;
        left?;
        if self.stop.is_cancelled() {
            bail!("it was stopped; what had been asked is in the report");
        }
        Ok(())
    }

    /// Whose name is changed.
    async fn whose(&mut self) -> anyhow::Result<UserId> {
        if let Some(user) = &self.arguments.user {
            return Ok(user.clone());
        }
        let mut admins = self.config.admins.iter();
        if let (Some(admin), None) = (admins.next(), admins.next()) {
            return Ok(admin.clone());
        }
        if let Some(asker) = &mut self.asker {
            let typed = asker.line("Whose name may be changed and put back? Their userid:").await?;
            if let Some(user) = typed.as_deref().and_then(UserId::parse) {
                return Ok(user);
            }
        }
        Err(WrongUsage("say whose name may be changed and put back: --user USERID".into()).into())
    }

    /// What is known of a group, and what somebody says of it.
    async fn look_up(&mut self, text: &str, user: &UserId) -> anyhow::Result<Named> {
        let store = self.probe.store();
        let (known, chat_id) = match (find(store, text).await, ChatId::parse(text)) {
            (Ok(conversation), _) => (store.group(&conversation).await?, None),
            // One that nobody has bound yet.
            (Err(_), Some(chat_id)) => (None, Some(chat_id)),
            (Err(error), None) => return Err(error),
        };
        let title = known.as_ref().and_then(|group| group.title.clone());
        let title = legible(title.as_deref().unwrap_or(text));
        let given = match &known {
            Some(group) => store.names_of(&group.conversation, user).await?.given,
            None => None,
        };
        let given = given.map(|given| given.name.as_str().to_owned());
        let original = self.original(&title, user, given).await?;
        let mut subject = Subject::new(user.clone(), original);
        if let Some(group) = known {
            subject.conversation = Some(group.conversation);
            subject.chat_id = group.chat_id;
            subject.owner = group.owner.map(|(owner, _)| owner);
        }
        subject.chat_id = subject.chat_id.or(chat_id);
        subject.owner = self.arguments.owner.clone().or(subject.owner);
        subject.made = match (self.arguments.made, &mut self.asker) {
            (Some(made), _) => made,
            (None, Some(asker)) => {
                let prompt = format!("How was {title} made?");
                let word = asker.word(&prompt, &["hand", "server", "department"]).await?;
                word.and_then(|word| Made::parse(&word)).unwrap_or(Made::Unknown)
            }
            (None, None) => Made::Unknown,
        };
        subject.chatid_from = match (self.arguments.chatid_from, &mut self.asker) {
            (Some(from), _) => from,
            (None, Some(asker)) if subject.chat_id.is_some() => {
                let prompt = format!("Where does the chatid of {title} come from?");
                let word = asker.word(&prompt, &["choose-chat", "event", "server"]).await?;
                word.and_then(|word| ChatidFrom::parse(&word)).unwrap_or(ChatidFrom::Unknown)
            }
            (None, _) => ChatidFrom::Unknown,
        };
        Ok(Named { subject, title, typed: text.to_owned() })
    }

    /// The name to put back: DingTalk has no documented call that reads it.
    async fn original(
        &mut self,
        title: &str,
        user: &UserId,
        given: Option<String>,
    ) -> anyhow::Result<Original> {
        if let Some(name) = &self.arguments.name {
            let directory = self.probe.directory_name(user).await;
            let is_nickname = directory.as_deref() != Some(name.as_str());
            return Ok(Original { name: name.clone(), is_nickname });
        }
        let Some(asker) = &mut self.asker else {
            let Some(name) = given else {
                let usage =
                    format!("say which name {user} has in {title}, to be put back: --name NAME");
                return Err(WrongUsage(usage).into());
            };
            return Ok(Original { name, is_nickname: true });
        };
        let directory = self.probe.directory_name(user).await;
        let (likely, whence) = match (&given, &directory) {
            (Some(given), _) => (given.clone(), "the bot gave it"),
            (None, Some(directory)) => (directory.clone(), "the directory's, so no nickname"),
            (None, None) => (String::new(), "not known"),
        };
        let prompt = format!(
            "The name of {user} in {title} now, to be put back [Enter: {likely}, {whence}]:"
        );
        let typed = asker.line(&prompt).await?.unwrap_or_default();
        let name = if typed.is_empty() { likely } else { typed };
        if name.is_empty() {
            bail!("without the name that is there now nothing can be put back");
        }
        let is_nickname = directory.as_ref() != Some(&name);
        Ok(Original { name, is_nickname })
    }

    /// Nothing that is there is written over.
    fn new_report(&self) -> anyhow::Result<File> {
        let path = &self.arguments.report;
        match File::create_new(path) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let usage =
                    format!("{} is there already: --report FILE names another", path.display());
                Err(WrongUsage(usage).into())
            }
            file => file.with_context(|| format!("cannot write {}", path.display())),
        }
    }

    fn is_wanted(&self, question: Question) -> bool {
        match self.arguments.only.as_slice() {
            [] => {
                question != Question::Template || !self.arguments.yes || self.arguments.change_kind
            }
            only => {
                only.contains(&question)
                    // A name that was set is what these need.
                    || question == Question::Rename
                        && only.iter().any(|it| {
                            use Question::{EmptyName, LongestName, Members};
                            [EmptyName, LongestName, Members].contains(it)
                        })
            }
        }
    }

    fn tell_plan(&self, groups: &[Named], user: &UserId) -> anyhow::Result<()> {
        let mut err = std::io::stderr().lock();
        let wanted = || Question::ALL.into_iter().filter(|question| self.is_wanted(*question));
        let price: u64 = wanted()
            .map(|question| match question.is_of_a_group() {
                true => question.price() * groups.len() as u64,
                false => question.price(),
            })
            .sum();
        let changes = wanted().any(Question::is_of_a_group);
        let price = price + if changes { groups.len() as u64 } else { 0 };
        let (used, allowance) = self.probe.month();
        writeln!(
            err,
            "This makes {price} paid calls to DingTalk at most; {used} of this month's {allowance} are used."
        )?;
        for Named { subject, title, typed } in groups.iter().filter(|_| changes) {
            let name = legible(&subject.original.name);
            writeln!(
                err,
                "The name of {user} in {title} is changed and put back as it was: {name}. If this program is killed, put it back by\n  dingnick rename --group {} --user {user} {}",
                quoted(typed),
                quoted(&name)
            )?;
        }
        Ok(())
    }

    async fn ask_all(&mut self, groups: &mut [Named], report: &mut Report) -> anyhow::Result<()> {
        for question in Question::ALL.into_iter().filter(|question| !question.is_of_a_group()) {
            if self.is_wanted(question) {
                let line = match self.agrees(question, None).await? {
                    Consent::Yes => self.probe.ask(question).await,
                    Consent::No => Line::left_out(question, "no consent"),
                    Consent::NoMore => return Ok(()),
                };
                report.questions.push(line);
            }
        }
        for (index, group) in groups.iter_mut().enumerate() {
            for question in Question::ALL.into_iter().filter(|question| question.is_of_a_group()) {
                if !self.is_wanted(question) {
                    continue;
                }
                let mut line = match self.agrees(question, Some(&group.title)).await? {
                    Consent::Yes => {
                        let line = self.probe.ask_of(question, &mut group.subject).await;
                        self.look(question, line, group).await?
                    }
                    Consent::No => Line::left_out(question, "no consent"),
                    Consent::NoMore => return Ok(()),
                };
                line.group = Some(group.subject.line(index + 1).group);
                report.questions.push(line);
            }
        }
        Ok(())
    }

    /// Consent to a question, whose price is said; twice to what changes a group.
    async fn agrees(&mut self, question: Question, group: Option<&str>) -> anyhow::Result<Consent> {
        if self.stop.is_cancelled() {
            return Ok(Consent::NoMore);
        }
        let Some(asker) = &mut self.asker else {
            return Ok(Consent::Yes);
        };
        let about = group.map(|group| format!(" ({group})")).unwrap_or_default();
        let prompt = format!(
            "\n{}{about}: {}\n  How: {}. At most {} paid.\n  Ask?",
            question.as_str(),
            question.asks(),
            question.calls(),
            question.price()
        );
        // Lines are ours; what is shown of a group is harmless already.
        let mut err = std::io::stderr();
        let (text, ask) = prompt.rsplit_once('\n').unwrap_or(("", &prompt));
        writeln!(err, "{text}")?;
        let consent = asker.consent(ask).await?;
        if consent != Consent::Yes || question != Question::Template {
            return Ok(consent);
        }
        asker.consent("  It changes the kind of the group for everybody in it. Really?").await
    }

    /// What only somebody in the group can see.
    async fn look(
        &mut self,
        question: Question,
        mut line: Line,
        group: &mut Named,
    ) -> anyhow::Result<Line> {
        let was_taken = line.calls.first().is_some_and(|call| call.answer == "ok");
        let is_open = question == Question::EmptyName && line.found.is_empty() && was_taken;
        let (Some(asker), true) = (&mut self.asker, is_open) else {
            return Ok(line);
        };
        let test = group.subject.shown().unwrap_or_default();
        let prompt = format!(
            "  Look into {}: does it show the directory's name (d) or {test} (t)? Enter: cannot say.",
            group.title
        );
        match asker.line(&prompt).await?.as_deref() {
            Some("d") => group.subject.saw(&mut line, true),
            Some("t") => group.subject.saw(&mut line, false),
            _ => {}
        }
        Ok(line)
    }

    /// Whatever happened before.
    async fn put_back(
        &self,
        groups: &mut [Named],
        user: &UserId,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let mut left = Vec::new();
        for Named { subject, title, typed } in groups {
            if subject.was_changed() && report.put_back == PutBack::Nothing {
                report.put_back = PutBack::All;
            }
            if let Err(why) = self.probe.put_back(subject).await {
                report.put_back = PutBack::Failed;
                let typed = quoted(typed);
                let mut by_hand = vec![format!(
                    "dingnick rename --group {typed} --user {user} {}",
                    quoted(&subject.original.name)
                )];
                if subject.is_adopted() {
                    by_hand.push(format!("dingnick groups release {typed}"));
                }
                left.push(format!(
                    "{title} is not as it was: {why}. Put it back by\n  {}",
                    by_hand.join("\n  ")
                ));
            }
        }
        if left.is_empty() { Ok(()) } else { bail!("{}", left.join("\n")) }
    }

    fn sum_up(&self, report: &Report) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        for line in &report.questions {
            let group = line.group.as_deref().map(|group| format!(" {group}")).unwrap_or_default();
            let note = line.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
            writeln!(out, "{}{group}: {}{note}", line.question.as_str(), line.outcome.as_str())?;
            let found = line.found.iter().map(|found| (found.fact.as_str(), &found.value));
            for (fact, value) in found.collect::<BTreeMap<_, _>>() {
                let expected = facts::get(fact).and_then(|fact| fact.expected.as_ref());
                let verdict = match expected {
                    Some(expected) if expected == value => ", as was believed".to_owned(),
                    Some(expected) => format!(", and {expected} was believed"),
                    None => String::new(),
                };
                writeln!(out, "  {fact}: {value}{verdict}")?;
            }
        }
        let changed = match report.put_back {
            PutBack::Nothing => "nothing was changed",
            PutBack::All => "everything is as it was",
            PutBack::Failed => "NOT everything is as it was",
        };
        writeln!(out, "{} paid calls; {changed}", report.paid_calls)?;
        let file = self.arguments.report.display();
        writeln!(out, "report: {file}. It holds no name and no id: attach it to an issue")?;
        Ok(())
    }
}

fn write(mut file: File, report: &Report) -> anyhow::Result<()> {
    writeln!(file, "{}", serde_json::to_string_pretty(report)?)?;
    Ok(file.sync_all()?)
}

/// The day, in UTC.
fn today() -> String {
    let now = jiff::Timestamp::from_millisecond(SystemClock.now().0).unwrap_or_default();
    now.strftime("%Y-%m-%d").to_string()
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    format!("'{}'", legible(text).replace('\'', r"'\''"))
}
