//! `/nick format`: the shape that names must have here.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use super::rules::change;
use crate::domain::{Change, Format, Reply};

/// Takes a shape for names, if it is one; the answer shows the sender's own name in it.
pub(super) async fn format(context: Context<'_>, source: Option<&str>) -> Result<Outcome, Stop> {
    demand_governor(&context).await?;
    let format = source.map(Format::parse).transpose().map_err(Reply::FormatRefused)?;
    let source = format.as_ref().map(|format| format.source().to_owned());
    let mut outcome = change(context, Change::Format(source)).await?;
    if let Some(format) = format {
        let (sender, turn) = (context.known_sender()?, context.turn().await?);
        let sources = &context.groups().sources;
        let facts = sources.of(context.conversation(), sender, &format, turn).await?;
        let example = format.example(None, None, &facts);
        outcome.reply = Some(Reply::FormatSet { shape: format.shape(), example });
    }
    Ok(outcome)
}
