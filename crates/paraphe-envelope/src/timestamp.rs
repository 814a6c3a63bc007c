//! Moments in time, as values. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

/// A moment: milliseconds since the Unix epoch, UTC.
///
/// Invariant: within the years -9999 to 9999, so that it can always be written as text and stays below 2⁵³.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(from = "i64", into = "i64")]
#[ts(type = "number")]
pub struct Timestamp(i64);

/// A text that is not a moment in RFC 3339 notation with an offset.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{found:?} is not a time such as 2026-11-22T08:50:17Z: {reason}")]
pub struct TimestampError {
    /// The text that was found.
    pub found: String,
    /// What the parser objected to.
    pub reason: String,
}

impl Timestamp {
    /// The moment so many milliseconds after the Unix epoch; beyond the years -9999 to 9999, the nearest moment within.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(jiff::Timestamp::MIN.as_millisecond(), jiff::Timestamp::MAX.as_millisecond()))
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.0
    }

    /// The moment in UTC to the second, as in `2026-11-22T08:50:17Z`; the fraction is cut off, not rounded.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_second(self.0.div_euclid(1000))
            .expect("the constructor keeps moments within the years jiff knows")
            .to_string()
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let moment: jiff::Timestamp = text.parse().map_err(|error: jiff::Error| TimestampError {
            found: text.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self::from_millis(moment.as_millisecond()))
    }
}

impl From<i64> for Timestamp {
    fn from(millis: i64) -> Self {
        Self::from_millis(millis)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> i64 {
        timestamp.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utc_to_the_second() {
        assert_eq!(Timestamp::from_millis(0).to_rfc3339(), "1970-01-01T00:00:00Z");
        assert_eq!(Timestamp::from_millis(1_795_337_417_999).to_rfc3339(), "2026-11-22T08:50:17Z");
        assert_eq!(Timestamp::from_millis(-1).to_rfc3339(), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn offsets_are_understood() {
        let utc: Timestamp = "2026-12-31T22:59:00Z".parse().unwrap();
        let paris: Timestamp = "2026-12-31T23:59:00+01:00".parse().unwrap();
        assert_eq!(utc, paris);
        assert_eq!(
            "2026-12-31T22:59:00.250Z".parse::<Timestamp>().unwrap().as_millis(),
            utc.as_millis() + 250
        );
    }

    #[test]
    fn a_time_without_offset_is_refused() {
        for text in ["", "2026-12-31", "2026-12-31T23:59:00", "demain", "2026-13-01T00:00:00Z"] {
            assert_eq!(text.parse::<Timestamp>().map_err(|error| error.found), Err(text.to_owned()));
        }
    }

    #[test]
    fn any_number_can_be_written_as_text() {
        assert_eq!(&Timestamp::from_millis(i64::MAX).to_rfc3339()[..4], "9999");
        assert!(Timestamp::from_millis(i64::MIN).to_rfc3339().starts_with("-009999"));
    }

    #[test]
    fn json_is_the_number() {
        assert_eq!(
            serde_json::to_string(&Timestamp::from_millis(1_795_337_417_123)).unwrap(),
            "1795337417123"
        );
        assert_eq!(serde_json::from_str::<Timestamp>("5").unwrap().as_millis(), 5);
    }
}
