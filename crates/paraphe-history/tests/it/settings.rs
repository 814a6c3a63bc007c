use paraphe_history::{ChosenAs, History, HistoryError};

use crate::sample::at;

#[test]
fn a_setting_is_what_it_was_last_set_to() {
    let mut history = History::in_memory().unwrap();
    assert_eq!(history.setting::<String>("theme").unwrap(), None);
    history.set_setting("theme", &"dark").unwrap();
    history.set_setting("theme", &"light").unwrap();
    history.set_setting("window", &(1280, 800.5)).unwrap();
    assert_eq!(history.setting::<String>("theme").unwrap().as_deref(), Some("light"));
    assert_eq!(history.setting::<(u32, f64)>("window").unwrap(), Some((1280, 800.5)));
}

#[test]
fn settings_below_a_prefix_are_those_and_no_others() {
    let mut history = History::in_memory().unwrap();
    for (key, value) in [("rows.a", 1), ("rows.a.2", 2), ("rows.a.10", 3), ("rows.a/", 4), ("rows.b.1", 5)] {
        history.set_setting(key, &value).unwrap();
    }
    let below = history.settings_below::<u32>("rows.a.").unwrap();
    assert_eq!(below, [("10".to_owned(), 3), ("2".to_owned(), 2)]);
    let other = history.settings_below::<bool>("rows.a.");
    assert!(matches!(other, Err(HistoryError::RowUnreadable { table: "setting", .. })), "{other:?}");
}

#[test]
fn a_setting_of_another_shape_is_told() {
    let mut history = History::in_memory().unwrap();
    history.set_setting("theme", &"dark").unwrap();
    let result = history.setting::<u32>("theme");
    assert!(matches!(result, Err(HistoryError::RowUnreadable { table: "setting", .. })), "{result:?}");
}

#[test]
fn trust_anchors_are_known_by_their_fingerprint() {
    let mut history = History::in_memory().unwrap();
    let mut add = |certificate: &[u8], label, chosen_as, moment| {
        history.add_trust_anchor(certificate, label, chosen_as, at(moment)).unwrap()
    };
    let first = add(b"certificate one", "Racine", ChosenAs::Signer, 0);
    let second = add(b"certificate two", "Autre", ChosenAs::Signer, 1);
    assert_eq!(add(b"certificate one", "Racine de test", ChosenAs::WhatItSays, 2), first);
    let anchors = history.trust_anchors().unwrap();
    let seen: Vec<_> =
        anchors.iter().map(|anchor| (anchor.sha256, anchor.label.as_str(), anchor.added_at)).collect();
    assert_eq!(seen, [(first, "Racine de test", at(0)), (second, "Autre", at(1))]);
    assert_eq!(anchors[0].certificate, b"certificate one");
    let chosen: Vec<_> = anchors.iter().map(|anchor| anchor.chosen_as).collect();
    assert_eq!(chosen, [ChosenAs::WhatItSays, ChosenAs::Signer], "the last choice counts");
    assert!(history.remove_trust_anchor(&first).unwrap());
    assert!(!history.remove_trust_anchor(&first).unwrap());
    assert_eq!(history.trust_anchors().unwrap().len(), 1);
}
