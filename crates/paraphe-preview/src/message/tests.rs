use super::*;
use crate::frame::{
    ANSWER_LIMITS, FrameError, FrameLimits, REQUEST_LIMITS, VERSION, read_frame, write_frame,
};
use crate::request::{TextRun, TextWord};
use paraphe_envelope::ViewRect;
use proptest::prelude::*;

fn bytes(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::new();
    write_frame(&mut out, frame).unwrap();
    out
}

fn sample_requests() -> Vec<Request> {
    let document = WireDocument {
        path: PathBuf::from("/tmp/Contrat « été ».pdf"),
        version: FileVersion { length: 200_000_000, modified: u64::MAX },
        password: Some(Password::from("clé")),
    };
    let open = WireDocument { password: None, ..document.clone() };
    let mut requests = vec![
        Request::Cancel,
        Request::WarmUp,
        Request::Hello {
            library: PathBuf::from("libpdfium.so"),
            memory_limit_bytes: 1 << 30,
            surface_bytes: 1 << 28,
        },
        Request::Probe { document: document.clone() },
        Request::Text { document: open, page: 7 },
    ];
    for format in [
        RenderFormat::Png,
        RenderFormat::Bitmap(BitmapFormat::Bgr),
        RenderFormat::Bitmap(BitmapFormat::Bgra),
        RenderFormat::Bitmap(BitmapFormat::Rgb),
    ] {
        requests.push(Request::Render { document: document.clone(), page: 1000, width_px: 1240, format });
    }
    requests
}

fn sample_answers() -> Vec<Answer> {
    let rect = ViewRect { x: 1.5, y: 2.0, width: 30.0, height: 12.0 };
    let words = vec![TextWord { text: "signé".to_owned(), rect }, TextWord { text: String::new(), rect }];
    let run = TextRun { text: "signé".to_owned(), rect, words };
    let mut answers = vec![
        Answer::Image {
            width: 2,
            height: 1,
            stride: 9,
            format: RenderFormat::Png,
            bytes: ImageBytes::Here(vec![1]),
        },
        Answer::Image {
            width: 2,
            height: 2,
            stride: 8,
            format: RenderFormat::Bitmap(BitmapFormat::Bgra),
            bytes: ImageBytes::Here(vec![7; 16]),
        },
        Answer::Image {
            width: 8000,
            height: 8000,
            stride: 32_000,
            format: RenderFormat::Bitmap(BitmapFormat::Bgra),
            bytes: ImageBytes::OnSurface,
        },
        Answer::Interrupted,
        Answer::Probe(DocumentProbe {
            page_count: 1000,
            sizes: vec![PageSize { width: 595.0, height: 842.0 }],
        }),
        Answer::Ready,
        Answer::Refused { detail: "no such file".to_owned() },
        Answer::Text(PageText { runs: vec![run] }),
        Answer::Text(PageText { runs: Vec::new() }),
        Answer::Failed(Failure::PageMissing { page_count: 3 }),
        Answer::Failed(Failure::PasswordNeeded),
        Answer::Failed(Failure::PasswordWrong),
    ];
    answers.extend(
        [
            UnreadableReason::Empty,
            UnreadableReason::NotAFile,
            UnreadableReason::NotAPdf,
            UnreadableReason::Page,
            UnreadableReason::UnknownEncryption,
            UnreadableReason::Io(io::ErrorKind::NotFound),
            UnreadableReason::Io(io::ErrorKind::PermissionDenied),
            UnreadableReason::Io(io::ErrorKind::Other),
        ]
        .map(|reason| Answer::Failed(Failure::Unreadable(reason))),
    );
    answers
}

#[test]
fn every_request_comes_through_the_pipe_as_it_was() {
    for request in sample_requests() {
        let sent = bytes(&request.to_frame(42));
        let frame = read_frame(&mut sent.as_slice(), REQUEST_LIMITS).unwrap();
        assert_eq!(frame.id, 42);
        assert_eq!(Request::from_frame(&frame), Ok(request));
    }
}

#[test]
fn every_answer_comes_through_the_pipe_as_it_was() {
    for answer in sample_answers() {
        let sent = bytes(&answer.clone().into_frame(u64::MAX));
        let frame = read_frame(&mut sent.as_slice(), ANSWER_LIMITS).unwrap();
        assert_eq!(frame.id, u64::MAX);
        assert_eq!(Answer::from_frame(frame), Ok(answer));
    }
}

#[test]
fn a_message_cut_anywhere_is_an_error_and_never_another_message() {
    for answer in sample_answers() {
        let sent = bytes(&answer.into_frame(1));
        for length in 0..sent.len() {
            let found = read_frame(&mut &sent[..length], ANSWER_LIMITS);
            let expected = if length == 0 { "closed" } else { "middle" };
            assert!(found.unwrap_err().to_string().contains(expected), "{length} of {} bytes", sent.len());
        }
    }
}

#[test]
fn a_frame_of_another_version_names_it() {
    let mut sent = bytes(&Answer::Ready.into_frame(1));
    sent[2] = VERSION + 1;
    let found = read_frame(&mut sent.as_slice(), ANSWER_LIMITS);
    assert!(matches!(found, Err(FrameError::Version { found }) if found == VERSION + 1));
}

#[test]
fn a_length_beyond_the_limit_is_refused_before_anything_is_read() {
    let mut sent = bytes(&Answer::Ready.into_frame(1));
    sent[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
    let found = read_frame(&mut sent.as_slice(), ANSWER_LIMITS);
    assert!(matches!(found, Err(FrameError::TooLong { bytes: u32::MAX, .. })));
}

#[test]
fn an_image_whose_size_is_not_that_of_its_pixels_is_no_message() {
    let image = |width, height, stride, count| Answer::Image {
        width,
        height,
        stride,
        format: RenderFormat::Bitmap(BitmapFormat::Bgr),
        bytes: ImageBytes::Here(vec![0; count]),
    };
    for wrong in
        [image(2, 2, 6, 11), image(2, 2, 5, 10), image(0, 2, 6, 12), image(u32::MAX, u32::MAX, u32::MAX, 4)]
    {
        assert!(Answer::from_frame(wrong.into_frame(1)).is_err());
    }
}

#[test]
fn an_image_on_the_surface_is_within_it_and_never_a_png() {
    let image =
        |format, height| Answer::Image { width: 8, height, stride: 32, format, bytes: ImageBytes::OnSurface };
    let bitmap = RenderFormat::Bitmap(BitmapFormat::Bgra);
    let most = u32::try_from(SURFACE_BYTES / 32).unwrap();
    assert!(Answer::from_frame(image(bitmap, most).into_frame(1)).is_ok());
    assert!(Answer::from_frame(image(bitmap, most + 1).into_frame(1)).is_err());
    assert!(Answer::from_frame(image(RenderFormat::Png, 8).into_frame(1)).is_err());
    let mut with_blob = image(bitmap, 8).into_frame(1);
    with_blob.blob = vec![0; 256];
    assert!(Answer::from_frame(with_blob).is_err(), "bytes in two places");
}

#[test]
fn a_password_is_not_in_what_debug_prints() {
    for request in sample_requests() {
        assert!(!format!("{request:?}").contains("clé"));
    }
}

proptest! {
    #[test]
    fn garbage_never_panics_and_reserves_nothing_beyond_the_limits(
        garbage in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let limits = FrameLimits { head: 64, blob: 128 };
        if let Ok(frame) = read_frame(&mut garbage.as_slice(), limits) {
            prop_assert!(frame.head.len() <= 64 && frame.blob.len() <= 128);
        }
    }

    #[test]
    fn any_frame_comes_through_and_any_message_read_from_it_is_written_the_same(
        kind in any::<u8>(),
        id in any::<u64>(),
        head in proptest::collection::vec(any::<u8>(), 0..80),
        blob in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let frame = Frame { kind, id, head, blob };
        let read = read_frame(&mut bytes(&frame).as_slice(), ANSWER_LIMITS).unwrap();
        prop_assert_eq!(&read, &frame);
        if let Ok(answer) = Answer::from_frame(frame.clone()) {
            prop_assert_eq!(Answer::from_frame(answer.clone().into_frame(id)), Ok(answer));
        }
        if let Ok(request) = Request::from_frame(&frame) {
            prop_assert_eq!(Request::from_frame(&request.to_frame(id)), Ok(request));
        }
    }

    #[test]
    fn a_message_with_bytes_changed_is_an_error_or_a_message(
        which in 0..20_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut frame = sample_answers().swap_remove(which).into_frame(1);
        for (index, value) in changes {
            let target = if frame.blob.is_empty() { &mut frame.head } else { &mut frame.blob };
            if !target.is_empty() {
                let at = index.index(target.len());
                target[at] = value;
            }
        }
        let _ = Answer::from_frame(frame);
    }
}
