//! `dingnick man`: the manual pages, from the definitions of the commands.

use clap::Args;
use clap_mangen::Man;

use super::WrongUsage;

#[derive(Args)]
pub(super) struct Arguments {
    /// The command whose page it is, such as apply [default: the page of all]
    #[arg(value_name = "COMMAND")]
    page_of: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut command = super::command();
    command.build();
    if let Some(name) = &arguments.page_of {
        let found = command.find_subcommand(name).cloned();
        let none =
            || WrongUsage(format!("there is no command {name}; `dingnick --help` lists them"));
        command = found.ok_or_else(none)?;
    }
    Man::new(command).render(&mut std::io::stdout().lock())?;
    Ok(())
}
