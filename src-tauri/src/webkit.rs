//! WebKitGTK on Linux: a known cause of a white window, one of slow frames and some of memory, avoided before GTK starts.

#[cfg(target_os = "linux")]
use std::path::Path;

/// Turns the DMA-BUF renderer off where the proprietary NVIDIA driver is loaded: with that driver WebKitGTK shows an
/// empty window (tauri-apps/tauri issues 8462, 13899 and 13151).
///
/// Has pages painted by the processor where there is no GPU (virtual machines, remote desktops): since 2.46 WebKitGTK
/// would paint by OpenGL all the same, and Mesa would have to compile each shader for the processor before the first
/// frame. For the same reason nothing is composited there: every tile would be painted, copied into a texture and drawn
/// once more by the processor, and kept twice. The program itself then has no use for OpenGL either, and WebKit would
/// load it (Mesa, and with it LLVM) only to ask which device draws and how pictures come over: it is told that there is
/// none and that they come as memory. WebKit reads these variables at its start; `cargo xtask bench start` and `ui` show
/// what they are worth.
///
/// The engine of the page lets garbage grow by the memory of the machine, and to 32 MB before it looks at any: it is told
/// of a machine of 96 MB, and to look from 8 MB on. It lets go sooner, too, of code that has not run for a while, and does
/// without its two slower compilers and what they make. Nobody feels it: a frame of a drag among 200 boxes stays a few
/// milliseconds of script.
///
/// Nothing is changed where somebody chose otherwise.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    choose("JSC_forceRAMSize", "100663296");
    choose("JSC_largeHeapSize", "8388608");
    choose("JSC_useEagerCodeBlockJettisonTiming", "1");
    // The last compiler builds on what this one makes, and is off with it.
    choose("JSC_useDFGJIT", "0");
    let nvidia = Path::new("/proc/driver/nvidia").exists();
    if nvidia {
        choose("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    if nvidia || has_gpu(Path::new("/dev")) {
        return;
    }
    choose("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
    if choose("WEBKIT_DISABLE_COMPOSITING_MODE", "1") {
        choose("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        choose("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null");
    }
}

/// Whether a device that draws is among `devices`: a render node of the kernel's, or Windows' own under WSL.
#[cfg(target_os = "linux")]
fn has_gpu(devices: &Path) -> bool {
    let mut nodes = std::fs::read_dir(devices.join("dri")).into_iter().flatten().flatten();
    devices.join("dxg").exists()
        || nodes.any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}

/// Sets a variable, unless somebody has; whether it was set.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn choose(name: &str, value: &str) -> bool {
    let is_free = std::env::var_os(name).is_none();
    if is_free {
        // SAFETY: called by the first statement of the program; no other thread exists that could read the environment.
        unsafe { std::env::set_var(name, value) };
    }
    is_free
}

/// Nothing to prepare on this platform.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

/// Tells WebKitGTK to keep nothing of what its page no longer shows: it would keep the pictures of pages that were scrolled
/// by, and the program has those that are worth it (`PreviewOptions::cache_bytes`).
#[cfg(target_os = "linux")]
pub(crate) fn keep_what_is_shown(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{CacheModel, WebContextExt as _, WebViewExt as _};

    window.with_webview(|webview| {
        if let Some(context) = webview.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })
}

/// Nothing to tell on this platform.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "the same on every platform")]
pub(crate) fn keep_what_is_shown(_window: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_a_device_that_draws_is_a_gpu() {
        let devices = std::env::temp_dir().join(format!("paraphe-devices-{}", std::process::id()));
        std::fs::create_dir_all(devices.join("dri")).unwrap();
        assert!(!has_gpu(&devices));
        // A screen without a GPU behind it.
        std::fs::write(devices.join("dri/card0"), "").unwrap();
        assert!(!has_gpu(&devices));
        std::fs::write(devices.join("dri/renderD128"), "").unwrap();
        assert!(has_gpu(&devices));
        std::fs::remove_dir_all(&devices).unwrap();
    }
}
