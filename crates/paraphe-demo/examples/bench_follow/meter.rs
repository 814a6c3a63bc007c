//! What this process has used so far.

use std::time::Duration;

/// Processor time of all threads, in our code and in the kernel. Zero where the system is not asked.
pub(crate) fn cpu() -> Duration {
    #[cfg(unix)]
    {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let seconds = u64::try_from(used.tv_sec).unwrap_or_default();
        Duration::new(seconds, u32::try_from(used.tv_nsec).unwrap_or_default())
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

/// Memory of its own in megabytes: what is mapped from files does not count. Linux only.
pub(crate) fn megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok()
    };
    Some((kibibytes("RssAnon:")? + kibibytes("RssShmem:").unwrap_or(0.0)) / 1024.0)
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
