//! The time zone of this computer.

use jiff::tz::TimeZone;

/// The zone this computer is set to, or the one `TZ` names.
///
/// The system's file of the zone says all that a time needs. Asking [`TimeZone::system`] for the zone's name as well reads
/// through the whole folder of zones first, which takes a short command longer than its work.
pub(crate) fn local_zone() -> TimeZone {
    #[cfg(unix)]
    if let Some(zone) = file::zone() {
        return zone;
    }
    TimeZone::system()
}

#[cfg(unix)]
mod file {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::{Mutex, PoisonError};
    use std::time::SystemTime;

    use jiff::tz::TimeZone;

    /// Where most systems keep the zone they are set to, in the form of RFC 9636: often as a link into the folder of zones.
    const PATH: &str = "/etc/localtime";

    /// What says that it is another file than it was.
    type Stamp = (Option<PathBuf>, SystemTime);

    /// The zone of the file, read anew when it is another one; none where `TZ` names one, or there is no such file.
    pub(super) fn zone() -> Option<TimeZone> {
        static READ: Mutex<Option<(Stamp, TimeZone)>> = Mutex::new(None);
        if std::env::var_os("TZ").is_some() {
            return None;
        }
        let stamp = (fs::read_link(PATH).ok(), fs::metadata(PATH).ok()?.modified().ok()?);
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, zone)) = read.as_ref().filter(|(then, _)| *then == stamp) {
            return Some(zone.clone());
        }
        let zone = TimeZone::tzif("Local", &fs::read(PATH).ok()?).ok()?;
        *read = Some((stamp, zone.clone()));
        Some(zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_zone_the_system_is_set_to() {
        let (ours, again, systems) = (local_zone(), local_zone(), TimeZone::system());
        // Half a year apart: summer time, where there is one.
        for seconds in [1_763_000_000, 1_779_000_000] {
            let at = jiff::Timestamp::from_second(seconds).unwrap();
            assert_eq!(ours.to_offset(at), systems.to_offset(at));
            assert_eq!(again.to_offset(at), systems.to_offset(at));
        }
    }
}
