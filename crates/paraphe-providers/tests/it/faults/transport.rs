//! The way to the service: time limits, proxies, authorities of one's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use paraphe_providers::{
    AccountSettings, AuthMethod, Error, ErrorKind, MemorySteps, Network, OpenError, ProviderId, Result,
    Retry, Secret, open,
};
use paraphe_sandbox::FaultKind;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::{ServerConfig, pki_types::PrivateKeyDer};

use super::{dispatch, request, requests_of_a_sending};
use crate::support::{MemoryJournal, MemoryKeys, SERVICES, Stage, ports, send};

/// How long each service is waited for, in seconds.
fn limit(provider: ProviderId) -> u64 {
    match provider {
        // Its servers sign while one waits.
        ProviderId::NgSign => 240,
        ProviderId::Docage
        | ProviderId::GesDocs
        | ProviderId::Local
        | ProviderId::Openapi
        | ProviderId::SigTool => 120,
    }
}

// Time passes here as soon as everybody waits.
#[tokio::test(start_paused = true)]
async fn a_question_without_an_answer_ends_after_the_services_own_limit() {
    for provider in SERVICES {
        let stage = Stage::new(provider).await;
        stage.always(FaultKind::Delay { millis: 3_600_000 });
        let begun = Instant::now();
        let error = stage.provider.check_account().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.retry()),
            (ErrorKind::Unreachable, Retry::Later),
            "{provider}: {error:?}"
        );
        assert!(error.to_string().starts_with("no answer in time"), "{error}");
        assert_eq!(begun.elapsed().as_secs(), limit(provider), "{provider}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_sending_without_an_answer_is_in_doubt_after_the_limit() {
    for provider in SERVICES {
        let last = requests_of_a_sending(provider).await - 1;
        let stage = Stage::new(provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let dispatch = dispatch(&stage, &envelope);
        stage.after(last, FaultKind::Delay { millis: 3_600_000 });
        let begun = Instant::now();
        let sent = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        let error = sent.unwrap_err();
        assert_eq!(
            (error.kind(), error.retry()),
            (ErrorKind::Interrupted, Retry::AfterCheck),
            "{provider}: {error:?}"
        );
        assert_eq!(begun.elapsed().as_secs(), limit(provider), "{provider}");
    }
}

/// A service behind TLS that has no signatures yet, and its authority's certificate (PEM).
struct Behind {
    port: u16,
    authority: String,
    asked: Arc<AtomicUsize>,
}

const NAME: &str = "service.test";

impl Behind {
    async fn start() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let names = CertificateParams::new(vec![NAME.to_owned(), "localhost".to_owned()]).unwrap();
        let certificate = names.signed_by(&key, &authority).unwrap();
        let ring = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config =
            config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, asked) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever does not trust us goes away during the handshake.
                if let Ok(stream) = acceptor.accept(stream).await {
                    count.fetch_add(1, Ordering::SeqCst);
                    answer(
                        stream,
                        "HTTP/1.1 404 None",
                        r#"{"success":false,"message":"No signatures found"}"#,
                    )
                    .await;
                }
            }
        });
        Self { port, authority: authority.pem(), asked }
    }

    async fn check(&self, host: &str, network: Network) -> Result<()> {
        check_account(&format!("https://{host}:{}", self.port), network).await
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Reads the head of a request and answers it.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, status: &str, body: &str) -> String {
    let head = head(&mut stream).await;
    let length = body.len();
    let text = format!("{status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    head
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await.unwrap_or(0) == 0 {
            break;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// Checks an account at this address, through the registry.
async fn check_account(base_url: &str, network: Network) -> Result<()> {
    let mut settings = AccountSettings::new(ProviderId::Openapi);
    (settings.base_url, settings.auth) = (Some(base_url.to_owned()), Some(AuthMethod::Token));
    let (keys, journal) = (Arc::new(MemoryKeys::new("very-secret")), Arc::new(MemoryJournal::default()));
    let provider = open(&settings, &ports(&keys, &journal, network)).map_err(|error| match error {
        OpenError::Network(error) => error,
        OpenError::Settings(problem) => Error::new(ErrorKind::Configuration, problem.to_string()),
    })?;
    provider.check_account().await.map(|_| ())
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_said_to_be_the_reason() {
    let behind = Behind::start().await;
    let error = behind.check("localhost", Network::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Tls, Retry::No), "{error:?}");
    assert_eq!(behind.asked(), 0, "no key has left");
}

#[tokio::test]
async fn an_authority_of_ones_own_can_be_trusted() {
    let behind = Behind::start().await;
    let trusting = Network { extra_roots: vec![behind.authority.clone().into_bytes()], ..Network::default() };
    behind.check("localhost", trusting).await.unwrap();
    assert_eq!(behind.asked(), 1);

    let other = Behind::start().await;
    let wrong = Network { extra_roots: vec![other.authority.into_bytes()], ..Network::default() };
    assert_eq!(behind.check("localhost", wrong).await.unwrap_err().kind(), ErrorKind::Tls);
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_accepted() {
    let behind = Behind::start().await;
    let trusting = Network { extra_roots: vec![behind.authority.clone().into_bytes()], ..Network::default() };
    let error = behind.check("127.0.0.1", trusting).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "{error:?}");
}

/// A proxy that leads everybody to one port, whatever they ask for; it notes what that was.
async fn proxy_to(port: u16) -> (String, Arc<tokio::sync::Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, heads) = (listener.local_addr().unwrap(), Arc::new(tokio::sync::Mutex::new(Vec::new())));
    let heard = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            heard.lock().await.push(head(&mut stream).await);
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.unwrap();
            let mut target = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            // Ends when either side has had enough.
            let _ = copy_bidirectional(&mut stream, &mut target).await;
        }
    });
    (format!("http://{address}"), heads)
}

#[tokio::test]
async fn a_proxy_is_used_and_sees_no_key() {
    let behind = Behind::start().await;
    let (proxy, heads) = proxy_to(behind.port).await;
    let network = Network {
        proxy: Some(Secret::new(proxy)),
        extra_roots: vec![behind.authority.clone().into_bytes()],
        ..Network::default()
    };
    // A name nobody can look up: only the proxy knows the way.
    behind.check(NAME, network).await.unwrap();
    assert_eq!(behind.asked(), 1);
    let heads = heads.lock().await;
    assert!(heads[0].starts_with(&format!("CONNECT {NAME}:{} HTTP/1.1\r\n", behind.port)), "{heads:?}");
    assert!(!heads[0].to_lowercase().contains("very-secret") && !heads[0].contains("Bearer"), "{heads:?}");
}

#[tokio::test]
async fn a_proxy_is_told_the_name_and_the_password_in_its_address() {
    let behind = Behind::start().await;
    let (proxy, heads) = proxy_to(behind.port).await;
    let proxy = Secret::new(proxy.replace("http://", "http://moi:mot%20de%20passe@"));
    let network = Network {
        proxy: Some(proxy),
        extra_roots: vec![behind.authority.clone().into_bytes()],
        ..Network::default()
    };
    assert!(!format!("{network:?}").contains("mot"), "{network:?}");
    behind.check(NAME, network).await.unwrap();
    let heads = heads.lock().await;
    let told = heads[0].lines().find_map(|line| line.strip_prefix("proxy-authorization: "));
    assert_eq!(told, Some("Basic bW9pOm1vdCBkZSBwYXNzZQ=="), "{heads:?}");
}

#[tokio::test]
async fn what_stays_on_this_computer_goes_by_no_proxy() {
    let (proxy, heads) = proxy_to(9).await;
    let stage = Stage::with(ProviderId::Docage, paraphe_sandbox::SandboxOptions::default(), |_, network| {
        network.proxy = Some(Secret::new(proxy));
    });
    stage.await.provider.check_account().await.unwrap();
    assert_eq!(*heads.lock().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_proxy_that_does_not_answer_is_said_to_be_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let network = Network { proxy: Some(Secret::new(proxy)), ..Network::default() };
    let error = check_account(&format!("https://{NAME}"), network).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Unreachable, Retry::Later), "{error:?}");
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_said_so() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            answer(stream, "HTTP/1.1 407 Proxy Authentication Required", "").await;
        }
    });
    let network = Network { proxy: Some(Secret::new(proxy)), ..Network::default() };
    let error = check_account(&format!("https://{NAME}"), network).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error:?}");
    assert!(!format!("{error:?}").contains("very-secret"));
}
