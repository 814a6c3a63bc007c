//! A folder of its own for each test, and the program run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The password of every key file of the fixtures.
pub(crate) const KEY_PASSWORD: &str = "paraphe\n";

/// A file below `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

/// A sample document.
pub(crate) fn sample(name: &str) -> PathBuf {
    fixture("samples").join(name)
}

/// The certificate the chains of the key files end in.
pub(crate) fn root_certificate() -> PathBuf {
    fixture("keys/root.pem")
}

/// What the program answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// The one JSON value on standard output.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("not one JSON value ({error}):\n{}\n{}", self.out, self.err))
    }
}

/// Runs a command whose three streams are pipes.
pub(crate) fn answer(mut command: Command, input: &str) -> Answer {
    let mut child = command.spawn().expect("the program starts");
    // A program that does not read its input closes the pipe; that is its good right.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    let answer = Answer {
        code: output.status.code().expect("an exit code, not a signal"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    };
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    answer
}

/// A folder in which the program runs, with a data folder that no other test sees.
pub(crate) struct Scene {
    folder: tempfile::TempDir,
    language: &'static str,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), language: "fr_FR.UTF-8" }
    }

    /// The same on an English computer.
    pub(crate) fn english() -> Self {
        Self { language: "en_GB.UTF-8", ..Self::new() }
    }

    /// With a self-made identity called `moi`.
    pub(crate) fn with_identity() -> Self {
        let scene = Self::new();
        scene.ok(&["identity", "create", "moi", "--common-name", "Émile Zürn-Łuczak"]);
        scene
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program, ready to be given arguments.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paraphe"));
        command
            .current_dir(self.folder.path())
            .env("PARAPHE_DATA", self.folder.path().join("data"))
            .env("PARAPHE_KEYCHAIN", "off")
            .env("LANG", self.language)
            .env_remove("PARAPHE_KEY_FILE");
        for stronger in ["LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"] {
            command.env_remove(stronger);
        }
        command
    }

    /// Runs it; `input` goes to its standard input.
    pub(crate) fn run_with<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str) -> Answer {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        answer(command, input)
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Answer {
        self.run_with(arguments, "")
    }

    /// Runs it with `--json`; what must succeed.
    pub(crate) fn ok<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Value {
        self.ok_with(arguments, "")
    }

    pub(crate) fn ok_with<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str) -> Value {
        let answer = self.json_with(arguments, input);
        assert_eq!(answer.0, 0, "{:#}", answer.1);
        answer.1
    }

    /// Runs it with `--json`: the exit code and the one value.
    pub(crate) fn json<A: AsRef<OsStr>>(&self, arguments: &[A]) -> (i32, Value) {
        self.json_with(arguments, "")
    }

    pub(crate) fn json_with<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str) -> (i32, Value) {
        let mut all: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        all.push(OsStr::new("--json"));
        let answer = self.run_with(&all, input);
        (answer.code, answer.json())
    }

    /// What must be refused with this exit code: the error, checked for its form.
    pub(crate) fn refused<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str, code: i32) -> Value {
        let (found, value) = self.json_with(arguments, input);
        assert_eq!(found, code, "{value:#}");
        let error = value["error"].clone();
        for key in ["code", "message", "detail"] {
            assert!(error[key].is_string(), "{key} in {value:#}");
        }
        assert!(error["params"].is_object(), "{value:#}");
        let message = error["message"].as_str().expect("checked");
        assert!(!message.is_empty() && !message.starts_with("error-"), "a sentence, not {message:?}");
        assert!(!message.contains(['{', '\u{2068}']), "every fact is filled in: {message:?}");
        error
    }

    /// Everything in the folder but the data folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("readable");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.filter(|name| name != "data").collect();
        names.sort();
        names
    }

    /// Signs with a key file of the fixtures.
    pub(crate) fn sign_with_key_file(&self, file: &Path, out: &str, key: &str, more: &[&str]) -> Value {
        let (key, file) = (fixture("keys").join(key), file.display().to_string());
        let key = key.display().to_string();
        let mut arguments = vec!["sign", &file, "--out", out, "--p12", &key, "--password-stdin"];
        arguments.extend(more);
        self.ok_with(&arguments, KEY_PASSWORD)
    }

    /// Validates with the root of the fixtures trusted.
    pub(crate) fn verify_trusting(&self, file: &str) -> (i32, Value) {
        let root = root_certificate().display().to_string();
        self.json(&["verify", file, "--trust", &root])
    }
}
