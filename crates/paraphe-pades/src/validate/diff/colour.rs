//! Colours as far as legibility goes: what becomes of a letter when something is painted over it.

/// Letters with less contrast to what is behind them cannot be read (WCAG 2.2 asks for 3 at least).
pub(super) const LEGIBLE: f64 = 3.0;

/// Whether a number lies between 0 and 1, but for what rounding does.
pub(super) fn is_share(number: f64) -> bool {
    const ROUNDED: f64 = 0.01;
    (-ROUNDED..=1.0 + ROUNDED).contains(&number)
}

/// Red, green and blue, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colour([f64; 3]);

impl Colour {
    pub(super) const BLACK: Self = Self([0.0; 3]);
    pub(super) const WHITE: Self = Self([1.0; 3]);

    /// By the number of components: grey, RGB, CMYK (ISO 32000-2 §10.4.2.4).
    /// Numbers beyond 0 and 1 some viewers take for the nearest of these and others for anything.
    pub(super) fn from_components(components: &[f64]) -> Option<Self> {
        if !components.iter().all(|component| is_share(*component)) {
            return None;
        }
        let limited = |value: f64| value.clamp(0.0, 1.0);
        match components {
            [grey] => Some(Self([limited(*grey); 3])),
            [red, green, blue] => Some(Self([limited(*red), limited(*green), limited(*blue)])),
            [cyan, magenta, yellow, black] => {
                Some(Self([cyan, magenta, yellow].map(|ink| 1.0 - limited(ink + black))))
            }
            _ => None,
        }
    }

    /// Whether no part of it differs by more than `by`.
    pub(super) fn is_like(self, other: Self, by: f64) -> bool {
        self.0.iter().zip(other.0).all(|(one, other)| (one - other).abs() <= by)
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear =
            |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How well two colours can be told apart, from 1 to 21 (WCAG 2.2).
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Whether it hardly stands out from paper.
    pub(super) fn is_pale(self) -> bool {
        self.contrast(Self::WHITE) < LEGIBLE
    }

    /// What stands behind letters of this colour so that they can be read, as far as nobody knows better.
    pub(super) fn likely_background(self) -> Self {
        if self.luminance() > 0.5 { Self::BLACK } else { Self::WHITE }
    }

    /// The same as viewers keep it that reckon in 255 steps: no paint moves a colour by less than one of them.
    pub(super) fn under_in_steps(self, paint: Self, blend: Blend, opacity: f64) -> Self {
        const STEPS: f64 = 255.0;
        const NOTHING: f64 = 1e-9;
        let exact = self.under(paint, blend, (opacity.clamp(0.0, 1.0) * STEPS - NOTHING).ceil() / STEPS);
        let moved = |from: f64, to: f64| match to - from {
            way if way > NOTHING => (to * STEPS - NOTHING).ceil() / STEPS,
            way if way < -NOTHING => (to * STEPS + NOTHING).floor() / STEPS,
            _ => from,
        };
        Self([0, 1, 2].map(|channel| moved(self.0[channel], exact.0[channel]).clamp(0.0, 1.0)))
    }

    /// This colour with paint over it.
    pub(super) fn under(self, paint: Self, blend: Blend, opacity: f64) -> Self {
        let mixed = |below: f64, above: f64| {
            let blended = match blend {
                Blend::Darken => below.min(above),
                Blend::Multiply => below * above,
                Blend::Normal | Blend::Other => above,
            };
            below + (blended - below) * opacity.clamp(0.0, 1.0)
        };
        Self([0, 1, 2].map(|channel| mixed(self.0[channel], paint.0[channel])))
    }
}

/// How paint and what is under it make one colour (ISO 32000-2 §11.3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blend {
    Darken,
    Multiply,
    Normal,
    /// Hides what is under it as `Normal` does; what it shows itself nobody can tell.
    Other,
}

impl Blend {
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            b"Darken" => Self::Darken,
            b"Multiply" => Self::Multiply,
            b"Compatible" | b"Normal" => Self::Normal,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast_under(components: &[f64], blend: Blend, opacity: f64) -> f64 {
        let paint = Colour::from_components(components).unwrap();
        let [letter, page] = [Colour::BLACK, Colour::WHITE].map(|colour| colour.under(paint, blend, opacity));
        letter.contrast(page)
    }

    #[test]
    fn yellow_marks_leave_letters_and_dark_ones_do_not() {
        assert!(contrast_under(&[1.0, 1.0, 0.0], Blend::Multiply, 1.0) > 15.0);
        assert!(contrast_under(&[0.1], Blend::Multiply, 1.0) < 1.5);
        assert!(contrast_under(&[1.0, 1.0, 0.0], Blend::Normal, 1.0) < 1.01);
        assert!(contrast_under(&[1.0, 1.0, 0.0], Blend::Normal, 0.4) > 3.0);
        assert!(contrast_under(&[1.0], Blend::Normal, 0.9) < 1.5);
    }

    #[test]
    fn inks_are_the_contrary_of_light() {
        assert_eq!(Colour::from_components(&[0.0, 0.0, 0.0, 1.0]), Some(Colour::BLACK));
        assert_eq!(Colour::from_components(&[0.0, 0.0, 0.0, 0.0]), Some(Colour::WHITE));
        assert_eq!(Colour::from_components(&[0.5, 0.5]), None);
        assert_eq!(Colour::from_components(&[1.001]), Some(Colour::WHITE));
        assert_eq!(Colour::from_components(&[32768.0]), None, "black to some, white to others");
    }
}
