//! The terminal of whoever runs `init`: what is typed there, keys that are pressed, and a line that
//! is written over. A thread reads, so that waiting can be given up when a signal comes; what is
//! changed of the terminal is put back whatever happens.

use std::fs::File;
use std::io::{IsTerminal, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::super::serve::Signals;

/// The width and the height when the terminal does not tell its own.
const USUAL_WIDTH: usize = 80;
const USUAL_HEIGHT: usize = 24;

/// Why there is no answer: a signal, or the end of what can be typed.
#[derive(Debug, thiserror::Error)]
#[error("ended before it was done")]
pub struct Ended;

/// A terminal, and whoever sits at it.
pub struct Terminal {
    device: Arc<OwnedFd>,
    screen: Box<dyn Write + Send>,
    typed: UnboundedReceiver<Vec<u8>>,
    /// Typed, and not asked for yet.
    pending: Vec<u8>,
    ended: CancellationToken,
    line: Line,
}

/// What stands on the line on which the cursor is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Nothing,
    /// What is written over.
    Status,
    /// What somebody is to answer behind.
    Prompt,
}

/// What of the terminal is changed until this goes.
pub(super) struct Changed {
    device: Arc<OwnedFd>,
    before: Option<Termios>,
}

impl Drop for Changed {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            // A terminal that is gone needs nothing put back.
            let _ = tcsetattr(&*self.device, OptionalActions::Now, before);
        }
    }
}

impl Terminal {
    /// The terminal of this process, if somebody can be asked there.
    pub(super) fn of_process() -> std::io::Result<Option<Self>> {
        if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
            return Ok(None);
        }
        let device = std::io::stdin().as_fd().try_clone_to_owned()?;
        let (mut signals, ended) = (Signals::listen()?, CancellationToken::new());
        let terminal = Self::on(device, Box::new(std::io::stdout()), ended.clone())?;
        tokio::spawn(async move {
            signals.next().await;
            ended.cancel();
        });
        Ok(Some(terminal))
    }

    /// A terminal that is typed at through `device` and shows what is written to `screen`, until
    /// `ended`.
    ///
    /// # Errors
    /// When it cannot be had twice.
    pub fn on(
        device: OwnedFd,
        screen: Box<dyn Write + Send>,
        ended: CancellationToken,
    ) -> std::io::Result<Self> {
        let mut keyboard = File::from(device.try_clone()?);
        let (sender, typed) = unbounded_channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = keyboard.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let device = Arc::new(device);
        Ok(Self { device, screen, typed, pending: Vec::new(), ended, line: Line::Nothing })
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        let width = tcgetwinsize(&*self.device).map_or(0, |size| usize::from(size.ws_col));
        if width == 0 { USUAL_WIDTH } else { width }
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        let height = tcgetwinsize(&*self.device).map_or(0, |size| usize::from(size.ws_row));
        if height == 0 { USUAL_HEIGHT } else { height }
    }

    /// Shows a line.
    pub(super) fn print(&mut self, line: &str) -> std::io::Result<()> {
        self.begin_line()?;
        writeln!(self.screen, "{line}")?;
        self.screen.flush()
    }

    /// Shows what somebody is to answer behind.
    pub(super) fn prompt(&mut self, text: &str) -> std::io::Result<()> {
        self.begin_line()?;
        self.line = Line::Prompt;
        write!(self.screen, "{text} ")?;
        self.screen.flush()
    }

    /// Shows a line that the next one is written over; it must fit into one.
    pub(super) fn status(&mut self, text: &str) -> std::io::Result<()> {
        self.begin_line()?;
        self.line = Line::Status;
        write!(self.screen, "{text}")?;
        self.screen.flush()
    }

    /// Makes room for whatever is written next.
    pub(super) fn begin_line(&mut self) -> std::io::Result<()> {
        match std::mem::replace(&mut self.line, Line::Nothing) {
            Line::Nothing => Ok(()),
            Line::Status => write!(self.screen, "\r\u{1B}[K"),
            Line::Prompt => writeln!(self.screen),
        }
    }

    /// Makes room for somebody else who writes there.
    pub(super) fn leave(&mut self) -> std::io::Result<()> {
        self.begin_line()?;
        self.screen.flush()
    }

    /// What is typed up to Enter.
    pub(super) async fn line(&mut self) -> Result<String, Ended> {
        loop {
            if let Some(end) = self.pending.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.pending.drain(..=end).collect();
                // The Enter that ended it ended the line of the prompt, too.
                self.line = Line::Nothing;
                return Ok(String::from_utf8_lossy(&line).trim().to_owned());
            }
            let more = self.more().await?;
            self.pending.extend(more);
        }
    }

    /// Shows the text, and then nothing of what is typed up to Enter: who answers as soon as they
    /// are asked must find that so already.
    pub(super) async fn hidden_line(&mut self, text: &str) -> Result<String, Ended> {
        let hidden = self.change(LocalModes::ECHO);
        self.prompt(text).map_err(|_| Ended)?;
        let line = self.line().await;
        drop(hidden);
        if line.is_ok() {
            // The Enter was not shown either.
            let _ = writeln!(self.screen);
        }
        line
    }

    /// Lets each key be noticed at once, and shows none of them.
    pub(super) fn watch_keys(&self) -> Changed {
        self.change(LocalModes::ECHO | LocalModes::ICANON)
    }

    /// The next key, while keys are watched. Whatever comes with it, as with an arrow, is one.
    pub(super) async fn key(&mut self) -> Result<char, Ended> {
        if self.pending.is_empty() {
            self.pending = self.more().await?;
        }
        let key = self.pending.first().map_or('\n', |byte| char::from(byte.to_ascii_lowercase()));
        self.pending.clear();
        Ok(key)
    }

    /// May be given up at any time: nothing that was typed is lost.
    async fn more(&mut self) -> Result<Vec<u8>, Ended> {
        tokio::select! {
            typed = self.typed.recv() => typed.ok_or(Ended),
            () = self.ended.cancelled() => Err(Ended),
        }
    }

    /// What comes of some work, unless it is ended before.
    pub(super) async fn unless_ended<T>(&self, work: impl Future<Output = T>) -> Result<T, Ended> {
        tokio::select! {
            done = work => Ok(done),
            () = self.ended.cancelled() => Err(Ended),
        }
    }

    fn change(&self, off: LocalModes) -> Changed {
        let before = tcgetattr(&*self.device).ok();
        if let Some(before) = &before {
            let mut changed = before.clone();
            changed.local_modes.remove(off);
            let _ = tcsetattr(&*self.device, OptionalActions::Now, &changed);
        }
        Changed { device: Arc::clone(&self.device), before }
    }
}
