//! The calls into pdfium. The C interface is used, not the objects of `pdfium-render`: a worker keeps documents and pages
//! open side by side and gives pdfium its own memory to draw into.
#![allow(unsafe_code)]

use crate::document::Password;
use crate::error::UnreadableReason;
use crate::message::Failure;
use crate::request::{BitmapFormat, DocumentProbe, PROBED_PAGES, PageSize};
use crate::worker::Stop;
use crate::worker::forms::{self, Forms};
use memmap2::Mmap;
use pdfium_render::prelude::{
    FPDF_DOCUMENT, FPDF_FORMHANDLE, FPDF_PAGE, FPDF_TEXTPAGE, FS_RECTF, FS_SIZEF, IFSDK_PAUSE, Pdfium,
    PdfiumLibraryBindings,
};
use std::ffi::c_int;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// pdfium, loaded for the life of the process. Not thread-safe: the worker uses it in one thread.
#[derive(Clone, Copy)]
pub(super) struct Library {
    calls: &'static dyn PdfiumLibraryBindings,
}

impl Library {
    /// Loads and initialises the library; the error is what the system's loader says.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let calls = Pdfium::bind_to_library(path).map_err(|error| format!("{error:?}"))?;
        let calls: &'static dyn PdfiumLibraryBindings = Box::leak(calls);
        // SAFETY: called once, before any other call.
        unsafe { calls.FPDF_InitLibrary() };
        Ok(Self { calls })
    }
}

/// A document and, for asking about the same page again, the page used last.
pub(super) struct OpenDocument {
    library: Library,
    handle: FPDF_DOCUMENT,
    page: Option<(u32, FPDF_PAGE)>,
    forms: Option<Forms>,
    /// Invariant: outlives `handle`, which reads from it.
    _bytes: Mmap,
}

impl OpenDocument {
    pub(super) fn load(library: Library, bytes: Mmap, password: Option<&Password>) -> Result<Self, Failure> {
        let word = password.map(Password::expose);
        if word.is_some_and(|word| word.contains('\0')) {
            return Err(Failure::PasswordWrong);
        }
        // SAFETY: `bytes` lives in the same value as the handle and is dropped after it.
        let handle = unsafe { library.calls.FPDF_LoadMemDocument64(&bytes, word) };
        if handle.is_null() {
            // SAFETY: no arguments; asked directly after the call it is about.
            let code = unsafe { library.calls.FPDF_GetLastError() };
            #[allow(clippy::useless_conversion, reason = "an `unsigned long` has 32 bits on Windows only")]
            let code = u32::try_from(code).unwrap_or(0);
            return Err(match code {
                ERROR_PASSWORD if word.is_none_or(str::is_empty) => Failure::PasswordNeeded,
                ERROR_PASSWORD => Failure::PasswordWrong,
                ERROR_SECURITY => Failure::Unreadable(UnreadableReason::UnknownEncryption),
                _ => Failure::Unreadable(UnreadableReason::NotAPdf),
            });
        }
        let forms = Forms::of(library.calls, handle);
        Ok(Self { library, handle, page: None, forms, _bytes: bytes })
    }

    pub(super) fn page_count(&self) -> u32 {
        // SAFETY: the handle is open.
        u32::try_from(unsafe { self.library.calls.FPDF_GetPageCount(self.handle) }).unwrap_or(0)
    }

    pub(super) fn probe(&self) -> DocumentProbe {
        let page_count = self.page_count();
        let sizes = (0..page_count.min(PROBED_PAGES)).map_while(|index| self.page_size(index)).collect();
        DocumentProbe { page_count, sizes }
    }

    fn page_size(&self, index: u32) -> Option<PageSize> {
        let mut size = FS_SIZEF { width: 0.0, height: 0.0 };
        let index = c_int::try_from(index).ok()?;
        // SAFETY: the handle is open and `size` is written to only during the call.
        let found = unsafe { self.library.calls.FPDF_GetPageSizeByIndexF(self.handle, index, &mut size) };
        (found != 0).then(|| PageSize { width: size.width.into(), height: size.height.into() })
    }

    /// The page, counting from 1, loaded if it is not.
    pub(super) fn page(&mut self, number: u32) -> Result<Page<'_>, Failure> {
        let page_count = self.page_count();
        if number == 0 || number > page_count {
            return Err(Failure::PageMissing { page_count });
        }
        if self.page.is_none_or(|(loaded, _)| loaded != number) {
            self.close_page();
            let index = c_int::try_from(number - 1).map_err(|_| Failure::PageMissing { page_count })?;
            // SAFETY: the handle is open and the index within the page count.
            let page = unsafe { self.library.calls.FPDF_LoadPage(self.handle, index) };
            if page.is_null() {
                return Err(Failure::Unreadable(UnreadableReason::Page));
            }
            self.page = Some((number, page));
        }
        match self.page {
            Some((_, handle)) => {
                let form = self.forms.as_ref().map(Forms::handle);
                Ok(Page { calls: self.library.calls, handle, form, _document: std::marker::PhantomData })
            }
            None => Err(Failure::Unreadable(UnreadableReason::Page)),
        }
    }

    /// Frees what the page used last takes.
    pub(super) fn close_page(&mut self) {
        if let Some((_, page)) = self.page.take() {
            if let Some(forms) = &self.forms {
                forms.before_closing(page);
            }
            // SAFETY: loaded in `page` and taken out, so closed once.
            unsafe { self.library.calls.FPDF_ClosePage(page) };
        }
    }
}

impl Drop for OpenDocument {
    fn drop(&mut self) {
        self.close_page();
        self.forms = None;
        // SAFETY: opened in `load`, and its page and form are closed.
        unsafe { self.library.calls.FPDF_CloseDocument(self.handle) };
    }
}

/// A loaded page.
pub(super) struct Page<'a> {
    calls: &'static dyn PdfiumLibraryBindings,
    handle: FPDF_PAGE,
    form: Option<FPDF_FORMHANDLE>,
    _document: std::marker::PhantomData<&'a mut OpenDocument>,
}

/// The page's box in user space, and the quarter turns clockwise it is shown with.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageBox {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) turns: u8,
}

/// Memory to draw into; width and height in pixels.
pub(super) struct Pixels<'a> {
    pub(super) bytes: &'a mut [u8],
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) format: BitmapFormat,
}

impl Page<'_> {
    /// Width and height as displayed.
    pub(super) fn size(&self) -> PageSize {
        // SAFETY: the page is loaded.
        let (width, height) = unsafe {
            (self.calls.FPDF_GetPageWidthF(self.handle), self.calls.FPDF_GetPageHeightF(self.handle))
        };
        PageSize { width: width.into(), height: height.into() }
    }

    pub(super) fn page_box(&self) -> Option<PageBox> {
        let mut rect = EMPTY;
        // SAFETY: the page is loaded; `rect` is written to only during the call.
        let (found, turns) = unsafe {
            (
                self.calls.FPDF_GetPageBoundingBox(self.handle, &mut rect),
                u8::try_from(self.calls.FPDFPage_GetRotation(self.handle).rem_euclid(4)).unwrap_or(0),
            )
        };
        (found != 0).then(|| PageBox {
            left: rect.left.into(),
            bottom: rect.bottom.into(),
            right: rect.right.into(),
            top: rect.top.into(),
            turns,
        })
    }

    /// Draws the page over the whole image, on white, with annotations and form fields.
    pub(super) fn draw(&self, pixels: &mut Pixels<'_>, interrupt: &Interrupt<'_>) -> Result<(), Stop> {
        let (Ok(width), Ok(height)) = (c_int::try_from(pixels.width), c_int::try_from(pixels.height)) else {
            return Err(FAILED.into());
        };
        let stride = width * pixels.format.bytes_per_pixel() as c_int;
        let (code, flags) = layout(pixels.format);
        assert_eq!(pixels.bytes.len(), stride as usize * pixels.height as usize, "the image has its memory");
        // White; pdfium's own filling takes three times as long.
        pixels.bytes.fill(0xFF);
        let mut pause = pause_of(interrupt);
        let calls = self.calls;
        // SAFETY: the bitmap is as large as the memory it is given (asserted) and is destroyed before the memory's
        // borrow ends; `pause` and `interrupt` outlive the drawing, which is closed here.
        let status = unsafe {
            let bitmap =
                calls.FPDFBitmap_CreateEx(width, height, code, pixels.bytes.as_mut_ptr().cast(), stride);
            if bitmap.is_null() {
                return Err(FAILED.into());
            }
            let status = calls.FPDF_RenderPageBitmap_Start(
                bitmap,
                self.handle,
                0,
                0,
                width,
                height,
                0,
                flags,
                &mut pause,
            );
            calls.FPDF_RenderPage_Close(self.handle);
            if let Some(form) = self.form.filter(|_| status == RENDER_DONE) {
                forms::draw(calls, form, bitmap, self.handle, (width, height), flags);
            }
            calls.FPDFBitmap_Destroy(bitmap);
            status
        };
        match status {
            RENDER_DONE => Ok(()),
            RENDER_TO_BE_CONTINUED => Err(Stop::Interrupted),
            _ => Err(FAILED.into()),
        }
    }

    /// The characters of the page.
    pub(super) fn text(&self) -> Option<Text<'_>> {
        // SAFETY: the page is loaded and outlives the text, by its lifetime.
        let handle = unsafe { self.calls.FPDFText_LoadPage(self.handle) };
        (!handle.is_null()).then_some(Text { calls: self.calls, handle, _page: std::marker::PhantomData })
    }
}

/// A page's characters in reading order.
pub(super) struct Text<'a> {
    calls: &'static dyn PdfiumLibraryBindings,
    handle: FPDF_TEXTPAGE,
    _page: std::marker::PhantomData<&'a ()>,
}

impl Text<'_> {
    /// Number of characters, those pdfium made up (spaces and ends of lines) included.
    pub(super) fn count(&self) -> c_int {
        // SAFETY: the text is loaded.
        unsafe { self.calls.FPDFText_CountChars(self.handle) }
    }

    /// The UTF-16 unit or code point; 0 when unknown.
    pub(super) fn code(&self, index: c_int) -> u32 {
        // SAFETY: the text is loaded; pdfium answers 0 to an index outside.
        unsafe { self.calls.FPDFText_GetUnicode(self.handle, index) }
    }

    /// From ascender to descender and origin to next origin: left, bottom, right, top in user space.
    pub(super) fn loose_box(&self, index: c_int) -> Option<[f64; 4]> {
        let mut rect = EMPTY;
        // SAFETY: the text is loaded; `rect` is written to only during the call.
        let found = unsafe { self.calls.FPDFText_GetLooseCharBox(self.handle, index, &mut rect) };
        (found != 0).then(|| [rect.left.into(), rect.bottom.into(), rect.right.into(), rect.top.into()])
    }
}

impl Drop for Text<'_> {
    fn drop(&mut self) {
        // SAFETY: loaded in `Page::text`, closed once.
        unsafe { self.calls.FPDFText_ClosePage(self.handle) };
    }
}

/// Whether the request being worked on is still wanted.
pub(super) struct Interrupt<'a> {
    pub(super) current: u64,
    pub(super) cancelled: &'a AtomicU64,
}

impl Interrupt<'_> {
    pub(super) fn is_due(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) >= self.current
    }
}

/// How pdfium names a format, and with which flags it draws into it.
fn layout(format: BitmapFormat) -> (c_int, c_int) {
    match format {
        BitmapFormat::Bgr => (BITMAP_BGR, ANNOTATIONS),
        BitmapFormat::Bgra => (BITMAP_BGRX, ANNOTATIONS),
        BitmapFormat::Rgb => (BITMAP_BGR, ANNOTATIONS | REVERSE_BYTE_ORDER),
    }
}

/// What makes pdfium ask `interrupt`, which has to outlive the drawing.
fn pause_of(interrupt: &Interrupt<'_>) -> IFSDK_PAUSE {
    IFSDK_PAUSE {
        version: 1,
        NeedToPauseNow: Some(need_to_pause),
        user: std::ptr::from_ref(interrupt).cast_mut().cast(),
    }
}

/// pdfium asks this between the objects of a page.
unsafe extern "C" fn need_to_pause(pause: *mut IFSDK_PAUSE) -> c_int {
    // SAFETY: `pause` is the value made in `pause_of`, whose `user` points to an `Interrupt` that outlives the call.
    let interrupt = unsafe { &*(*pause).user.cast::<Interrupt<'_>>() };
    c_int::from(interrupt.is_due())
}

const FAILED: Failure = Failure::Unreadable(UnreadableReason::Page);
const EMPTY: FS_RECTF = FS_RECTF { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
// fpdfview.h
const ERROR_PASSWORD: u32 = 4;
const ERROR_SECURITY: u32 = 5;
const BITMAP_BGR: c_int = 2;
const BITMAP_BGRX: c_int = 3;
const ANNOTATIONS: c_int = 0x01;
const REVERSE_BYTE_ORDER: c_int = 0x10;
// fpdf_progressive.h
const RENDER_TO_BE_CONTINUED: c_int = 1;
const RENDER_DONE: c_int = 2;
