//! Every sentence exists in French and English, says the same facts, and keeps the house's typography.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::root;

/// Sentence id (with attributes) → its text, and the facts it uses.
fn catalogue(language: &str) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(root().join("locales").join(language)).expect("a catalogue") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("readable");
        let mut id = String::new();
        let mut attribute = String::new();
        for line in text.lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if !line.starts_with([' ', '}', '\t']) {
                let (name, rest) =
                    line.split_once('=').unwrap_or_else(|| panic!("{}: {line}", path.display()));
                id = name.trim().to_owned();
                attribute.clear();
                let before = all.insert(id.clone(), (rest.to_owned(), facts(rest)));
                assert!(before.is_none(), "{id} stands twice in {language}");
            } else {
                if let Some((name, _)) = line.trim().strip_prefix('.').and_then(|rest| rest.split_once('=')) {
                    attribute = format!("{id}.{}", name.trim());
                }
                let key = if attribute.is_empty() { &id } else { &attribute };
                let known = all.entry(key.clone()).or_default();
                known.0.push_str(line);
                known.1.extend(facts(line));
            }
        }
    }
    all
}

fn facts(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect())
        .collect()
}

#[test]
fn french_and_english_say_the_same() {
    let (french, english) = (catalogue("fr"), catalogue("en"));
    let ids = |all: &BTreeMap<String, _>| all.keys().cloned().collect::<BTreeSet<_>>();
    let only: Vec<_> = ids(&french).symmetric_difference(&ids(&english)).cloned().collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for (id, (_, used)) in &french {
        assert_eq!(used, &english[id].1, "{id} uses other facts in English");
    }
}

/// A report about a signed PDF is written in Italian, too: whatever may stand in one, to the last finding.
#[test]
fn italian_says_whatever_a_report_says() {
    let (french, italian) = (catalogue("fr"), catalogue("it"));
    for (id, (_, used)) in &italian {
        assert_eq!(Some(used), french.get(id).map(|(_, used)| used), "{id} uses other facts in Italian");
    }
    let found = fs::read_to_string(root().join("ui/src/bindings/FindingCode.ts")).expect("a vocabulary");
    let codes = found.split('"').skip(1).step_by(2);
    let findings: Vec<_> = codes.map(|code| format!("finding-{}", code.replace('_', "-"))).collect();
    assert!(findings.len() > 40, "the vocabulary was not read");
    // Sentences of these beginnings stand in reports and tables, and nowhere else.
    let prefixes = ["verification-", "verdict-", "answer-", "advice-", "later-"];
    let told = french.keys().filter(|id| prefixes.iter().any(|prefix| id.starts_with(prefix)));
    let unreadable = ["damaged", "empty-file", "encryption-unsupported", "not-a-pdf", "password-needed"];
    let wanted = told.cloned().chain(findings).chain(unreadable.map(|word| format!("error-{word}")));
    let missing: Vec<_> = wanted.filter(|id| !italian.contains_key(id)).collect();
    assert!(missing.is_empty(), "without a sentence in Italian: {missing:?}");
}

#[test]
fn french_typography_and_words_are_kept() {
    for (id, (text, _)) in catalogue("fr") {
        // Placeables hold Fluent's own syntax; only the sentence around them is judged.
        let plain: String = without_placeables(&text);
        // The colon of an address is no punctuation either.
        let plain = plain.replace("://", "//");
        let mut before = ' ';
        for character in plain.chars() {
            // 10:00 and +01:00 are times, not punctuation.
            let in_time = character == ':' && before.is_ascii_digit();
            let wants_space = !in_time && matches!(character, ';' | ':' | '!' | '?' | '»');
            assert!(
                !wants_space || before == '\u{202f}',
                "{id}: a narrow space before {character} in {plain:?}"
            );
            assert!(before != '«' || character == '\u{202f}', "{id}: a narrow space after « in {plain:?}");
            before = character;
        }
        let lower = plain.to_lowercase();
        for word in ["enveloppe", "veuillez", "oups"] {
            assert!(!lower.contains(word), "{id}: the word {word}");
        }
    }
}

fn without_placeables(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                // What stands there at run time is some word.
                plain.push('x');
            }
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    plain
}

/// Ids named in Rust, in the form `"error-…"` and the like, must have a sentence.
#[test]
fn every_sentence_rust_names_exists() {
    let french = catalogue("fr");
    let prefixes =
        ["error-", "command-", "notification-", "verdict-", "answer-", "advice-", "later-", "consent-"];
    let mut missing = BTreeSet::new();
    let mut folders = vec![root().join("crates"), root().join("src-tauri/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("readable");
                for word in text.split('"').skip(1).step_by(2) {
                    let named =
                        prefixes.iter().any(|prefix| word.starts_with(prefix) && word.len() > prefix.len());
                    let whole =
                        word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                    if named && whole && !word.ends_with('-') && !french.contains_key(word) {
                        missing.insert(word.to_owned());
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "named in Rust, without a sentence: {missing:?}");
}

/// A sentence nothing says is litter: its id stands nowhere in the program, nor does the beginning it is put together from.
#[test]
fn every_sentence_is_said_somewhere() {
    let said = code();
    let begun = beginnings(&said);
    let named = names(&said);
    let quoted = |id: &str| named.contains(id);
    let is_said = |id: &str| {
        quoted(id)
            // The command's help is named after its arguments, and compared with them where they are.
            || id.starts_with("help-")
            || begun.iter().any(|beginning| id.starts_with(beginning.as_str()))
            // Notifications: the text is named, its title stands beside it.
            || id.strip_suffix("-title").is_some_and(quoted)
    };
    let unsaid: Vec<String> =
        catalogue("fr").into_keys().filter(|id| !id.contains('.') && !is_said(id)).collect();
    assert!(unsaid.is_empty(), "said by nothing: {unsaid:?}");
}

/// Everything that can say a sentence: the program and the window, without what is generated and what only tests.
fn code() -> String {
    let mut all = String::new();
    let mut folders = vec![root().join("crates"), root().join("src-tauri/src"), root().join("ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.extend((!matches!(name.as_str(), "bindings" | "tests")).then_some(path));
            } else if [".rs", ".ts", ".svelte"].iter().any(|ending| name.ends_with(ending))
                && name != "keys.ts"
                && !name.ends_with(".test.ts")
            {
                all.push_str(&fs::read_to_string(&path).expect("readable"));
            }
        }
    }
    all
}

/// Every name that stands behind a quotation mark, or behind the @ that makes a sentence of a fact.
fn names(code: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let after = code.match_indices(['"', '\'', '`', '@']).map(|(at, mark)| &code[at + mark.len()..]);
    after.map(|rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]).collect()
}

/// What ids made at run time begin with: `provider-` of `"provider-{name}"`.
fn beginnings(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices('{') {
        let before = code[..at].trim_end_matches('$');
        let start = before
            .rfind(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
            .map_or(0, |index| index + before[index..].chars().next().map_or(1, char::len_utf8));
        let beginning = &before[start..];
        let is_quoted = before[..start].ends_with(['"', '`']);
        if is_quoted && beginning.len() > 3 && beginning.ends_with('-') {
            found.insert(beginning.to_owned());
        }
    }
    found
}

/// Codes that reach a reader as `<prefix>-<code>`: every word of these closed vocabularies needs its sentence.
#[test]
fn every_code_of_the_vocabularies_has_its_sentence() {
    let french = catalogue("fr");
    for (file, prefix) in [
        ("FindingCode", "finding"),
        ("Finding", "finding"),
        ("DraftProblem", "problem"),
        ("Refusal", "refusal"),
    ] {
        let Ok(text) = fs::read_to_string(root().join(format!("ui/src/bindings/{file}.ts"))) else {
            continue;
        };
        let tagged = text.contains("\"code\":");
        let mut words = text.split('"').skip(1).step_by(2).peekable();
        let mut seen = 0;
        while let Some(word) = words.next() {
            if tagged && word != "code" {
                continue;
            }
            let code = if tagged { words.next().unwrap_or_default() } else { word };
            let id = format!("{prefix}-{}", code.replace('_', "-"));
            assert!(french.contains_key(&id), "{file}: no sentence {id}");
            seen += 1;
        }
        assert!(seen > 3, "{file}: the vocabulary was not read");
    }
}
