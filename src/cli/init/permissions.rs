//! The step that asks what the app may do: what is missing is told with the page of the console and
//! the command that mend it. Nothing here keeps `init` from going on.

use std::sync::Arc;

use super::console::Console;
use crate::app::SystemClock;
use crate::doctor::{Depth, Doctor, Finding, Options, Setup, State};

/// Asks for each permission; what takes a paid call only where somebody agrees.
pub(super) async fn look(console: &mut Console, setup: Setup) -> anyhow::Result<()> {
    console.heading("init-permissions", &[])?;
    let price = Doctor::PRICE_OF_PERMISSIONS.to_string();
    let may_pay = console.can_ask()
        && console.agrees("init-permissions-paid", &[("price", &price)], true).await?;
    let depth = if may_pay { Depth::Thorough } else { Depth::Live };
    let options = Options { depth, ..Options::default() };
    let doctor = Doctor::open(setup, Arc::new(SystemClock)).await?;
    let found = console.unless_ended(doctor.permissions(&options)).await;
    doctor.close().await;
    let found = found?;
    found.iter().try_for_each(|finding| tell(console, finding))?;
    let asks_for_id = |it: &Finding| it.is_bad() && it.command.contains("--unified-app-id ID");
    if found.iter().any(asks_for_id) {
        console.say("init-permission-dws", &[])?;
    }
    Ok(())
}

fn tell(console: &mut Console, finding: &Finding) -> anyhow::Result<()> {
    let scope = finding.check.title.trim_start_matches("permission ");
    let key = match finding.state {
        State::Ok => return console.say("init-permission-granted", &[("scope", scope)]),
        State::Warn | State::Fail => "init-permission-missing",
        State::Skipped | State::Unverified => "init-permission-unknown",
    };
    let code = finding.problem.as_ref().map_or("", |problem| problem.code.as_str());
    console.say(key, &[("scope", scope), ("code", code)])?;
    if finding.is_bad() {
        // Our own page is a way through the console, whose words are those of its language.
        let page = match finding.page == finding.check.page {
            true => console.phrase("init-permission-page", &[]),
            false => finding.page.clone(),
        };
        console.show(&format!("    {page}"))?;
        console.show(&format!("    {}", finding.command))?;
    }
    Ok(())
}
