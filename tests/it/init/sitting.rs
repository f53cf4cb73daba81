//! Somebody sits at a terminal: a real pseudo-terminal, in which the program runs with it as its
//! controlling one, and what its screen shows.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pts, Pty, open};
use rustix::termios::{LocalModes, tcgetattr};

use crate::story::PATIENCE;

/// After each, it is looked whether the program has ended.
const A_MOMENT: Duration = Duration::from_millis(20);

/// What no program writes.
const LAST: &str = "<the program has ended>";

/// Enough for all that is said, so that nothing scrolls away.
const ENOUGH_ROWS: u16 = 400;

/// A terminal with somebody before it.
pub(crate) struct Sitting {
    keyboard: Pty,
    /// The program's end, held so that nothing that was written gets lost when the program ends.
    other_end: File,
    shown: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All bytes that were shown.
    pub(crate) bytes: Vec<u8>,
    child: Option<Child>,
}

impl Sitting {
    /// A terminal in which nothing runs yet, and its other end.
    pub(crate) fn empty(columns: u16, rows: u16) -> (Self, Pts) {
        let (keyboard, other_end) = open().expect("a pseudo-terminal");
        keyboard.resize(Size::new(rows, columns)).expect("it has a size");
        let twice =
            |fd: BorrowedFd<'_>| File::from(rustix::io::dup(fd).expect("it can be had twice"));
        let mut reading = twice(keyboard.as_fd());
        let held = twice(other_end.as_fd());
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // When all who write to it are gone, reading fails.
            while let Ok(count @ 1..) = reading.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let size = |number| std::num::NonZero::new(number).expect("a size");
        let screen = vt100::Parser::new(size(rows), size(columns), 0);
        (
            Self { keyboard, other_end: held, shown, screen, bytes: Vec::new(), child: None },
            other_end,
        )
    }

    /// `dingnick` with these arguments, in a folder, and nothing else in its environment.
    pub(crate) fn begin(
        folder: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
        columns: u16,
    ) -> Self {
        Self::begin_in((columns, ENOUGH_ROWS), folder, arguments, environment)
    }

    /// The same in a window of so many columns and rows, from which what came first scrolls away.
    pub(crate) fn begin_in(
        (columns, rows): (u16, u16),
        folder: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let (mut sitting, other_end) = Self::empty(columns, rows);
        let command = Command::new(env!("CARGO_BIN_EXE_dingnick"))
            .args(arguments)
            .env_clear()
            .env("TERM", "xterm-256color")
            .envs(environment.iter().copied())
            .current_dir(folder);
        sitting.child = Some(command.spawn(other_end).expect("the program runs"));
        sitting
    }

    /// Waits until the screen shows these words, wherever lines were broken.
    pub(crate) fn sees(&mut self, words: &str) {
        let until = Instant::now() + PATIENCE;
        let wanted = without_spaces(words);
        while !without_spaces(&self.screen.screen().contents()).contains(&wanted) {
            let left = until.saturating_duration_since(Instant::now());
            match self.shown.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("no {words:?} in\n{}", self.screen.screen().contents()),
            }
        }
    }

    /// Waits until these words are shown after so many bytes; for words that were shown before.
    pub(crate) fn sees_after(&mut self, start: usize, words: &str) {
        let until = Instant::now() + PATIENCE;
        while !String::from_utf8_lossy(&self.bytes[start..]).contains(words) {
            let left = until.saturating_duration_since(Instant::now());
            let bytes = self.shown.recv_timeout(left);
            let bytes = bytes.unwrap_or_else(|_| panic!("no {words:?} in\n{}", self.text()));
            self.take(&bytes);
        }
    }

    /// Waits until the screen shows these words and what to answer behind, and then types a line.
    pub(crate) fn answers(&mut self, words: &str, line: &str) {
        self.sees(words);
        while !self.bytes.ends_with(b" ") {
            let bytes = self.shown.recv_timeout(PATIENCE);
            let bytes = bytes.unwrap_or_else(|_| panic!("nothing is asked in\n{}", self.text()));
            self.take(&bytes);
        }
        self.types(&format!("{line}\n"));
    }

    pub(crate) fn types(&self, text: &str) {
        (&self.keyboard).write_all(text.as_bytes()).expect("it is typed");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    /// What the screen shows.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The last address that was shown, whole.
    pub(crate) fn address(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        let start = text.rfind("https://open-dev.dingtalk.com/openapp").expect("an address");
        text[start..].split_whitespace().next().unwrap_or_default().to_owned()
    }

    /// Whether what is typed is shown, and goes out line by line, as it was in the beginning.
    pub(crate) fn is_as_before(&self) -> bool {
        let modes = tcgetattr(&self.keyboard).expect("a terminal").local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON)
    }

    /// Waits for the end; the exit code.
    pub(crate) fn end(&mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        let mut child = self.child.take().expect("it was begun");
        let status = loop {
            if let Some(status) = child.try_wait().expect("it is a child") {
                break status;
            }
            if Instant::now() > until {
                self.child = Some(child);
                panic!("it does not end:\n{}", self.text());
            }
            if let Ok(bytes) = self.shown.recv_timeout(A_MOMENT) {
                self.take(&bytes);
            }
        };
        // What it wrote last comes before what is written now.
        self.other_end.write_all(LAST.as_bytes()).expect("it is written");
        self.sees(LAST);
        status.code()
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // A story that failed leaves it running.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
