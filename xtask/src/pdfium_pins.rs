//! Which pdfium, for each system: address, digests, names. The one place to touch when it is renewed.
//!
//! The binaries are the ones inside the `pypdfium2` 5.15.2 wheels on PyPI: pdfium 159.0.8149.0, built without V8 and
//! XFA. PyPI's files never change under their address, and both digests are checked: the wheel's and the library's.
//! The build's number must not be lower than the `pdfium_…` feature of `pdfium-render` in the root Cargo.toml.

/// One system's library.
#[derive(Debug)]
pub(crate) struct Pin {
    /// `linux-x86_64`: `std::env::consts::OS` and `ARCH`.
    pub(crate) target: &'static str,
    /// Path on the file host; the last part is the wheel's name.
    pub(crate) address: &'static str,
    pub(crate) wheel_sha256: &'static str,
    /// The library's name, in the wheel and on disk.
    pub(crate) library: &'static str,
    pub(crate) library_sha256: &'static str,
}

/// The version of the wheels.
pub(crate) const VERSION: &str = "5.15.2";

/// Every system Paraphe is built for.
pub(crate) const PINS: &[Pin] = &[
    Pin {
        target: "linux-x86_64",
        address: "https://files.pythonhosted.org/packages/c8/e5/2e668bc1bc6fe22f9006694b5571a2dd2c9b874d6a21d16ee839c8f7f6ea/pypdfium2-5.15.2-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        wheel_sha256: "dc31aea5b0fb9fefc9b537a65f4113980b2c40798445736a7e6565bc85161e37",
        library: "libpdfium.so",
        library_sha256: "c76dc0f7839644bfa7c3e3107a6068df714e339c861bb7d4519907b821d427f9",
    },
    Pin {
        target: "linux-aarch64",
        address: "https://files.pythonhosted.org/packages/03/1f/7a18e64c50049dce8512239bcdb9f8469d0a0c352dd42ae85b6b01d143f8/pypdfium2-5.15.2-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
        wheel_sha256: "dd46e93c0c3a73f6cea8489baff6d77a5d0759dd53fbbce0aeb49c91830176fc",
        library: "libpdfium.so",
        library_sha256: "4378615ad9710397c96c112611be9018629bbfe38805d91a2663a534b99c28ca",
    },
    Pin {
        target: "macos-aarch64",
        address: "https://files.pythonhosted.org/packages/e7/bb/bf88a781a53c905022b25b2d1fb742c908f86b8076403471f626cc41a508/pypdfium2-5.15.2-py3-none-macosx_13_0_arm64.whl",
        wheel_sha256: "e71fe832e94421ac3c28d6a6ed4a9e61f22417089652d339f391c4ffc2a44c35",
        library: "libpdfium.dylib",
        library_sha256: "5574cd4164a1317bc6b2f3168a4f433ca84561aa1b33f570422ce20f199d3765",
    },
    Pin {
        target: "macos-x86_64",
        address: "https://files.pythonhosted.org/packages/09/de/9e7eda3ee1c00228d72f7fc53a370d76eed51fe5fea25debc428ac684e35/pypdfium2-5.15.2-py3-none-macosx_13_0_x86_64.whl",
        wheel_sha256: "7f296a298074d76fb7c3d1ecb80d7097a96778bf0ad9c5c48a0170e56e2c6821",
        library: "libpdfium.dylib",
        library_sha256: "967a413d03dde793455ed9f9ecb29b7fec6da846166ecd5b43e0bc3ddb4d9be2",
    },
    Pin {
        target: "windows-x86_64",
        address: "https://files.pythonhosted.org/packages/fe/7f/8aa446529fa14523e5c18f89e823afc95526689f76a75efe68a82a10d850/pypdfium2-5.15.2-py3-none-win_amd64.whl",
        wheel_sha256: "74d1bace34fb01c660d0b64344d5a4b7d276942b7c6623c88ab59ea21c5acfbd",
        library: "pdfium.dll",
        library_sha256: "42d87f68957d745ce9377dfb1d8d63691e19082a7ec29ff421d22779d3142b29",
    },
    Pin {
        target: "windows-aarch64",
        address: "https://files.pythonhosted.org/packages/e7/20/edc21f0b086aba3162a33e5725a4f224dcabb46f67a051e1a1be81e3cbbc/pypdfium2-5.15.2-py3-none-win_arm64.whl",
        wheel_sha256: "a20398367f188eb817be156bfd00077dcb5f8ad06c093849f3fa70b8087b4a87",
        library: "pdfium.dll",
        library_sha256: "b244ece18abdb7abfb9f2501bdb5f7097a1119250bf6e7935dcc5dd97fea7712",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_sha256(text: &str) -> bool {
        text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    }

    #[test]
    fn the_six_systems_are_all_pinned_once() {
        let mut targets: Vec<&str> = PINS.iter().map(|pin| pin.target).collect();
        targets.sort_unstable();
        let expected = [
            "linux-aarch64",
            "linux-x86_64",
            "macos-aarch64",
            "macos-x86_64",
            "windows-aarch64",
            "windows-x86_64",
        ];
        assert_eq!(targets, expected);
    }

    #[test]
    fn every_pin_is_complete_and_of_the_same_version() {
        for pin in PINS {
            assert!(is_sha256(pin.wheel_sha256), "{}: the wheel's digest", pin.target);
            assert!(is_sha256(pin.library_sha256), "{}: the library's digest", pin.target);
            assert!(pin.address.starts_with("https://files.pythonhosted.org/packages/"), "{}", pin.target);
            assert!(pin.address.contains(&format!("/pypdfium2-{VERSION}-")), "{}", pin.target);
        }
    }

    #[test]
    fn no_two_systems_share_a_file() {
        for (index, pin) in PINS.iter().enumerate() {
            for other in &PINS[index + 1..] {
                assert_ne!(pin.address, other.address, "{} and {}", pin.target, other.target);
                assert_ne!(pin.library_sha256, other.library_sha256, "{} and {}", pin.target, other.target);
            }
        }
    }
}
