//! Keys on a token (SoftHSM2) in the matrix: an RSA key and one on P-384, for three kinds of file at all levels. A token signs a
//! digest or a few attributes and never sees the file, so the other nine kinds would ask nothing new of it.
//!
//! SoftHSM2 learns where its tokens are from its environment, which a test may not change for the others beside it. So the
//! test program runs itself again for this part, with SOFTHSM2_CONF set for that run alone.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use paraphe_token::{Pin, TokenChoice, TokenModule};

use super::signing::{Announced, Key, Kind, LEVELS, Signed, planned, sign_with};
use crate::needs;
use crate::oracles::tools;

/// Names the folder of the matrix in the run that has the token.
pub(super) const ASKED: &str = "PARAPHE_MATRIX_ON_TOKEN";
const MODULES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];
const LABEL: &str = "Matrix";
const PIN: &str = "4711";
/// The keys, by the names of their files and in the matrix.
const KEYS: [(&str, &str); 2] = [("rsa", "token-rsa"), ("p384", "token-p384")];
const KINDS: [&str; 3] = ["plain", "object-streams", "aes-256"];
/// Files signed with a token.
pub(super) const COUNT: usize = KEYS.len() * KINDS.len() * LEVELS.len();

/// SoftHSM2's module, where it and the tools to fill it are installed.
pub(super) fn module() -> Option<&'static Path> {
    for program in ["softhsm2-util", "pkcs11-tool"] {
        tools::program(program)?;
    }
    let module = MODULES.into_iter().map(Path::new).find(|path| path.exists());
    if module.is_none() {
        needs::tool("SoftHSM2's module is not on this machine");
    }
    module
}

/// Makes a token with the keys in it and has it sign; nothing where there is none to be had.
pub(super) fn sign_all(folder: &Path, announced: &Announced) -> Vec<Signed> {
    let Some(module) = module() else { return Vec::new() };
    let configuration = prepare(module, folder);
    let program = std::env::current_exe().expect("this program");
    let mut again = Command::new(program);
    again.args(["--exact", "oracles::matrix::keys_on_a_token_sign_like_those_in_files", "--nocapture"]);
    run(again.env(ASKED, folder), &configuration);
    let kinds = kinds(announced);
    let all = KEYS.iter().flat_map(|(_, key)| kinds.iter().map(move |kind| (*key, *kind)));
    all.flat_map(|(key, kind)| LEVELS.map(|level| planned(folder, kind, (key, true), level))).collect()
}

/// The run with the token: signs what is asked, each at the level that is wished.
pub(super) fn sign_here(folder: &Path) {
    let (announced, module) = (Announced::read(folder), module().expect("the first run found it"));
    for (label, name) in KEYS {
        let choice = TokenChoice {
            token: Some(LABEL.to_owned()),
            certificate: Some(label.to_owned()),
            ..TokenChoice::default()
        };
        let opened =
            TokenModule::load(module).and_then(|module| module.open(&choice, Some(Pin::new(PIN.to_owned()))));
        let key = opened.unwrap_or_else(|error| panic!("{label}: {error}"));
        let key = Key { name, key: Box::new(key), names_sources: true };
        for signed in sign_with(&[key], &kinds(&announced), folder, &announced) {
            let level = format!("{:?}.pdf", signed.level);
            assert!(signed.file.to_string_lossy().ends_with(&level), "{signed} in {}", signed.file.display());
        }
    }
}

fn kinds(announced: &Announced) -> Vec<&Kind> {
    let kinds: Vec<&Kind> =
        announced.kinds.iter().filter(|kind| KINDS.contains(&kind.name.as_str())).collect();
    assert_eq!(kinds.len(), KINDS.len(), "matrix.py knows them by these names");
    kinds
}

/// A token with the keys, their certificates and the authority's; says where its configuration is.
fn prepare(module: &Path, folder: &Path) -> PathBuf {
    let tokens = folder.join("tokens");
    fs::create_dir_all(&tokens).expect("made");
    let configuration = folder.join("softhsm2.conf");
    let lines = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    fs::write(&configuration, lines).expect("written");
    let mut made = Command::new("softhsm2-util");
    made.args(["--init-token", "--free", "--label", LABEL, "--so-pin", "12345678", "--pin", PIN]);
    run(&mut made, &configuration);
    let put = |file: &str, kind: &str, label: &str, id: &str| {
        let mut tool = Command::new("pkcs11-tool");
        tool.arg("--module").arg(module).args(["--token-label", LABEL, "--login", "--pin", PIN]);
        tool.arg("--write-object").arg(folder.join("keys").join(file));
        run(tool.args(["--type", kind, "--label", label, "--id", id, "--usage-sign"]), &configuration);
    };
    for ((label, _), id) in KEYS.into_iter().zip(["01", "02"]) {
        put(&format!("{label}.key"), "privkey", label, id);
        put(&format!("{label}.cer"), "cert", label, id);
    }
    put("ca.cer", "cert", "issuer", "0a");
    configuration
}

fn run(command: &mut Command, configuration: &Path) {
    let output = command.env("SOFTHSM2_CONF", configuration).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let program = Path::new(command.get_program()).file_name().unwrap_or(OsStr::new("?")).to_owned();
    assert!(
        output.status.success(),
        "{}: {} {}",
        program.display(),
        text(&output.stdout),
        text(&output.stderr)
    );
}
