//! What the program does, for whoever looks for a fault: on standard error, only when `PARAPHE_LOG` is set (`error`, `warn`,
//! `info`, `debug`, `trace`, or `paraphe_providers=debug,…`). Only our own crates speak: what libraries write down of a
//! request may hold a key.

use std::io::Write as _;
use std::str::FromStr as _;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// What the names of our crates begin with.
const OURS: &str = "paraphe";

/// Begins to write, if that was asked for. A wish that cannot be read is told and answered with `info`.
pub(crate) fn start() {
    let Some(asked) = std::env::var_os("PARAPHE_LOG").filter(|asked| !asked.is_empty()) else { return };
    let asked = asked.to_string_lossy();
    let wanted = targets(&asked).unwrap_or_else(|| {
        // Who closed standard error wants to hear nothing.
        let _ = writeln!(std::io::stderr(), "PARAPHE_LOG={asked}: error, warn, info, debug, trace");
        Targets::new().with_target(OURS, LevelFilter::INFO)
    });
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    // Nobody has begun before; were it so, the first one stays.
    let _ = tracing_subscriber::registry().with(wanted).with(lines).try_init();
}

fn targets(asked: &str) -> Option<Targets> {
    let parsed = Targets::from_str(asked.trim()).ok()?;
    let everything = parsed.default_level().unwrap_or(LevelFilter::OFF);
    let ours = parsed.iter().filter(|(target, _)| target.starts_with(OURS));
    let named: Vec<_> = ours.map(|(target, level)| (target.to_owned(), level)).collect();
    Some(Targets::new().with_target(OURS, everything).with_targets(named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::Level;

    #[test]
    fn only_our_own_crates_speak() {
        let all = targets("debug").unwrap();
        assert!(all.would_enable("paraphe_providers::logged", &Level::DEBUG));
        assert!(!all.would_enable("hyper", &Level::ERROR));
        let some = targets("paraphe_app=trace,h2=trace").unwrap();
        assert!(some.would_enable("paraphe_app::poller", &Level::TRACE));
        assert!(
            !some.would_enable("h2", &Level::ERROR) && !some.would_enable("paraphe_providers", &Level::ERROR)
        );
        assert!(targets("paraphe=loud").is_none());
    }
}
