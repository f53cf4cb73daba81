//! Reminders: when a group is told whose names do not fit. Never at night, nor at weekends.

use std::fmt;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use super::Timestamp;

/// How often a person is reminded before the owner gets the list.
pub const MOST_REMINDERS: u32 = 3;

/// The hour at which a group is reminded that names none.
pub const USUAL_HOUR: i8 = 9;

/// The hours at which nobody sleeps, in `DINGNICK_TIMEZONE`.
const WAKING: std::ops::RangeInclusive<i8> = 8..=21;

/// A day, as `2026-12-01` in the store and in what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// On working days.
    Daily,
    /// On Mondays.
    Weekly,
    /// On working days up to this one; the owner gets the list on the next.
    Until(Day),
}

/// When a group is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remind {
    /// How often.
    pub pace: Pace,
    /// At which hour of the day.
    pub hour: i8,
    /// When it was decided: reminders of an older decision end.
    pub since: Timestamp,
}

impl Day {
    /// Reads a day with its year: `2026-12-01`, `2026/12/1`, `2026年12月1日`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
        let mut parts = text.split('-').map(str::trim);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("it is no day")
    }
}

impl Pace {
    /// Reads what follows `remind`; in lower case.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "daily" => Some(Self::Daily),
            "weekly" => Some(Self::Weekly),
            word => Day::parse(word).map(Self::Until),
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Daily => formatter.write_str("daily"),
            Self::Weekly => formatter.write_str("weekly"),
            Self::Until(day) => day.fmt(formatter),
        }
    }
}

impl Remind {
    /// Whether people are awake then.
    #[must_use]
    pub fn is_at_a_waking_hour(&self) -> bool {
        WAKING.contains(&self.hour)
    }

    /// As the group's rules keep it.
    #[must_use]
    pub fn to_value(&self) -> String {
        format!("{} {} {}", self.pace, self.hour, self.since)
    }

    /// Reads that again.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        let mut parts = value.split(' ');
        let pace = Pace::parse(parts.next()?)?;
        let hour = parts.next()?.parse().ok()?;
        let since = Timestamp(parts.next()?.parse().ok()?);
        Some(Self { pace, hour, since })
    }

    /// The next time after `now`. With a deadline, the last is on the working day after it.
    #[must_use]
    pub fn next(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let now = zoned(now, zone)?;
        let mut day = now.date();
        // The first of the coming days that is one for it: within two weeks there is a Monday.
        for _ in 0..14 {
            let is_day = match self.pace {
                Pace::Weekly => day.weekday() == Weekday::Monday,
                Pace::Daily | Pace::Until(_) => is_working_day(day),
            };
            let at = day.at(self.hour, 0, 0, 0).to_zoned(zone.clone()).ok()?;
            if is_day && at > now {
                return Some(Timestamp(at.timestamp().as_millisecond()));
            }
            day = day.checked_add(1.day()).ok()?;
        }
        None
    }

    /// Whether `now` is a time to remind: a job may run later than it was to.
    #[must_use]
    pub fn may_remind_at(&self, now: Timestamp, zone: &TimeZone) -> bool {
        zoned(now, zone)
            .is_some_and(|now| is_working_day(now.date()) && WAKING.contains(&now.hour()))
    }

    /// Whether the deadline has passed, if there is one.
    #[must_use]
    pub fn is_over(&self, now: Timestamp, zone: &TimeZone) -> bool {
        match self.pace {
            Pace::Daily | Pace::Weekly => false,
            Pace::Until(Day(last)) => zoned(now, zone).is_none_or(|now| now.date() > last),
        }
    }
}

fn zoned(at: Timestamp, zone: &TimeZone) -> Option<Zoned> {
    Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone()))
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("a zone")
    }

    fn at(text: &str) -> Timestamp {
        let zoned: Zoned = format!("{text}[Asia/Shanghai]").parse().expect("a time");
        Timestamp(zoned.timestamp().as_millisecond())
    }

    fn remind(pace: &str, hour: i8) -> Remind {
        Remind { pace: Pace::parse(pace).expect("a pace"), hour, since: Timestamp(0) }
    }

    #[test]
    fn the_next_time_is_a_working_day_at_the_hour() {
        for (pace, now, next) in [
            // A Thursday.
            ("daily", "2026-11-26T08:59:59", "2026-11-26T09:00:00"),
            ("daily", "2026-11-26T09:00:00", "2026-11-27T09:00:00"),
            ("daily", "2026-11-27T10:00:00", "2026-11-30T09:00:00"),
            ("daily", "2026-11-28T10:00:00", "2026-11-30T09:00:00"),
            ("weekly", "2026-11-26T08:00:00", "2026-11-30T09:00:00"),
            ("weekly", "2026-11-30T09:00:00", "2026-12-07T09:00:00"),
            ("2026-11-27", "2026-11-26T12:00:00", "2026-11-27T09:00:00"),
            ("2026-11-27", "2026-11-27T12:00:00", "2026-11-30T09:00:00"),
        ] {
            let found = remind(pace, 9).next(at(now), &shanghai());
            assert_eq!(found, Some(at(next)), "failed on {pace} at {now}");
        }
    }

    #[test]
    fn a_deadline_passes_at_the_end_of_its_day() {
        let remind = remind("2026-11-27", 9);
        assert!(!remind.is_over(at("2026-11-27T23:59:59"), &shanghai()));
        assert!(remind.is_over(at("2026-11-28T00:00:00"), &shanghai()));
    }

    #[test]
    fn nobody_is_reminded_at_night_or_at_weekends() {
        let remind = remind("daily", 9);
        for (now, may) in [
            ("2026-11-26T07:59:59", false),
            ("2026-11-26T08:00:00", true),
            ("2026-11-26T21:59:59", true),
            ("2026-11-26T22:00:00", false),
            ("2026-11-28T12:00:00", false),
        ] {
            assert_eq!(remind.may_remind_at(at(now), &shanghai()), may, "failed at {now}");
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        for pace in ["daily", "weekly", "2026-12-01"] {
            let remind = Remind { since: Timestamp(1_795_000_000_000), ..remind(pace, 18) };
            assert_eq!(Remind::from_value(&remind.to_value()), Some(remind));
        }
        for value in ["", "daily", "daily 9", "monthly 9 0", "daily x 0"] {
            assert_eq!(Remind::from_value(value), None, "failed on {value}");
        }
    }

    #[test]
    fn days_are_read_with_their_year() {
        for text in ["2026-12-01", "2026/12/1", "2026年12月1日", "2026.12.01"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
        }
        for text in ["12-01", "2026-13-01", "2026-02-30", "tomorrow", "26-12-01", "2026-12-01-1"] {
            assert_eq!(Day::parse(text), None, "failed on {text}");
        }
    }
}
