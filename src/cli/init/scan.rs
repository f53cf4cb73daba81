//! The step that makes an app: a QR code to scan, or its address to open, and waiting for what
//! whoever scans it decides.

use std::time::Duration;

use secrecy::SecretString;
use tokio::time::Instant;

use super::console::Console;
use super::qr;
use crate::dingtalk::DingTalkError;
use crate::dingtalk::registration::{Offer, Progress, Registration};
use crate::i18n::Voice;

/// How a scan ended.
pub(super) enum Scanned {
    /// There is an app.
    Made { client_id: String, client_secret: SecretString },
    /// Somebody would rather paste the Client ID and Secret of one.
    Paste,
    /// There is none, and nobody who could be asked on.
    Failed(String),
}

/// What waiting for one code came to.
enum Waited {
    Ended(Result<Progress, DingTalkError>),
    Key(char),
}

/// Shows codes until one is scanned, or whoever sits there has enough.
pub(super) async fn scan(
    console: &mut Console,
    registration: &Registration,
    with_qr: bool,
) -> anyhow::Result<Scanned> {
    loop {
        let ended = match console.unless_ended(registration.offer()).await? {
            Ok(offer) => {
                show(console, &offer, with_qr)?;
                match wait(console, registration, &offer).await? {
                    Waited::Key('p') => return Ok(Scanned::Paste),
                    Waited::Key(_) => continue,
                    Waited::Ended(ended) => ended,
                }
            }
            Err(error) => Err(error),
        };
        let why = match ended {
            Ok(Progress::Made { client_id, client_secret }) => {
                return Ok(Scanned::Made { client_id, client_secret });
            }
            Ok(Progress::Refused(reason)) if reason.is_empty() => {
                console.phrase("init-scan-refused", &[])
            }
            Ok(Progress::Refused(reason)) => {
                console.phrase("init-scan-refused-because", &[("reason", &reason)])
            }
            Ok(Progress::Expired | Progress::Waiting) => console.phrase("init-scan-expired", &[]),
            Err(error) => no_desk(console, &error),
        };
        if !console.can_ask() {
            return Ok(Scanned::Failed(why));
        }
        console.say("init-told", &[("text", &why)])?;
        console.say("init-scan-keys", &[])?;
        if one_key(console).await? == 'p' {
            return Ok(Scanned::Paste);
        }
    }
}

/// Why there is no code to scan.
fn no_desk(console: &Console, error: &DingTalkError) -> String {
    if error.key == "unknown-path" {
        return console.phrase("init-scan-not-here", &[]);
    }
    let reason = console.words().told(console.locale(), &error.problem(), Voice::Operator);
    console.phrase("init-scan-failed", &[("reason", &reason), ("code", &error.code)])
}

/// What is to be known stands before the code, so that a low window shows it, the code and the time
/// that is left at once.
fn show(console: &mut Console, offer: &Offer, with_qr: bool) -> anyhow::Result<()> {
    let address = offer.address.as_str();
    let in_colour = console.can_ask() && std::env::var_os("NO_COLOR").is_none();
    let room = (console.width(), console.height());
    let code = with_qr.then(|| qr::lines(address, room, in_colour)).flatten();
    let words = match &code {
        Some(_) => "init-scan",
        None if with_qr => "init-scan-no-room",
        None => "init-scan-address",
    };
    console.say(words, &[])?;
    console.show(&format!("  {address}"))?;
    // Mostly it stands in the address.
    if let Some(user_code) = offer.user_code.as_deref().filter(|it| !address.contains(it)) {
        console.say("init-scan-code", &[("code", user_code)])?;
    }
    if console.can_ask() {
        console.say("init-scan-keys", &[])?;
    }
    code.into_iter().flatten().try_for_each(|line| console.show(&line))
}

/// Waits for the end of a code, or for a key, with the time that is left on the screen.
async fn wait(
    console: &mut Console,
    registration: &Registration,
    offer: &Offer,
) -> anyhow::Result<Waited> {
    let _keys = console.terminal().map(|terminal| terminal.watch_keys());
    let until = Instant::now() + offer.expires_in;
    let end = end_of(registration, offer, until);
    tokio::pin!(end);
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            ended = &mut end => return Ok(Waited::Ended(ended)),
            key = console.key() => return Ok(Waited::Key(key?)),
            _ = second.tick() => {
                let left = until.saturating_duration_since(Instant::now()).as_secs();
                console.status("init-scan-left", &[("left", &clock(left))])?;
            }
        }
    }
}

/// Asks as often as DingTalk wants until there is an end. What fails for the moment is asked again.
async fn end_of(
    registration: &Registration,
    offer: &Offer,
    until: Instant,
) -> Result<Progress, DingTalkError> {
    loop {
        tokio::time::sleep(offer.interval).await;
        match registration.poll(offer).await {
            Ok(Progress::Waiting) if Instant::now() < until => {}
            Ok(Progress::Waiting) => return Ok(Progress::Expired),
            Err(error) if error.is_passing() && Instant::now() < until => {}
            ended => return ended,
        }
    }
}

async fn one_key(console: &mut Console) -> anyhow::Result<char> {
    let _keys = console.terminal().map(|terminal| terminal.watch_keys());
    Ok(console.key().await?)
}

/// Hours, minutes and seconds, as a clock shows them.
pub(super) fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn what_is_left_is_shown_as_on_a_clock() {
        for (seconds, shown) in
            [(0, "0:00"), (9, "0:09"), (600, "10:00"), (7199, "1:59:59"), (7200, "2:00:00")]
        {
            assert_eq!(clock(seconds), shown);
        }
    }
}
