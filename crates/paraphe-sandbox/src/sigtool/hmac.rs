//! The checksum of a notification: HMAC-SHA1 over its parameters, keyed by the account's API key.
//!
//! <https://sigtool.com/documentation/signature/notifications> describes the parameters, their order and that each is
//! written `name=value` with the plain value; the published page breaks off at the character that joins them.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// What stands between two parameters in the signed text. Not published; the usual character is taken.
pub(crate) const JOINER: &str = "&";

/// Lower-case hexadecimal HMAC-SHA1 of `parameters` without `sgt_hmac`, sorted by name.
pub(crate) fn checksum<'a>(key: &str, parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut sorted: Vec<_> = parameters.into_iter().filter(|(name, _)| *name != "sgt_hmac").collect();
    sorted.sort_unstable();
    let text: Vec<String> = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.join(JOINER).as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_order_given_does_not_matter_and_the_checksum_itself_is_left_out() {
        let one = checksum("key", [("sgt_b", "2"), ("sgt_a", "1 é"), ("sgt_hmac", "00")]);
        let other = checksum("key", [("sgt_a", "1 é"), ("sgt_b", "2")]);
        assert_eq!(one, other);
        assert_eq!(one.len(), 40);
        assert_ne!(one, checksum("other key", [("sgt_a", "1 é"), ("sgt_b", "2")]));
    }

    /// Computed with OpenSSL: `printf 'sgt_client=c&sgt_token=t' | openssl dgst -sha1 -hmac k`.
    #[test]
    fn it_agrees_with_another_implementation() {
        assert_eq!(
            checksum("k", [("sgt_token", "t"), ("sgt_client", "c")]),
            "45d1007883d85867c2f80f43bd731c35f9c93564"
        );
    }
}
