//! Colour spaces, as far as it can be told which colour a number stands for (ISO 32000-2 §8.6).

use super::area::numbers;
use paraphe_pdf::{Dictionary, Object, RevisionView};

/// What the numbers of a colour space stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    /// Grey, RGB or CMYK as every screen shows them.
    Plain,
    /// The same by a profile or a calibration of the file's own, which may show white for black.
    Profiled,
    /// Anything.
    Other,
}

impl Space {
    /// The space of this name.
    pub(super) fn named(view: RevisionView<'_>, resources: &Dictionary, name: &[u8]) -> Self {
        let spaces = view.dictionary(resources, b"ColorSpace").unwrap_or_default();
        let space = view.get(&spaces, name);
        if space == Object::Null {
            Self::of(view, &Object::Name(name.to_vec()))
        } else {
            Self::of(view, &space)
        }
    }

    /// What stands for grey, RGB and CMYK among these resources (§8.6.5.6).
    pub(super) fn of_devices(view: RevisionView<'_>, resources: &Dictionary) -> Self {
        let spaces = view.dictionary(resources, b"ColorSpace").unwrap_or_default();
        let named = [&b"DefaultCMYK"[..], b"DefaultGray", b"DefaultRGB"].map(|key| view.get(&spaces, key));
        let others = named.iter().filter(|space| **space != Object::Null).map(|space| Self::of(view, space));
        others.max().unwrap_or(Self::Plain)
    }

    fn of(view: RevisionView<'_>, space: &Object) -> Self {
        let parts = space.as_array().unwrap_or_default();
        let part = |at: usize| parts.get(at).map_or(Object::Null, |part| view.resolve(part));
        let family = if parts.is_empty() { space.clone() } else { part(0) };
        match family.as_name() {
            Some(b"CMYK" | b"DeviceCMYK" | b"DeviceGray" | b"DeviceRGB" | b"G" | b"RGB") => Self::Plain,
            Some(b"CalGray" | b"CalRGB")
                if part(1).as_dictionary().is_some_and(|own| is_usual(view, own)) =>
            {
                Self::Plain
            }
            Some(b"CalGray" | b"CalRGB" | b"ICCBased") => Self::Profiled,
            Some(_) | None => Self::Other,
        }
    }
}

/// Whether a calibration is about that of a screen: dark numbers stay dark and light ones light.
fn is_usual(view: RevisionView<'_>, own: &Dictionary) -> bool {
    let listed = |key| numbers(view, &view.get(own, key));
    let is_gamma = |gamma: &f64| (1.0..=3.0).contains(gamma);
    let gamma = view.get(own, b"Gamma");
    let gamma = gamma.as_number().map_or_else(|| numbers(view, &gamma), |gamma| vec![gamma]);
    let shares = match listed(b"Matrix")[..] {
        [_, red, _, _, green, _, _, blue, _] => vec![red, green, blue],
        _ => Vec::new(),
    };
    let is_bright =
        (0.9..=1.1).contains(&shares.iter().sum::<f64>()) && shares.iter().all(|share| *share > 0.0);
    let is_grey = view.get(own, b"Matrix") == Object::Null && gamma.len() <= 1;
    gamma.iter().all(is_gamma) && (is_bright || is_grey) && own.get(b"BlackPoint").is_none()
}
