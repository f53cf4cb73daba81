//! `/nick lang`: the group's language; the answer is in it.

use super::context::Context;
use super::outcome::{Outcome, Stop};
use super::permit::demand_governor;
use super::rules::change;
use crate::domain::{Change, Reply};
use crate::i18n::Locale;

pub(super) async fn lang(context: Context<'_>, tag: &str) -> Result<Outcome, Stop> {
    let Some(locale) = Locale::spoken(tag) else {
        demand_governor(&context).await?;
        return Err(Reply::LanguageUnknown { tag: tag.to_owned() }.into());
    };
    let outcome = change(context, Change::Language(locale.as_str().to_owned())).await?;
    Ok(Outcome { locale: Some(locale), ..outcome })
}
