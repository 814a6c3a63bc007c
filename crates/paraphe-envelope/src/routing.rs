//! Who acts when.
//!
//! The rule, in one place: only signers and approvers act. Those with equal [`RoutingOrder`] act together; a lower number
//! acts before a higher one; a recipient without a number waits for nobody and acts with the first. So when nobody has a
//! number, all act together. Viewers and carbon copies are never waited for.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::Recipient;

/// The number that says when a recipient acts; equal numbers act together.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct RoutingOrder(pub NonZeroU16);

impl RoutingOrder {
    /// The order of this number; `None` for zero.
    #[must_use]
    pub fn new(number: u16) -> Option<Self> {
        NonZeroU16::new(number).map(Self)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0.get()
    }
}

/// The recipients who act, in groups: each group acts together, after all groups before it have finished.
/// Within a group they stand in the order of the envelope.
#[must_use]
pub fn turns(recipients: &[Recipient]) -> Vec<Vec<&Recipient>> {
    let acting = || recipients.iter().filter(|recipient| recipient.role.acts());
    let first = acting().filter_map(|recipient| recipient.routing_order).min();
    let mut groups: BTreeMap<Option<RoutingOrder>, Vec<&Recipient>> = BTreeMap::new();
    for recipient in acting() {
        groups.entry(recipient.routing_order.or(first)).or_default().push(recipient);
    }
    groups.into_values().collect()
}

/// Whether anybody has to wait for somebody else.
#[must_use]
pub fn is_sequential(recipients: &[Recipient]) -> bool {
    turns(recipients).len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;
    use crate::sample::recipient;

    fn check(people: &[(&str, Role, Option<u16>)], expect: &[&[&str]]) {
        let recipients: Vec<Recipient> = people
            .iter()
            .map(|&(id, role, order)| Recipient {
                role,
                routing_order: order.and_then(RoutingOrder::new),
                ..recipient(id)
            })
            .collect();
        let found: Vec<Vec<&str>> = turns(&recipients)
            .into_iter()
            .map(|group| group.into_iter().map(|recipient| recipient.id.as_str()).collect())
            .collect();
        assert_eq!(found, expect);
        assert_eq!(is_sequential(&recipients), expect.len() > 1);
    }

    #[test]
    fn without_numbers_all_act_together() {
        check(&[("a", Role::Signer, None), ("b", Role::Approver, None)], &[&["a", "b"]]);
        check(&[], &[]);
    }

    #[test]
    fn lower_numbers_act_first_and_equal_ones_together() {
        check(
            &[("c", Role::Signer, Some(9)), ("a", Role::Approver, Some(2)), ("b", Role::Signer, Some(2))],
            &[&["a", "b"], &["c"]],
        );
    }

    #[test]
    fn who_has_no_number_waits_for_nobody() {
        check(
            &[("c", Role::Signer, Some(5)), ("a", Role::Signer, Some(3)), ("b", Role::Signer, None)],
            &[&["a", "b"], &["c"]],
        );
    }

    #[test]
    fn who_does_not_act_has_no_turn() {
        check(
            &[("v", Role::Viewer, Some(1)), ("a", Role::Signer, Some(2)), ("cc", Role::CarbonCopy, Some(3))],
            &[&["a"]],
        );
    }
}
