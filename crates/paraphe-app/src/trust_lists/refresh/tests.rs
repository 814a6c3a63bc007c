//! Against a site on this computer that publishes lists signed by keys of the tests.

use std::fs;

use super::signed::{Signer, Site, country, top};
use super::*;
use crate::ports::SystemClock;
use crate::trust_lists::{list_trust_lists, place, remove_trust_lists};
use crate::{AppOptions, ChainChoice, ChainOrFile, lease};

/// A program that trusts `commission`, and the site of all lists.
struct Scene {
    _folder: tempfile::TempDir,
    app: App,
    site: Site,
    commission: Signer,
    belgium: Signer,
    france: Signer,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = open(AppOptions::headless(folder.path().join("data")));
        let (commission, belgium, france) = (Signer::new(), Signer::new(), Signer::new());
        let scene = Self { _folder: folder, app, site: Site::open(), commission, belgium, france };
        scene.publish_top(10);
        scene.site.publish("/be.xml", &scene.belgium.sign(&country("BE", 3)));
        scene.publish_france(5);
        scene
    }

    /// With what its first refresh kept.
    async fn refreshed() -> Self {
        let scene = Self::new();
        scene.refresh().await.unwrap();
        scene
    }

    fn named(&self) -> [(&'static str, String, &Signer); 3] {
        [
            ("EU", self.site.address("/eu.xml"), &self.commission),
            ("BE", self.site.address("/be.xml"), &self.belgium),
            ("FR", self.site.address("/fr.xml"), &self.france),
        ]
    }

    fn publish_top(&self, number: u32) {
        self.site.publish("/eu.xml", &self.commission.sign(&top(number, &[], &self.named())));
    }

    fn publish_france(&self, number: u32) {
        self.site.publish("/fr.xml", &self.france.sign(&country("FR", number)));
    }

    async fn refresh(&self) -> Result<RefreshedTrustLists, Error> {
        self.refresh_some(&[]).await
    }

    async fn refresh_some(&self, countries: &[&str]) -> Result<RefreshedTrustLists, Error> {
        let countries = countries.iter().map(|&code| code.to_owned()).collect();
        let wish = RefreshTrustLists { address: Some(self.site.address("/eu.xml")), countries };
        refresh(&self.app, wish, vec![self.commission.digest()]).await
    }

    /// What is kept: countries and numbers.
    async fn kept(&self) -> Vec<(String, u32)> {
        let facts = list_trust_lists(&self.app).await.unwrap();
        facts.lists.into_iter().map(|list| (list.territory, list.number)).collect()
    }
}

fn open(options: AppOptions) -> App {
    let secrets = ChainOrFile::open(&options.data, ChainChoice::FileOnly);
    App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap()
}

fn lists(lists: &[(&str, u32)]) -> Vec<(String, u32)> {
    lists.iter().map(|(territory, number)| ((*territory).to_owned(), *number)).collect()
}

fn outcomes(refreshed: &RefreshedTrustLists) -> Vec<(&str, ListOutcome)> {
    refreshed.asked.iter().map(|list| (list.territory.as_str(), list.outcome)).collect()
}

#[tokio::test]
async fn lists_are_fetched_checked_and_kept_and_nothing_is_fetched_by_itself() {
    use ListOutcome::{Refreshed, Unchanged};
    let scene = Scene::new();
    assert!(scene.site.asked().is_empty() && scene.kept().await.is_empty());
    let first = scene.refresh().await.unwrap();
    assert_eq!(outcomes(&first), [("EU", Refreshed), ("BE", Refreshed), ("FR", Refreshed)]);
    assert_eq!(scene.site.asked(), ["/be.xml", "/eu.xml", "/fr.xml"]);
    assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 5)]));
    assert!(scene.site.asked().is_empty(), "what is kept is looked at here");
    scene.publish_france(6);
    let second = scene.refresh().await.unwrap();
    assert_eq!(outcomes(&second), [("EU", Unchanged), ("BE", Unchanged), ("FR", Refreshed)]);
    assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 6)]));
}

#[tokio::test]
async fn a_list_that_fails_changes_nothing_about_the_one_that_is_kept() {
    use ListOutcome::{Rejected, Unchanged, Unfetched};
    let scene = Scene::refreshed().await;
    let good = scene.france.sign(&country("FR", 6));
    let text = String::from_utf8(good.clone()).unwrap();
    let changed = text.replace("2090-01-01", "2091-01-01").into_bytes();
    let unsigned = country("FR", 6).into_bytes();
    let by_another = scene.belgium.sign(&country("FR", 6));
    let of_another = scene.france.sign(&country("BE", 6));
    for (bytes, reason) in [
        (&changed[..], "broken"),
        (&unsigned, "unsigned"),
        (&by_another, "unknown_signer"),
        (&of_another, "other_list"),
        (&good[..good.len() / 2], "not_a_list"),
        (&scene.france.sign(&country("FR", 4)), "older"),
    ] {
        scene.site.publish("/fr.xml", bytes);
        let refreshed = scene.refresh().await.unwrap();
        assert_eq!(
            outcomes(&refreshed),
            [("EU", Unchanged), ("BE", Unchanged), ("FR", Rejected)],
            "{reason}"
        );
        assert_eq!((refreshed.asked[2].reason, refreshed.asked[2].is_kept), (Some(reason), true));
        assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 5)]), "{reason}");
    }
    for (status, headers, reason) in [
        ("404 None", "", "status"),
        ("302 Found", "location: http://listes.invalid/fr.xml\r\n", "moved"),
        ("302 Found", "location: file:///etc/hosts\r\n", "moved"),
    ] {
        scene.site.say("/fr.xml", status, headers, b"");
        let refreshed = scene.refresh().await.unwrap();
        assert_eq!(
            outcomes(&refreshed),
            [("EU", Unchanged), ("BE", Unchanged), ("FR", Unfetched)],
            "{reason}"
        );
        assert_eq!((refreshed.asked[2].reason, refreshed.asked[2].is_kept), (Some(reason), true));
        assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 5)]), "{reason}");
    }
    scene.site.publish("/ailleurs.xml", &good);
    scene.site.say("/fr.xml", "301 Moved", "location: /ailleurs.xml\r\n", b"");
    scene.refresh().await.unwrap();
    assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 6)]), "a list may move");
}

#[tokio::test]
async fn without_a_list_of_lists_that_can_be_believed_nothing_changes() {
    let scene = Scene::refreshed().await;
    scene.publish_france(6);
    let before = fs::read(place(&scene.app)).unwrap();
    let by_another = scene.france.sign(&top(11, &[], &scene.named()));
    let changed = String::from_utf8(scene.commission.sign(&top(11, &[], &scene.named()))).unwrap();
    for (bytes, message, reason) in [
        (&by_another[..], "error-trust-refresh-unbelieved", Some("pivots_missing")),
        (changed.replace("2090", "2091").as_bytes(), "error-trust-refresh-unbelieved", Some("broken")),
        (&scene.commission.sign(&country("FR", 11)), "error-trust-refresh-unbelieved", Some("not_a_list")),
        (b"<html>Connexion</html>", "error-trust-refresh-unbelieved", Some("not_a_list")),
        (&scene.commission.sign(&top(9, &[], &scene.named())), "error-trust-refresh-older", None),
    ] {
        scene.site.publish("/eu.xml", bytes);
        let error = scene.refresh().await.unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (Code::Refused, message), "{error}");
        assert_eq!(error.params.get("reason").map(String::as_str), reason, "{error}");
        assert_eq!(fs::read(place(&scene.app)).unwrap(), before, "{message}");
    }
    scene.site.say("/eu.xml", "503 Busy", "", b"");
    let error = scene.refresh().await.unwrap_err();
    assert_eq!((error.code, error.message.as_str()), (Code::Provider, "error-trust-refresh"));
    assert_eq!(fs::read(place(&scene.app)).unwrap(), before);
    let asked = scene.site.asked();
    assert_eq!(asked.iter().filter(|path| *path == "/fr.xml").count(), 1, "only the first time: {asked:?}");
}

#[tokio::test]
async fn new_signers_of_the_list_of_lists_are_followed_through_its_pivots() {
    let scene = Scene::refreshed().await;
    let successor = Signer::new();
    let mut named = scene.named();
    named[0].2 = &successor;
    let pivots = [scene.site.address("/eu-pivot-11.xml")];
    scene.site.publish("/eu.xml", &successor.sign(&top(12, &pivots, &named)));
    let error = scene.refresh().await.unwrap_err();
    assert_eq!((error.code, error.params["address"].as_str()), (Code::Provider, pivots[0].as_str()));
    scene.site.publish("/eu-pivot-11.xml", &successor.sign(&top(11, &[], &named)));
    assert_eq!(scene.refresh().await.unwrap_err().params["reason"], "pivots_missing", "a stranger's pivot");
    scene.site.publish("/eu-pivot-11.xml", &scene.commission.sign(&top(11, &[], &named)));
    scene.refresh().await.unwrap();
    assert_eq!(scene.kept().await[0], ("EU".to_owned(), 12));
}

#[tokio::test]
async fn who_is_no_longer_named_does_not_stay() {
    let scene = Scene::refreshed().await;
    let [eu, _, fr] = scene.named();
    scene.site.publish("/eu.xml", &scene.commission.sign(&top(11, &[], &[eu, fr])));
    let refreshed = scene.refresh().await.unwrap();
    assert_eq!(refreshed.dropped, ["BE"]);
    assert_eq!(scene.kept().await, lists(&[("EU", 11), ("FR", 5)]));
    // The signer was replaced and the list cannot be had: what the former one signed does not stay either.
    let successor = Signer::new();
    let mut named = scene.named();
    named[2].2 = &successor;
    scene.site.publish("/eu.xml", &scene.commission.sign(&top(12, &[], &named)));
    let refreshed = scene.refresh().await.unwrap();
    assert_eq!((refreshed.dropped.join(" "), refreshed.asked[2].is_kept), ("FR".to_owned(), false));
    assert_eq!(scene.kept().await, lists(&[("EU", 12), ("BE", 3)]));
}

#[tokio::test]
async fn an_older_list_is_refused_even_where_the_newer_one_is_no_longer_kept() {
    let scene = Scene::refreshed().await;
    let [eu, _, fr] = scene.named();
    scene.site.publish("/eu.xml", &scene.commission.sign(&top(11, &[], &[eu, fr])));
    scene.refresh().await.unwrap();
    scene.publish_top(12);
    scene.site.publish("/be.xml", &scene.belgium.sign(&country("BE", 2)));
    let refreshed = scene.refresh().await.unwrap();
    assert_eq!((refreshed.asked[1].reason, refreshed.asked[1].is_kept), (Some("older"), false));
}

#[tokio::test]
async fn one_country_is_enough_and_the_others_stay() {
    let scene = Scene::new();
    let refreshed = scene.refresh_some(&["FR"]).await.unwrap();
    assert_eq!(
        (outcomes(&refreshed).len(), scene.site.asked()),
        (2, vec!["/eu.xml".to_owned(), "/fr.xml".to_owned()])
    );
    scene.refresh_some(&["BE"]).await.unwrap();
    assert_eq!(scene.kept().await, lists(&[("EU", 10), ("BE", 3), ("FR", 5)]));
    scene.site.asked();
    let error = scene.refresh_some(&["FR", "GR"]).await.unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.params["country"].as_str()),
        ("error-trust-refresh-country", "GR")
    );
    assert_eq!(
        (error.params["countries"].as_str(), scene.site.asked()),
        ("BE, FR", vec!["/eu.xml".to_owned()])
    );
}

#[tokio::test]
async fn one_at_a_time_changes_the_lists() {
    let scene = Scene::refreshed().await;
    let running = lease::take_named(&scene.app, "trust-lists").await.unwrap();
    assert_eq!(scene.refresh().await.unwrap_err().message, "error-trust-lists-busy");
    assert_eq!(remove_trust_lists(&scene.app).await.unwrap_err().message, "error-trust-lists-busy");
    drop(running);
    assert!(remove_trust_lists(&scene.app).await.unwrap());
}

#[tokio::test]
async fn nothing_leaves_the_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(AppOptions { is_demo: true, ..AppOptions::headless(folder.path().join("data")) });
    let site = Site::open();
    let wish = RefreshTrustLists { address: Some(site.address("/eu.xml")), ..RefreshTrustLists::default() };
    assert_eq!(refresh_trust_lists(&app, wish).await.unwrap_err().message, "error-trust-refresh-demo");
    assert!(site.asked().is_empty());
}
