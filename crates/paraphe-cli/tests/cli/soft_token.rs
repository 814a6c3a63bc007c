//! A software token (SoftHSM2) with keys in it, and a module around it that behaves like a card in trouble.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use p12_keystore::{KeyStore, KeyStoreEntry};

use crate::needs;

/// The PIN of every token made here.
pub(crate) const PIN: &str = "4711";

const SOFTHSM: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

/// Tokens in a folder of their own.
pub(crate) struct SoftToken {
    folder: tempfile::TempDir,
    module: PathBuf,
}

impl SoftToken {
    /// A new token with this label; none, and a word about it, where SoftHSM2 or OpenSC is not installed.
    pub(crate) fn new(label: &str) -> Option<Self> {
        let module = SOFTHSM.iter().map(PathBuf::from).find(|path| path.exists());
        let has_tools = ["softhsm2-util", "pkcs11-tool"].iter().all(|tool| is_installed(tool));
        let (Some(module), true) = (module, has_tools) else {
            needs::tool("SoftHSM2 (softhsm2) and OpenSC (opensc) are not installed");
            return None;
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("tokens")).expect("made");
        let configuration = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            folder.path().join("tokens").display()
        );
        fs::write(folder.path().join("softhsm2.conf"), configuration).expect("written");
        let token = Self { folder, module };
        token.add(label);
        Some(token)
    }

    /// One more token.
    pub(crate) fn add(&self, label: &str) {
        let arguments = ["--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN];
        self.run(Command::new("softhsm2-util").args(arguments));
    }

    /// Puts the key of a key file, its certificate and the certificates above it on the token.
    pub(crate) fn import(
        &self,
        token: &str,
        key_file: &[u8],
        password: &str,
        label: &str,
        id: &str,
        more: &[&str],
    ) {
        let store = KeyStore::from_pkcs12(key_file, password).expect("a key file");
        let chain = store
            .entries()
            .find_map(|(_, entry)| match entry {
                KeyStoreEntry::PrivateKeyChain(chain) => Some(chain),
                KeyStoreEntry::Certificate(_) | KeyStoreEntry::Secret(_) => None,
            })
            .expect("a key");
        let file = |name: &str, bytes: &[u8]| {
            let path = self.folder.path().join(name);
            fs::write(&path, bytes).expect("written");
            path.display().to_string()
        };
        let key = file("key.der", chain.key());
        let mut private = vec!["--write-object", key.as_str(), "--type", "privkey", "--usage-sign"];
        private.extend(["--label", label, "--id", id]);
        private.extend(more);
        self.tool(token, &private);
        for (certificate, number) in chain.chain().iter().zip(0..) {
            let path = file("certificate.der", certificate.as_der());
            let (label, id) = match number {
                0 => (label.to_owned(), id.to_owned()),
                _ => (format!("{label} issuer {number}"), format!("{id}{number:02}")),
            };
            self.tool(token, &["--write-object", &path, "--type", "cert", "--label", &label, "--id", &id]);
        }
    }

    fn tool(&self, token: &str, arguments: &[&str]) {
        let mut command = Command::new("pkcs11-tool");
        command.arg("--module").arg(&self.module).args(["--token-label", token, "--login", "--pin", PIN]);
        self.run(command.args(arguments));
    }

    fn run(&self, command: &mut Command) {
        let output = self.configured(command).stdin(Stdio::null()).output().expect("the tool starts");
        assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The command sees these tokens and no others.
    pub(crate) fn configured<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("SOFTHSM2_CONF", self.folder.path().join("softhsm2.conf"))
    }

    pub(crate) fn module(&self) -> &Path {
        &self.module
    }

    /// The same token behind a module that can be told to misbehave; none, and a word about it, without a C compiler.
    pub(crate) fn in_trouble(&self) -> Option<Trouble> {
        if !is_installed("cc") {
            needs::tool("no C compiler");
            return None;
        }
        let folder = self.folder.path().to_owned();
        let (source, library) = (folder.join("trouble.c"), folder.join("trouble.so"));
        fs::write(&source, include_str!("soft_token/trouble.c")).expect("written");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
        let output = compiler.output().expect("the compiler starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Some(Trouble { library, real: self.module.clone(), logins: folder.join("logins") })
    }
}

/// A module in trouble: which, stands in the environment of the program that loads it.
pub(crate) struct Trouble {
    pub(crate) library: PathBuf,
    real: PathBuf,
    logins: PathBuf,
}

impl Trouble {
    /// Lets the program that is started meet this trouble: `final`, `locked`, `low`, `keypad`, `removed`, `locks`.
    pub(crate) fn set<'a>(&self, command: &'a mut Command, trouble: &str) -> &'a mut Command {
        let _ = fs::remove_file(&self.logins);
        command
            .env("TROUBLE_REAL", &self.real)
            .env("TROUBLE", trouble)
            .env("TROUBLE_PIN", PIN)
            .env("TROUBLE_LOGINS", &self.logins)
    }

    /// How often a PIN was presented since [`set`](Self::set).
    pub(crate) fn logins(&self) -> usize {
        fs::read(&self.logins).map_or(0, |marks| marks.len())
    }
}

fn is_installed(tool: &str) -> bool {
    let search = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&search).any(|folder| folder.join(tool).exists())
}
