//! Values for tests.

use paraphe_envelope::{Authentication, Delivery, Language, Recipient, RecipientId, Role};

/// Somebody who signs and is handed a link.
pub(crate) fn recipient(number: u8, email: &str) -> Recipient {
    Recipient {
        id: RecipientId::new([number; 16]),
        role: Role::Signer,
        first_name: "Alice".to_owned(),
        last_name: "Dupont".to_owned(),
        email: email.parse().ok(),
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::Links,
    }
}
