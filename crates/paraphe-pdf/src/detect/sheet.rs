//! One page, asked for what stands where.

use paraphe_envelope::{FieldKind, ViewRect};

use super::tags::{self, Tag};
use super::{Clue, Place, PrintedRule};
use crate::content::{Leader, PageContent, Placed, PrintedText, Rule};

/// A box stands this far above its line: 1 mm.
const LIFT: f64 = 72.0 / 25.4;
/// The narrowest and the widest line to write on, the latter as a part of the page's width.
const NARROWEST: f64 = 40.0;
const WIDEST: f64 = 0.72;
/// A caption is this near below its line, in points.
const CAPTION: f64 = 17.0;
/// What touches is within this distance, in points.
const TOUCH: f64 = 3.0;

/// A line to write on: drawn, or made of characters. Points of the displayed page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    /// Made of characters, so it has a place in its line of text.
    pub(super) is_text: bool,
}

impl Line {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// How far it runs between these two, in points; negative where it stands beside them.
    pub(super) fn overlap(&self, left: f64, right: f64) -> f64 {
        self.right.min(right) - self.left.max(left)
    }
}

/// Left, top, right, bottom, in points of the displayed page.
pub(super) type Edges = [f64; 4];

/// A page, with the lines that are for writing on sorted out.
pub(super) struct Sheet<'a> {
    /// From 1.
    pub(super) number: u32,
    /// Width and height as displayed, in points.
    pub(super) size: (f64, f64),
    pub(super) texts: &'a [PrintedText],
    pub(super) squares: &'a [ViewRect],
    pub(super) lines: Vec<Line>,
    content: &'a PageContent,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(number: u32, content: &'a PageContent) -> Self {
        let mut sheet = Self {
            number,
            size: content.size,
            texts: &content.texts,
            squares: &content.squares,
            lines: Vec::new(),
            content,
        };
        sheet.lines = sheet.writing_lines();
        sheet
    }

    /// Lines to write on: neither part of a table or a frame, nor under a word, nor across the whole page.
    fn writing_lines(&self) -> Vec<Line> {
        let drawn = self.content.ruling.across.iter().filter(|rule| {
            let fits = rule.length() >= NARROWEST && rule.length() <= WIDEST * self.size.0;
            fits && !rule.is_edge && !self.is_in_grid(rule) && !self.is_underline(rule)
        });
        let drawn = drawn.map(|rule| Line { left: rule.from, right: rule.to, y: rule.at, is_text: false });
        let leaders = self.content.leaders.iter().filter(|leader| !self.leads_to_number(leader));
        let written = leaders.map(|leader| {
            let y = leader.baseline + 0.1 * leader.size;
            Line { left: leader.left, right: leader.right, y, is_text: true }
        });
        drawn.chain(written).collect()
    }

    fn is_in_grid(&self, rule: &Rule) -> bool {
        self.content.ruling.down.iter().any(|down| {
            let at_end = (down.at - rule.from).abs() < TOUCH || (down.at - rule.to).abs() < TOUCH;
            at_end && down.from - TOUCH < rule.at && rule.at < down.to + TOUCH
        })
    }

    fn is_underline(&self, rule: &Rule) -> bool {
        self.texts.iter().any(|text| {
            let below = rule.at - text.baseline;
            let shared = rule.to.min(text.right) - rule.from.max(text.left);
            (0.0..=4.5).contains(&below) && shared > 0.6 * rule.length()
        })
    }

    /// Dots of a table of contents: the number of a page stands at their end.
    fn leads_to_number(&self, leader: &Leader) -> bool {
        self.texts.iter().any(|text| {
            let gap = (text.left - leader.right).max(leader.left - text.right);
            let on_row = (text.baseline - leader.baseline).abs() < 3.0;
            let is_number =
                |placed: &Placed| placed.character.is_numeric() || "ivxlIVXL ".contains(placed.character);
            on_row && gap < 40.0 && text.characters.len() <= 5 && text.characters.iter().all(is_number)
        })
    }

    pub(super) fn printed_rules(&self) -> impl Iterator<Item = PrintedRule> {
        let page = self.number;
        self.lines.iter().map(move |line| PrintedRule { page, left: line.left, right: line.right, y: line.y })
    }

    pub(super) fn tag_places(&self) -> Vec<Place> {
        let tags = self.texts.iter().flat_map(tags::tags);
        tags.filter_map(|tag| self.tag_place(tag)).collect()
    }

    fn tag_place(&self, tag: Tag) -> Option<Place> {
        let (usual_width, usual_height) = usual_size(tag.kind);
        let width = tag.size.0.unwrap_or(usual_width);
        let height = tag.size.1.unwrap_or(usual_height);
        let y = if tag.stands { tag.at.y + tag.at.height - height } else { tag.at.y };
        let rect = within(ViewRect { x: tag.at.x, y, width, height }, self.size)?;
        let (signer, role) = (tag.signer, tag.role);
        let (clue, page) = (Clue::TextTag, self.number);
        Some(Place { kind: tag.kind, page, rect, clue, confidence: 0.98, text: Some(tag.text), signer, role })
    }

    /// The line that a piece of text is the caption of: right above it, with room to write.
    pub(super) fn line_above(&self, text: &PrintedText) -> Option<&Line> {
        let middle = (text.left + text.right) / 2.0;
        self.lines.iter().find(|line| {
            let gap = text.top() - line.y;
            let is_near = (-2.0..=CAPTION).contains(&gap) && line.width() >= 50.0;
            let is_over = line.left - 5.0 < middle && middle < line.right + 5.0;
            is_near && is_over && line.y - self.ceiling(line.left, line.right, line.y - 1.0) >= 14.0
        })
    }

    /// Whether dots or the like follow a piece of text in its row.
    pub(super) fn has_leader(&self, text: &PrintedText) -> bool {
        self.content.leaders.iter().any(|leader| {
            let gap = (leader.left - text.right).max(text.left - leader.right);
            (leader.baseline - text.baseline).abs() < 3.0 && gap < 30.0
        })
    }

    /// The nearest lower edge of text above `y` over this span; 0 where there is none.
    pub(super) fn ceiling(&self, left: f64, right: f64, y: f64) -> f64 {
        let over = self.texts.iter().filter(|text| text.left < right && left < text.right);
        over.map(PrintedText::bottom).filter(|bottom| *bottom < y).fold(0.0, f64::max)
    }

    /// The nearest upper edge of anything below `y` over this span; the page's foot where there is none.
    pub(super) fn floor(&self, left: f64, right: f64, y: f64) -> f64 {
        let texts = self.texts.iter().filter(|text| text.left < right && left < text.right);
        let texts = texts.map(PrintedText::top);
        let across = self.content.ruling.across.iter().filter(|rule| rule.from < right && left < rule.to);
        let leaders = self.content.leaders.iter().filter(|leader| leader.left < right && left < leader.right);
        let leaders = leaders.map(|leader| leader.baseline - leader.size * 0.5);
        let all = texts.chain(across.map(|rule| rule.at)).chain(leaders);
        all.filter(|top| *top >= y).fold(self.size.1 - 20.0, f64::min)
    }

    /// Whether no text stands within these edges.
    pub(super) fn is_clear(&self, [left, top, right, bottom]: Edges) -> bool {
        self.texts.iter().all(|text| {
            text.right <= left || text.left >= right || text.bottom() <= top || text.top() >= bottom
        })
    }

    /// The frame or cell around a point, if lines close one that is neither a page nor a row of text.
    pub(super) fn cell(&self, x: f64, y: f64) -> Option<Edges> {
        let ruling = &self.content.ruling;
        let across = |rule: &&Rule| rule.from - TOUCH <= x && x <= rule.to + TOUCH;
        let down = |rule: &&Rule| rule.from - TOUCH <= y && y <= rule.to + TOUCH;
        let tops = ruling.across.iter().filter(across).map(|rule| rule.at);
        let (above, below): (Vec<f64>, Vec<f64>) = tops.partition(|at| *at <= y);
        let sides = ruling.down.iter().filter(down).map(|rule| rule.at);
        let (before, behind): (Vec<f64>, Vec<f64>) = sides.partition(|at| *at <= x);
        let last = |all: Vec<f64>| all.into_iter().reduce(f64::max);
        let first = |all: Vec<f64>| all.into_iter().reduce(f64::min);
        let (left, top, right, bottom) = (last(before)?, last(above)?, first(behind)?, first(below)?);
        let (width, height) = (right - left, bottom - top);
        let fits = (30.0..=0.7 * self.size.0).contains(&width) && (10.0..=260.0).contains(&height);
        fits.then_some([left, top, right, bottom])
    }

    /// A box of the usual size that stands on a line, as high as there is room.
    pub(super) fn on_line(&self, line: &Line, kind: FieldKind, is_rtl: bool) -> Option<ViewRect> {
        let (usual_width, usual_height) = usual_size(kind);
        let widest = if kind == FieldKind::Signature { usual_width * 1.25 } else { usual_width * 2.0 };
        let width = line.width().min(widest);
        let x = if is_rtl { line.right - width } else { line.left };
        let is_drawn = matches!(kind, FieldKind::Signature | FieldKind::Initials | FieldKind::Checkbox);
        // What is written stands on the line.
        let bottom = line.y - if is_drawn { LIFT } else { 0.0 };
        let room = bottom - self.ceiling(x, x + width, line.y - 1.0);
        let height = usual_height.min(room).max(usual_height * 0.56);
        within(ViewRect { x, y: bottom - height, width, height }, self.size)
    }
}

/// What a box of this kind is usually as large as, in points.
pub(super) fn usual_size(kind: FieldKind) -> (f64, f64) {
    match kind {
        FieldKind::Signature => (160.0, 50.0),
        FieldKind::Initials => (42.5, 28.0),
        FieldKind::Checkbox => (12.0, 12.0),
        FieldKind::Date => (85.0, 18.0),
        FieldKind::Name | FieldKind::Place | FieldKind::Text => (120.0, 18.0),
    }
}

/// The part of a rectangle that is on the page, moved rather than cut where it fits; `None` where it is no box.
pub(super) fn within(rect: ViewRect, page: (f64, f64)) -> Option<ViewRect> {
    let (width, height) = (rect.width.min(page.0), rect.height.min(page.1));
    let x = rect.x.min(page.0 - width).max(0.0);
    let y = rect.y.min(page.1 - height).max(0.0);
    Some(ViewRect { x, y, width, height }).filter(ViewRect::is_box)
}
