//! WebKitGTK on Linux: a known cause of a white window and one of slow frames, avoided before GTK starts.

#[cfg(target_os = "linux")]
use std::path::Path;

/// Turns the DMA-BUF renderer off where the proprietary NVIDIA driver is loaded: with that driver WebKitGTK shows an
/// empty window (tauri-apps/tauri issues 8462, 13899 and 13151).
///
/// Has pages painted by the processor where there is no GPU (virtual machines, remote desktops): since 2.46 WebKitGTK
/// would paint by OpenGL all the same, and Mesa would have to compile each shader for the processor before the first
/// frame. For the same reason nothing is composited there: every tile would be painted, copied into a texture and drawn
/// once more by the processor, and kept twice. WebKit reads these variables at its start; `cargo xtask bench start` and
/// `ui` show what they are worth.
///
/// Nothing is changed where somebody chose otherwise.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    let nvidia = Path::new("/proc/driver/nvidia").exists();
    if nvidia {
        switch_on("WEBKIT_DISABLE_DMABUF_RENDERER");
    }
    if !nvidia && !has_gpu(Path::new("/dev")) {
        switch_on("WEBKIT_SKIA_ENABLE_CPU_RENDERING");
        switch_on("WEBKIT_DISABLE_COMPOSITING_MODE");
    }
}

/// Whether a device that draws is among `devices`: a render node of the kernel's, or Windows' own under WSL.
#[cfg(target_os = "linux")]
fn has_gpu(devices: &Path) -> bool {
    let mut nodes = std::fs::read_dir(devices.join("dri")).into_iter().flatten().flatten();
    devices.join("dxg").exists()
        || nodes.any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn switch_on(name: &str) {
    if std::env::var_os(name).is_none() {
        // SAFETY: called by the first statement of the program; no other thread exists that could read the environment.
        unsafe { std::env::set_var(name, "1") };
    }
}

/// Nothing to prepare on this platform.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

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
