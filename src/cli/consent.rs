//! Consent: somebody says yes before anything is paid for.

use std::io::{IsTerminal, Write};

use anyhow::bail;

use super::WrongUsage;

/// Goes on after a yes at the terminal, or without asking where `is_given` says so.
pub(super) fn go_ahead(is_given: bool) -> anyhow::Result<()> {
    if is_given {
        return Ok(());
    }
    let (input, mut err) = (std::io::stdin(), std::io::stderr());
    if !input.is_terminal() || !err.is_terminal() {
        bail!(WrongUsage(
            "nothing was changed: --yes goes ahead without asking, --dry-run shows all of it"
                .to_owned()
        ));
    }
    write!(err, "Go ahead? [y/N] ")?;
    err.flush()?;
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" | "是" => Ok(()),
        _ => bail!("nothing was changed"),
    }
}
