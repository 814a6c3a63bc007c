//! WebKitGTK on Linux: one known cause of a white window, avoided before GTK starts.

/// Turns the DMA-BUF renderer off where the proprietary NVIDIA driver is loaded and nobody chose otherwise.
/// With that driver WebKitGTK shows an empty window (tauri-apps/tauri issues 8462, 13899 and 13151).
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
pub(crate) fn prepare() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_none() && std::path::Path::new("/proc/driver/nvidia").exists() {
        // SAFETY: first statement of the program; no other thread exists that could read the environment.
        unsafe { std::env::set_var(SWITCH, "1") };
    }
}

/// Nothing to prepare on this platform.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}
