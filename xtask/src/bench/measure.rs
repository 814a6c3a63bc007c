//! Timing whole processes, and their memory.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::figure::median;
use crate::failure::Failure;

/// How often a measured program is run. The first run warms the file cache and does not count.
pub(crate) fn times(rounds: u32, mut once: impl FnMut() -> Result<f64, Failure>) -> Result<f64, Failure> {
    once()?;
    let values = (0..rounds).map(|_| once()).collect::<Result<Vec<f64>, _>>()?;
    Ok(median(values))
}

/// Milliseconds a whole process takes, from its start to its end. `input` goes to its standard input.
pub(crate) fn process(command: &mut Command, input: &str) -> Result<f64, Failure> {
    let started = Instant::now();
    let mut child = start(command, input)?;
    let status = child.wait().map_err(|error| told(command, &error.to_string()))?;
    let elapsed = started.elapsed();
    if status.success() {
        Ok(elapsed.as_secs_f64() * 1000.0)
    } else {
        Err(told(command, &status.to_string()))
    }
}

/// The most memory of its own a process has at any time, in megabytes: what is mapped from files does not count.
/// Linux only; `None` elsewhere.
pub(crate) fn memory(command: &mut Command, input: &str) -> Result<Option<f64>, Failure> {
    let mut child = start(command, input)?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak: Option<f64> = None;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| told(command, &error.to_string()))? {
            break status;
        }
        if let Some(now) = std::fs::read_to_string(&status_file).ok().as_deref().and_then(anonymous_megabytes)
        {
            peak = Some(peak.map_or(now, |before| before.max(now)));
        }
        std::thread::sleep(Duration::from_micros(300));
    };
    if status.success() { Ok(peak) } else { Err(told(command, &status.to_string())) }
}

fn start(command: &mut Command, input: &str) -> Result<std::process::Child, Failure> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| told(command, &error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input closes the pipe; that is its good right.
        let _unread = stdin.write_all(input.as_bytes());
    }
    Ok(child)
}

fn told(command: &Command, cause: &str) -> Failure {
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    Failure::new(format!("`{}` could not be measured: {cause}.", words.join(" ")))
}

/// `RssAnon` and `RssShmem` of a `/proc/PID/status`.
fn anonymous_megabytes(status: &str) -> Option<f64> {
    let kibibytes = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok()
    };
    Some((kibibytes("RssAnon:")? + kibibytes("RssShmem:").unwrap_or(0.0)) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_memory_of_its_own_counts() {
        let status = "VmHWM:\t 220000 kB\nRssAnon:\t  20480 kB\nRssFile:\t 204800 kB\nRssShmem:\t 1024 kB\n";
        assert_eq!(anonymous_megabytes(status), Some(21.0));
        assert_eq!(anonymous_megabytes("Name:\tzombie\n"), None);
    }

    #[test]
    fn the_first_run_only_warms_up() {
        let mut values = [900.0, 3.0, 1.0, 2.0].into_iter();
        let measured = times(3, || Ok(values.next().unwrap_or(f64::NAN)));
        assert_eq!(measured.ok(), Some(2.0));
    }
}
