//! The window's TypeScript types follow from the command list. This test fails when the committed files differ;
//! `UPDATE_BINDINGS=1` rewrites them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use paraphe_app::Error;
use paraphe_app::schema::{AppEvent, COMMAND_TAGS, Commands};
use ts_rs::{Config, TS};

const HEADER: &str = "// Generated from crates/paraphe-app/src/schema by the test `bindings`. Do not edit.\n";

#[test]
fn committed_bindings_are_those_of_the_command_list() {
    let made = tempfile::tempdir().expect("a temporary folder");
    write_bindings(made.path());
    let committed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        replace(made.path(), &committed);
        return;
    }
    let (made, committed) = (read(made.path()), read(&committed));
    let differing: Vec<_> =
        made.keys().chain(committed.keys()).filter(|name| made.get(*name) != committed.get(*name)).collect();
    assert!(
        differing.is_empty(),
        "UPDATE_BINDINGS=1 cargo test -p paraphe-app --test bindings; differing: {differing:?}"
    );
}

fn write_bindings(folder: &Path) {
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    Commands::export_all(&config).expect("commands are exported");
    AppEvent::export_all(&config).expect("events are exported");
    Error::export_all(&config).expect("errors are exported");
    fs::write(folder.join("tags.ts"), tags()).expect("tags are written");
}

fn tags() -> String {
    let mut text = format!(
        "{HEADER}import type {{ Commands }} from \"./Commands\";\n\n\
         export const COMMAND_TAGS: Record<keyof Commands, {{ tags: string[]; drops: string[] }}> = {{\n"
    );
    for (name, provides, drops) in COMMAND_TAGS {
        text.push_str(&format!("  {name}: {{ tags: {provides:?}, drops: {drops:?} }},\n"));
    }
    text.push_str("};\n");
    text
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ts"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            // A checkout on Windows may turn line ends.
            (name, fs::read_to_string(&path).expect("readable").replace('\r', ""))
        })
        .collect()
}

fn replace(made: &Path, committed: &Path) {
    fs::create_dir_all(committed).expect("the folder can be made");
    for name in read(committed).keys() {
        fs::remove_file(committed.join(name)).expect("an old file can be removed");
    }
    for (name, text) in read(made) {
        fs::write(committed.join(name), text).expect("a new file can be written");
    }
}
