//! The message SigTool posts once somebody has signed, and puts into the address it then leads them to: `sgt_…` parameters
//! under a checksum keyed by the account's API key.

use hmac::{Hmac, KeyInit as _, Mac as _};
use paraphe_envelope::Timestamp;
use sha1::Sha1;

use crate::error::{Error, ErrorKind, Result};
use crate::provider::Notice;
use crate::secret::Secret;

/// The parameters of a notice, decoded, sorted by name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Those of a posted form, or of an address (as copied from a browser). Only names with `sgt_` count (vendor's page).
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`]: without a token and a checksum, or with a name twice, it is no notice of SigTool.
    pub(super) fn read(notice: &Notice) -> Result<Self> {
        let body = notice.body.trim_ascii();
        let query = body.iter().position(|byte| *byte == b'?').filter(|_| body.starts_with(b"http"));
        let form = query.map_or(body, |mark| &body[mark + 1..]);
        let form = form.split(|byte| *byte == b'#').next().unwrap_or_default();
        let mut parameters: Vec<(String, String)> = url::form_urlencoded::parse(form)
            .into_owned()
            .filter(|(name, _)| name.starts_with("sgt_"))
            .collect();
        parameters.sort();
        let has_twin = parameters.windows(2).any(|pair| pair[0].0 == pair[1].0);
        let read = Self(parameters);
        if has_twin || read.value("sgt_token").is_none() || read.value(CHECKSUM).is_none() {
            return Err(no_notice("this is no notice of SigTool"));
        }
        Ok(read)
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// When the person signed; none when the notice does not say so that it can be read.
    pub(super) fn signed_at(&self) -> Option<Timestamp> {
        self.value("sgt_signdate")?.parse().ok()
    }

    /// Checks the checksum, in constant time.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] when it is not what the key makes of the parameters.
    pub(super) fn check(&self, key: &Secret) -> Result<()> {
        let claimed = self.value(CHECKSUM).and_then(bytes_of_hex).unwrap_or_default();
        // All are computed, whichever fits.
        let fitting = JOINERS.iter().filter(|joiner| {
            let mut mac = Hmac::<Sha1>::new_from_slice(key.expose().as_bytes())
                .expect("HMAC takes keys of any length (RFC 2104, 2)");
            mac.update(self.text(joiner).as_bytes());
            mac.verify_slice(&claimed).is_ok()
        });
        match fitting.count() {
            0 => Err(no_notice("the checksum of the notice is wrong")),
            _ => Ok(()),
        }
    }

    /// What the checksum is over: `name=value`, the value decoded, sorted by name, joined.
    fn text(&self, joiner: &str) -> String {
        let signed = self.0.iter().filter(|(name, _)| name != CHECKSUM);
        signed.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(joiner)
    }
}

pub(super) fn no_notice(message: &'static str) -> Error {
    Error::new(ErrorKind::Malformed, message)
}

fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| Some(u8::try_from(digit.to_digit(16)?).unwrap_or_default())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

const CHECKSUM: &str = "sgt_hmac";
/// What stands between two parameters. The vendor's page breaks off where it would say so: the usual character first, and
/// two others. Whichever it is, nobody makes the checksum without the key.
const JOINERS: [&str; 3] = ["&", "", "\n"];

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample of <https://sigtool.com/documentation/signature/notifications>, under a checksum of our own: the page
    /// does not show its key. Computed with OpenSSL over the sorted text with `&`: `openssl dgst -sha1 -hmac cle+api`.
    fn form(checksum: &str) -> Notice {
        let body = format!(
            "sgt_client=identifiantclient&sgt_curdate=2024-12-23T20%3A13%3A43%2B01%3A00&\
             sgt_data=%7B%22customerId%22%3A123456%7D&sgt_hmac={checksum}&\
             sgt_signdate=2024-12-23T20%3A13%3A40%2B01%3A00&sgt_signmethod=email&\
             sgt_token=rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0"
        );
        Notice { headers: Vec::new(), body: body.into_bytes() }
    }

    fn key() -> Secret {
        Secret::new("cle+api")
    }

    #[test]
    fn the_checksum_fits_with_each_joiner_and_no_other_key() {
        for checksum in [WITH_AMPERSAND, WITH_NOTHING, WITH_NEWLINE] {
            let read = Parameters::read(&form(checksum)).unwrap();
            assert!(read.check(&key()).is_ok(), "{checksum}");
            assert!(read.check(&Secret::new("another")).is_err());
        }
        let read = Parameters::read(&form(WITH_AMPERSAND)).unwrap();
        assert_eq!(read.signed_at(), "2024-12-23T19:13:40Z".parse().ok());
        assert_eq!(read.value("sgt_data"), Some("{\"customerId\":123456}"));
    }

    #[test]
    fn one_changed_letter_and_the_checksum_is_wrong() {
        for (from, to) in [("=email", "=mouse"), ("DQl0", "DQl1"), ("40%2B", "41%2B"), (WITH_AMPERSAND, "00")]
        {
            let mut notice = form(WITH_AMPERSAND);
            notice.body = String::from_utf8(notice.body).unwrap().replace(from, to).into_bytes();
            assert!(Parameters::read(&notice).unwrap().check(&key()).is_err(), "{from} → {to}");
        }
    }

    #[test]
    fn the_address_of_a_redirect_is_a_notice_too() {
        let form = String::from_utf8(form(WITH_AMPERSAND).body).unwrap();
        let body = format!("https://erp.client.org/done?order=7&{form}#top\r\n").into_bytes();
        let read = Parameters::read(&Notice { headers: Vec::new(), body }).unwrap();
        assert!(read.check(&key()).is_ok());
    }

    #[test]
    fn what_is_no_notice_is_said_to_be_none() {
        for body in
            ["", "{\"Id\":\"x\"}", "sgt_token=x", "sgt_hmac=00", "sgt_token=x&sgt_token=y&sgt_hmac=00"]
        {
            let notice = Notice { headers: Vec::new(), body: body.as_bytes().to_vec() };
            assert!(Parameters::read(&notice).is_err(), "{body}");
        }
    }

    const WITH_AMPERSAND: &str = "b2926479b9d56c7df4540369cedc14aecd885f27";
    const WITH_NOTHING: &str = "3e25f9e4aa4002097e4919cf8617a39c9bab465a";
    const WITH_NEWLINE: &str = "28ac4f9d3840237a453aeebf76b23f0b70c3a6df";
}
