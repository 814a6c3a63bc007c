//! The logo of an envelope file: a picture beside the file becomes part of the envelope, an address stays one.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The largest picture taken, in bytes: it travels inside requests, and services keep logos small.
const LARGEST: u64 = 256 * 1024;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// Why a logo cannot be taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LogoProblem {
    /// The bytes are neither PNG nor JPEG.
    NotAPicture,
    /// It is larger than 256 KB.
    TooLarge,
    /// There is no such file, or it cannot be read.
    Unreadable,
}

impl LogoProblem {
    /// The word for it in the answer of a check.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::NotAPicture => "logo_not_a_picture",
            Self::TooLarge => "logo_too_large",
            Self::Unreadable => "logo_unreadable",
        }
    }
}

/// What an envelope holds for the logo its file names: a `data:` URI, or the https address as it stands.
///
/// # Errors
/// The picture cannot be taken.
pub(crate) fn of_file(folder: &Path, named: &str) -> Result<String, LogoProblem> {
    if named.starts_with("https://") {
        return Ok(named.to_owned());
    }
    if let Some(inline) = named.strip_prefix("data:") {
        let text = inline.split_once(";base64,").ok_or(LogoProblem::NotAPicture)?.1;
        return of_bytes(&STANDARD.decode(text).map_err(|_| LogoProblem::NotAPicture)?);
    }
    let file = File::open(folder.join(named)).map_err(|_| LogoProblem::Unreadable)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| LogoProblem::Unreadable)?;
    of_bytes(&bytes)
}

/// The kind is read off the bytes; a name can say anything.
fn of_bytes(bytes: &[u8]) -> Result<String, LogoProblem> {
    let kind = if bytes.starts_with(PNG) {
        "image/png"
    } else if bytes.starts_with(JPEG) {
        "image/jpeg"
    } else {
        return Err(LogoProblem::NotAPicture);
    };
    if bytes.len() as u64 > LARGEST {
        return Err(LogoProblem::TooLarge);
    }
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_becomes_a_data_uri_and_an_address_stays() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| of_file(folder.path(), name);
        assert_eq!(of("https://exemple.fr/logo.png").as_deref(), Ok("https://exemple.fr/logo.png"));
        std::fs::write(folder.path().join("logo.gif"), PNG).unwrap();
        assert_eq!(of("logo.gif").as_deref(), Ok("data:image/png;base64,iVBORw0KGgo="), "the bytes decide");
        std::fs::write(folder.path().join("logo.jpg"), [JPEG, b"\xe0"].concat()).unwrap();
        assert_eq!(of("logo.jpg").as_deref(), Ok("data:image/jpeg;base64,/9j/4A=="));
        assert_eq!(of("data:image/x;base64,/9j/4A==").as_deref(), Ok("data:image/jpeg;base64,/9j/4A=="));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| of_file(folder.path(), name).unwrap_err();
        assert_eq!(of("absent.png"), LogoProblem::Unreadable);
        assert_eq!(of("."), LogoProblem::Unreadable);
        for (name, bytes) in [("vide.png", &b""[..]), ("page.png", b"<svg/>")] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
            assert_eq!(of(name), LogoProblem::NotAPicture, "{name}");
        }
        assert_eq!(of("data:image/png,abc"), LogoProblem::NotAPicture);
        assert_eq!(of("http://exemple.fr/logo.png"), LogoProblem::Unreadable, "only https is an address");
        let exactly = [PNG, &vec![0; LARGEST as usize - PNG.len()]].concat();
        std::fs::write(folder.path().join("grand.png"), &exactly).unwrap();
        assert!(of_file(folder.path(), "grand.png").is_ok());
        std::fs::write(folder.path().join("trop.png"), [exactly.as_slice(), b"0"].concat()).unwrap();
        assert_eq!(of("trop.png"), LogoProblem::TooLarge);
    }
}
