//! `dingnick config`: the settings in force.

use std::io::Write;

use anyhow::Context;
use secrecy::ExposeSecret;

use crate::config::{Config, Sources};
use crate::domain::legible;
use crate::store;

pub(super) fn run(sources: &Sources) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for effective in sources.effective() {
        let setting = effective.setting;
        writeln!(out, "# {}", setting.about)?;
        match effective.shown {
            Some(value) => {
                let value = legible(&value);
                writeln!(out, "{} = {value}  ({})", setting.name, effective.source)?;
            }
            None => writeln!(out, "{} is not set", setting.name)?,
        }
    }
    match Config::read(sources) {
        // What is not set yet is no fault: these are the settings so far.
        Err(error) if error.is_wrong_usage() => Err(error.into()),
        Err(_) => Ok(()),
        Ok(config) => {
            let url = config.database_url.expose_secret();
            store::file_of(url).context("DATABASE_URL").map(|_| ())
        }
    }
}
