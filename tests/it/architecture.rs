//! The dependency rules of ARCHITECTURE.md, read off the manifests and the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// Which of our crates each crate may use. Arrows never go back.
const MAY_USE: &[(&str, &[&str])] = &[
    ("paraphe-envelope", &[]),
    ("paraphe-pdf", &["paraphe-envelope"]),
    ("paraphe-pades", &["paraphe-envelope", "paraphe-pdf"]),
    ("paraphe-token", &["paraphe-pades"]),
    ("paraphe-trust", &["paraphe-envelope", "paraphe-pades"]),
    ("paraphe-preview", &["paraphe-envelope"]),
    ("paraphe-history", &["paraphe-envelope"]),
    ("paraphe-providers", &["paraphe-envelope", "paraphe-pdf", "paraphe-pades"]),
    (
        "paraphe-app",
        &[
            "paraphe-envelope",
            "paraphe-pdf",
            "paraphe-pades",
            "paraphe-preview",
            "paraphe-history",
            "paraphe-providers",
            "paraphe-token",
            "paraphe-trust",
        ],
    ),
    ("paraphe-sandbox", &["paraphe-envelope", "paraphe-pdf", "paraphe-pades"]),
    ("paraphe-demo", &["paraphe-app", "paraphe-sandbox"]),
    ("paraphe-cli", &["paraphe-app", "paraphe-envelope", "paraphe-preview", "paraphe-sandbox"]),
    ("paraphe-devserver", &["paraphe-app", "paraphe-demo", "paraphe-preview"]),
    ("paraphe-desktop", &["paraphe-app", "paraphe-demo", "paraphe-preview"]),
];

/// Heavy dependencies have one owner each; a server of the web is two crates' trade.
const OWNERS: &[(&str, &[&str])] = &[
    ("tauri", &["paraphe-desktop"]),
    ("tauri-plugin-dialog", &["paraphe-desktop"]),
    ("tauri-plugin-opener", &["paraphe-desktop"]),
    ("tauri-plugin-single-instance", &["paraphe-desktop"]),
    ("tauri-plugin-window-state", &["paraphe-desktop"]),
    ("webkit2gtk", &["paraphe-desktop"]),
    ("notify-rust", &["paraphe-desktop"]),
    ("reqwest", &["paraphe-providers"]),
    ("rusqlite", &["paraphe-history"]),
    ("lopdf", &["paraphe-pdf"]),
    ("pdfium-render", &["paraphe-preview"]),
    ("keyring", &["paraphe-app"]),
    ("cryptoki", &["paraphe-token"]),
    ("bergshamra-dsig", &["paraphe-trust"]),
    ("axum", &["paraphe-devserver", "paraphe-sandbox"]),
    ("clap", &["paraphe-cli"]),
];

/// Crates that block and know no async runtime.
const SYNCHRONOUS: &[&str] = &[
    "paraphe-envelope",
    "paraphe-pdf",
    "paraphe-pades",
    "paraphe-token",
    "paraphe-trust",
    "paraphe-preview",
    "paraphe-history",
];

fn manifests() -> BTreeMap<String, BTreeSet<String>> {
    let mut paths = vec![root().join("Cargo.toml")];
    let crates = fs::read_dir(root().join("crates")).expect("crates/ is there");
    paths.extend(crates.map(|entry| entry.expect("an entry").path().join("Cargo.toml")));
    paths.iter().map(|path| dependencies(path)).collect()
}

/// A package's name and the names under its `[dependencies]`, any table of them, tests' ones left out.
fn dependencies(manifest: &Path) -> (String, BTreeSet<String>) {
    let text = fs::read_to_string(manifest).expect("a manifest is readable");
    let mut section = String::new();
    let mut name = String::new();
    let mut found = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
        } else if let Some((key, value)) = line.split_once('=') {
            let key = key.trim().split('.').next().unwrap_or_default();
            if section == "package" && key == "name" {
                name = value.trim().trim_matches('"').to_owned();
            } else if section == "dependencies"
                || section.ends_with(".dependencies") && section.starts_with("target")
            {
                found.insert(key.to_owned());
            }
        }
    }
    (name, found)
}

#[test]
fn crates_use_only_what_stands_below_them() {
    let manifests = manifests();
    let rules: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    for (name, dependencies) in &manifests {
        let allowed = rules.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no rule in this test"));
        for used in dependencies.iter().filter(|used| used.starts_with("paraphe-")) {
            assert!(allowed.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
    assert_eq!(manifests.len(), rules.len(), "a rule is left for a crate that is gone");
}

#[test]
fn heavy_dependencies_stay_with_their_owners() {
    for (name, dependencies) in manifests() {
        for (dependency, owners) in OWNERS {
            assert!(
                !dependencies.contains(*dependency) || owners.contains(&name.as_str()),
                "{dependency} belongs to {owners:?}, not {name}"
            );
        }
    }
}

#[test]
fn synchronous_crates_know_no_runtime() {
    for (name, dependencies) in manifests() {
        let sync = SYNCHRONOUS.contains(&name.as_str());
        assert!(!sync || !dependencies.contains("tokio"), "{name} blocks; tokio has no place in it");
    }
}

#[test]
fn only_the_host_folder_of_the_page_knows_tauri() {
    let mut offenders = Vec::new();
    visit(&root().join("ui/src"), &mut |path| {
        let known = path.extension().is_some_and(|e| e == "ts" || e == "svelte");
        let in_host = path.components().any(|part| part.as_os_str() == "host");
        if known && !in_host && fs::read_to_string(path).is_ok_and(|text| imports_tauri(&text)) {
            offenders.push(path.to_owned());
        }
    });
    assert!(offenders.is_empty(), "only ui/src/host may import @tauri-apps: {offenders:?}");
}

/// `import … from "@tauri-apps/…"` and `import("@tauri-apps/…")`; naming the package in a sentence is nobody's harm.
fn imports_tauri(text: &str) -> bool {
    text.match_indices("@tauri-apps/").any(|(at, _)| {
        let before = text[..at].trim_end_matches(['"', '\'']).trim_end();
        before.len() < at && [" from", "}from", "import", "import("].iter().any(|word| before.ends_with(word))
    })
}

#[test]
fn features_of_the_page_do_not_import_each_other() {
    let features = root().join("ui/src/features");
    let names: Vec<String> = fs::read_dir(&features)
        .expect("features/ is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let mut offenders = Vec::new();
    visit(&features, &mut |path| {
        let own =
            path.strip_prefix(&features).expect("below features/").components().next().expect("a feature");
        let own = own.as_os_str().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap_or_default();
        for other in names.iter().filter(|name| **name != own) {
            let imported =
                text.contains(&format!("../{other}/")) || text.contains(&format!("features/{other}/"));
            // The placement editor is the third stop of preparing, the accounts are a page of the settings, the host's
            // PIN a section of it, face to face is signing with the window handed over; the key to sign with is chosen
            // in three places, and somebody of the address book in two; many requests leave with the last moment of one:
            // these arrows are drawn in ARCHITECTURE.md.
            let is_drawn = matches!(
                (own.as_str(), other.as_str()),
                ("bulk", "send")
                    | ("prepare", "contacts" | "placement")
                    | ("settings", "accounts" | "keys" | "kiosk")
                    | ("kiosk", "keys" | "sign")
                    | ("sign", "keys")
                    | ("templates", "contacts")
            );
            if imported && !is_drawn {
                offenders.push(format!("{} imports {other}", path.display()));
            }
        }
    });
    assert!(offenders.is_empty(), "{offenders:?}");
}

fn visit(folder: &Path, look: &mut dyn FnMut(&PathBuf)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { visit(&path, look) } else { look(&path) }
    }
}

#[test]
fn only_the_main_window_has_rights() {
    // Providers' signing pages open in windows with labels of their own (src-tauri/src/signing_page.rs): a capability
    // that named them, or every window, or pages of the web, would give those pages a way in.
    let mut seen = 0;
    visit(&root().join("src-tauri/capabilities"), &mut |path| {
        let text = fs::read_to_string(path).expect("a capability is readable");
        let capability: serde_json::Value = serde_json::from_str(&text).expect("a capability is JSON");
        assert_eq!(capability["windows"], serde_json::json!(["main"]), "{}", path.display());
        assert!(
            capability.get("webviews").is_none() && capability.get("remote").is_none(),
            "{}",
            path.display()
        );
        seen += 1;
    });
    assert!(seen > 0, "the capabilities have moved");
    let window = fs::read_to_string(root().join("src-tauri/src/signing_page.rs")).expect("readable");
    assert!(window.contains("const LABEL: &str = \"signing-page\";"), "the label this test knows");
}
