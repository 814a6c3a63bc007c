//! What the frames say: requests to a worker and its answers, with every number checked on reading.

use crate::document::{FileVersion, Password};
use crate::error::UnreadableReason;
use crate::frame::Frame;
use crate::message::field::{Fields, Writer};
use crate::request::{BitmapFormat, DocumentProbe, PageSize, PageText};
use crate::surface::SURFACE_BYTES;
use std::io;
use std::path::PathBuf;

mod field;
mod text;

/// Asked of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// The request with this number is no longer wanted.
    Cancel,
    /// The first frame. With `surface_bytes`, standard error output is a surface of that size.
    Hello { library: PathBuf, memory_limit_bytes: u64, surface_bytes: u64 },
    /// Page count and first sizes.
    Probe { document: WireDocument },
    /// An image.
    Render { document: WireDocument, page: u32, width_px: u32, format: RenderFormat },
    /// The text of a page.
    Text { document: WireDocument, page: u32 },
    /// To prepare what the first page needs; answered with [`Answer::Ready`].
    WarmUp,
}

/// How an image travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RenderFormat {
    Bitmap(BitmapFormat),
    Png,
}

/// A document as a worker knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WireDocument {
    pub(crate) path: PathBuf,
    pub(crate) version: FileVersion,
    pub(crate) password: Option<Password>,
}

/// Said by a worker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Failed(Failure),
    Image {
        width: u32,
        height: u32,
        stride: u32,
        format: RenderFormat,
        bytes: ImageBytes,
    },
    /// The request was given up because it was cancelled.
    Interrupted,
    Probe(DocumentProbe),
    /// Ready for requests.
    Ready,
    /// Not able to work: pdfium cannot be loaded, for this reason.
    Refused {
        detail: String,
    },
    Text(PageText),
}

/// Where an image's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ImageBytes {
    /// In the frame.
    Here(Vec<u8>),
    /// At the start of the surface, `stride × height` of them.
    OnSurface,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    PageMissing { page_count: u32 },
    PasswordNeeded,
    PasswordWrong,
    Unreadable(UnreadableReason),
}

/// A frame that is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a frame of kind {kind} that cannot be understood")]
pub(crate) struct NotAMessage {
    kind: u8,
}

impl Request {
    /// The frame that asks this.
    pub(crate) fn to_frame(&self, id: u64) -> Frame {
        let mut out = Writer::default();
        let kind = match self {
            Self::Cancel => CANCEL,
            Self::Hello { library, memory_limit_bytes, surface_bytes } => {
                out.path(library);
                out.u64(*memory_limit_bytes);
                out.u64(*surface_bytes);
                HELLO
            }
            Self::Probe { document } => {
                out.document(document);
                PROBE
            }
            Self::Render { document, page, width_px, format } => {
                out.document(document);
                out.u32(*page);
                out.u32(*width_px);
                out.u8(format.to_code());
                RENDER
            }
            Self::Text { document, page } => {
                out.document(document);
                out.u32(*page);
                TEXT
            }
            Self::WarmUp => WARM_UP,
        };
        Frame { kind, id, head: out.into_bytes(), blob: Vec::new() }
    }

    /// What a frame asks.
    pub(crate) fn from_frame(frame: &Frame) -> Result<Self, NotAMessage> {
        let kind = frame.kind;
        Self::read(kind, &mut Fields::new(&frame.head)).ok_or(NotAMessage { kind })
    }

    fn read(kind: u8, fields: &mut Fields<'_>) -> Option<Self> {
        let request = match kind {
            CANCEL => Self::Cancel,
            HELLO => Self::Hello {
                library: fields.path()?,
                memory_limit_bytes: fields.u64()?,
                surface_bytes: fields.u64()?,
            },
            PROBE => Self::Probe { document: fields.document()? },
            RENDER => Self::Render {
                document: fields.document()?,
                page: fields.u32()?,
                width_px: fields.u32()?,
                format: RenderFormat::from_code(fields.u8()?)?,
            },
            TEXT => Self::Text { document: fields.document()?, page: fields.u32()? },
            WARM_UP => Self::WarmUp,
            _ => return None,
        };
        fields.is_at_end().then_some(request)
    }
}

impl Answer {
    /// The frame that says this.
    pub(crate) fn into_frame(self, id: u64) -> Frame {
        let mut out = Writer::default();
        let mut blob = Vec::new();
        let kind = match self {
            Self::Failed(failure) => {
                failure.write(&mut out);
                FAILED
            }
            Self::Image { width, height, stride, format, bytes } => {
                out.image(width, height, stride, format);
                match bytes {
                    ImageBytes::Here(bytes) => {
                        blob = bytes;
                        IMAGE
                    }
                    ImageBytes::OnSurface => IMAGE_ON_SURFACE,
                }
            }
            Self::Interrupted => INTERRUPTED,
            Self::Probe(probe) => {
                out.u32(probe.page_count);
                probe.sizes.iter().for_each(|size| {
                    out.f64(size.width);
                    out.f64(size.height);
                });
                PROBED
            }
            Self::Ready => READY,
            Self::Refused { detail } => {
                blob = detail.into_bytes();
                REFUSED
            }
            Self::Text(page_text) => {
                blob = text::to_bytes(&page_text);
                TEXT_FOUND
            }
        };
        Frame { kind, id, head: out.into_bytes(), blob }
    }

    /// What a frame says.
    pub(crate) fn from_frame(frame: Frame) -> Result<Self, NotAMessage> {
        let kind = frame.kind;
        Self::read(frame).ok_or(NotAMessage { kind })
    }

    fn read(frame: Frame) -> Option<Self> {
        let mut fields = Fields::new(&frame.head);
        let answer = match frame.kind {
            FAILED => Self::Failed(Failure::read(&mut fields)?),
            IMAGE | IMAGE_ON_SURFACE => {
                let (width, height, stride) = (fields.u32()?, fields.u32()?, fields.u32()?);
                let format = RenderFormat::from_code(fields.u8()?)?;
                let on_surface = frame.kind == IMAGE_ON_SURFACE;
                let bytes = match format.byte_count(width, height, stride)? {
                    Some(count) if on_surface && count <= SURFACE_BYTES && frame.blob.is_empty() => {
                        ImageBytes::OnSurface
                    }
                    Some(count) if !on_surface && count == frame.blob.len() as u64 => {
                        ImageBytes::Here(frame.blob)
                    }
                    None if !on_surface => ImageBytes::Here(frame.blob),
                    Some(_) | None => return None,
                };
                return fields.is_at_end().then_some(Self::Image { width, height, stride, format, bytes });
            }
            INTERRUPTED => Self::Interrupted,
            PROBED => {
                let page_count = fields.u32()?;
                let mut sizes = Vec::new();
                while !fields.is_at_end() {
                    sizes.push(PageSize { width: fields.f64()?, height: fields.f64()? });
                }
                Self::Probe(DocumentProbe { page_count, sizes })
            }
            READY => Self::Ready,
            REFUSED => Self::Refused { detail: String::from_utf8(frame.blob).ok()? },
            TEXT_FOUND => Self::Text(text::from_bytes(&frame.blob)?),
            _ => return None,
        };
        fields.is_at_end().then_some(answer)
    }
}

/// The head of the frame for an image whose bytes are written from where they are.
pub(crate) fn image_head(width: u32, height: u32, stride: u32, format: RenderFormat) -> (u8, Vec<u8>) {
    let mut out = Writer::default();
    out.image(width, height, stride, format);
    (IMAGE, out.into_bytes())
}

impl RenderFormat {
    fn to_code(self) -> u8 {
        match self {
            Self::Png => 0,
            Self::Bitmap(BitmapFormat::Bgr) => 1,
            Self::Bitmap(BitmapFormat::Bgra) => 2,
            Self::Bitmap(BitmapFormat::Rgb) => 3,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Png),
            1 => Some(Self::Bitmap(BitmapFormat::Bgr)),
            2 => Some(Self::Bitmap(BitmapFormat::Bgra)),
            3 => Some(Self::Bitmap(BitmapFormat::Rgb)),
            _ => None,
        }
    }

    /// How many bytes an image of this size has, for a PNG `None`; nothing when there is no such image.
    fn byte_count(self, width: u32, height: u32, stride: u32) -> Option<Option<u64>> {
        if width == 0 || height == 0 {
            return None;
        }
        match self {
            Self::Png => Some(None),
            Self::Bitmap(format) => {
                let row = u64::from(width) * u64::from(format.bytes_per_pixel());
                (u64::from(stride) >= row).then(|| Some(u64::from(stride) * u64::from(height)))
            }
        }
    }
}

impl Failure {
    fn write(self, out: &mut Writer) {
        let (code, number) = match self {
            Self::PageMissing { page_count } => (1, page_count),
            Self::PasswordNeeded => (2, 0),
            Self::PasswordWrong => (3, 0),
            Self::Unreadable(UnreadableReason::Empty) => (4, 0),
            Self::Unreadable(UnreadableReason::NotAFile) => (5, 0),
            Self::Unreadable(UnreadableReason::NotAPdf) => (6, 0),
            Self::Unreadable(UnreadableReason::Page) => (7, 0),
            Self::Unreadable(UnreadableReason::UnknownEncryption) => (8, 0),
            Self::Unreadable(UnreadableReason::Io(io::ErrorKind::NotFound)) => (9, 0),
            Self::Unreadable(UnreadableReason::Io(io::ErrorKind::PermissionDenied)) => (10, 0),
            // The kind is for a sentence on screen; the two above are the ones that have their own.
            Self::Unreadable(UnreadableReason::Io(_)) => (11, 0),
        };
        out.u8(code);
        out.u32(number);
    }

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let (code, number) = (fields.u8()?, fields.u32()?);
        let reason = match code {
            1 => return Some(Self::PageMissing { page_count: number }),
            2 => return Some(Self::PasswordNeeded),
            3 => return Some(Self::PasswordWrong),
            4 => UnreadableReason::Empty,
            5 => UnreadableReason::NotAFile,
            6 => UnreadableReason::NotAPdf,
            7 => UnreadableReason::Page,
            8 => UnreadableReason::UnknownEncryption,
            9 => UnreadableReason::Io(io::ErrorKind::NotFound),
            10 => UnreadableReason::Io(io::ErrorKind::PermissionDenied),
            11 => UnreadableReason::Io(io::ErrorKind::Other),
            _ => return None,
        };
        Some(Self::Unreadable(reason))
    }
}

const HELLO: u8 = 0x01;
const RENDER: u8 = 0x02;
const TEXT: u8 = 0x03;
const PROBE: u8 = 0x04;
const CANCEL: u8 = 0x05;
const WARM_UP: u8 = 0x06;
const READY: u8 = 0x81;
const REFUSED: u8 = 0x82;
const IMAGE: u8 = 0x83;
const TEXT_FOUND: u8 = 0x84;
const PROBED: u8 = 0x85;
const FAILED: u8 = 0x86;
const INTERRUPTED: u8 = 0x87;
const IMAGE_ON_SURFACE: u8 = 0x88;

#[cfg(test)]
mod tests;
