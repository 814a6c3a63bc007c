//! Questions that change nothing: checking an account, asking for progress, fetching.

use paraphe_providers::{Artifact, Error, ErrorKind, ProgressSource, ProviderId, Retry, SentDispatch};
use paraphe_sandbox::FaultKind;
use tokio::net::TcpListener;

use super::{ELSEWHERE, over_all_services, request, status};
use crate::support::Stage;

over_all_services!(
    a_provider_that_asks_for_a_long_wait_is_not_pressed,
    a_short_trouble_is_waited_out,
    a_provider_that_keeps_failing_is_said_to,
    a_page_for_people_is_no_answer,
    half_an_answer_is_none,
    words_nobody_knows_change_nothing,
    another_host_gets_nothing,
    a_cut_line_may_be_tried_again,
    what_is_no_pdf_is_not_taken_for_one,
    a_clock_that_is_off_shows,
);

/// A sent dispatch and its stage; asked for once, so that tokens and cookies are there.
struct Asked<'e> {
    stage: Stage,
    sent: SentDispatch<'e>,
}

impl Asked<'_> {
    /// Both questions, as far as the provider can be asked.
    async fn errors(&self) -> Vec<Error> {
        let mut errors = vec![self.stage.provider.check_account().await.unwrap_err()];
        if self.stage.provider.capability().progress == ProgressSource::Polled {
            errors.push(self.stage.provider.progress(&self.sent).await.unwrap_err());
        }
        errors
    }

    async fn all_is_well(&self) {
        self.stage.provider.check_account().await.unwrap();
        if self.stage.provider.capability().progress == ProgressSource::Polled {
            self.stage.provider.progress(&self.sent).await.unwrap();
        }
    }
}

/// What a macro cannot do without: the envelope outlives what borrows it.
macro_rules! asked {
    ($provider:expr, $asked:ident) => {
        let stage = Stage::new($provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let sent = stage.send(&request, &envelope).await;
        let $asked = Asked { stage, sent };
        $asked.all_is_well().await;
    };
}

async fn a_provider_that_asks_for_a_long_wait_is_not_pressed(provider: ProviderId) {
    asked!(provider, asked);
    asked.stage.always(status(429, Some(3600)));
    let before = asked.stage.requests().len();
    let errors = asked.errors().await;
    for error in &errors {
        assert_eq!((error.kind(), error.retry()), (ErrorKind::RateLimited, Retry::Later), "{error:?}");
        assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(3600));
    }
    assert_eq!(asked.stage.requests().len() - before, errors.len(), "asked once each");
}

async fn a_short_trouble_is_waited_out(provider: ProviderId) {
    asked!(provider, asked);
    for kind in
        [status(429, None), status(429, Some(0)), status(500, None), status(503, Some(0)), FaultKind::Html]
    {
        asked.stage.after(0, kind.clone());
        asked.all_is_well().await;
    }
}

async fn a_provider_that_keeps_failing_is_said_to(provider: ProviderId) {
    for code in [500, 502, 503] {
        asked!(provider, asked);
        asked.stage.always(status(code, None));
        for error in asked.errors().await {
            assert_eq!((error.kind(), error.retry()), (ErrorKind::Server, Retry::Later), "{error:?}");
            assert_eq!(error.fact("status"), Some(code.to_string().as_str()));
        }
    }
}

async fn a_page_for_people_is_no_answer(provider: ProviderId) {
    asked!(provider, asked);
    asked.stage.always(FaultKind::Html);
    for error in asked.errors().await {
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Malformed, Retry::Later), "{error:?}");
    }
}

async fn half_an_answer_is_none(provider: ProviderId) {
    asked!(provider, asked);
    asked.stage.always(FaultKind::TruncatedJson);
    if asked.stage.provider.capability().progress == ProgressSource::Polled {
        let error = asked.stage.provider.progress(&asked.sent).await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Malformed, Retry::Later), "{error:?}");
    }
    if let Err(error) = asked.stage.provider.check_account().await {
        assert_eq!(error.kind(), ErrorKind::Malformed, "{error:?}");
    }
}

async fn words_nobody_knows_change_nothing(provider: ProviderId) {
    asked!(provider, asked);
    if asked.stage.provider.capability().progress != ProgressSource::Polled {
        return;
    }
    let known = asked.stage.provider.progress(&asked.sent).await.unwrap();
    asked.stage.always(FaultKind::UnknownState);
    let progress = asked.stage.provider.progress(&asked.sent).await.unwrap();
    if progress.word != known.word {
        assert_eq!(progress.state, None, "{progress:?}");
        assert!(progress.word.is_some(), "the word is kept for the details");
    } else {
        assert_eq!(provider, ProviderId::SigTool, "it alone has no words for states");
        assert_eq!(progress.state, known.state);
    }
    assert_eq!(progress.people, [], "nobody has done anything");
}

async fn another_host_gets_nothing(provider: ProviderId) {
    asked!(provider, asked);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = ELSEWHERE.replace(":9/", &format!(":{port}/"));
    asked.stage.always(FaultKind::RedirectTo { url });
    for error in asked.errors().await {
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Redirected, Retry::No), "{error:?}");
        assert_eq!(error.fact("to"), Some("localhost"));
    }
    // Whoever had connected would be waiting in the queue by now.
    let connected =
        std::future::poll_fn(|context| std::task::Poll::Ready(listener.poll_accept(context).is_ready()));
    assert!(!connected.await, "somebody followed");
}

async fn a_cut_line_may_be_tried_again(provider: ProviderId) {
    for kind in [FaultKind::DropBefore, FaultKind::DropAfter] {
        asked!(provider, asked);
        asked.stage.always(kind);
        for error in asked.errors().await {
            assert_eq!((error.kind(), error.retry()), (ErrorKind::Unreachable, Retry::Later), "{error:?}");
        }
        asked.stage.control.clear_faults();
        asked.all_is_well().await;
    }
}

async fn what_is_no_pdf_is_not_taken_for_one(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    assert!(stage.sign(&request, "Alice"));
    stage.learn(&mut sent).await;
    for kind in [FaultKind::NotPdf, FaultKind::Html, FaultKind::TruncatedJson] {
        // The last request is the one for the file, where there is one before it.
        let before = stage.requests().len();
        stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
        let skip = stage.requests().len() - before - 1;
        stage.fault(skip, 1000, kind.clone());
        let error = stage.provider.download(&sent, Artifact::SignedDocuments).await;
        if kind != FaultKind::TruncatedJson {
            assert_eq!(error.unwrap_err().kind(), ErrorKind::Malformed, "{kind:?}");
        } else if let Ok(files) = error {
            // Half a PDF still begins like one: that it is whole is the application's to check.
            assert!(files.iter().all(|file| file.bytes.starts_with(b"%PDF-")));
        }
        stage.control.clear_faults();
    }
}

async fn a_clock_that_is_off_shows(provider: ProviderId) {
    asked!(provider, asked);
    let right = asked.stage.provider.check_account().await.unwrap().server_time.unwrap();
    asked.stage.always(FaultKind::ClockOff { seconds: 86_400 });
    let off = asked.stage.provider.check_account().await.unwrap().server_time.unwrap();
    let hours = (off.as_millis() - right.as_millis()) / 3_600_000;
    assert!((23..=25).contains(&hours), "a day, not {hours} hours");
}
