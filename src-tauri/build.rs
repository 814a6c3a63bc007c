//! Build script of the shell: tells Tauri where the capabilities are, and the permissions for the program's own commands. Without
//! those, no capability would govern them.

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let own = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/**/*")
            .app_manifest(own),
    )
    .expect("tauri-build failed");
}
