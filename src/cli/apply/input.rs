//! What is to be given: the names of a file, or everybody's by a format.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::Arguments;
use crate::cli::sheet::columns::Columns;
use crate::cli::sheet::{self, Row};
use crate::cli::{WrongUsage, rules};
use crate::domain::{ConversationId, Format, legible};
use crate::store::Scope;

/// What is to be given.
pub(super) enum Input {
    /// What a file says.
    File { path: PathBuf, columns: Columns, rows: Vec<Row> },
    /// What a template makes of everybody in a group.
    Template(Format),
    /// What a rule makes of everybody in the groups that use it.
    Rule { format: Format, groups: Vec<ConversationId> },
}

impl Input {
    /// Reads the file, where there is one; nothing else is looked at yet.
    pub(super) fn of_file(arguments: &Arguments) -> anyhow::Result<Option<Self>> {
        let Some(path) = arguments.file.clone() else {
            return Ok(None);
        };
        let place = path.display().to_string();
        let wrong = |why: String| WrongUsage(format!("{place}: {why}; nothing was changed"));
        let sheet = sheet::read(&path, arguments.encoding)
            .map_err(|error| wrong(format!("{:#}", anyhow::Error::from(error))))?;
        let mut rows = sheet.rows.into_iter();
        let header = rows.next().ok_or_else(|| wrong("it is empty".to_owned()))?;
        let columns = Columns::read(&header)
            .map_err(|why| wrong(format!("line {}: {}", header.line, legible(&why))))?;
        let rows: Vec<Row> = rows.collect();
        let form = sheet.form;
        let count = rows.len();
        let names = if count == 1 { "name" } else { "names" };
        writeln!(std::io::stderr(), "{place}: {}, {count} {names}", legible(&form))?;
        if rows.is_empty() {
            bail!(wrong("no line follows the first".to_owned()));
        }
        Ok(Some(Self::File { path, columns, rows }))
    }

    /// The format that the command gives or names.
    pub(super) async fn of_format(arguments: &Arguments, scope: &Scope) -> anyhow::Result<Self> {
        let rule = match (&arguments.template, &arguments.rule) {
            (Some(template), _) => return Ok(Self::Template(template.clone())),
            (None, Some(rule)) => rule,
            (None, None) => bail!(WrongUsage("a file, --template or --rule is needed".to_owned())),
        };
        let source = rules::demand(scope, rule).await?;
        let format = Format::parse(&source)
            .map_err(|_| anyhow!("the format of {rule} is none that this version knows"))?;
        let groups = rules::groups_using(scope, rule).await?;
        if groups.is_empty() {
            bail!("no group uses {rule} yet: dingnick rules use {rule} --group GROUP");
        }
        Ok(Self::Rule { format, groups })
    }

    /// The format that makes everybody's name.
    pub(super) fn format(&self) -> Option<&Format> {
        match self {
            Self::File { .. } => None,
            Self::Template(format) | Self::Rule { format, .. } => Some(format),
        }
    }

    pub(super) fn result_path(&self) -> PathBuf {
        match self {
            Self::File { path, .. } => path.with_extension("result.csv"),
            _ => PathBuf::from("dingnick-apply.result.csv"),
        }
    }
}
