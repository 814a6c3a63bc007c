//! Headings of the table that title and message name.

use super::*;

#[test]
fn a_heading_a_text_names_leaves_the_person_of_the_envelope_file() {
    let stage = stage("email;nom;lot\nzoe@exemple.fr;Résidence des Lilas;A1\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}}, {{nom}}");
    stage.scene.write("demande.json", file.to_string());
    let report = stage.scene.ok(&SEND);
    assert_eq!(report["rows"][0]["person"], "Zoë1 Dupont", "{report:#}");
    assert_eq!(titles(&stage), ["Bail A1, Résidence des Lilas"]);
    let warning = &report["warnings"][0];
    assert_eq!(warning["code"], "left_columns", "{report:#}");
    assert!(warning["message"].as_str().is_some_and(|said| said.contains("nom")), "{report:#}");
}

#[test]
fn headings_in_french_address_the_people_of_the_table() {
    let stage = stage("Prénom;NOM;Courriel;lot;remarque\nZoë;Dupont;zoe@exemple.fr;A1;x\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}} de {{first_name}} {{nom}}");
    stage.scene.write("demande.json", file.to_string());
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent")]);
    let asked = &stage.control.envelopes(StandIn::NgSign)[0].people[0];
    assert_eq!(asked.email, "zoe@exemple.fr");
    assert_eq!(titles(&stage), ["Bail A1 de Zoë Dupont"]);
    let warning = &report["warnings"][0];
    assert_eq!(warning["code"], "unused_columns", "{report:#}");
    let said = warning["message"].as_str().expect("a sentence");
    assert!(said.contains("remarque") && !said.contains("lot"), "{said}");
    let read = &report["warnings"][1];
    assert_eq!(read["code"], "read_columns", "{report:#}");
    assert!(read["message"].as_str().is_some_and(|said| said.contains("NOM → last_name")), "{report:#}");
}

#[test]
fn nobody_is_addressed_by_braces_and_no_text_has_a_hole() {
    let stage = stage("email;lot;directeur\na@exemple.fr;A1;Roux\nb@exemple.fr;;Roux\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}}");
    file["recipients"][0]["last_name"] = json!("{{patron}}");
    stage.scene.write("demande.json", file.to_string());
    let (code, told) = stage.scene.json(&SEND);
    let problem = &told["problems"][0];
    assert_eq!(
        (code, &problem["code"], &problem["path"]),
        (1, &json!("no_column"), &json!("recipients[0].last_name"))
    );
    file["recipients"][0]["last_name"] = json!("{{directeur}}");
    stage.scene.write("demande.json", file.to_string());
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, words(&report)), (1, vec![(2, "sent"), (3, "not_sent")]), "{report:#}");
    assert_eq!(report["rows"][0]["person"], "Zoë1 Roux");
    let problem = &report["rows"][1]["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["path"]),
        (&json!("empty_cell"), &json!("rows[3].lot")),
        "{report:#}"
    );
    assert!(report["next"].as_str().is_some_and(|next| next.contains("relancez")), "{report:#}");
}
