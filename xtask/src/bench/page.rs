//! Writes docs/benchmarks.md: the figures with machine, date and versions.

use std::time::{SystemTime, UNIX_EPOCH};

use super::editor;
use super::figure::{Figure, table};
use super::ink;
use super::start;
use super::verify;
use crate::console::detail;
use crate::failure::Failure;
use crate::pdfium_pins;
use crate::places;
use crate::shell;

/// Writes the page.
pub(crate) fn write(figures: &[Figure]) -> Result<(), Failure> {
    let folder = places::root().join("docs");
    let path = folder.join("benchmarks.md");
    let page = format!(
        "# Figures\n\nMade by `cargo xtask bench`. Every ratio compares two programs in the same run on the same machine; medians, after one \
         run that does not count. What each line means stands in `xtask/src/bench/`.\n\n{}\n{}\n{}",
        circumstances(),
        table(figures),
        [start::MEANING, editor::MEANING, ink::MEANING, verify::MEANING].join("\n")
    );
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, page))
        .map_err(|error| Failure::file("writing", &path, &error))?;
    detail(&format!("{} written", path.display()));
    Ok(())
}

fn circumstances() -> String {
    let rustc = shell::answer(shell::command("rustc").arg("--version")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let requirements = places::root().join("tests").join("oracles").join("requirements.txt");
    let pinned = std::fs::read_to_string(requirements).unwrap_or_default();
    let pyhanko = pinned.lines().find(|line| line.starts_with("pyHanko==")).unwrap_or("pyHanko");
    format!(
        "- {}\n- {} ({}), {cores} cores, {}\n- {rustc}; pdfium of pypdfium2 {}; {pyhanko}\n",
        today(),
        processor(),
        std::env::consts::ARCH,
        system(),
        pdfium_pins::VERSION
    )
}

fn processor() -> String {
    let linux = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|info| {
        let line = info.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let macos = || shell::answer(shell::command("sysctl").args(["-n", "machdep.cpu.brand_string"]));
    linux
        .or_else(macos)
        .or_else(|| std::env::var("PROCESSOR_IDENTIFIER").ok())
        .unwrap_or_else(|| "unknown processor".to_owned())
}

fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
        Some(line.trim_matches('"').to_owned())
    });
    release.unwrap_or_else(|| std::env::consts::OS.to_owned())
}

fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year}-{month:02}-{day:02}")
}

/// Days since 1970 as year, month, day (Howard Hinnant's `civil_from_days`, for days after 1970).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(19_782), (2024, 2, 29));
        assert_eq!(civil(20_779), (2026, 11, 22));
    }
}
