//! PDF dates (ISO 32000-2, 7.9.4) to and from instants.

use paraphe_envelope::Timestamp;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The instant a PDF date such as `D:20261122095017+01'00'` names; a date without zone counts as UTC.
#[must_use]
pub fn parse_date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take(14).take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize, missing: i64| {
        if digits >= to { text[from..to].parse::<i64>().ok() } else { Some(missing) }
    };
    if digits < 4 {
        return None;
    }
    let (year, month, day) = (number(0, 4, 0)?, number(4, 6, 1)?, number(6, 8, 1)?);
    let (hour, minute, second) = (number(8, 10, 0)?, number(10, 12, 0)?, number(12, 14, 0)?);
    let plausible =
        (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
    if !plausible {
        return None;
    }
    let minutes = hour * 60 + minute - zone_minutes(text.get(digits..)?)?;
    Some(Timestamp::from_millis(days(year, month, day) * MILLIS_PER_DAY + (minutes * 60 + second) * 1000))
}

/// `Z`, `+HH'mm'` and its abbreviations, in minutes east of UTC.
fn zone_minutes(zone: &str) -> Option<i64> {
    let sign = match zone.bytes().next() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(b'Z') | None => return Some(0),
        Some(_) => return None,
    };
    let figures: String = zone[1..].chars().filter(|character| *character != '\'').take(4).collect();
    let hours: i64 = figures.get(..2)?.parse().ok()?;
    let minutes: i64 = figures.get(2..4).map_or(Some(0), |text| text.parse().ok())?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Writes an instant as a PDF date in UTC, with zone.
#[must_use]
pub fn format_date(instant: Timestamp) -> String {
    let millis = instant.as_millis();
    let (year, month, day) = civil(millis.div_euclid(MILLIS_PER_DAY));
    let seconds = millis.rem_euclid(MILLIS_PER_DAY) / 1000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}+00'00'")
}

/// Days from 1970-01-01 in the Gregorian calendar, by eras of 400 years that begin on 1 March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse_date(text).map(Timestamp::to_rfc3339).as_deref(), expect, "{text}");
    }

    #[test]
    fn dates_are_read_with_their_zone() {
        check("D:20261122095017+01'00'", Some("2026-11-22T08:50:17Z"));
        check("D:20261122095017+01'00", Some("2026-11-22T08:50:17Z"));
        check("D:20261122095017-0530", Some("2026-11-22T15:20:17Z"));
        check("D:20261122095017Z", Some("2026-11-22T09:50:17Z"));
        check("20240229", Some("2024-02-29T00:00:00Z"));
        check("D:1999", Some("1999-01-01T00:00:00Z"));
        check("D:20261322", None);
        check("yesterday", None);
        check("D:20261122095017+é1", None);
    }

    #[test]
    fn dates_survive_writing_and_reading() {
        for day in (-200_000..200_000).step_by(37) {
            let instant = Timestamp::from_millis(day * MILLIS_PER_DAY + 45_296_000);
            let (year, _, _) = civil(day);
            if (1000..9999).contains(&year) {
                assert_eq!(parse_date(&format_date(instant)), Some(instant));
            }
        }
    }
}
