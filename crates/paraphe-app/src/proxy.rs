//! The proxy of the settings. A name and a password that were typed with its address are kept with the other secrets; the
//! settings hold the address without them.

use paraphe_providers::Secret as ProviderSecret;

use crate::commands::app_state::{self, StoredSettings};
use crate::ports::Secret;
use crate::schema::SettingsView;
use crate::{App, Code, Error, blocking, documents, translate};

/// Stores settings. The name and the password of a proxy stay with its address: another one is not told them.
///
/// # Errors
/// `refused`: the address of the proxy is none. `storage`: the secret store or the history refuses.
pub(crate) fn store(app: &App, mut settings: SettingsView) -> Result<(), Error> {
    let former = app_state::stored(&app.history())?;
    let (address, login) = parts(settings.proxy.as_deref());
    if address.as_deref().is_some_and(|address| address.contains('@')) {
        return Err(Error::new(Code::Refused, "error-proxy-address"));
    }
    let stays = login.is_none() && settings.proxy_login && address == parts(former.view.proxy.as_deref()).0;
    let proxy_secret = if stays {
        // As it lies there, should the secret store not have taken it yet.
        settings.proxy = former.view.proxy;
        former.proxy_secret.clone()
    } else {
        settings.proxy = address;
        login.map(|login| keep(app, &login)).transpose()?
    };
    app_state::store_settings(&mut app.history(), &StoredSettings { view: settings, proxy_secret })?;
    if let Some(name) = former.proxy_secret.filter(|_| !stays)
        && let Err(error) = app.secrets().forget(&name)
    {
        tracing::warn!(%error, "the former proxy's password is still in the secret store");
    }
    Ok(())
}

/// Settings of versions before held name and password in the address. Where the secret store does not take them now, the next
/// start tries again.
pub(crate) async fn heal(app: &App) {
    let app = app.clone();
    if let Err(error) = blocking::run(move || put_apart(&app)).await {
        tracing::warn!(%error, "the proxy's password is still in the settings");
    }
}

fn put_apart(app: &App) -> Result<(), Error> {
    let stored = app_state::stored(&app.history())?;
    let (proxy, Some(login)) = parts(stored.view.proxy.as_deref()) else { return Ok(()) };
    let proxy_secret = Some(keep(app, &login)?);
    let view = SettingsView { proxy, ..stored.view };
    app_state::store_settings(&mut app.history(), &StoredSettings { view, proxy_secret })
}

/// Settings as they are shown: that there is a login, and not what it is.
pub(crate) fn shown(stored: StoredSettings) -> SettingsView {
    let StoredSettings { view, proxy_secret } = stored;
    let (proxy, login) = parts(view.proxy.as_deref());
    SettingsView { proxy, proxy_login: proxy_secret.is_some() || login.is_some(), ..view }
}

/// The address by which the proxy is asked, with name and password where it has them.
///
/// # Errors
/// The history or the secret store cannot be read.
pub(crate) fn whole(app: &App) -> Result<Option<ProviderSecret>, Error> {
    let StoredSettings { view, proxy_secret } = app_state::stored(&app.history())?;
    let Some(address) = view.proxy.filter(|address| !address.is_empty()) else { return Ok(None) };
    let login = match proxy_secret {
        Some(name) => app.secrets().secret(&name).map_err(|error| translate::secret(&error))?,
        None => None,
    };
    let (before, host) = address.split_at(beginning_of_host(&address));
    Ok(Some(ProviderSecret::new(match login {
        Some(login) => format!("{before}{}@{host}", String::from_utf8_lossy(login.expose())),
        None => address,
    })))
}

/// Each login has a name of its own: whatever a crash leaves, no address ever meets another one's.
fn keep(app: &App, login: &Secret) -> Result<String, Error> {
    let random = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let name = format!("proxy.{random}");
    app.secrets().keep(&name, login).map_err(|error| translate::secret(&error))?;
    Ok(name)
}

/// An address, and apart from it who asks and with which password, as it was typed.
fn parts(text: Option<&str>) -> (Option<String>, Option<Secret>) {
    // Whoever reads addresses passes over line ends and tabs in them.
    let text = text.unwrap_or_default().trim().replace(['\t', '\r', '\n'], "");
    if text.is_empty() {
        return (None, None);
    }
    let (before, rest) = text.split_at(beginning_of_host(&text));
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => {
            let login = &rest[..at];
            let is_said = login.chars().any(|character| character != ':');
            let login = is_said.then(|| Secret::new(login.as_bytes().to_vec()));
            (Some(format!("{before}{}", &rest[at + 1..])), login)
        }
        None => (Some(text), None),
    }
}

/// Where in an address the host begins, or the name before it. The scheme may be missing.
fn beginning_of_host(address: &str) -> usize {
    const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    const SLASHES: [char; 2] = ['/', '\\'];
    let Some((scheme, rest)) = address.split_once(':') else { return 0 };
    let is_scheme =
        SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) || rest.starts_with(SLASHES);
    if is_scheme { address.len() - rest.trim_start_matches(SLASHES).len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::{Value, json};

    use super::*;
    use crate::ports::SystemClock;
    use crate::{AppOptions, ChainChoice, ChainOrFile, call};

    fn opened(folder: &Path) -> App {
        let secrets = ChainOrFile::open(folder, ChainChoice::FileOnly);
        App::open_with(AppOptions::headless(folder.to_owned()), Box::new(SystemClock), Box::new(secrets))
            .unwrap()
    }

    async fn change(app: &App, change: Value) -> Result<Value, Error> {
        let mut settings = call(app, "app_state", json!({})).await.unwrap()["settings"].clone();
        for (name, value) in change.as_object().unwrap() {
            settings[name] = value.clone();
        }
        call(app, "save_settings", settings).await
    }

    fn asked(app: &App) -> Option<String> {
        whole(app).unwrap().map(|address| address.expose().to_owned())
    }

    /// The secret the settings know of.
    fn kept(app: &App) -> Option<Secret> {
        let name = app_state::stored(&app.history()).unwrap().proxy_secret?;
        app.secrets().secret(&name).unwrap()
    }

    fn is_in_clear(folder: &Path, word: &str) -> bool {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files
            .filter(|path| path.is_file())
            .any(|path| fs::read(path).unwrap().windows(word.len()).any(|found| found == word.as_bytes()))
    }

    #[tokio::test]
    async fn what_a_proxy_is_told_is_kept_as_a_secret_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let app = opened(folder.path());
        let saved = change(&app, json!({ "proxy": "http://moi:sesame@proxy:8080" })).await.unwrap();
        assert_eq!((&saved["proxy"], &saved["proxy_login"]), (&json!("http://proxy:8080"), &json!(true)));
        assert_eq!(asked(&app).as_deref(), Some("http://moi:sesame@proxy:8080"));
        // What the window saves besides changes nothing about it.
        let saved = change(&app, json!({ "host_name": "Zoé" })).await.unwrap();
        assert_eq!((&saved["proxy"], &saved["proxy_login"]), (&json!("http://proxy:8080"), &json!(true)));
        assert_eq!(asked(&opened(folder.path())).as_deref(), Some("http://moi:sesame@proxy:8080"));
        assert!(!is_in_clear(folder.path(), "sesame"));

        change(&app, json!({ "proxy": "http://other:8080" })).await.unwrap();
        assert_eq!(asked(&app).as_deref(), Some("http://other:8080"), "another one is not told the password");
        change(&app, json!({ "proxy": "http://moi:sesame@other:8080" })).await.unwrap();
        let former = app_state::stored(&app.history()).unwrap().proxy_secret.unwrap();
        change(&app, json!({ "proxy_login": false })).await.unwrap();
        assert_eq!(asked(&app).as_deref(), Some("http://other:8080"));
        assert_eq!(app.secrets().secret(&former).unwrap(), None, "what nobody uses is forgotten");
        let odd = change(&app, json!({ "proxy": "http://moi:se/same@other" })).await.unwrap_err();
        assert_eq!((odd.message.as_str(), kept(&app)), ("error-proxy-address", None));
    }

    #[tokio::test]
    async fn a_password_in_older_settings_becomes_a_secret_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let app = opened(folder.path());
        let mut stored = app_state::stored(&app.history()).unwrap();
        stored.view.proxy = Some("http://moi:sesame@proxy:8080/".to_owned());
        app_state::store_settings(&mut app.history(), &stored).unwrap();
        // Behind it in the file, so that what takes its place is written elsewhere.
        app.history().set_setting("later", &"later").unwrap();
        assert_eq!(app.settings().unwrap().proxy.as_deref(), Some("http://proxy:8080/"), "shown without");
        drop(app);
        assert!(is_in_clear(folder.path(), "sesame"), "as a version before left it");

        let app = opened(folder.path());
        call(&app, "app_state", json!({})).await.unwrap();
        assert_eq!(kept(&app), Some(Secret::new(b"moi:sesame".to_vec())));
        assert_eq!(asked(&app).as_deref(), Some("http://moi:sesame@proxy:8080/"));
        drop(app);
        assert!(!is_in_clear(folder.path(), "sesame"), "neither in the history nor beside it");
    }

    #[test]
    fn name_and_password_are_taken_out_of_every_address_that_is_read_as_one() {
        for (typed, address, login) in [
            ("http://proxy:8080", "http://proxy:8080", None),
            ("proxy:8080", "proxy:8080", None),
            ("proxy", "proxy", None),
            (" http://moi:mot@proxy:8080/ ", "http://proxy:8080/", Some("moi:mot")),
            ("HTTPS://moi@proxy", "HTTPS://proxy", Some("moi")),
            ("http://moi:m@t@proxy", "http://proxy", Some("moi:m@t")),
            ("moi:mot@proxy:8080", "proxy:8080", Some("moi:mot")),
            ("http:moi:mot@proxy", "http:proxy", Some("moi:mot")),
            ("http:\\\\moi:mot@proxy", "http:\\\\proxy", Some("moi:mot")),
            ("ht\ntp://moi:mo\tt@proxy", "http://proxy", Some("moi:mot")),
            ("socks5h://moi:mot@[::1]:1080", "socks5h://[::1]:1080", Some("moi:mot")),
            ("http://:@proxy", "http://proxy", None),
            ("http://proxy/?a=b@c", "http://proxy/?a=b@c", None),
        ] {
            let login = login.map(|login| Secret::new(login.as_bytes().to_vec()));
            assert_eq!(parts(Some(typed)), (Some(address.to_owned()), login), "{typed}");
        }
        assert_eq!((parts(None), parts(Some(" "))), ((None, None), (None, None)));
    }
}
