//! Form fields, and signatures among them: pdfium draws them apart from the rest of the page.
#![allow(unsafe_code)]

use pdfium_render::prelude::{
    FPDF_BITMAP, FPDF_DOCUMENT, FPDF_FORMFILLINFO, FPDF_FORMHANDLE, FPDF_PAGE, PdfiumLibraryBindings,
};
use std::ffi::c_int;

/// The form of an open document.
pub(super) struct Forms {
    calls: &'static dyn PdfiumLibraryBindings,
    handle: FPDF_FORMHANDLE,
    /// Invariant: stays where it is as long as `handle` is open, because pdfium keeps its address.
    _info: Box<FPDF_FORMFILLINFO>,
}

impl Forms {
    /// The form of `document`, which must be open and be closed after this value is dropped; `None` when it has none.
    pub(super) fn of(calls: &'static dyn PdfiumLibraryBindings, document: FPDF_DOCUMENT) -> Option<Self> {
        // SAFETY: the document is open.
        if unsafe { calls.FPDF_GetFormType(document) } == NO_FORM {
            return None;
        }
        // SAFETY: numbers, null pointers and absent functions: zeros are a value of each. Without functions pdfium
        // asks and tells nobody, and no script runs.
        let mut info: Box<FPDF_FORMFILLINFO> = Box::new(unsafe { std::mem::zeroed() });
        info.version = INTERFACE_VERSION;
        // SAFETY: `info` keeps its address until after `handle` is closed.
        let handle = unsafe { calls.FPDFDOC_InitFormFillEnvironment(document, &mut *info) };
        (!handle.is_null()).then_some(Self { calls, handle, _info: info })
    }

    /// What a page of the document is drawn with.
    pub(super) fn handle(&self) -> FPDF_FORMHANDLE {
        self.handle
    }

    /// Has to be said before a page of the document is closed.
    pub(super) fn before_closing(&self, page: FPDF_PAGE) {
        // SAFETY: form and page are open.
        unsafe { self.calls.FORM_OnBeforeClosePage(page, self.handle) };
    }
}

impl Drop for Forms {
    fn drop(&mut self) {
        // SAFETY: opened in `of` and closed once; its pages are closed by then.
        unsafe { self.calls.FPDFDOC_ExitFormFillEnvironment(self.handle) };
    }
}

/// Draws the fields of a page over its image.
///
/// # Safety
/// Form, bitmap and page are open, and the page is one of the form's document.
pub(super) unsafe fn draw(
    calls: &dyn PdfiumLibraryBindings,
    form: FPDF_FORMHANDLE,
    bitmap: FPDF_BITMAP,
    page: FPDF_PAGE,
    (width, height): (c_int, c_int),
    flags: c_int,
) {
    // SAFETY: promised by the caller.
    unsafe { calls.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags) };
}

// fpdf_formfill.h
const NO_FORM: c_int = 0;
const INTERFACE_VERSION: c_int = 2;
