//! System packages: installed on Debian and Ubuntu, named on the others.

use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::console::detail;
use crate::failure::Failure;
use crate::shell;
use crate::version::Version;

/// What the build and the window need on Debian and Ubuntu.
const TO_RUN: &[&str] = &[
    "build-essential",
    "ca-certificates",
    "file",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "librsvg2-common",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// What the journeys through the real window and the oracles need besides.
const TO_TEST: &[&str] = &[
    "dbus",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "gir1.2-gtk-3.0",
    "mupdf-tools",
    "opensc",
    "openssl",
    "poppler-utils",
    "python3-gi",
    "python3-venv",
    "qpdf",
    "softhsm2",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// The same of Debian alone: Ubuntu has this one as a snap only, and the journey that asks for it is skipped there.
const TO_TEST_ON_DEBIAN: &[&str] = &["chromium"];

/// What a machine is to be made ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Run,
    Test,
}

impl Purpose {
    /// On the system of this `/etc/os-release`.
    fn packages(self, release: &str) -> Vec<&'static str> {
        let is_debian = release.lines().any(|line| line == "ID=debian");
        match self {
            Self::Run => TO_RUN.to_vec(),
            Self::Test if is_debian => [TO_RUN, TO_TEST, TO_TEST_ON_DEBIAN].concat(),
            Self::Test => [TO_RUN, TO_TEST].concat(),
        }
    }
}

/// Installs what is missing, or says in one sentence how to.
pub(crate) fn ensure(purpose: Purpose) -> Result<(), Failure> {
    if cfg!(target_os = "macos") {
        macos()
    } else if cfg!(windows) {
        windows()
    } else if cfg!(target_os = "linux") {
        linux(purpose)
    } else {
        Err(Failure::new("Paraphe's window runs on Linux, macOS and Windows; this system is none of them."))
    }
}

/// Whether this machine's packages are managed by apt (Debian, Ubuntu and their children).
pub(crate) fn has_apt() -> bool {
    cfg!(target_os = "linux") && Path::new("/etc/debian_version").exists() && shell::exists("apt-get")
}

fn linux(purpose: Purpose) -> Result<(), Failure> {
    if !has_apt() {
        return other_linux();
    }
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let missing = missing(&purpose.packages(&release));
    if missing.is_empty() {
        detail("all system packages are there");
        return Ok(());
    }
    detail(&format!("installing {}", missing.join(" ")));
    let prefix = privilege(&missing)?;
    let mut update = apt(prefix);
    let remedy = "Check the connection and the sources in /etc/apt, then run this command again.";
    shell::visible_or(update.args(["update", "--quiet"]), "`apt-get update`", remedy)?;
    let mut install = apt(prefix);
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&missing);
    shell::visible_or(&mut install, "`apt-get install`", remedy)
}

/// The packages of `wanted` dpkg does not call installed.
fn missing<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    // dpkg-query fails as a whole when one name is unknown, so its answer counts, not its exit code.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output();
    let listing =
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    not_installed(wanted, &listing)
}

fn not_installed<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    wanted
        .iter()
        .filter(|package| !listing.lines().any(|line| line == format!("{package} installed")))
        .copied()
        .collect()
}

/// How a command becomes root here: directly, or by sudo.
fn privilege(missing: &[&str]) -> Result<&'static [&'static str], Failure> {
    let root = shell::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    if root {
        Ok(&[])
    } else if !shell::exists("sudo") {
        Err(Failure::new(format!(
            "Some system packages are missing and there is no sudo: run `apt-get install --no-install-recommends {}` as root, then this command again.",
            missing.join(" ")
        )))
    } else if std::io::stdin().is_terminal() {
        Ok(&["sudo"])
    } else {
        // Nobody is there to type a password: sudo must work without one, or say no at once.
        Ok(&["sudo", "--non-interactive"])
    }
}

fn apt(prefix: &[&str]) -> Command {
    let mut words = prefix.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = shell::command(words.next().unwrap_or("env"));
    // Another apt may be at work (unattended upgrades): wait for its lock instead of failing.
    command.args(words).args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]);
    command
}

fn other_linux() -> Result<(), Failure> {
    let ready =
        shell::answer(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1", "gtk+-3.0"])).is_some();
    if ready {
        detail("WebKitGTK 4.1 and GTK 3 are there");
        return Ok(());
    }
    let known = [
        (
            "dnf",
            "sudo dnf install webkit2gtk4.1-devel gtk3-devel dbus-devel gcc make pkgconf-pkg-config file",
        ),
        ("zypper", "sudo zypper install webkit2gtk3-devel gtk3-devel dbus-1-devel gcc make pkgconf file"),
        ("pacman", "sudo pacman -S --needed webkit2gtk-4.1 gtk3 dbus base-devel pkgconf file"),
    ];
    let command = known.iter().find(|(manager, _)| shell::exists(manager));
    Err(Failure::new(match command {
        Some((_, command)) => format!("The window needs WebKitGTK 4.1's development files: run `{command}`, then this command again."),
        None => "The window needs the development files of WebKitGTK 4.1 (webkit2gtk-4.1) and GTK 3: install them, then run this command again.".to_owned(),
    }))
}

fn macos() -> Result<(), Failure> {
    if shell::answer(Command::new("xcode-select").arg("--print-path")).is_none() {
        return Err(Failure::new(
            "Apple's command line tools are missing: run `xcode-select --install`, then this command again.",
        ));
    }
    let system =
        shell::answer(Command::new("sw_vers").arg("-productVersion")).and_then(|text| Version::find(&text));
    if let Some(version) = system
        && version < Version::new(13, 0, 0)
    {
        return Err(Failure::new(format!(
            "This is macOS {version}, and the PDF renderer needs macOS 13 or newer: update the system."
        )));
    }
    detail("Apple's command line tools are there; the window uses the system's own WebKit");
    Ok(())
}

/// WebView2's entry in the registry, for the machine (two views) and for the user alone.
const WEBVIEW2: [&str; 3] = [
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKLM\SOFTWARE\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
];

fn windows() -> Result<(), Failure> {
    // A linker need not be looked for: without Visual Studio's build tools this program would not have been linked.
    let webview = WEBVIEW2
        .iter()
        .any(|key| shell::answer(Command::new("reg").args(["query", key, "/v", "pv"])).is_some());
    if webview {
        detail("WebView2 is there");
        return Ok(());
    }
    Err(Failure::new(
        "The window needs Microsoft's WebView2: run `winget install --exact --id Microsoft.EdgeWebView2Runtime`, then this command again.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_dpkg_calls_installed_is_there() {
        let listing = "file installed\nxvfb not-installed\nqpdf config-files\n";
        assert_eq!(not_installed(&["file", "xvfb", "qpdf", "xauth"], listing), ["xvfb", "qpdf", "xauth"]);
    }

    #[test]
    fn testing_needs_all_that_running_needs() {
        let test = Purpose::Test.packages("");
        assert!(Purpose::Run.packages("").iter().all(|package| test.contains(package)), "{test:?}");
    }

    #[test]
    fn no_package_is_asked_of_a_system_that_lacks_it() {
        let has_browser = |release| Purpose::Test.packages(release).contains(&"chromium");
        assert!(has_browser("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!has_browser("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
