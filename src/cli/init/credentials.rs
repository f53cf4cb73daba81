//! The credentials of an app: made by a scan, given, or pasted; and whether DingTalk takes them, in
//! the chosen edition or in the other one.

use std::time::Duration;

use secrecy::SecretString;

use super::console::Console;
use super::scan::{Scanned, scan};
use super::{Arguments, Editions};
use crate::config::is_placeholder;
use crate::dingtalk::registration::Registration;
use crate::dingtalk::{Client, Credentials, DingTalkError, Region};
use crate::domain::RobotCode;
use crate::i18n::Voice;

/// How often a new app is asked for until DingTalk knows it everywhere, and how long is waited.
const NEW_APP_TRIES: u32 = 5;
const NEW_APP_PAUSE: Duration = Duration::from_secs(2);

/// The shortest Client Secret that is believed to be one, as in the settings.
const SHORTEST_SECRET: usize = 8;

/// An app, and the edition that it is of.
pub(super) struct Found {
    pub credentials: Credentials,
    pub region: Region,
    /// Whether DingTalk has taken them.
    pub is_checked: bool,
}

/// What DingTalk says of credentials.
enum Taken {
    /// It takes them, in this edition.
    In(Region),
    /// None of the hosts that were asked.
    Nowhere { error: DingTalkError, hosts: Vec<String> },
    /// It could not be asked.
    Unknown(DingTalkError),
}

/// Where the next credentials come from.
#[derive(Clone, Copy)]
enum Way {
    Scan,
    Paste,
}

/// Credentials that DingTalk takes; without anybody to ask, those that were given, or of a scan.
pub(super) async fn find(
    console: &mut Console,
    arguments: &Arguments,
    given: Option<SecretString>,
    editions: &Editions,
    region: Region,
) -> anyhow::Result<Found> {
    let mut offered = arguments.client_id.clone().map(|client_id| (client_id, given));
    let mut way = match offered {
        Some(_) => Way::Paste,
        None => first_way(console).await?,
    };
    loop {
        let (credentials, is_new) = match way {
            Way::Paste => match pasted(console, offered.take()).await? {
                Some(credentials) => (credentials, false),
                None => {
                    way = first_way(console).await?;
                    continue;
                }
            },
            Way::Scan => {
                let desk = Registration::new(editions.hosts(region).clone())?;
                match scan(console, &desk, !arguments.no_qr).await? {
                    Scanned::Made { client_id, client_secret } => {
                        console.say("init-app-made", &[("id", &client_id)])?;
                        (credentials(&client_id, client_secret)?, true)
                    }
                    Scanned::Paste => {
                        way = Way::Paste;
                        continue;
                    }
                    Scanned::Failed(why) => anyhow::bail!(why),
                }
            }
        };
        match check(console, editions, region, &credentials, is_new).await? {
            Taken::In(found) => {
                if found != region {
                    console.say("init-other-region", &[("host", found.domain())])?;
                }
                console.say("init-credentials-good", &[("host", &editions.host(found))])?;
                return Ok(Found { credentials, region: found, is_checked: true });
            }
            Taken::Nowhere { error, hosts } => {
                let about = [("code", error.code.as_str()), ("hosts", &hosts.join(", "))];
                let told = console.phrase("init-credentials-refused", &about);
                if !console.can_ask() {
                    anyhow::bail!(told);
                }
                console.say("init-told", &[("text", &told)])?;
                match way {
                    Way::Scan => way = first_way(console).await?,
                    // Not at a menu: what is typed there is shown, and it may be the Secret.
                    Way::Paste => console.say("init-paste-again", &[])?,
                }
            }
            Taken::Unknown(error) => {
                let told = reason(console, &error);
                // What was just made is not lost for that.
                if !console.can_ask() && !is_new {
                    anyhow::bail!(told);
                }
                console.say("init-told", &[("text", &told)])?;
                console.say("init-credentials-unchecked", &[])?;
                return Ok(Found { credentials, region, is_checked: false });
            }
        }
    }
}

async fn first_way(console: &mut Console) -> anyhow::Result<Way> {
    if !console.can_ask() {
        return Ok(Way::Scan);
    }
    console.say("init-way", &[])?;
    let (scan, paste) =
        (console.phrase("init-way-scan", &[]), console.phrase("init-way-paste", &[]));
    console.choose(&[("scan", &scan, Way::Scan), ("paste", &paste, Way::Paste)], 0).await
}

/// What was given, and the rest as somebody types it; nothing when they would rather not.
async fn pasted(
    console: &mut Console,
    offered: Option<(String, Option<SecretString>)>,
) -> anyhow::Result<Option<Credentials>> {
    let (mut client_id, mut secret) = offered.unwrap_or_default();
    loop {
        if client_id.is_empty() {
            client_id = console.ask("init-prompt-client-id", false).await?;
        }
        if client_id.is_empty() {
            return Ok(None);
        }
        if !is_client_id(&client_id) {
            say_or_fail(console, "init-client-id-odd")?;
            client_id.clear();
            continue;
        }
        if let Some(secret) = secret.take() {
            return credentials(&client_id, secret).map(Some);
        }
        let typed = console.ask("init-prompt-secret", true).await?;
        if is_secret(&typed) {
            return credentials(&client_id, typed.into()).map(Some);
        }
        say_or_fail(console, "init-secret-odd")?;
    }
}

/// Whether it can be one, and does not only stand for one.
pub(super) fn is_client_id(text: &str) -> bool {
    RobotCode::parse(text).is_some() && !is_placeholder(text)
}

/// The same of a Client Secret.
pub(super) fn is_secret(text: &str) -> bool {
    text.len() >= SHORTEST_SECRET && !text.contains(char::is_whitespace) && !is_placeholder(text)
}

fn say_or_fail(console: &mut Console, key: &str) -> anyhow::Result<()> {
    if !console.can_ask() {
        anyhow::bail!(console.phrase(key, &[]));
    }
    console.say(key, &[])
}

fn credentials(client_id: &str, client_secret: SecretString) -> anyhow::Result<Credentials> {
    let robot_code =
        RobotCode::parse(client_id).ok_or_else(|| anyhow::anyhow!("the Client ID is none"))?;
    Ok(Credentials { client_id: client_id.to_owned(), client_secret, robot_code })
}

/// In this edition, and when they are refused there, in the other.
async fn check(
    console: &mut Console,
    editions: &Editions,
    region: Region,
    credentials: &Credentials,
    is_new: bool,
) -> anyhow::Result<Taken> {
    let mut tries = 0;
    let refused = loop {
        console.status("init-checking", &[("host", &editions.host(region))])?;
        match console.unless_ended(sign_in(editions, region, credentials)).await?? {
            Ok(()) => return Ok(Taken::In(region)),
            Err(error) if error.key != "credentials" => return Ok(Taken::Unknown(error)),
            Err(error) if is_new && tries < NEW_APP_TRIES => {
                drop(error);
                tries += 1;
                console.unless_ended(tokio::time::sleep(NEW_APP_PAUSE)).await?;
            }
            Err(error) => break error,
        }
    };
    let other = region.other();
    if editions.hosts(other) == editions.hosts(region) {
        return Ok(Taken::Nowhere { error: refused, hosts: vec![editions.host(region)] });
    }
    console.status("init-checking", &[("host", &editions.host(other))])?;
    Ok(match console.unless_ended(sign_in(editions, other, credentials)).await?? {
        Ok(()) => Taken::In(other),
        Err(_) => {
            let hosts = [region, other].map(|region| editions.host(region)).into();
            Taken::Nowhere { error: refused, hosts }
        }
    })
}

async fn sign_in(
    editions: &Editions,
    region: Region,
    credentials: &Credentials,
) -> anyhow::Result<Result<(), DingTalkError>> {
    let hosts = editions.hosts(region).clone();
    let client = Client::new(hosts, credentials.clone(), std::sync::Arc::default())?;
    Ok(client.sign_in().await)
}

fn reason(console: &Console, error: &DingTalkError) -> String {
    let reason = console.words().told(console.locale(), &error.problem(), Voice::Operator);
    console.phrase("init-not-answered", &[("reason", &reason), ("code", &error.code)])
}
