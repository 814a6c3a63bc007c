//! Whose page an address is: which hosts are one service's.

use tauri::Url;

/// Encrypted, or on this computer (the demonstration).
pub(crate) fn is_allowed(url: &Url) -> bool {
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

pub(crate) fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// The hosts of a service, each with its port.
pub(crate) struct Service {
    /// As people are told.
    pub(crate) name: String,
    hosts: Vec<(String, u16)>,
}

impl Service {
    /// That of the first page, and those the accounts name.
    pub(crate) fn of(first: &Url, named: &[String]) -> Self {
        let named = named.iter().filter_map(|address| Url::parse(address).ok());
        let sites = std::iter::once(first.clone()).chain(named).filter_map(|url| site(&url));
        let plain = |(host, port): (String, u16)| (host.trim_start_matches("www.").to_owned(), port);
        Self { name: host(first), hosts: sites.map(plain).collect() }
    }

    /// Whether a page is the service's own: on one of its hosts, or below one.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        let Some((host, port)) = site(url) else { return false };
        self.hosts.iter().any(|(own, at)| {
            let is_below = || host.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.'));
            *at == port && (host == *own || is_below())
        })
    }
}

/// Whose page an address is; that of a page made by another one (`blob:`) is the other one's.
fn site(url: &Url) -> Option<(String, u16)> {
    let site = Url::parse(&url.origin().ascii_serialization()).ok().filter(is_allowed)?;
    Some((site.host_str()?.to_owned(), site.port_or_known_default()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stays_with_its_service_and_with_those_the_accounts_name() {
        let url = |text: &str| Url::parse(text).unwrap();
        let named = ["https://api.service.example/v1".to_owned(), String::new()];
        let service = Service::of(&url("https://www.sign.example/t/1"), &named);
        for own in [
            "https://www.sign.example/t/2",
            "https://sign.example/",
            "https://a.b.sign.example/",
            "https://api.service.example/",
            "blob:https://sign.example/0b6c",
        ] {
            assert!(service.owns(&url(own)), "{own}");
        }
        for other in [
            "https://service.example/",
            "https://sign.example.evil.example/",
            "https://notsign.example/",
            "https://sign.example:8443/",
            "http://sign.example/",
            "blob:https://evil.example/0b6c",
            "data:text/html,x",
            "file:///etc/passwd",
        ] {
            assert!(!service.owns(&url(other)), "{other}");
        }
        let here = Service::of(&url("http://127.0.0.1:4711/x"), &[]);
        assert!(here.owns(&url("http://127.0.0.1:4711/y")) && !here.owns(&url("http://127.0.0.1:4712/y")));
        assert!(!here.owns(&url("http://localhost:4711/y")));
    }

    #[test]
    fn only_encrypted_pages_or_those_of_this_computer_are_opened() {
        let allowed = |text: &str| Url::parse(text).is_ok_and(|url| is_allowed(&url));
        assert!(allowed("https://sign.example/a?b"));
        assert!(allowed("http://127.0.0.1:4711/x"));
        for bad in [
            "http://sign.example/",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://127.0.0.1.evil.example/",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }
}
