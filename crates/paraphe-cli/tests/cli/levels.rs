//! Levels on the command line: a timestamp authority and revocation lists on loopback, and everything that can be wrong
//! with them.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer,
    CrlDistributionPoint, DnType, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason,
    RevokedCertParams, SerialNumber, date_time_ymd,
};
use serde_json::{Value, json};

use crate::made_keys::PASSWORD;
use crate::needs;
use crate::support::{KEY_PASSWORD, Scene, sample};

/// How the authority answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mood {
    /// As it should.
    Good,
    /// HTTP 503.
    Busy,
    /// A page of the web.
    Page,
    /// The answer to another question.
    Stale,
    /// With a clock five hours ahead.
    Ahead,
}

/// An office: a root, a timestamp authority, a signer whose certificate names where its revocation list lies, and the
/// server on loopback that answers for all of them.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    address: String,
    mood: Arc<Mutex<Mood>>,
}

impl Office {
    /// None, and a word about it, where `openssl` is not installed.
    pub(crate) fn open(revoked: &[u64]) -> Option<Self> {
        if Command::new("openssl").arg("version").output().is_err() {
            needs::tool("openssl is not installed");
            return None;
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        let folder = tempfile::tempdir().expect("a temporary folder");
        make_papers(folder.path(), &address, revoked);
        let mood = Arc::new(Mutex::new(Mood::Good));
        let (shared, papers) = (Arc::clone(&mood), folder.path().to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mood = *shared.lock().expect("sound");
                // A client that went away is its own affair.
                let _ = answer(stream, &papers, mood);
            }
        });
        Some(Self { folder, address, mood })
    }

    /// The address of the timestamp authority.
    pub(crate) fn tsa(&self) -> String {
        format!("{}/tsa", self.address)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub(crate) fn set(&self, mood: Mood) {
        *self.mood.lock().expect("sound") = mood;
    }

    /// The arguments of a signature at this level.
    fn sign(&self, out: &str, level: &str, more: &[&str]) -> Vec<String> {
        let (contract, tsa) = (sample("contrat.pdf").display().to_string(), format!("{}/tsa", self.address));
        let (key, root) = (self.path("signer.p12"), self.path("root.pem"));
        let fixed = ["sign", &contract, "--out", out, "--p12", &key, "--password-stdin"];
        let wanted = ["--level", level, "--tsa", &tsa, "--trust", &root];
        fixed.iter().chain(&wanted).chain(more).map(|word| (*word).to_owned()).collect()
    }
}

fn named(common_name: &str) -> CertificateParams {
    let mut wanted = CertificateParams::new(Vec::<String>::new()).expect("parameters");
    wanted.distinguished_name = rcgen::DistinguishedName::new();
    wanted.distinguished_name.push(DnType::CommonName, common_name);
    (wanted.not_before, wanted.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2060, 1, 1));
    wanted
}

/// Writes every certificate, key and list the server needs.
fn make_papers(folder: &Path, address: &str, revoked: &[u64]) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    let list_at = || CrlDistributionPoint { uris: vec![format!("{address}/list.crl")] };
    let mut root = named("Racine des niveaux");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate().expect("a key")).expect("a root");
    write("root.pem", root.pem().as_bytes());

    let mut stamps = named("Horloge de test");
    stamps.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    // Critical, as RFC 3161 §2.3 asks; the maker's own extension is not: extKeyUsage { timeStamping }.
    let purpose = [0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
    let mut purpose = rcgen::CustomExtension::from_oid_content(&[2, 5, 29, 37], purpose.to_vec());
    purpose.set_criticality(true);
    stamps.custom_extensions = vec![purpose];
    stamps.serial_number = Some(SerialNumber::from(7));
    stamps.crl_distribution_points = vec![list_at()];
    let stamps_key = KeyPair::generate().expect("a key");
    let stamps = stamps.signed_by(&stamps_key, &root).expect("a certificate");
    write("tsa.pem", stamps.pem().as_bytes());
    write("tsa.key", stamps_key.serialize_pem().as_bytes());
    write("tsa.cnf", b"[tsa]\nserial = serial\ndefault_policy = 1.2.3.4.1\ndigests = sha256\nsigner_digest = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n");
    write("serial", b"01");

    let mut signer = named("Nadia Niveau");
    signer.key_usages = vec![KeyUsagePurpose::ContentCommitment];
    signer.serial_number = Some(SerialNumber::from(9));
    signer.crl_distribution_points = vec![list_at()];
    let signer_key = KeyPair::generate().expect("a key");
    let signer = signer.signed_by(&signer_key, &root).expect("a certificate");
    let chain = [signer.der(), root.der()].map(|der| Certificate::from_der(der).expect("a certificate"));
    let mut store = KeyStore::new();
    let entry = PrivateKeyChain::new(signer_key.serialize_der(), [1], chain);
    store.add_entry("signer", KeyStoreEntry::PrivateKeyChain(entry));
    let file = store.writer(PASSWORD).encryption_iterations(100).mac_iterations(100).write();
    write("signer.p12", &file.expect("a key file"));

    let list = CertificateRevocationListParams {
        this_update: date_time_ymd(2024, 1, 1),
        next_update: date_time_ymd(2059, 1, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: revoked
            .iter()
            .map(|serial| RevokedCertParams {
                serial_number: SerialNumber::from(*serial),
                revocation_time: date_time_ymd(2024, 1, 1),
                reason_code: Some(RevocationReason::KeyCompromise),
                invalidity_date: None,
            })
            .collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    write("list.crl", list.signed_by(&root).expect("a list").der());
}

/// One request, one answer.
fn answer(mut stream: TcpStream, papers: &Path, mood: Mood) -> std::io::Result<()> {
    let (head, body) = request(&mut stream)?;
    let (status, content) = match (head.split(' ').nth(1), mood) {
        (Some("/list.crl"), _) => ("200 OK", fs::read(papers.join("list.crl"))?),
        (Some("/tsa"), Mood::Good | Mood::Ahead) => ("200 OK", stamp(papers, &body, mood)),
        (Some("/tsa"), Mood::Busy) => ("503 Busy", Vec::new()),
        (Some("/tsa"), Mood::Page) => ("200 OK", b"<html>Bienvenue</html>".to_vec()),
        (Some("/tsa"), Mood::Stale) => {
            let former = papers.join("former");
            if !former.exists() {
                fs::write(&former, stamp(papers, &body, mood))?;
            }
            ("200 OK", fs::read(former)?)
        }
        _ => ("404 Not Found", Vec::new()),
    };
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", content.len())?;
    stream.write_all(&content)
}

fn request(stream: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let count = stream.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..count]);
        let head_end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
        if let Some(end) = head_end {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
            if bytes.len() >= end + length || count == 0 {
                return Ok((head, bytes[end..].to_vec()));
            }
        }
        if count == 0 {
            return Ok((String::new(), Vec::new()));
        }
    }
}

/// Every way in which a program asks for the time, five hours ahead.
#[cfg(target_os = "linux")]
const AHEAD: &str = "#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
static time_t real(void) { struct timespec now; clock_gettime(CLOCK_REALTIME, &now); return now.tv_sec; }
time_t time(time_t *out) { time_t now = real() + 5 * 3600; if (out) *out = now; return now; }
int gettimeofday(struct timeval *out, void *zone) { out->tv_sec = time(0); out->tv_usec = 0; return 0; }
";

/// A library that sets a program's clock ahead; none where there is no way to have one.
#[cfg(target_os = "linux")]
fn clock_ahead(papers: &Path) -> Option<PathBuf> {
    let (source, library) = (papers.join("ahead.c"), papers.join("ahead.so"));
    fs::write(&source, AHEAD).expect("written");
    let made = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status();
    made.is_ok_and(|status| status.success()).then_some(library)
}

/// OpenSSL is the authority.
fn stamp(papers: &Path, question: &[u8], mood: Mood) -> Vec<u8> {
    let file = |name: &str| -> PathBuf { papers.join(name) };
    fs::write(file("question"), question).expect("written");
    let mut command = Command::new("openssl");
    command.current_dir(papers).args(["ts", "-reply", "-config", "tsa.cnf", "-section", "tsa"]);
    command.args(["-queryfile", "question", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "answer"]);
    if mood == Mood::Ahead {
        command.env("LD_PRELOAD", papers.join("ahead.so"));
    }
    let output = command.output().expect("openssl starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(file("answer")).expect("an answer")
}

fn level_of(scene: &Scene, office: &Office, file: &str) -> Value {
    let (_, report) = scene.json(&["verify", file, "--trust", &office.path("root.pem")]);
    report["signatures"][0]["level"].clone()
}

#[test]
fn each_level_is_reached_and_told() {
    let Some(office) = Office::open(&[]) else { return };
    let scene = Scene::new();
    for (level, told) in [("b-b", "B-B"), ("b-t", "B-T"), ("b-lt", "B-LT"), ("b-lta", "B-LTA")] {
        let out = format!("{level}.pdf");
        let signed = scene.ok_with(&office.sign(&out, level, &[]), KEY_PASSWORD);
        assert_eq!((&signed["level"], &signed["lower_because"]), (&json!(told), &json!([])), "{signed:#}");
        assert_eq!(signed["visible"], false);
        assert_eq!(signed["proven_time"].is_string(), level != "b-b", "{signed:#}");
        assert_eq!(level_of(&scene, &office, &out), told, "{level}");
    }
    assert_eq!(scene.files(), ["b-b.pdf", "b-lt.pdf", "b-lta.pdf", "b-t.pdf"]);
}

#[test]
fn what_is_signed_gets_a_timestamp_or_a_renewal_later() {
    let Some(office) = Office::open(&[]) else { return };
    let scene = Scene::new();
    scene.ok_with(&office.sign("b.pdf", "b-b", &[]), KEY_PASSWORD);
    scene.ok_with(&office.sign("t.pdf", "b-t", &[]), KEY_PASSWORD);
    let (tsa, root) = (format!("{}/tsa", office.address), office.path("root.pem"));
    let add = |file: &str, out: &str, what: &str| {
        let added = scene.ok(&["sign", file, "--out", out, what, "--tsa", &tsa, "--trust", &root]);
        let (before, after) = (scene.read(file), scene.read(out));
        assert!(after.len() > before.len() && after.starts_with(&before), "only an update is appended");
        added
    };
    let stamped = add("b.pdf", "stamped.pdf", "--timestamp");
    assert!(stamped["proven_time"].is_string(), "{stamped:#}");
    assert_eq!(add("t.pdf", "renewed.pdf", "--renew")["level"], "B-LTA");
    assert_eq!(add("renewed.pdf", "again.pdf", "--renew")["level"], "B-LTA");
    let contract = sample("contrat.pdf").display().to_string();
    let nothing = ["sign", &contract, "--out", "non.pdf", "--renew", "--tsa", &tsa, "--trust", &root];
    assert_eq!(scene.refused(&nothing, "", 1)["id"], "error-not-signed");
}

#[test]
fn a_timestamp_that_cannot_be_had_is_refused_or_agreed_to() {
    let Some(office) = Office::open(&[]) else { return };
    let scene = Scene::new();
    let refused = |arguments: &[String], code: i32| {
        let error = scene.refused(arguments, KEY_PASSWORD, code);
        assert_eq!(scene.files(), [""; 0], "nothing is written");
        error["id"].as_str().expect("an id").to_owned()
    };
    let at = |address: &str, more: &[&str]| {
        let key = office.path("signer.p12");
        let contract = sample("contrat.pdf").display().to_string();
        let fixed = ["sign", &contract, "--out", "non.pdf", "--p12", &key, "--password-stdin"];
        let wanted = ["--level", "b-t", "--tsa", address];
        let words = fixed.iter().chain(&wanted).chain(more);
        words.map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let wish = || office.sign("non.pdf", "b-t", &[]);
    // Ports below 10 belong to nobody on a machine of today.
    assert_eq!(refused(&at("http://127.0.0.1:9/", &[]), 3), "error-timestamp-unreachable");
    assert_eq!(refused(&at("tsa.example", &[]), 2), "error-timestamp-address");
    assert_eq!(refused(&at("", &[]), 2), "error-timestamp-no-authority");
    assert_eq!(refused(&at(&format!("{}/tsa", office.address), &[]), 3), "error-timestamp-untrusted");
    for (mood, sentence) in
        [(Mood::Busy, "error-timestamp-malformed"), (Mood::Page, "error-timestamp-malformed")]
    {
        office.set(mood);
        assert_eq!(refused(&wish(), 3), sentence, "{mood:?}");
    }
    office.set(Mood::Stale);
    let first = scene.ok_with(&office.sign("premier.pdf", "b-t", &[]), KEY_PASSWORD);
    assert_eq!(first["level"], "B-T", "the first answer belongs to its question");
    fs::remove_file(scene.path("premier.pdf")).expect("removed");
    assert_eq!(refused(&wish(), 3), "error-timestamp-wrong");
    let agreed = scene.ok_with(&office.sign("agreed.pdf", "b-lta", &["--accept-lower-level"]), KEY_PASSWORD);
    assert_eq!(
        (&agreed["level"], &agreed["lower_because"][0]["id"]),
        (&json!("B-B"), &json!("error-timestamp-wrong"))
    );
    assert_eq!(level_of(&scene, &office, "agreed.pdf"), "B-B");
}

#[cfg(target_os = "linux")]
#[test]
fn a_clock_that_is_hours_off_is_told_and_nothing_is_signed() {
    let Some(office) = Office::open(&[]) else { return };
    if clock_ahead(office.folder.path()).is_none() {
        needs::tool("no C compiler");
        return;
    }
    office.set(Mood::Ahead);
    let before = fs::read(sample("contrat.pdf")).expect("the sample");
    for (scene, says) in [(Scene::new(), "L’horloge"), (Scene::english(), "clock")] {
        let error = scene.refused(&office.sign("non.pdf", "b-t", &[]), KEY_PASSWORD, 2);
        assert_eq!(error["id"], "error-clock-wrong");
        let message = error["message"].as_str().expect("a sentence");
        assert!(message.contains(says), "{message}");
        let minutes: u32 =
            error["params"]["minutes"].as_str().and_then(|text| text.parse().ok()).expect("how far");
        assert!((298..=302).contains(&minutes), "{minutes}");
        assert_eq!(scene.files(), [""; 0]);
        assert_eq!(fs::read(sample("contrat.pdf")).expect("the sample"), before);
    }
}
