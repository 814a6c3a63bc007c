//! The promise over every order and every capability: nobody is asked out of turn, nobody is forgotten.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// When a dispatch makes somebody's work begin: after everything of earlier turns, and within a dispatch in the order its
/// provider keeps.
fn moment(dispatch: &Dispatch<'_>, capability: &Capability, person: &Recipient) -> (u32, usize) {
    let group =
        dispatch.groups.iter().position(|group| group.iter().any(|other| other.id == person.id)).unwrap();
    let keeps_order = match capability.routing {
        Routing::Groups => true,
        Routing::Parallel => false,
        Routing::Sequential => dispatch.groups.iter().all(|group| group.len() == 1),
    };
    (dispatch.turn, if keeps_order { group } else { 0 })
}

/// What is wrong with a plan; written from the promise and not from the planner.
fn judge(envelope: &Envelope, capability: &Capability, plan: &[Dispatch<'_>]) -> Result<(), String> {
    nobody_is_forgotten(envelope, plan)?;
    nobody_is_asked_out_of_turn(envelope, capability, plan)?;
    for (dispatch, number) in plan.iter().zip(1..) {
        if dispatch.number != number {
            return Err(format!("dispatch {} stands in place {number}", dispatch.number));
        }
        let people: usize = dispatch.groups.iter().map(Vec::len).sum();
        if capability.signers == Arity::One && people != 1 {
            return Err(format!("dispatch {number} has {people} people"));
        }
        if capability.documents == Arity::One && dispatch.documents.len() != 1 {
            return Err(format!("dispatch {number} has {} documents", dispatch.documents.len()));
        }
    }
    Ok(())
}

fn nobody_is_forgotten(envelope: &Envelope, plan: &[Dispatch<'_>]) -> Result<(), String> {
    let together = |person: &Recipient, document: &Document| {
        plan.iter()
            .filter(|dispatch| dispatch.documents.iter().any(|other| other.id == document.id))
            .filter(|dispatch| dispatch.recipients().any(|other| other.id == person.id))
            .count()
    };
    for document in envelope.documents() {
        for person in envelope.recipients() {
            let times = together(person, document);
            let boxes: Vec<_> = envelope.fields_of(&person.id).collect();
            let must = boxes.is_empty() || boxes.iter().any(|field| field.document == document.id);
            if times > 1 || (must && times == 0) {
                return Err(format!("{} meets {} {times} times", person.id, document.name));
            }
        }
    }
    let fields: Vec<_> = plan.iter().flat_map(Dispatch::fields).map(|field| &field.id).collect();
    let once: BTreeSet<_> = fields.iter().collect();
    let acting =
        |field: &&Field| envelope.recipient(&field.recipient).is_some_and(|person| person.role.acts());
    let expected = envelope.fields().iter().filter(acting).count();
    let found = once.len();
    if fields.len() != found || found < expected {
        return Err(format!(
            "{expected} boxes of people who act, {found} sent, {} times in all",
            fields.len()
        ));
    }
    Ok(())
}

fn nobody_is_asked_out_of_turn(
    envelope: &Envelope,
    capability: &Capability,
    plan: &[Dispatch<'_>],
) -> Result<(), String> {
    let groups = turns(envelope.recipients());
    let moments = |person: &Recipient| -> Vec<(u32, usize)> {
        let with = plan
            .iter()
            .filter(|dispatch| dispatch.groups.iter().flatten().any(|other| other.id == person.id));
        with.map(|dispatch| moment(dispatch, capability, person)).collect()
    };
    for (earlier, before) in groups.iter().enumerate() {
        for after in &groups[earlier + 1..] {
            for (first, second) in
                before.iter().flat_map(|first| after.iter().map(move |second| (first, second)))
            {
                if moments(first).iter().max() >= moments(second).iter().min() {
                    return Err(format!("{} is asked before {} has finished", second.id, first.id));
                }
            }
        }
    }
    Ok(())
}

fn any_person() -> impl Strategy<Value = (Role, Option<u16>)> {
    let role = prop::sample::select(vec![
        Role::Signer,
        Role::Signer,
        Role::Signer,
        Role::Approver,
        Role::Viewer,
        Role::CarbonCopy,
    ]);
    (role, prop::option::of(1_u16..5))
}

fn any_envelope() -> impl Strategy<Value = Envelope> {
    let people = prop::collection::vec(any_person(), 0..7);
    let boxes = prop::collection::vec((0_usize..8, 0_usize..4), 0..12);
    (people, 1_usize..4, boxes).prop_map(|(mut people, documents, boxes)| {
        // An envelope has a signer; the first one stands for that.
        people.insert(0, (Role::Signer, Some(2)));
        envelope(&people, documents, &boxes)
    })
}

proptest! {
    #[test]
    fn every_plan_keeps_the_promise(envelope in any_envelope()) {
        for capability in every_capability() {
            match plan(&envelope, &capability) {
                Ok(plan) => {
                    let judgement = judge(&envelope, &capability, &plan);
                    prop_assert!(judgement.is_ok(), "{judgement:?}\n{capability:?}\n{plan:#?}");
                }
                Err(refusals) => {
                    prop_assert!(capability.documents == Arity::One, "{refusals:?}");
                    for refusal in refusals {
                        prop_assert!(matches!(refusal, Refusal::DocumentWithoutSigner { .. }), "{refusal:?}");
                    }
                }
            }
        }
    }

    /// The judge is worth something: a plan in which two turns are exchanged, or one is left out, does not pass.
    #[test]
    fn a_spoiled_plan_does_not_pass(envelope in any_envelope(), at in 0_usize..8) {
        for capability in every_capability() {
            let Ok(good) = plan(&envelope, &capability) else { continue };
            let at = at % good.len();
            let mut short = good.clone();
            short.remove(at);
            for (dispatch, number) in short.iter_mut().zip(1..) {
                dispatch.number = number;
            }
            prop_assert!(judge(&envelope, &capability, &short).is_err(), "without {at}: {short:#?}");

            let mut hasty = good.clone();
            for dispatch in &mut hasty {
                dispatch.turn = 1;
            }
            let order = turns(envelope.recipients());
            let is_staged = good.iter().any(|dispatch| dispatch.turn > 1) && order.len() > 1;
            if is_staged && capability.signers == Arity::Many {
                prop_assert!(judge(&envelope, &capability, &hasty).is_err(), "all at once: {hasty:#?}");
            }
        }
    }
}
