//! The host's PIN: six digits, kept as a slow salted hash. A wrong one costs time, more each time, and never locks out
//! for good.
//!
//! Six digits can be searched through by whoever holds the file; the PIN keeps a signer at the window from the rest of
//! the program, no more.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::Timestamp;
use paraphe_history::History;
use serde::{Deserialize, Serialize};

use crate::schema::HostPin;
use crate::{App, Code, Error, translate};

const SETTING: &str = "kiosk-pin";
const DIGITS: usize = 6;
/// Wrong tries that cost nothing: a slip of the finger.
const FREE_TRIES: u32 = 3;
/// Seconds to wait after each further one; the last is for all that follow.
const WAITS: [u32; 6] = [5, 15, 60, 120, 300, 600];
/// 19 MiB, two passes: OWASP's recommendation for Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);

#[derive(Clone, Debug, Deserialize, Serialize)]
struct StoredPin {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    hash: String,
    /// Wrong tries since the last right one.
    #[serde(default)]
    wrong: u32,
    /// When the last wrong try was made.
    #[serde(default)]
    last_try: Option<Timestamp>,
}

impl StoredPin {
    fn new(pin: &HostPin) -> Result<Self, Error> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(Error::internal)?;
        let (memory_kib, passes, lanes) = COST;
        let mut stored = Self {
            memory_kib,
            passes,
            lanes,
            salt: STANDARD.encode(salt),
            hash: String::new(),
            wrong: 0,
            last_try: None,
        };
        stored.hash = STANDARD.encode(stored.digest(pin)?);
        Ok(stored)
    }

    fn digest(&self, pin: &HostPin) -> Result<[u8; 32], Error> {
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(Error::internal)?;
        let salt = STANDARD.decode(&self.salt).map_err(Error::internal)?;
        let mut out = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(pin.0.as_bytes(), &salt, &mut out)
            .map_err(Error::internal)?;
        Ok(out)
    }

    fn fits(&self, pin: &HostPin) -> Result<bool, Error> {
        let kept = STANDARD.decode(&self.hash).map_err(Error::internal)?;
        let given = self.digest(pin)?;
        // What is compared is a hash of what was typed: its timing tells nothing of the PIN.
        Ok(kept == given)
    }

    /// Seconds until the next try.
    fn wait(&self, now: Timestamp) -> u32 {
        let Some(step) = self.wrong.checked_sub(FREE_TRIES + 1) else { return 0 };
        let whole = WAITS[usize::try_from(step).unwrap_or(usize::MAX).min(WAITS.len() - 1)];
        let Some(last) = self.last_try else { return 0 };
        let passed = now.as_millis() - last.as_millis();
        // A clock that was set back must not make the wait longer than it was.
        let left = i64::from(whole) * 1000 - passed.max(0);
        u32::try_from((left.max(0) + 999) / 1000).unwrap_or(whole)
    }
}

/// Whether there is a PIN.
pub(crate) fn is_set(history: &History) -> Result<bool, Error> {
    Ok(read(history)?.is_some())
}

/// Seconds until the PIN may be tried again.
pub(crate) fn wait(history: &History, now: Timestamp) -> Result<u32, Error> {
    Ok(read(history)?.map_or(0, |stored| stored.wait(now)))
}

/// Sets the PIN; where there is one, it is asked for.
///
/// # Errors
/// As [`check`]; `error-kiosk-pin-form` when it is not six digits.
pub(crate) fn set(app: &App, old: Option<&HostPin>, new: &HostPin) -> Result<(), Error> {
    if new.0.len() != DIGITS || !new.0.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::new(Code::Refused, "error-kiosk-pin-form"));
    }
    let is_set = is_set(&app.history())?;
    match old {
        Some(old) if is_set => check(app, old)?,
        None if is_set => return Err(Error::new(Code::Refused, "error-kiosk-pin-exists")),
        Some(_) | None => {}
    }
    write(&mut app.history(), &StoredPin::new(new)?)
}

/// Checks the host's PIN. The try is written down before it is looked at: ending the program does not undo it.
///
/// # Errors
/// `error-kiosk-no-pin`; `error-kiosk-wrong-pin` with `wait_seconds` when it is wrong or tried too soon.
pub(crate) fn check(app: &App, pin: &HostPin) -> Result<(), Error> {
    // One try at a time: of two at once, neither must escape being counted.
    let mut history = app.history();
    let mut stored = read(&history)?.ok_or_else(|| Error::new(Code::Refused, "error-kiosk-no-pin"))?;
    let now = app.now();
    let wait = stored.wait(now);
    if wait > 0 {
        return Err(wrong(wait));
    }
    stored.wrong = stored.wrong.saturating_add(1);
    stored.last_try = Some(now);
    write(&mut history, &stored)?;
    if !stored.fits(pin)? {
        return Err(wrong(stored.wait(now)));
    }
    stored.wrong = 0;
    stored.last_try = None;
    write(&mut history, &stored)
}

/// Takes the PIN away; whether there was one. Not within a page's reach: whoever can run programs as this person can read
/// the data folder anyway.
pub(crate) fn remove(history: &mut History) -> Result<bool, Error> {
    let was_set = is_set(history)?;
    history.set_setting(SETTING, &None::<StoredPin>).map_err(translate::history)?;
    Ok(was_set)
}

fn wrong(wait: u32) -> Error {
    Error::new(Code::Refused, "error-kiosk-wrong-pin").with("wait_seconds", wait)
}

fn read(history: &History) -> Result<Option<StoredPin>, Error> {
    // A PIN that was taken away is kept as `null`.
    Ok(history.setting::<Option<StoredPin>>(SETTING).map_err(translate::history)?.flatten())
}

fn write(history: &mut History, stored: &StoredPin) -> Result<(), Error> {
    history.set_setting(SETTING, stored).map_err(translate::history)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str) -> HostPin {
        serde_json::from_value(serde_json::Value::String(text.to_owned())).unwrap()
    }

    #[test]
    fn only_the_pin_itself_fits_and_it_is_kept_nowhere() {
        let stored = StoredPin::new(&pin("493817")).unwrap();
        assert!(stored.fits(&pin("493817")).unwrap());
        assert!(!stored.fits(&pin("493818")).unwrap());
        assert!(!serde_json::to_string(&stored).unwrap().contains("493817"));
        let again = StoredPin::new(&pin("493817")).unwrap();
        assert_ne!((stored.salt, stored.hash), (again.salt, again.hash), "each has a salt of its own");
    }

    #[test]
    fn waits_grow_to_ten_minutes_and_a_clock_that_was_set_back_does_not_prolong_them() {
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
        let stored = |wrong: u32| StoredPin {
            wrong,
            last_try: Some(at(1000)),
            ..StoredPin::new(&pin("493817")).unwrap()
        };
        let waits: Vec<u32> = (0..=10).map(|wrong| stored(wrong).wait(at(1000))).collect();
        assert_eq!(waits, [0, 0, 0, 0, 5, 15, 60, 120, 300, 600, 600]);
        assert_eq!([1004, 1005, 1006].map(|now| stored(4).wait(at(now))), [1, 0, 0]);
        assert_eq!(stored(4).wait(at(0)), 5);
    }
}
