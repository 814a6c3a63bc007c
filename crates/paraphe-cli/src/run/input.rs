//! What comes on standard input: secrets, and messages of providers. Never more of it than there may be, whoever writes it.

use std::io::{BufRead, Read as _};

use paraphe_app::{Code, Error};

/// Longer than any key, token or password.
const LONGEST_LINE: u64 = 64 * 1024;

/// Larger than any message of a provider.
const LARGEST_MESSAGE: u64 = 4 * 1024 * 1024;

/// One line from standard input, where the command line asks for it. Secrets never come as arguments.
pub(super) fn password(asked: bool) -> Result<Option<String>, Error> {
    asked.then(|| line(&mut std::io::stdin().lock())).transpose()
}

/// All of standard input.
pub(super) fn message() -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST_MESSAGE + 1).read_to_end(&mut bytes);
    read.map_err(Error::internal)?;
    if bytes.len() as u64 > LARGEST_MESSAGE {
        return Err(
            Error::new(Code::DocumentUnreadable, "error-notice-long").with("limit", LARGEST_MESSAGE >> 20)
        );
    }
    String::from_utf8(bytes)
        .map_err(|error| Error::new(Code::DocumentUnreadable, "error-notice-text").detail(error))
}

fn line(input: &mut impl BufRead) -> Result<String, Error> {
    let mut bytes = Vec::new();
    input.take(LONGEST_LINE + 1).read_until(b'\n', &mut bytes).map_err(Error::internal)?;
    if bytes.len() as u64 > LONGEST_LINE {
        return Err(Error::new(Code::DocumentUnreadable, "error-input-long"));
    }
    // Nothing of what is perhaps a password stands in the error.
    let text =
        String::from_utf8(bytes).map_err(|_| Error::new(Code::DocumentUnreadable, "error-input-text"))?;
    // Editors on Windows begin a text with a mark that nobody sees.
    Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn lines_are_read_one_after_the_other_and_none_without_an_end() {
        let mut input = "\u{feff}le sésame\r\n1234".as_bytes();
        assert_eq!(line(&mut input).unwrap(), "le sésame");
        assert_eq!(line(&mut input).unwrap(), "1234");
        assert_eq!(line(&mut input).unwrap(), "");
        let mut endless = io::BufReader::new(io::repeat(b'x'));
        assert_eq!(line(&mut endless).unwrap_err().message, "error-input-long");
    }

    #[test]
    fn what_is_no_text_is_told_and_stands_in_no_error() {
        let error = line(&mut b"s\xe9same\n".as_slice()).unwrap_err();
        assert_eq!(error.message, "error-input-text");
        assert!(!format!("{error:?}").contains("same"), "{error:?}");
    }
}
