//! Spread: on which day each of many names can be given, within what a group has in a day and what
//! the organisation has in a month.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{BEIJING, Calls, ConversationId, Timestamp};

/// How far ahead a name is put off: who has no room in a year has none.
const MOST_DAYS: usize = 366;

/// What there is to spend.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Names a day in one group; any number if none.
    pub group_daily: Option<u32>,
    /// What is used of this month.
    pub month: Calls,
    /// Where days begin at midnight.
    pub time_zone: TimeZone,
}

/// Names that are placed one after the other, each on the first day that has room for it.
#[derive(Debug)]
pub struct Spread {
    budget: Budget,
    today_began: Timestamp,
    /// Today and the days after it: when each begins, and in which month of DingTalk's that is.
    days: Vec<Day>,
    /// What is taken of a month, beyond what was used before.
    months: HashMap<(i16, i8), u64>,
    /// What is taken of a group's day.
    taken: HashMap<(ConversationId, usize), u32>,
    /// The first day that may have room for a group.
    first: HashMap<ConversationId, usize>,
}

#[derive(Clone, Copy, Debug)]
struct Day {
    date: Date,
    begin: Timestamp,
    month: (i16, i8),
}

impl Spread {
    /// Nothing is placed yet.
    #[must_use]
    pub fn new(budget: Budget, now: Timestamp) -> Self {
        let days = days(now, &budget.time_zone);
        let today_began = begin_of_day(now, &budget.time_zone);
        let (months, taken, first) = Default::default();
        Self { budget, today_began, days, months, taken, first }
    }

    /// From now on a group has any number of names a day.
    pub fn leave_days_out(&mut self) {
        self.budget.group_daily = None;
    }

    /// When today began.
    #[must_use]
    pub fn today_began(&self) -> Timestamp {
        self.today_began
    }

    /// Takes note of names that were given today, outside of what is placed here: the month knows
    /// of them.
    pub fn given_today(&mut self, group: &ConversationId, count: u32) {
        *self.taken.entry((group.clone(), 0)).or_default() += count;
    }

    /// Takes note of a name that is to be given at a time.
    pub fn promised(&mut self, group: &ConversationId, at: Timestamp) {
        let place = self.days.iter().rposition(|day| day.begin <= at).unwrap_or(0);
        self.take(group, place);
    }

    /// The day on which a name can be given, by when it begins; `now` where that is today. None
    /// where no day of the next year has room.
    pub fn place(&mut self, group: &ConversationId) -> Option<Timestamp> {
        let mut place = self.first.get(group).copied().unwrap_or(0);
        while !self.has_room(group, place)? {
            place += 1;
        }
        self.first.insert(group.clone(), place);
        self.take(group, place);
        Some(self.days[place].begin)
    }

    /// The date of a day that was placed.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> String {
        let day = self.days.iter().rev().find(|day| day.begin <= at).or(self.days.first());
        day.map(|day| day.date.to_string()).unwrap_or_default()
    }

    /// None where there is no such day.
    fn has_room(&self, group: &ConversationId, place: usize) -> Option<bool> {
        let day = self.days.get(place)?;
        let of_month = self.months.get(&day.month).copied().unwrap_or(0);
        let is_this_month = self.days.first().is_some_and(|today| today.month == day.month);
        let month = self.budget.month;
        let month = if is_this_month { month } else { Calls { used: 0, ..month } };
        let of_day = self.taken.get(&(group.clone(), place)).copied().unwrap_or(0);
        let fits_day = self.budget.group_daily.is_none_or(|most| of_day < most);
        Some(fits_day && of_month < month.above_reserve())
    }

    fn take(&mut self, group: &ConversationId, place: usize) {
        if let Some(day) = self.days.get(place) {
            *self.months.entry(day.month).or_default() += 1;
            *self.taken.entry((group.clone(), place)).or_default() += 1;
        }
    }
}

fn begin_of_day(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let began = at.to_zoned(zone.clone()).start_of_day();
    began.map_or(now, |began| Timestamp(began.timestamp().as_millisecond()))
}

/// From now on; times so far off that there is no such day are nobody's.
fn days(now: Timestamp, zone: &TimeZone) -> Vec<Day> {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let today = at.to_zoned(zone.clone());
    let later = (1..MOST_DAYS).filter_map(|days| {
        let days = i64::try_from(days).ok()?.days();
        today.checked_add(days).and_then(|day| day.start_of_day()).ok()
    });
    let day = |day: jiff::Zoned| {
        let month = day.timestamp().to_zoned(TimeZone::fixed(BEIJING)).date();
        Day {
            date: day.date(),
            begin: Timestamp(day.timestamp().as_millisecond()),
            month: (month.year(), month.month()),
        }
    };
    std::iter::once(today.clone()).chain(later).map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str) -> ConversationId {
        ConversationId::parse(name).expect("an id")
    }

    fn at(text: &str) -> Timestamp {
        let at: jiff::Timestamp = text.parse().expect("a time");
        Timestamp(at.as_millisecond())
    }

    fn spread(group_daily: Option<u32>, used: u64, allowance: u64, now: &str) -> Spread {
        let time_zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        Spread::new(Budget { group_daily, month: Calls { used, allowance }, time_zone }, at(now))
    }

    /// How many of so many names are given on which date.
    fn dates(spread: &mut Spread, name: &str, count: usize) -> Vec<(String, usize)> {
        let mut dates: Vec<(String, usize)> = Vec::new();
        for _ in 0..count {
            let date = spread.place(&group(name)).map(|at| spread.date(at)).unwrap_or_default();
            match dates.last_mut() {
                Some((last, count)) if *last == date => *count += 1,
                _ => dates.push((date, 1)),
            }
        }
        dates
    }

    fn on(list: &[(&str, usize)]) -> Vec<(String, usize)> {
        list.iter().map(|(date, count)| ((*date).to_owned(), *count)).collect()
    }

    const NOW: &str = "2026-11-27T06:00:00Z";

    #[test]
    fn all_of_it_is_today_where_there_is_room() {
        let mut spread = spread(None, 0, 5000, NOW);
        assert_eq!(spread.place(&group("a")), Some(at(NOW)));
        assert_eq!(dates(&mut spread, "a", 2000), on(&[("2026-11-27", 2000)]));
    }

    #[test]
    fn a_group_has_so_many_a_day_and_no_group_takes_those_of_another() {
        let mut spread = spread(Some(20), 0, 5000, NOW);
        spread.given_today(&group("a"), 5);
        spread.promised(&group("a"), at("2026-11-28T01:00:00Z"));
        let expected = on(&[("2026-11-27", 15), ("2026-11-28", 19), ("2026-11-29", 16)]);
        assert_eq!(dates(&mut spread, "a", 50), expected);
        let expected = on(&[("2026-11-27", 20), ("2026-11-28", 10)]);
        assert_eq!(dates(&mut spread, "b", 30), expected);
    }

    #[test]
    fn the_reserve_of_a_month_is_left_and_the_rest_waits_for_the_next() {
        let mut month = spread(None, 80, 100, NOW);
        assert_eq!(dates(&mut month, "a", 30), on(&[("2026-11-27", 15), ("2026-12-01", 15)]));
        assert_eq!(dates(&mut month, "b", 90), on(&[("2026-12-01", 80), ("2027-01-01", 10)]));
        let mut month = spread(None, 80, 100, NOW);
        month.promised(&group("b"), at("2026-11-30T01:00:00Z"));
        assert_eq!(dates(&mut month, "a", 15), on(&[("2026-11-27", 14), ("2026-12-01", 1)]));
    }

    #[test]
    fn a_month_begins_in_beijing_wherever_the_operator_is() {
        for (zone, begins) in [
            ("Asia/Shanghai", "2026-11-30T16:00:00Z"),
            // In Tokyo the first has begun an hour before it does in Beijing.
            ("Asia/Tokyo", "2026-12-01T15:00:00Z"),
            ("America/New_York", "2026-12-01T05:00:00Z"),
        ] {
            let time_zone = TimeZone::get(zone).expect("a zone");
            let month = Calls { used: 95, allowance: 100 };
            let mut spread = Spread::new(Budget { group_daily: None, month, time_zone }, at(NOW));
            assert_eq!(spread.place(&group("a")), Some(at(begins)), "failed in {zone}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_where_the_operator_is() {
        let spread = spread(None, 0, 5000, NOW);
        assert_eq!(spread.today_began(), at("2026-11-26T16:00:00Z"));
        assert_eq!(spread.date(at("2026-11-27T16:00:00Z")), "2026-11-28");
    }

    #[test]
    fn what_no_day_has_room_for_is_not_placed() {
        assert_eq!(spread(None, 0, 0, NOW).place(&group("a")), None);
        assert_eq!(spread(Some(0), 0, 5000, NOW).place(&group("a")), None);
    }
}
