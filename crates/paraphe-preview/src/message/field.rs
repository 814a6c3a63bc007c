//! Numbers, texts and paths in a frame's head, little endian, texts with their length before them.

use super::{RenderFormat, WireDocument};
use crate::document::{FileVersion, Password};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Writes a head.
pub(super) struct Writer(Vec<u8>);

impl Default for Writer {
    fn default() -> Self {
        // Room for a path and a password, which must not stay behind in memory that was too small for them.
        Self(Vec::with_capacity(1024))
    }
}

impl Writer {
    pub(super) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn f64(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        // A path or a word is never near 4 GiB; if it were, the frame's own limit refuses it.
        self.u32(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn path(&mut self, path: &Path) {
        self.bytes(&path_to_bytes(path));
    }

    pub(super) fn document(&mut self, document: &WireDocument) {
        self.path(&document.path);
        self.u64(document.version.length);
        self.u64(document.version.modified);
        self.u8(u8::from(document.password.is_some()));
        self.bytes(document.password.as_ref().map_or("", Password::expose).as_bytes());
    }

    pub(super) fn image(&mut self, width: u32, height: u32, stride: u32, format: RenderFormat) {
        self.u32(width);
        self.u32(height);
        self.u32(stride);
        self.u8(format.to_code());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Reads what [`Writer`] wrote; `None` where the bytes end too early or mean nothing.
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes not read yet.
    pub(super) fn rest(&self) -> usize {
        self.0.len()
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A finite number.
    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes).filter(|value| value.is_finite())
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.u32()? as usize;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn string(&mut self) -> Option<String> {
        std::str::from_utf8(self.bytes()?).ok().map(str::to_owned)
    }

    pub(super) fn path(&mut self) -> Option<PathBuf> {
        path_from_bytes(self.bytes()?)
    }

    pub(super) fn document(&mut self) -> Option<WireDocument> {
        let path = self.path()?;
        let version = FileVersion { length: self.u64()?, modified: self.u64()? };
        let has_password = match self.u8()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        let password = Password::from(self.string()?);
        Some(WireDocument { path, version, password: has_password.then_some(password) })
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }
}

#[cfg(unix)]
fn path_to_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn path_from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes.to_vec()).into())
}

#[cfg(windows)]
fn path_to_bytes(path: &Path) -> Vec<u8> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide().flat_map(u16::to_le_bytes).collect()
}

#[cfg(windows)]
fn path_from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::windows::ffi::OsStringExt;
    let (units, rest) = bytes.as_chunks::<2>();
    let wide: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    rest.is_empty().then(|| OsString::from_wide(&wide).into())
}
