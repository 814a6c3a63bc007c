//! The graphics state (ISO 32000-2 §8.4, 9.3), as far as it matters where something stands and how it is painted.

use super::area::{Area, IDENTITY, Matrix, stretch, times};
use super::colour::{Blend, Colour};
use super::font::Font;
use super::form::Group;
use super::join::Join;
use super::path::Path;
use paraphe_pdf::{ColourSpace, Dictionary, Object, RevisionView};
use std::rc::Rc;

/// The graphics state, as far as it matters.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) clip: Area,
    /// Inside a group of its own: not every viewer mixes colours there with what is under it.
    pub(super) is_grouped: bool,
    /// How much (0…1) the groups around let be seen of what is painted.
    pub(super) veil: f64,
    /// A mask lies over what is painted.
    pub(super) is_masked: bool,
    /// The same for the groups around, or only an odd part of the page is painted on.
    pub(super) is_uncertain: bool,
    pub(super) fill: Tint,
    pub(super) stroke: Tint,
    pub(super) blend: Blend,
    pub(super) line_width: f64,
    /// The shortest dash or gap of lines that are not drawn through.
    pub(super) dash: Option<f64>,
    pub(super) join: Join,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) leading: f64,
    pub(super) stretch: f64,
    pub(super) between_letters: f64,
    pub(super) between_words: f64,
    pub(super) rise: f64,
    pub(super) mode: f64,
}

/// What is painted with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tint {
    pub(super) colour: Option<Colour>,
    /// What numbers stand for.
    pub(super) space: ColourSpace,
    /// How many numbers make a colour there.
    pub(super) components: usize,
    /// A pattern of content of its own, which may be text (ISO 32000-2 §8.7.3).
    pub(super) is_tiling: bool,
    pub(super) opacity: f64,
}

impl Tint {
    /// The same with a pattern for a colour.
    pub(super) fn with_pattern(self, view: RevisionView<'_>, pattern: &Object) -> Self {
        const TILING: i64 = 1;
        let kind = pattern.as_dictionary().map(|pattern| view.get(pattern, b"PatternType"));
        Self { colour: None, is_tiling: kind.is_some_and(|kind| kind.as_integer() == Some(TILING)), ..self }
    }
}

impl State {
    pub(super) fn start(matrix: Matrix) -> Self {
        let tint = Tint {
            colour: Some(Colour::BLACK),
            space: ColourSpace::Plain,
            components: 1,
            is_tiling: false,
            opacity: 1.0,
        };
        Self {
            matrix,
            clip: Area::EVERYTHING,
            is_grouped: false,
            veil: 1.0,
            is_masked: false,
            is_uncertain: false,
            fill: tint,
            stroke: tint,
            blend: Blend::Normal,
            line_width: 1.0,
            dash: None,
            join: Join::START,
            font: None,
            size: 0.0,
            leading: 0.0,
            stretch: 1.0,
            between_letters: 0.0,
            between_words: 0.0,
            rise: 0.0,
            mode: 0.0,
        }
    }

    /// Takes what a named graphics state says (ISO 32000-2 §8.4.5), its font left out.
    pub(super) fn take(&mut self, view: RevisionView<'_>, named: &Dictionary) {
        // Several modes: the first a viewer knows; they are all old.
        let mode = view.get(named, b"BM");
        let mode =
            mode.as_array().and_then(|modes| modes.first()).map_or(mode.clone(), |mode| view.resolve(mode));
        if let Some(mode) = mode.as_name() {
            let blend = Blend::named(mode);
            self.blend = if self.is_grouped && blend != Blend::Normal { Blend::Other } else { blend };
        }
        if let Some(opacity) = view.get(named, b"ca").as_number() {
            self.fill.opacity = opacity;
        }
        if let Some(opacity) = view.get(named, b"CA").as_number() {
            self.stroke.opacity = opacity;
        }
        if let Some(width) = view.get(named, b"LW").as_number() {
            self.line_width = width.abs();
        }
        if let Some([pattern, _]) = view.get(named, b"D").as_array() {
            let pattern = view.resolve(pattern);
            let lengths = pattern.as_array().unwrap_or_default().iter();
            self.dash(&lengths.filter_map(|length| view.resolve(length).as_number()).collect::<Vec<_>>());
        }
        if let Some(style) = view.get(named, b"LJ").as_number() {
            self.join.style = style;
        }
        if let Some(limit) = view.get(named, b"ML").as_number() {
            self.join.limit = limit;
        }
        // By a function of the file's own, black may be shown as white (ISO 32000-2 §10.5).
        let is_plain = |function: &Object| {
            *function == Object::Null || matches!(function.as_name(), Some(b"Default" | b"Identity"))
        };
        self.is_uncertain |= !is_plain(&view.get(named, b"TR")) || !is_plain(&view.get(named, b"TR2"));
        // Where inks are printed one over the other, white may hide nothing (§8.6.7).
        self.is_uncertain |=
            [b"OP", b"op"].iter().any(|key| view.get(named, *key).as_boolean() == Some(true));
        let mask = view.get(named, b"SMask");
        if mask != Object::Null {
            self.is_masked = mask.as_name() != Some(b"None");
        }
    }

    /// Goes into a form; a transparency group is painted first and then shown as one (ISO 32000-2 §11.4.5, 11.6.6).
    pub(super) fn enter(&mut self, group: Group) {
        self.is_uncertain |= self.is_masked || self.blend == Blend::Other;
        if group != Group::No {
            self.is_grouped = true;
            self.veil *= self.fill.opacity;
            (self.fill.opacity, self.stroke.opacity) = (1.0, 1.0);
            self.is_masked = false;
        }
    }

    /// The colour and opacity of letters that are `high`; `None` if nobody can tell.
    pub(super) fn letters(&self, high: f64) -> (Option<Colour>, f64) {
        // Of an outline alone one viewer makes a hair and another nothing.
        let is_hollow = self.mode == 1.0 || self.mode == 5.0;
        let is_vague = is_hollow || self.is_masked || self.is_uncertain || self.blend == Blend::Other;
        let is_known = !is_vague && !self.is_blot(high);
        let tint = self.letter_tint();
        (tint.colour.filter(|_| is_known), tint.opacity * self.veil)
    }

    fn letter_tint(&self) -> Tint {
        if self.mode == 1.0 || self.mode == 5.0 { self.stroke } else { self.fill }
    }

    /// Lines are drawn with dashes and gaps of these lengths from here on; of none, they are drawn through.
    pub(super) fn dash(&mut self, lengths: &[f64]) {
        self.dash = lengths.iter().copied().reduce(f64::min);
    }

    /// How thick lines are, in points: none is drawn so thin that it is not seen. For gaps nothing is taken off, and dashes below a pixel
    /// are each drawn as whole pixels, across the line as well.
    pub(super) fn thickness(&self) -> f64 {
        const THINNEST: f64 = 0.5;
        const PIXEL: f64 = 1.0;
        let scale = stretch(self.matrix);
        let is_fine = self.dash.is_some_and(|shortest| shortest * scale < PIXEL);
        (self.line_width * scale).max(THINNEST) + if is_fine { PIXEL } else { 0.0 }
    }

    /// Whether a sign that stands here is drawn as with a pen: small, and without an outline.
    pub(super) fn is_light(&self, area: Area) -> bool {
        const LARGEST: f64 = 16.0;
        area.width().max(area.height()) <= LARGEST && self.outline() <= 0.0
    }

    /// How thick, in points, the outline of letters is; 0 if only their inside is painted.
    pub(super) fn outline(&self) -> f64 {
        let is_outlined = [1.0, 2.0, 5.0, 6.0].contains(&self.mode);
        if is_outlined { self.line_width * stretch(self.matrix) } else { 0.0 }
    }

    /// Whether the outline of letters that are `high` is so thick that it makes a blot of a letter.
    pub(super) fn is_blot(&self, high: f64) -> bool {
        const BLOT: f64 = 0.15;
        let line = self.outline();
        let is_other =
            self.fill.colour != self.stroke.colour && self.letter_tint().colour == self.fill.colour;
        line > 0.0 && (line > BLOT * high || (is_other && line > BLOT * high / 2.0))
    }
}

/// Where a content stream has got to.
pub(super) struct Run {
    pub(super) state: State,
    pub(super) saved: Vec<Saved>,
    /// More was restored than was saved: some viewers show nothing of what follows.
    pub(super) is_overdrawn: bool,
    /// Where the next letter stands, each viewer sees in its own way.
    pub(super) is_place_unclear: bool,
    /// The same, until the next place is said: the last letter is as wide as some font of the viewer's own has it.
    pub(super) is_behind_a_guess: bool,
    pub(super) line: Matrix,
    pub(super) text: Matrix,
    pub(super) form: usize,
    pub(super) path: Path,
    /// The path that is being made is also to be painted within.
    pub(super) clips: bool,
    /// Between BT and ET: elsewhere some viewers show no text.
    pub(super) is_in_text: bool,
    /// What stands for grey, RGB and CMYK here.
    pub(super) devices: ColourSpace,
    pub(super) believed: Believed,
}

/// What `q` saves. With the state some viewers bring back where the next letter stands, though a text is no place to save it.
pub(super) struct Saved {
    state: State,
    places: [Matrix; 2],
}

/// Which colours are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Believed {
    /// Those every screen shows alike.
    Plain,
    /// Also those of profiles, as pages have them, but not that they are pale: what is pale hardly counts.
    Profiled,
}

impl Believed {
    /// The colour of these numbers; `None` if nobody can tell.
    pub(super) fn colour(self, space: ColourSpace, numbers: &[f64]) -> Option<Colour> {
        let colour = Colour::from_components(numbers);
        match (space, self) {
            (ColourSpace::Plain, _) => colour,
            (ColourSpace::Calibrated | ColourSpace::Profiled, Self::Profiled) => {
                colour.filter(|colour| !colour.is_pale())
            }
            (ColourSpace::Calibrated | ColourSpace::Profiled, Self::Plain) | (ColourSpace::Other, _) => None,
        }
    }
}

impl Run {
    pub(super) fn new(state: State, form: usize, devices: ColourSpace, believed: Believed) -> Self {
        Self {
            state,
            saved: Vec::new(),
            is_overdrawn: false,
            is_place_unclear: false,
            is_behind_a_guess: false,
            line: IDENTITY,
            text: IDENTITY,
            form,
            path: Path::default(),
            clips: false,
            is_in_text: false,
            devices,
            believed,
        }
    }

    pub(super) fn save(&mut self) {
        self.saved.push(Saved { state: self.state.clone(), places: [self.line, self.text] });
    }

    pub(super) fn restore(&mut self) {
        match self.saved.pop() {
            Some(Saved { state, places }) => {
                self.is_place_unclear |= self.is_in_text && places != [self.line, self.text];
                self.state = state;
            }
            None => self.is_overdrawn = true,
        }
    }

    pub(super) fn advance(&mut self, by: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by * self.state.stretch, 0.0], self.text);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
        self.is_behind_a_guess = false;
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    pub(super) fn step(&mut self, operator: &[u8], numbers: &[f64]) {
        match (operator, numbers) {
            (b"cm", [a, b, c, d, e, f]) => {
                self.state.matrix = times([*a, *b, *c, *d, *e, *f], self.state.matrix);
            }
            (b"BT", _) => {
                (self.line, self.text, self.is_in_text) = (IDENTITY, IDENTITY, true);
                (self.is_place_unclear, self.is_behind_a_guess) = (false, false);
            }
            (b"ET", _) => self.is_in_text = false,
            (b"Tm", [a, b, c, d, e, f]) => {
                self.line = [*a, *b, *c, *d, *e, *f];
                self.text = self.line;
                (self.is_place_unclear, self.is_behind_a_guess) = (false, false);
            }
            (b"Td", [x, y]) => self.move_line(*x, *y),
            (b"TD", [x, y]) => {
                self.state.leading = -y;
                self.move_line(*x, *y);
            }
            (b"T*", _) => self.next_line(),
            (b"TL", [leading]) => self.state.leading = *leading,
            (b"Tz", [percent]) => self.state.stretch = percent / 100.0,
            (b"Tc", [space]) => self.state.between_letters = *space,
            (b"Tw", [space]) => self.state.between_words = *space,
            (b"Ts", [rise]) => self.state.rise = *rise,
            (b"Tr", [mode]) => self.state.mode = *mode,
            (b"w", [width]) => self.state.line_width = width.abs(),
            (b"j", [style]) => self.state.join.style = *style,
            (b"M", [limit]) => self.state.join.limit = *limit,
            _ => self.colour(operator, numbers),
        }
    }

    fn colour(&mut self, operator: &[u8], numbers: &[f64]) {
        let tint = match operator {
            b"g" | b"rg" | b"k" | b"sc" | b"scn" => &mut self.state.fill,
            b"G" | b"RG" | b"K" | b"SC" | b"SCN" => &mut self.state.stroke,
            _ => return,
        };
        // These choose their space with the colour; the others stay in the one that was chosen.
        tint.is_tiling = false;
        if matches!(operator, b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K") {
            (tint.space, tint.components) = (self.devices, numbers.len());
        }
        // Of too many or too few numbers each viewer makes a colour of its own.
        let colour = self.believed.colour(tint.space, numbers);
        tint.colour = colour.filter(|_| numbers.len() == tint.components);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        Run::new(State::start(IDENTITY), 0, ColourSpace::Plain, Believed::Plain)
    }

    #[test]
    fn a_place_that_is_restored_within_a_text_is_unclear_until_it_is_said_anew() {
        let restored = |within: &[(&[u8], &[f64])]| {
            let mut run = run();
            run.step(b"BT", &[]);
            run.save();
            within.iter().for_each(|(operator, numbers)| run.step(operator, numbers));
            run.restore();
            run
        };
        assert!(restored(&[(b"Td", &[300.0, 0.0])]).is_place_unclear);
        assert!(!restored(&[(b"g", &[0.5])]).is_place_unclear, "the place is the same");
        assert!(
            !restored(&[(b"Td", &[300.0, 0.0]), (b"ET", &[])]).is_place_unclear,
            "outside of texts it is of nothing"
        );
        for (operator, numbers) in [(&b"Tm"[..], &[1.0, 0.0, 0.0, 1.0, 5.0, 5.0][..]), (b"BT", &[])] {
            let mut run = restored(&[(b"Td", &[300.0, 0.0])]);
            run.step(operator, numbers);
            assert!(!run.is_place_unclear);
        }
    }

    #[test]
    fn more_cannot_be_restored_than_was_saved() {
        let mut run = run();
        run.save();
        run.restore();
        assert!(!run.is_overdrawn);
        run.restore();
        assert!(run.is_overdrawn);
    }

    #[test]
    fn a_colour_has_as_many_numbers_as_its_space() {
        let mut run = run();
        run.step(b"sc", &[0.9]);
        assert!(run.state.fill.colour.is_some(), "grey, for want of a space");
        run.step(b"sc", &[1.0, 1.0, 0.0]);
        assert_eq!(run.state.fill.colour, None);
        run.step(b"rg", &[1.0, 1.0, 0.0]);
        run.step(b"scn", &[0.0, 0.0, 1.0]);
        assert!(run.state.fill.colour.is_some());
        run.step(b"scn", &[0.0]);
        assert_eq!(run.state.fill.colour, None);
    }

    #[test]
    fn dashes_below_a_pixel_make_lines_thicker_and_gaps_take_nothing_off() {
        let mut state = State::start(IDENTITY);
        for (lengths, thickness) in
            [(&[][..], 1.0), (&[3.0, 2.0], 1.0), (&[0.001, 0.001], 2.0), (&[0.0, 3.0], 2.0), (&[], 1.0)]
        {
            state.dash(lengths);
            assert!((state.thickness() - thickness).abs() < 1e-9, "{lengths:?}");
        }
    }
}
