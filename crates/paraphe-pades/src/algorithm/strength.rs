//! Until when an algorithm or key proved something. A signature that is proven to be older than the weakness of its means
//! stands; SHA-1 in a file without such a proof does not.

use super::DigestAlgorithm;
use super::verify::KeyStrength;
use paraphe_envelope::Timestamp;

/// 2012-08-01: the end ETSI TS 119 312 names for SHA-1.
const SHA_1_UNTIL: i64 = 1_343_779_200_000;
/// 2009-01-01: RSA with 1024 to 1535 bits.
const RSA_1024_UNTIL: i64 = 1_230_768_000_000;
/// 2016-01-01: RSA with 1536 to 1899 bits.
const RSA_1536_UNTIL: i64 = 1_451_606_400_000;

/// Whether something proves anything, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    Enough,
    /// Only what is proven to have existed at this moment.
    Until(Timestamp),
}

impl Strength {
    /// The weaker of two.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Enough, other) => other,
            (weak, Self::Enough) => weak,
            (Self::Until(one), Self::Until(other)) => Self::Until(one.min(other)),
        }
    }

    /// Whether something that existed at `at` can be relied on.
    pub(crate) fn holds_at(self, at: Timestamp) -> bool {
        match self {
            Self::Enough => true,
            Self::Until(end) => at < end,
        }
    }
}

impl DigestAlgorithm {
    pub(crate) fn strength(self) -> Strength {
        if self.is_weak() { Strength::Until(Timestamp::from_millis(SHA_1_UNTIL)) } else { Strength::Enough }
    }

    /// Whether a digest that existed at `at` can be relied on.
    pub(crate) fn holds_at(self, at: Timestamp) -> bool {
        self.strength().holds_at(at)
    }
}

impl KeyStrength {
    pub(crate) fn strength(self) -> Strength {
        let until = match self {
            Self::Enough | Self::Unknown => return Strength::Enough,
            Self::Weak { bits: 1536.. } => RSA_1536_UNTIL,
            Self::Weak { bits: 1024..=1535 } => RSA_1024_UNTIL,
            Self::Weak { bits: 0..=1023 } => i64::MIN,
        };
        Strength::Until(Timestamp::from_millis(until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_weak_today_was_not_always() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(DigestAlgorithm::Sha1.holds_at(at("2010-05-01T00:00:00Z")));
        assert!(!DigestAlgorithm::Sha1.holds_at(at("2012-08-01T00:00:00Z")));
        assert!(DigestAlgorithm::Sha256.holds_at(at("2012-08-01T00:00:00Z")));
        let rsa = |bits, text| KeyStrength::Weak { bits }.strength().holds_at(at(text));
        assert!(rsa(1024, "2008-12-31T23:59:59Z") && !rsa(1024, "2009-01-01T00:00:00Z"));
        assert!(rsa(1536, "2015-12-31T23:59:59Z") && !rsa(1536, "2016-01-01T00:00:00Z"));
        assert!(!rsa(512, "1999-01-01T00:00:00Z"), "never");
    }

    #[test]
    fn the_weaker_of_two_decides() {
        let early = Strength::Until(Timestamp::from_millis(1));
        let late = Strength::Until(Timestamp::from_millis(2));
        assert_eq!(early.and(late), early);
        assert_eq!(Strength::Enough.and(late), late);
        assert_eq!(late.and(Strength::Enough), late);
    }
}
