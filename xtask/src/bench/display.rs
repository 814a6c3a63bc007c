//! A display and a session bus of their own for windows that are measured: neither the person at this machine nor what
//! runs in their session has a part in the figures.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;
use crate::shell;

/// Xvfb and a D-Bus daemon, both ended with this value. Where there is no X11 (macOS, Windows), windows open on the
/// person's own screen.
pub(crate) struct Display {
    programs: Vec<Child>,
    variables: Vec<(&'static str, String)>,
}

impl Display {
    /// Starts both and waits until they say where they are.
    pub(crate) fn open() -> Result<Self, Failure> {
        let mut display = Self { programs: Vec::new(), variables: Vec::new() };
        if cfg!(target_os = "linux") {
            let number = display
                .start("Xvfb", &["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])?;
            display.variables.push(("DISPLAY", format!(":{number}")));
            let address = display.start("dbus-daemon", &["--session", "--nofork", "--print-address"])?;
            display.variables.push(("DBUS_SESSION_BUS_ADDRESS", address));
            display.variables.push(("GDK_BACKEND", "x11".to_owned()));
        }
        Ok(display)
    }

    /// Lets a command open its windows here.
    pub(crate) fn show(&self, command: &mut Command) {
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.env_remove("WAYLAND_DISPLAY");
    }

    /// Starts a program that goes on; its first line.
    fn start(&mut self, program: &str, arguments: &[&str]) -> Result<String, Failure> {
        let mut command = shell::command(program);
        self.show(&mut command);
        let started = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("`{program}` could not be started: {error}.")))?;
        self.programs.push(started);
        let mut line = String::new();
        let output = self.programs.last_mut().and_then(|child| child.stdout.take());
        let read = output.map(|output| BufReader::new(output).read_line(&mut line));
        match read {
            Some(Ok(1..)) => Ok(line.trim().to_owned()),
            Some(Ok(_) | Err(_)) | None => {
                Err(Failure::new(format!("`{program}` ended before it said where it can be reached.")))
            }
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // The bus before the screen: what it started has windows.
        for program in self.programs.iter_mut().rev() {
            // One that has ended by itself needs no end.
            let _ended = program.kill();
            let _status = program.wait();
        }
    }
}
