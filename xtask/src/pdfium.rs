//! Fetches the pinned pdfium and its licences into the folder the shell is built with.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::console::detail;
use crate::digest;
use crate::download;
use crate::failure::Failure;
use crate::pdfium_pins::{PINS, Pin, VERSION};
use crate::places;

/// `cargo xtask pdfium [--target T] [--to DIR]`.
pub(crate) fn command(arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut target = host();
    let mut folder = places::pdfium();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().ok_or_else(|| Failure::new(format!("`{argument}` needs a value.")))?;
        match argument.as_str() {
            "--target" => target.clone_from(value),
            "--to" => folder = places::root().join(value),
            unknown => {
                return Err(Failure::new(format!("`pdfium` knows --target and --to, not `{unknown}`.")));
            }
        }
    }
    fetch(pin(&target)?, &folder)?;
    Ok(ExitCode::SUCCESS)
}

/// The library for this machine, where the shell's build wants it.
pub(crate) fn ensure() -> Result<(), Failure> {
    fetch(pin(&host())?, &places::pdfium())
}

fn host() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}

fn pin(target: &str) -> Result<&'static Pin, Failure> {
    PINS.iter().find(|pin| pin.target == target).ok_or_else(|| {
        let known: Vec<&str> = PINS.iter().map(|pin| pin.target).collect();
        Failure::new(format!(
            "There is no pinned pdfium for {target}; there is one for {}.",
            known.join(", ")
        ))
    })
}

fn fetch(pin: &Pin, folder: &Path) -> Result<(), Failure> {
    let library = folder.join(pin.library);
    let licences = folder.join("licenses");
    if digest::of_file(&library)?.as_deref() == Some(pin.library_sha256) && has_files(&licences) {
        detail(&format!("pdfium {VERSION} for {} is there", pin.target));
        return Ok(());
    }
    detail(&format!("fetching pdfium {VERSION} for {}", pin.target));
    let name = pin.address.rsplit('/').next().unwrap_or(pin.target);
    let wheel = places::state().join("downloads").join(name);
    download::fetch(pin.address, pin.wheel_sha256, &wheel)?;
    let mut archive = open(&wheel)?;
    unpack_licences(&mut archive, &licences)?;
    let content = read(&mut archive, &format!("pypdfium2_raw/{}", pin.library))?;
    check(&content, pin)?;
    place(&content, &library)?;
    detail(&format!("{} written", library.display()));
    Ok(())
}

fn has_files(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

fn open(wheel: &Path) -> Result<ZipArchive<fs::File>, Failure> {
    let file = fs::File::open(wheel).map_err(|error| Failure::file("reading", wheel, &error))?;
    ZipArchive::new(file).map_err(|error| unreadable(&error))
}

fn unreadable(error: &zip::result::ZipError) -> Failure {
    Failure::new(format!(
        "The pdfium package could not be unpacked: {error}. Empty target/xtask/downloads and run the command again."
    ))
}

fn read(archive: &mut ZipArchive<fs::File>, name: &str) -> Result<Vec<u8>, Failure> {
    let mut entry = archive.by_name(name).map_err(|error| unreadable(&error))?;
    let mut content = Vec::new();
    entry.read_to_end(&mut content).map_err(|error| unreadable(&error.into()))?;
    Ok(content)
}

fn check(content: &[u8], pin: &Pin) -> Result<(), Failure> {
    let found = digest::hex(&Sha256::digest(content));
    if found == pin.library_sha256 {
        return Ok(());
    }
    Err(Failure::new(format!(
        "The library in the pdfium package for {} is not the one that was pinned (SHA-256 {found} instead of {}), so it was not installed: \
         the table in xtask/src/pdfium_pins.rs contradicts itself and must be corrected.",
        pin.target, pin.library_sha256
    )))
}

/// Writes beside, then renames: a build never sees half a library.
fn place(content: &[u8], into: &Path) -> Result<(), Failure> {
    let folder = into.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::file("making the folder", folder, &error))?;
    let beside = into.with_extension("partial");
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, into));
    written.map_err(|error| {
        let _leftover = fs::remove_file(&beside);
        Failure::file("writing", into, &error)
    })
}

/// Every licence file of the wheel, flat: `dist-info/licenses/a/b.txt` becomes `a-b.txt`.
fn unpack_licences(archive: &mut ZipArchive<fs::File>, folder: &Path) -> Result<(), Failure> {
    let names = archive.file_names().map(|name| name.map(std::borrow::Cow::into_owned));
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(|error| unreadable(&error))?;
    for name in names {
        if let Some(flat) = licence_name(&name) {
            let content = read(archive, &name)?;
            place(&content, &folder.join(flat))?;
        }
    }
    if has_files(folder) {
        Ok(())
    } else {
        Err(Failure::new(
            "The pdfium package holds no licence texts, and without them it must not be shipped.",
        ))
    }
}

fn licence_name(entry: &str) -> Option<PathBuf> {
    let (_, inside) = entry.split_once(".dist-info/licenses/")?;
    (!inside.is_empty() && !inside.ends_with('/')).then(|| PathBuf::from(inside.replace(['/', '\\'], "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_is_not_the_pinned_one_is_refused() {
        let told = check(b"not pdfium", pin("linux-x86_64").unwrap()).unwrap_err().to_string();
        assert!(told.contains("it was not installed"), "{told}");
    }

    #[test]
    fn a_system_without_pdfium_is_told_which_have_one() {
        let told = pin("freebsd-riscv64").unwrap_err().to_string();
        assert!(told.contains("freebsd-riscv64") && told.contains("linux-x86_64"), "{told}");
    }

    #[test]
    fn licence_files_are_found_wherever_the_wheel_keeps_them() {
        let found = |name| licence_name(name).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(
            found("pypdfium2-5.dist-info/licenses/LICENSES/MIT.txt").as_deref(),
            Some("LICENSES-MIT.txt")
        );
        assert_eq!(found("pypdfium2-5.dist-info/licenses/").as_deref(), None);
        assert_eq!(found("pypdfium2_raw/libpdfium.so").as_deref(), None);
    }
}
