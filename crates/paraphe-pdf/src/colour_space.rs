//! Colour spaces, as far as it can be told which colour a number stands for (ISO 32000-2, 8.6). One judgement for what is
//! written, what is painted and what an image shows.

use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// What the numbers of a colour space stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColourSpace {
    /// Grey, RGB or CMYK as every screen shows them.
    Plain,
    /// The same by an ICC profile of the file's own.
    Profiled,
    /// The same by a calibration no screen has, which may show white for black.
    Calibrated,
    /// Anything.
    Other,
}

impl ColourSpace {
    /// The space of this name among these resources, and how many numbers make a colour there, if that is known.
    #[must_use]
    pub fn named(view: RevisionView<'_>, resources: &Dictionary, name: &[u8]) -> (Self, Option<usize>) {
        let spaces = view.dictionary(resources, b"ColorSpace").unwrap_or_default();
        let found = view.get(&spaces, name);
        let space = if found == Object::Null { Object::Name(name.to_vec()) } else { found };
        let own = Self::of(view, &space);
        let family = family(view, &space);
        let is_device = matches!(family.as_name(), Some(b"DeviceCMYK" | b"DeviceGray" | b"DeviceRGB"));
        let own = if is_device { own.max(Self::of_devices(view, resources)) } else { own };
        (own, components(view, &space))
    }

    /// What stands for grey, RGB and CMYK among these resources (8.6.5.6).
    #[must_use]
    pub fn of_devices(view: RevisionView<'_>, resources: &Dictionary) -> Self {
        let spaces = view.dictionary(resources, b"ColorSpace").unwrap_or_default();
        let named = [&b"DefaultCMYK"[..], b"DefaultGray", b"DefaultRGB"].map(|key| view.get(&spaces, key));
        let others = named.iter().filter(|space| **space != Object::Null).map(|space| Self::of(view, space));
        others.max().unwrap_or(Self::Plain)
    }

    /// Whether near numbers are near colours for sure. Profiles are believed for images, as scanners write them.
    #[must_use]
    pub fn suits_images(self) -> bool {
        self <= Self::Profiled
    }

    pub(crate) fn of(view: RevisionView<'_>, space: &Object) -> Self {
        let parts = space.as_array().unwrap_or_default();
        let own = parts.get(1).map_or(Object::Null, |part| view.resolve(part));
        match family(view, space).as_name() {
            Some(b"CMYK" | b"DeviceCMYK" | b"DeviceGray" | b"DeviceRGB" | b"G" | b"RGB") => Self::Plain,
            Some(b"CalGray" | b"CalRGB") if own.as_dictionary().is_some_and(|own| is_usual(view, own)) => {
                Self::Plain
            }
            Some(b"CalGray" | b"CalRGB") => Self::Calibrated,
            Some(b"ICCBased") => Self::Profiled,
            Some(_) | None => Self::Other,
        }
    }

    /// How many numbers make a colour of an image; `None` for spaces in which near numbers may be far colours.
    pub(crate) fn channels(view: RevisionView<'_>, space: &Object) -> Option<usize> {
        if !Self::of(view, space).suits_images() {
            return None;
        }
        components(view, space)
    }
}

/// How many numbers make a colour.
fn components(view: RevisionView<'_>, space: &Object) -> Option<usize> {
    match family(view, space).as_name()? {
        b"CalGray" | b"DeviceGray" | b"G" => Some(1),
        b"CalRGB" | b"DeviceRGB" | b"RGB" => Some(3),
        b"CMYK" | b"DeviceCMYK" => Some(4),
        b"ICCBased" => {
            let profile = view.resolve(space.as_array()?.get(1)?);
            let channels = view.get(&profile.as_stream()?.dictionary, b"N").as_integer()?;
            matches!(channels, 1 | 3 | 4).then(|| usize::try_from(channels).ok())?
        }
        _ => None,
    }
}

/// The name of a space without parameters, or what the array of one begins with.
fn family(view: RevisionView<'_>, space: &Object) -> Object {
    let first = space.as_array().and_then(|parts| parts.first());
    first.map_or_else(|| space.clone(), |family| view.resolve(family))
}

/// Whether a calibration is about that of a screen: dark numbers stay dark and light ones light. What is no number, some viewers
/// read as nought.
fn is_usual(view: RevisionView<'_>, own: &Dictionary) -> bool {
    let (gamma, matrix) = (view.get(own, b"Gamma"), view.get(own, b"Matrix"));
    let is_gamma = |item: &Object| item.as_number().is_some_and(|gamma| (1.0..=3.0).contains(&gamma));
    let is_linear = gamma == Object::Null;
    let is_three = gamma
        .as_array()
        .is_some_and(|all| all.len() == 3 && all.iter().all(|one| is_gamma(&view.resolve(one))));
    let is_usual = match matrix.as_array() {
        Some(matrix) => (is_linear || is_three) && is_bright(view, matrix),
        None => matrix == Object::Null && (is_linear || is_gamma(&gamma)),
    };
    is_usual && own.get(b"BlackPoint").is_none()
}

/// Whether the three primaries of a calibration make white.
fn is_bright(view: RevisionView<'_>, matrix: &[Object]) -> bool {
    let numbers: Option<Vec<f64>> =
        matrix.iter().take(10).map(|item| view.resolve(item).as_number()).collect();
    let Some([_, red, _, _, green, _, _, blue, _]) = numbers.as_deref() else { return false };
    let shares = [*red, *green, *blue];
    (0.9..=1.1).contains(&shares.iter().sum::<f64>()) && shares.iter().all(|share| *share > 0.0)
}
