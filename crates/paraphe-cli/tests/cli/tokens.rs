//! Keys on tokens: chosen by name, opened with a PIN that is presented once, and every way in which a card refuses.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::made_keys::{MadeKey, PASSWORD, key_file};
use crate::soft_token::{PIN, SoftToken, Trouble};
use crate::support::{Answer, KEY_PASSWORD, Scene, fixture, sample};

/// A token with an RSA key, a P-256 key and a P-384 key.
fn token() -> Option<SoftToken> {
    let token = SoftToken::new("Carte de test")?;
    let fixture = |name: &str| fs::read(fixture("keys").join(name)).expect("a key file");
    let password = KEY_PASSWORD.trim();
    token.import("Carte de test", &fixture("rsa.p12"), password, "Signature RSA", "01", &[]);
    token.import("Carte de test", &fixture("ecdsa.p12"), password, "Signature EC", "02", &[]);
    Some(token)
}

struct Desk<'a> {
    scene: Scene,
    token: &'a SoftToken,
    trouble: Option<(&'a Trouble, &'a str)>,
}

impl<'a> Desk<'a> {
    fn new(token: &'a SoftToken) -> Self {
        Self { scene: Scene::new(), token, trouble: None }
    }

    fn run(&self, arguments: &[&str], input: &str) -> Answer {
        let mut command = self.scene.command();
        self.token.configured(&mut command);
        let module = match self.trouble {
            Some((trouble, kind)) => {
                trouble.set(&mut command, kind);
                &trouble.library
            }
            None => self.token.module(),
        };
        command.args(arguments).arg("--pkcs11").arg(module).arg("--json");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        crate::support::answer(command, input)
    }

    fn sign(&self, out: &str, more: &[&str], pin: &str) -> (i32, Value) {
        let contract = sample("contrat.pdf").display().to_string();
        let mut arguments = vec!["sign", contract.as_str(), "--out", out];
        arguments.extend(more);
        let answer = self.run(&arguments, &format!("{pin}\n"));
        (answer.code, answer.json())
    }

    /// What must be refused: nothing is written, and the sentence is one.
    fn refused(&self, more: &[&str], pin: &str) -> String {
        let (code, told) = self.sign("non.pdf", more, pin);
        assert_eq!(code, 2, "{told:#}");
        assert_eq!(self.scene.files(), [""; 0], "nothing is left behind");
        let message = told["error"]["message"].as_str().expect("a sentence");
        assert!(!message.starts_with("error-") && !message.contains(['{', '\u{2068}']), "{message:?}");
        assert!(!message.contains(PIN) && !told.to_string().contains("4712"), "no PIN is told: {told:#}");
        told["error"]["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn every_key_of_a_token_signs_what_validates() {
    let Some(token) = token() else { return };
    let p384 = MadeKey { algorithm: &rcgen::PKCS_ECDSA_P384_SHA384, ..MadeKey::new("Courbe 384") };
    token.import("Carte de test", &key_file(&[p384]), PASSWORD, "Signature 384", "03", &[]);
    let desk = Desk::new(&token);
    for (number, certificate, more, algorithm, digest, signer) in [
        ("1", "Signature RSA", &[][..], "rsa", "sha256", "Raoul Essai"),
        ("2", "01", &["--rsa-padding", "pss"], "rsa-pss", "sha256", "Raoul Essai"),
        ("3", "Élodie Courbe", &["--token", "Carte de test"], "ecdsa", "sha256", "Élodie Courbe"),
        ("4", "Signature 384", &[], "ecdsa", "sha384", "Courbe 384"),
    ] {
        let out = format!("{number}.pdf");
        let arguments = [&["--certificate", certificate, "--pin-stdin"], more].concat();
        let (code, told) = desk.sign(&out, &arguments, PIN);
        assert_eq!((code, &told["signer"]), (0, &json!(signer)), "{told:#}");
        let (_, report) = desk.scene.verify_trusting(&out);
        let signature = &report["signatures"][0];
        assert_eq!(
            (&signature["signature_algorithm"], &signature["digest_algorithm"]),
            (&json!(algorithm), &json!(digest))
        );
        assert_eq!(
            signature["integrity"],
            json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true })
        );
        if algorithm != "ecdsa" {
            assert_eq!(report["conclusion"], "TOTAL_PASSED", "the chain comes from the token: {report:#}");
        }
    }
}

#[test]
fn a_key_that_asks_each_time_gets_the_pin_for_the_signature_too() {
    let Some(token) = SoftToken::new("Prudente") else { return };
    let key = fs::read(fixture("keys/rsa.p12")).expect("a key file");
    token.import("Prudente", &key, KEY_PASSWORD.trim(), "Qualifiée", "0a", &["--always-auth"]);
    let Some(trouble) = token.in_trouble() else { return };
    let mut desk = Desk::new(&token);
    desk.trouble = Some((&trouble, "none"));
    let (code, told) = desk.sign("signe.pdf", &["--pin-stdin"], PIN);
    assert_eq!(code, 0, "{told:#}");
    assert_eq!(trouble.logins(), 2, "once for the token, once for the signature");
    assert_eq!(desk.scene.verify_trusting("signe.pdf").1["conclusion"], "TOTAL_PASSED");
}

#[test]
fn tokens_are_looked_at_without_a_pin() {
    let Some(token) = token() else { return };
    token.add("Autre");
    let Some(trouble) = token.in_trouble() else { return };
    let mut desk = Desk::new(&token);
    desk.trouble = Some((&trouble, "low"));
    let answer = desk.run(&["identity", "inspect"], "");
    assert_eq!((answer.code, trouble.logins()), (0, 0), "{}", answer.out);
    let told = answer.json();
    let tokens = told["tokens"].as_array().expect("a list");
    assert_eq!(tokens.len(), 2);
    let card = tokens.iter().find(|token| token["label"] == "Carte de test").expect("it is there");
    assert_eq!(card["pin"], "low");
    let names: Vec<_> = card["certificates"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["common_name"].clone())
        .collect();
    assert!(names.contains(&json!("Raoul Essai")) && names.contains(&json!("Élodie Courbe")), "{names:?}");
}

#[test]
fn what_is_not_chosen_is_asked_for_by_name() {
    let Some(token) = token() else { return };
    let desk = Desk::new(&token);
    let pin = &["--pin-stdin"][..];
    assert_eq!(desk.refused(pin, PIN), "error-token-certificates");
    let with = |more: &[&'static str]| [more, pin].concat();
    assert_eq!(desk.refused(&with(&["--certificate", "Absente"]), PIN), "error-token-certificate");
    assert_eq!(desk.refused(&with(&["--token", "Absente"]), PIN), "error-token-missing");
    let issuer = "Signature RSA issuer 1";
    assert_eq!(desk.refused(&with(&["--certificate", issuer]), PIN), "error-token-no-certificate");
    token.add("Autre");
    assert_eq!(desk.refused(pin, PIN), "error-token-several");
    let scene = Scene::new();
    let contract = sample("contrat.pdf").display().to_string();
    for (module, sentence) in [
        (Path::new("/absent/module.so").to_owned(), "error-token-module-missing"),
        (fixture("keys/root.pem"), "error-token-module"),
    ] {
        let module = module.display().to_string();
        let sign = ["sign", &contract, "--out", "non.pdf", "--pkcs11", &module, "--pin-stdin"];
        assert_eq!(scene.refused(&sign, PIN, 2)["id"], sentence);
    }
}

/// What `openssl req -x509` makes calls itself an authority. Where it is the only key, nobody else can be meant.
#[test]
fn a_key_that_is_alone_needs_no_name() {
    let Some(token) = SoftToken::new("Seule") else { return };
    // BasicConstraints { cA TRUE }
    let authority = rcgen::CustomExtension::from_oid_content(&[2, 5, 29, 19], vec![0x30, 3, 1, 1, 0xFF]);
    let key = MadeKey { extensions: vec![authority], ..MadeKey::new("Anne Seule") };
    token.import("Seule", &key_file(&[key]), PASSWORD, "Ma clé", "01", &[]);
    let desk = Desk::new(&token);
    let (code, told) = desk.sign("signe.pdf", &["--pin-stdin"], PIN);
    assert_eq!((code, &told["signer"]), (0, &json!("Anne Seule")), "{told:#}");
    token.import("Seule", &key_file(&[MadeKey::new("Zoé Autre")]), PASSWORD, "Autre", "02", &[]);
    let (code, told) = desk.sign("autre.pdf", &["--pin-stdin"], PIN);
    assert_eq!((code, &told["signer"]), (0, &json!("Zoé Autre")), "an authority steps back: {told:#}");
}

#[test]
fn a_pin_is_presented_once_and_never_to_a_card_it_could_lock() {
    let Some(token) = token() else { return };
    let Some(trouble) = token.in_trouble() else { return };
    let mut desk = Desk::new(&token);
    let key = ["--certificate", "Signature RSA"];
    let with = |more: &[&'static str]| [&key[..], more].concat();
    let typed = with(&["--pin-stdin"]);
    for (kind, arguments, pin, sentence, logins) in [
        ("none", &typed, "4712", "error-token-pin-wrong", 1),
        ("none", &typed, "", "error-token-pin-needed", 0),
        ("none", &with(&[]), PIN, "error-token-pin-needed", 0),
        ("low", &typed, "4712", "error-token-pin-wrong", 1),
        ("final", &typed, PIN, "error-token-pin-final-try", 0),
        ("final", &with(&["--pin-stdin", "--last-try"]), "4712", "error-token-pin-wrong-last", 1),
        ("locked", &typed, PIN, "error-token-pin-locked", 0),
        ("locked", &with(&["--pin-stdin", "--last-try"]), PIN, "error-token-pin-locked", 0),
        ("locks", &typed, "4712", "error-token-pin-wrong-locked", 1),
    ] {
        desk.trouble = Some((&trouble, kind));
        assert_eq!(desk.refused(arguments, pin), sentence, "{kind}");
        assert_eq!(trouble.logins(), logins, "{kind} {sentence}");
    }
    desk.trouble = Some((&trouble, "final"));
    let (code, told) = desk.sign("agreed.pdf", &with(&["--pin-stdin", "--last-try"]), PIN);
    assert_eq!((code, trouble.logins()), (0, 1), "{told:#}");
    desk.trouble = Some((&trouble, "keypad"));
    let (code, told) = desk.sign("keypad.pdf", &key, "");
    assert_eq!((code, trouble.logins()), (0, 1), "the PIN is typed on the token: {told:#}");
}

#[test]
fn a_token_taken_out_in_the_middle_leaves_everything_as_it_was() {
    let Some(token) = token() else { return };
    let Some(trouble) = token.in_trouble() else { return };
    let arguments = ["--certificate", "Signature RSA", "--pin-stdin"];
    let before = fs::read(sample("contrat.pdf")).expect("the sample");
    let scenes = [(Scene::new(), "rien n’a été signé"), (Scene::english(), "nothing was signed")];
    for (scene, says) in scenes {
        let desk = Desk { scene, token: &token, trouble: Some((&trouble, "removed")) };
        assert_eq!(desk.refused(&arguments, PIN), "error-token-removed");
        assert_eq!(fs::read(sample("contrat.pdf")).expect("the sample"), before);
        desk.scene.write("non.pdf", "un autre fichier");
        let (code, told) = desk.sign("non.pdf", &[&arguments[..], &["--overwrite"]].concat(), PIN);
        assert_eq!((code, &told["error"]["id"]), (2, &json!("error-token-removed")));
        let message = told["error"]["message"].as_str().expect("a sentence");
        assert!(message.contains(says), "{message}");
        assert_eq!(desk.scene.files(), ["non.pdf"]);
        assert_eq!(desk.scene.read("non.pdf"), b"un autre fichier", "the target is what it was");
    }
}
