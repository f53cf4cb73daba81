//! The two sides of the dialogue: what is said, in the chosen language and within the terminal's
//! width, and what is asked. Where nobody can be asked, it is only said.

use std::io::Write;

use super::super::wrapping::wrapped;
use super::terminal::{Ended, Terminal};
use crate::domain::legible;
use crate::i18n::{Locale, Words};

/// The width that is written to where there is no terminal.
const WIDTH: usize = 80;

/// Wider lines are hard to read.
const WIDEST: usize = 100;

/// What stands before everything but a heading.
const INDENT: &str = "  ";

/// Who is talked to.
pub struct Console {
    words: Words,
    locale: Locale,
    terminal: Option<Terminal>,
}

impl Console {
    /// Nobody has been talked to yet. Without a terminal nobody is asked.
    #[must_use]
    pub fn new(locale: Locale, terminal: Option<Terminal>) -> Self {
        Self { words: Words::new(), locale, terminal }
    }

    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    pub(super) fn speak(&mut self, locale: Locale) {
        self.locale = locale;
    }

    /// Whether somebody can be asked.
    pub(super) fn can_ask(&self) -> bool {
        self.terminal.is_some()
    }

    pub(super) fn terminal(&mut self) -> Option<&mut Terminal> {
        self.terminal.as_mut()
    }

    pub(super) fn width(&self) -> usize {
        self.terminal.as_ref().map_or(WIDTH, Terminal::width)
    }

    /// How many lines are seen at once; any number where nobody looks.
    pub(super) fn height(&self) -> usize {
        self.terminal.as_ref().map_or(usize::MAX, Terminal::height)
    }

    /// The words of a key. What comes from elsewhere must not move the cursor.
    pub(super) fn phrase(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let safe: Vec<(&str, String)> =
            arguments.iter().map(|(name, value)| (*name, legible(value))).collect();
        let arguments: Vec<(&str, &str)> =
            safe.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.words.say(self.locale, key, &arguments)
    }

    /// Says the words of a key, a heading where it is one of a step.
    pub(super) fn say(&mut self, key: &str, arguments: &[(&str, &str)]) -> anyhow::Result<()> {
        let text = self.phrase(key, arguments);
        self.tell(&text, INDENT)
    }

    pub(super) fn heading(&mut self, key: &str, arguments: &[(&str, &str)]) -> anyhow::Result<()> {
        self.show("")?;
        let text = self.phrase(key, arguments);
        self.tell(&text, "")
    }

    /// Says a text that was put into words elsewhere.
    pub(super) fn quote(&mut self, text: &str) -> anyhow::Result<()> {
        let lines: Vec<String> = text.lines().map(legible).collect();
        self.tell(&lines.join("\n"), "    ")
    }

    fn tell(&mut self, text: &str, indent: &str) -> anyhow::Result<()> {
        let width = self.width().min(WIDEST);
        for line in text.lines() {
            for line in wrapped(line, width, indent, indent) {
                self.show(&line)?;
            }
        }
        Ok(())
    }

    /// Shows a line as it is, to be copied or scanned.
    pub(super) fn show(&mut self, line: &str) -> anyhow::Result<()> {
        match &mut self.terminal {
            Some(terminal) => terminal.print(line)?,
            None => {
                let mut out = std::io::stdout().lock();
                writeln!(out, "{line}")?;
                out.flush()?;
            }
        }
        Ok(())
    }

    /// A line that the next one is written over; only where somebody looks.
    pub(super) fn status(&mut self, key: &str, arguments: &[(&str, &str)]) -> anyhow::Result<()> {
        let text = self.phrase(key, arguments);
        let width = self.width();
        if let Some(terminal) = &mut self.terminal {
            let first = wrapped(&text, width.saturating_sub(1), INDENT, INDENT).into_iter().next();
            terminal.status(&first.unwrap_or_default())?;
        }
        Ok(())
    }

    /// What somebody answers; nothing where nobody can be asked.
    pub(super) async fn ask(&mut self, key: &str, hidden: bool) -> anyhow::Result<String> {
        let text = self.phrase(key, &[]);
        let Some(terminal) = &mut self.terminal else {
            return Ok(String::new());
        };
        if hidden {
            return Ok(terminal.hidden_line(&text).await?);
        }
        terminal.prompt(&text)?;
        Ok(terminal.line().await?)
    }

    /// Yes or no; `default` is what Enter means, and what holds where nobody can be asked.
    pub(super) async fn agrees(
        &mut self,
        key: &str,
        arguments: &[(&str, &str)],
        default: bool,
    ) -> anyhow::Result<bool> {
        if !self.can_ask() {
            return Ok(default);
        }
        self.say(key, arguments)?;
        let prompt = if default { "init-prompt-yes" } else { "init-prompt-no" };
        loop {
            match self.ask(prompt, false).await?.to_lowercase().as_str() {
                "" => return Ok(default),
                "y" | "yes" | "是" | "好" | "对" => return Ok(true),
                "n" | "no" | "否" | "不" => return Ok(false),
                _ => {}
            }
        }
    }

    /// One of several, by its number or its word; Enter takes the one at `default`.
    pub(super) async fn choose<T: Copy>(
        &mut self,
        choices: &[(&str, &str, T)],
        default: usize,
    ) -> anyhow::Result<T> {
        for (index, (_, shown, _)) in choices.iter().enumerate() {
            self.show(&format!("{INDENT}{}  {shown}", index + 1))?;
        }
        loop {
            let number = (default + 1).to_string();
            let prompt = self.phrase("init-prompt-choice", &[("default", &number)]);
            let Some(terminal) = &mut self.terminal else {
                return Ok(choices[default].2);
            };
            terminal.prompt(&prompt)?;
            let typed = terminal.line().await?.to_lowercase();
            if typed.is_empty() {
                return Ok(choices[default].2);
            }
            let most = choices.len().to_string();
            let mut numbered = choices.iter().enumerate();
            let chosen = numbered
                .find(|(index, (word, ..))| typed == *word || typed == (index + 1).to_string());
            if let Some((_, (.., choice))) = chosen {
                return Ok(*choice);
            }
            self.say("init-choose", &[("most", &most)])?;
        }
    }

    /// What comes of some work, unless whoever sits there ends it.
    pub(super) async fn unless_ended<T>(&self, work: impl Future<Output = T>) -> Result<T, Ended> {
        match &self.terminal {
            Some(terminal) => terminal.unless_ended(work).await,
            None => Ok(work.await),
        }
    }

    /// Leaves the terminal to whoever writes there next.
    pub(super) fn leave(&mut self) {
        if let Some(terminal) = &mut self.terminal {
            // Whoever is gone needs no room.
            let _ = terminal.leave();
        }
    }

    /// The next key, where somebody can press one; otherwise it never comes.
    pub(super) async fn key(&mut self) -> Result<char, Ended> {
        match &mut self.terminal {
            Some(terminal) => terminal.key().await,
            None => std::future::pending().await,
        }
    }
}
