//! The language of a page: that of the browser, of the two that the console speaks.

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header};
use jiff::tz::TimeZone;

use crate::domain::Timestamp;
use crate::i18n::{Locale, Words};

/// Words and times as somebody reads them.
#[derive(Clone, Copy)]
pub(super) struct Tongue<'a> {
    words: &'a Words,
    locale: Locale,
    time_zone: &'a TimeZone,
}

impl<'a> Tongue<'a> {
    /// The first that the browser asks for and the console speaks.
    pub(super) fn of(request: &HttpRequest, words: &'a Words, time_zone: &'a TimeZone) -> Self {
        let wanted = AcceptLanguage::parse(request).map(|wanted| wanted.ranked());
        let wanted = wanted.unwrap_or_default();
        let spoken = wanted.iter().filter_map(|tag| tag.item()).find_map(|tag| {
            let locale = Locale::parse(&tag.to_string())?;
            // Whoever reads traditional characters reads simplified ones rather than English.
            match locale.as_str().split('-').next() {
                Some("zh") => Some(Locale::ZH_CN),
                Some("en") => Some(Locale::EN),
                _ => None,
            }
        });
        Self { words, locale: spoken.unwrap_or(Locale::EN), time_zone }
    }

    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    pub(super) fn words(&self) -> &'a Words {
        self.words
    }

    /// The tag of the language, for the page.
    pub(super) fn tag(&self) -> &'static str {
        self.locale.as_str()
    }

    /// The words of a key of the console.
    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(self.locale, &format!("console-{key}"), &[])
    }

    /// The same with a number `$count`.
    pub(super) fn count(&self, key: &str, count: usize) -> String {
        let count = count.to_string();
        self.words.say(self.locale, &format!("console-{key}"), &[("count", &count)])
    }

    /// A moment to the minute, in the operator's zone.
    pub(super) fn time(&self, at: &Timestamp) -> String {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        at.to_zoned(self.time_zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}
