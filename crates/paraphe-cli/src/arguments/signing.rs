//! What can be typed after `sign` and `identity`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("work").required(true)
    .args(["p12", "identity", "pkcs11", "renew", "timestamp"])))]
#[command(group(clap::ArgGroup::new("extend").multiple(false).args(["renew", "timestamp"])))]
#[command(group(clap::ArgGroup::new("mark").args(["image", "ink", "text"])))]
#[command(group(clap::ArgGroup::new("place").args(["rect", "field"])))]
pub(crate) struct Sign {
    /// The PDF.
    pub(crate) file: PathBuf,
    /// The PDF to write; the original is never replaced, another file only with --overwrite.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Replace a file that --out names and that is there.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Key file (PKCS#12).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["token", "certificate", "pin_stdin", "last_try"])]
    pub(crate) p12: Option<PathBuf>,
    /// Which key of the key file, by its name there or the name in its certificate.
    #[arg(long, value_name = "NAME", requires = "p12")]
    pub(crate) key: Option<String>,
    /// Read passwords from standard input, one per line: the key file's (or the PIN with --pin-stdin), then the PDF's if it
    /// has one.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Self-made identity.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["token", "certificate", "pin_stdin", "last_try"])]
    pub(crate) identity: Option<String>,
    #[command(flatten)]
    pub(crate) token: TokenArguments,
    /// How RSA keys pad: PKCS#1 v1.5, which every reader knows, or PSS.
    #[arg(long, value_enum, ignore_case = true, default_value_t = Padding::Pkcs1)]
    pub(crate) rsa_padding: Padding,
    /// Page of the visible signature, from 1.
    #[arg(long, requires = "rect", conflicts_with = "extend")]
    pub(crate) page: Option<u32>,
    /// Its box `x,y,w,h`: points from the top left of the page as seen. Without box and field the signature is invisible.
    #[arg(long, requires = "page", conflicts_with = "extend", value_parser = parse_rect, allow_hyphen_values = true)]
    pub(crate) rect: Option<[f64; 4]>,
    /// An empty signature field of the document, by its full name.
    #[arg(long, value_name = "NAME", conflicts_with = "extend")]
    pub(crate) field: Option<String>,
    /// Photo or scan of a signature (PNG, JPEG); the paper is taken away.
    #[arg(long, value_name = "FILE", requires = "place")]
    pub(crate) image: Option<PathBuf>,
    /// Drawn strokes: JSON `{"strokes": [[[x, y] or [x, y, pressure], …], …]}`.
    #[arg(long, value_name = "STROKES.json", requires = "place")]
    pub(crate) ink: Option<PathBuf>,
    /// Typed name.
    #[arg(long, value_name = "NAME", requires = "place")]
    pub(crate) text: Option<String>,
    /// Write a text beside the signature: page, box and text. May be repeated.
    #[arg(long, value_name = "PAGE,x,y,w,h=TEXT", requires = "place", value_parser = parse_written)]
    pub(crate) write: Vec<Written>,
    /// Draw a ticked box beside the signature: page and box. May be repeated.
    #[arg(long, value_name = "PAGE,x,y,w,h", requires = "place", value_parser = parse_spot)]
    pub(crate) tick: Vec<Spot>,
    /// PAdES level; by default the one of the settings, or B-B.
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) level: Option<Level>,
    /// Address (http or https) of the authority that puts timestamps; by default the one of the settings. Without --level the
    /// level is b-t at least.
    #[arg(long, value_name = "URL")]
    pub(crate) tsa: Option<String>,
    /// Take less than the wished level when timestamp or validation data cannot be had; the answer says which level it is.
    #[arg(long)]
    pub(crate) accept_lower_level: bool,
    /// Certificates to trust for timestamps and chains: a PEM or DER file, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub(crate) trust: Vec<PathBuf>,
    /// Why.
    #[arg(long, conflicts_with = "extend")]
    pub(crate) reason: Option<String>,
    /// Where.
    #[arg(long, conflicts_with = "extend")]
    pub(crate) location: Option<String>,
    /// For whom: « p.o. » and this name stand in the box.
    #[arg(long, value_name = "NAME", requires = "place")]
    pub(crate) on_behalf_of: Option<String>,
    /// « Lu et approuvé » stands in the box.
    #[arg(long, requires = "place")]
    pub(crate) approved: bool,
    /// Certify: what may still be changed afterwards.
    #[arg(long, value_enum, ignore_case = true, conflicts_with = "extend")]
    pub(crate) certify: Option<Certify>,
    /// No new signature: give those that are there validation data and a timestamp for the next years (B-LTA).
    #[arg(long)]
    pub(crate) renew: bool,
    /// No new signature: add a timestamp to those that are there.
    #[arg(long)]
    pub(crate) timestamp: bool,
}

/// A key on a token.
#[derive(Debug, Args)]
pub(crate) struct TokenArguments {
    /// The token's PKCS#11 library.
    #[arg(long, value_name = "MODULE")]
    pub(crate) pkcs11: Option<PathBuf>,
    /// The token's label; may be left out where there is one token.
    #[arg(long, value_name = "LABEL", requires = "pkcs11")]
    pub(crate) token: Option<String>,
    /// The certificate on it: label, identifier in hexadecimal or common name; may be left out where one has a key.
    #[arg(long, value_name = "LABEL", requires = "pkcs11")]
    pub(crate) certificate: Option<String>,
    /// Read the PIN from standard input, first line. Without it the token's own keypad asks.
    #[arg(long, requires = "pkcs11")]
    pub(crate) pin_stdin: bool,
    /// Present the PIN even if a wrong one now locks the token.
    #[arg(long, requires = "pkcs11")]
    pub(crate) last_try: bool,
}

/// A page, from 1, and a box `x,y,w,h` on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) page: u32,
    pub(crate) rect: [f64; 4],
}

/// A text for a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Written {
    pub(crate) spot: Spot,
    pub(crate) text: String,
}

/// PAdES levels.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Level {
    #[value(name = "b-b")]
    BB,
    #[value(name = "b-t")]
    BT,
    #[value(name = "b-lt")]
    BLt,
    #[value(name = "b-lta")]
    BLta,
}

/// DocMDP permissions.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Certify {
    NoChanges,
    FormFilling,
    Annotations,
}

/// Paddings of RSA signatures.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Padding {
    #[value(name = "pkcs1")]
    Pkcs1,
    #[value(name = "pss")]
    Pss,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IdentityCommand {
    /// Make an identity: a key and a certificate that vouches for itself.
    Create {
        /// Its name on this computer.
        name: String,
        /// Common name in the certificate.
        #[arg(long)]
        common_name: String,
        /// Organisation in the certificate.
        #[arg(long)]
        organization: Option<String>,
        /// Kind of key: ECDSA P-256, or RSA with 3072 bits for old readers.
        #[arg(long, value_enum, ignore_case = true, default_value_t = Algorithm::P256)]
        algorithm: Algorithm,
    },
    /// Print an identity's certificate (PEM). Its key never leaves the store.
    Export {
        /// The identity.
        name: String,
    },
    /// Who a key signs as, until when, and whether qualified: of a key file, or of the tokens a PKCS#11 library knows.
    Inspect(Inspect),
    /// List the identities.
    List,
}

/// Kinds of key of self-made identities.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Algorithm {
    #[value(name = "p256")]
    P256,
    #[value(name = "rsa3072")]
    Rsa3072,
}

impl Algorithm {
    /// The word in requests.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::P256 => "p256",
            Self::Rsa3072 => "rsa3072",
        }
    }
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["p12", "pkcs11"])))]
pub(crate) struct Inspect {
    /// Key file (PKCS#12).
    #[arg(long, value_name = "FILE")]
    pub(crate) p12: Option<PathBuf>,
    /// Read the key file's password from standard input.
    #[arg(long, requires = "p12")]
    pub(crate) password_stdin: bool,
    /// A token's PKCS#11 library. No PIN is asked for.
    #[arg(long, value_name = "MODULE")]
    pub(crate) pkcs11: Option<PathBuf>,
}

/// The error is the id of a sentence.
fn parse_written(value: &str) -> Result<Written, String> {
    let (spot, text) = value.split_once('=').ok_or("command-usage-write")?;
    Ok(Written { spot: parse_spot(spot)?, text: text.to_owned() })
}

/// The error is the id of a sentence.
fn parse_spot(text: &str) -> Result<Spot, String> {
    let (page, rect) = text.split_once(',').ok_or("command-usage-spot")?;
    let page = page.trim().parse().ok().filter(|page| *page > 0).ok_or("command-usage-spot")?;
    Ok(Spot { page, rect: parse_rect(rect)? })
}

/// The error is the id of a sentence.
fn parse_rect(text: &str) -> Result<[f64; 4], String> {
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse::<f64>().map_err(|_| "command-usage-rect-number".to_owned()))
        .collect::<Result<_, _>>()?;
    let rect: [f64; 4] = numbers.try_into().map_err(|_| "command-usage-rect-four".to_owned())?;
    let good = rect.iter().all(|number| number.is_finite()) && rect[2] > 0.0 && rect[3] > 0.0;
    if good { Ok(rect) } else { Err("command-usage-rect-size".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::Parser as _;

    #[test]
    fn rectangles_are_read_strictly() {
        assert_eq!(parse_rect("100,600, 150,60.5"), Ok([100.0, 600.0, 150.0, 60.5]));
        for bad in ["", "1,2,3", "1,2,3,4,5", "a,2,3,4", "1,2,0,4", "1,2,3,-4", "NaN,2,3,4", "1,2,inf,4"] {
            assert!(parse_rect(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_written_has_its_place() {
        let spot = Spot { page: 2, rect: [100.0, 600.0, 150.0, 20.5] };
        assert_eq!(parse_spot("2,100,600,150,20.5"), Ok(spot.clone()));
        let text = "Fait à Tunis = oui".to_owned();
        assert_eq!(parse_written("2, 100,600,150,20.5=Fait à Tunis = oui"), Ok(Written { spot, text }));
        for (bad, id) in [
            ("2,100,600,150,20", "command-usage-write"),
            ("0,100,600,150,20=a", "command-usage-spot"),
            ("deux,100,600,150,20=a", "command-usage-spot"),
            ("2=a", "command-usage-spot"),
            ("2,100,600,150=a", "command-usage-rect-four"),
            ("2,100,600,150,0=a", "command-usage-rect-size"),
        ] {
            assert_eq!(parse_written(bad), Err(id.to_owned()), "{bad}");
        }
    }

    #[test]
    fn a_key_is_needed_and_only_one_and_none_for_what_is_signed_already() {
        let sign = |extra: &[&str]| {
            let words = ["paraphe", "sign", "a.pdf", "--out", "b.pdf"].iter().chain(extra);
            Arguments::try_parse_from(words)
        };
        for good in [
            &["--identity", "me"][..],
            &["--pkcs11", "m.so", "--token", "t", "--certificate", "c", "--pin-stdin", "--last-try"],
            &["--renew", "--tsa", "http://127.0.0.1:1/"],
            &["--timestamp"],
            &["--identity", "me", "--field", "F", "--text", "Me"],
            &["--identity", "me", "--field", "F", "--write", "1,2,3,40,20=a", "--write", "1,2,30,40,20=b"],
        ] {
            assert!(sign(good).is_ok(), "{good:?}");
        }
        for bad in [
            &[][..],
            &["--p12", "k.p12", "--identity", "me"],
            &["--p12", "k.p12", "--pkcs11", "m.so"],
            &["--renew", "--timestamp"],
            &["--renew", "--identity", "me"],
            &["--renew", "--reason", "r"],
            &["--identity", "me", "--token", "t"],
            &["--identity", "me", "--page", "1"],
            &["--identity", "me", "--text", "Me"],
            &["--identity", "me", "--tick", "1,2,3,4,5"],
            &["--identity", "me", "--field", "F", "--page", "1", "--rect", "1,2,3,4"],
            &["--identity", "me", "--field", "F", "--text", "Me", "--image", "a.png"],
        ] {
            assert!(sign(bad).is_err(), "{bad:?}");
        }
    }
}
