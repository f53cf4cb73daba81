//! `dingnick completions`: what a shell needs to complete the commands.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

#[derive(Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    // Not written at once: the generator panics where nobody reads.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "dingnick", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(())
}
