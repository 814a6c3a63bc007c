//! One file over HTTPS, kept only when it is the file that was asked for.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use ureq::tls::{RootCerts, TlsConfig};

use crate::console::Progress;
use crate::digest;
use crate::failure::Failure;

const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(if cfg!(test) { 1 } else { 2000 });

/// Fetches `address` to `into` unless the right file is already there. Nothing is kept of a file whose SHA-256 is not
/// `sha256`. The proxy of HTTPS_PROXY or ALL_PROXY is used, and the certificates the system trusts.
pub(crate) fn fetch(address: &str, sha256: &str, into: &Path) -> Result<(), Failure> {
    if digest::of_file(into)?.as_deref() == Some(sha256) {
        return Ok(());
    }
    let folder = into.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::file("making the folder", folder, &error))?;
    let partial = partial(into);
    let result = (1..).find_map(|attempt| match try_fetch(address, &partial) {
        Err(Trouble::Network(_)) if attempt < ATTEMPTS => {
            std::thread::sleep(PAUSE * attempt);
            None
        }
        other => Some(other),
    });
    let outcome = match result {
        Some(Ok(found)) => keep(address, sha256, &found, &partial, into),
        Some(Err(Trouble::Network(cause))) => Err(unreachable(address, &cause, into)),
        Some(Err(Trouble::Disk(failure))) => Err(failure),
        None => Err(Failure::new(format!("{address} could not be fetched."))),
    };
    if outcome.is_err() {
        // A leftover is never read again; failing to remove it changes nothing.
        let _leftover = fs::remove_file(&partial);
    }
    outcome
}

fn partial(into: &Path) -> PathBuf {
    let mut name = into.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    into.with_file_name(name)
}

fn keep(address: &str, wanted: &str, found: &str, partial: &Path, into: &Path) -> Result<(), Failure> {
    if found != wanted {
        return Err(Failure::new(format!(
            "What came from {address} is not the file that was pinned (SHA-256 {found} instead of {wanted}), so nothing of it was kept: \
             something on the way altered it. Try again from another network, or put the genuine file at {}.",
            into.display()
        )));
    }
    fs::rename(partial, into).map_err(|error| Failure::file("writing", into, &error))
}

fn unreachable(address: &str, cause: &str, into: &Path) -> Failure {
    Failure::new(format!(
        "{address} could not be fetched ({cause}): check the connection (a proxy goes into the variable HTTPS_PROXY) and run the command again, \
         or fetch the file by other means and put it at {}.",
        into.display()
    ))
}

enum Trouble {
    Network(String),
    Disk(Failure),
}

/// Fetches once; returns the SHA-256 of what came.
fn try_fetch(address: &str, partial: &Path) -> Result<String, Trouble> {
    let network = |error: &dyn std::fmt::Display| Trouble::Network(error.to_string());
    let response = agent().get(address).call().map_err(|error| network(&error))?;
    let length = response.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
    let total: u64 = length.unwrap_or(0);
    let mut body = response.into_body().into_reader();
    let disk = |error: &std::io::Error| Trouble::Disk(Failure::file("writing", partial, error));
    let mut file = fs::File::create(partial).map_err(|error| disk(&error))?;
    let mut hasher = Sha256::new();
    let mut progress = Progress::new("downloading");
    let mut buffer = vec![0u8; 64 * 1024];
    let mut done = 0u64;
    loop {
        let read = body.read(&mut buffer).map_err(|error| network(&error))?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        file.write_all(&buffer[..read]).map_err(|error| disk(&error))?;
        done += read as u64;
        progress.bytes(done, total);
    }
    progress.done();
    file.sync_all().map_err(|error| disk(&error))?;
    if total > 0 && done < total {
        return Err(Trouble::Network(format!("the connection ended after {done} of {total} bytes")));
    }
    Ok(digest::hex(&hasher.finalize()))
}

fn agent() -> ureq::Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    ureq::Agent::config_builder()
        .tls_config(tls)
        .https_only(!cfg!(test))
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_recv_response(Some(Duration::from_secs(60)))
        .timeout_recv_body(Some(Duration::from_secs(600)))
        .build()
        .into()
}

#[cfg(test)]
mod tests {
    use std::io::BufRead;
    use std::net::TcpListener;

    use super::*;

    /// A server on loopback that answers each request with `body`, announcing `announced` bytes.
    fn serve(body: &'static [u8], announced: usize) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/file", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut lines = std::io::BufReader::new(stream.try_clone().unwrap()).lines();
                while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {announced}\r\nConnection: close\r\n\r\n");
                let sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
                assert!(sent.is_ok(), "the test's own server could not answer");
            }
        });
        address
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("paraphe-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_right_file_is_kept_and_not_fetched_twice() {
        let folder = scratch("right");
        let into = folder.join("file");
        fetch(&serve(b"abc", 3), ABC, &into).unwrap();
        assert_eq!(fs::read(&into).unwrap(), b"abc");
        // Nobody listens there: the second call succeeds because the file is already the right one.
        fetch("http://127.0.0.1:9/file", ABC, &into).unwrap();
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_wrong_digest_is_refused_and_nothing_is_left() {
        let folder = scratch("wrong");
        let told = fetch(&serve(b"abd", 3), ABC, &folder.join("file")).unwrap_err().to_string();
        assert!(told.contains("is not the file that was pinned"), "{told}");
        assert!(told.contains(ABC), "the digest that was expected is named: {told}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "neither the file nor a part of it stays");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_server_that_is_away_is_told_with_the_remedy() {
        let folder = scratch("away");
        let told = fetch("http://127.0.0.1:9/file", ABC, &folder.join("file")).unwrap_err().to_string();
        assert!(told.contains("HTTPS_PROXY"), "{told}");
        assert!(told.contains("by other means"), "{told}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_download_cut_short_is_no_download() {
        let folder = scratch("short");
        let told = fetch(&serve(b"ab", 3), ABC, &folder.join("file")).unwrap_err().to_string();
        assert!(told.contains("could not be fetched"), "{told}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "no half file stays");
        fs::remove_dir_all(folder).unwrap();
    }
}
