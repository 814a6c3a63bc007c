//! Appearances seen from outside: what is kept, what is refused, and what a reader of the PDF sees.

mod readers;

use super::*;

const MM: f64 = 72.0 / 25.4;

fn lines(texts: &[(LineKind, &str)]) -> Vec<TextLine> {
    texts.iter().map(|(kind, text)| TextLine { kind: *kind, text: (*text).to_owned() }).collect()
}

fn french() -> Vec<TextLine> {
    lines(&[
        (LineKind::Name, "Amélie Bérard"),
        (LineKind::Date, "Signé le 22/11/2026 à 09:50 +01:00"),
        (LineKind::Reason, "Motif : bon pour accord"),
        (LineKind::Place, "Fait à Saint-Étienne"),
    ])
}

fn arabic() -> Vec<TextLine> {
    lines(&[
        (LineKind::Name, "محمد الطرابلسي"),
        (LineKind::Date, "وُقِّع في 22/11/2026 على الساعة 09:50"),
        (LineKind::Note, "Reçu et approuvé — محمد الطرابلسي, Tunis"),
    ])
}

/// A hand that writes loops, an upstroke and a flourish.
fn drawn() -> Mark {
    let scrawl: Vec<InkPoint> = (0..90)
        .map(|i| f64::from(i) / 89.0)
        .map(|t| InkPoint {
            x: 60.0 + 420.0 * t + 30.0 * (t * 21.0).cos(),
            y: 105.0 + 45.0 * (1.0 - t) * (t * 23.0).sin() - 20.0 * t,
            pressure: 0.5 + 0.4 * (t * 17.0).sin(),
        })
        .collect();
    let flourish: Vec<InkPoint> = (0..20)
        .map(|i| f64::from(i) / 19.0)
        .map(|t| InkPoint { x: 90.0 + 380.0 * t, y: 165.0 - 25.0 * t * t, pressure: 0.2 + 0.6 * t })
        .collect();
    Mark::from_strokes(&[scrawl, flourish], Some((600.0, 200.0)))
}

fn typed(name: &str) -> Mark {
    Mark::Typed { name: name.to_owned() }
}

fn signature(mark: &Mark, lines: &[TextLine], width: f64, height: f64) -> Appearance {
    Appearance::for_signature(&SignatureLook { mark, lines, logo: None, width, height }).unwrap()
}

/// Every look worth a glance, each with its box in points.
fn gallery() -> Vec<Appearance> {
    let box_35 = (35.0 * MM, 12.0 * MM);
    let box_70 = (70.0 * MM, 25.0 * MM);
    let box_tall = (45.0 * MM, 40.0 * MM);
    let mut all = Vec::new();
    for (width, height) in [box_35, box_70, box_tall, (20.0 * MM, 8.0 * MM), (90.0 * MM, 12.0 * MM)] {
        all.push(signature(&drawn(), &french(), width, height));
        all.push(signature(&typed("Łucja Đặng-Œuvray"), &french()[..2], width, height));
        all.push(signature(&typed("محمد الطرابلسي"), &arabic(), width, height));
        all.push(signature(&Mark::None, &french(), width, height));
    }
    all.push(Appearance::for_initials(&typed("AB"), 12.0 * MM, 8.0 * MM).unwrap());
    all.push(Appearance::for_initials(&drawn(), 15.0 * MM, 10.0 * MM).unwrap());
    all.push(Appearance::for_text("22/11/2026", 30.0 * MM, 6.0 * MM).unwrap());
    all.push(
        Appearance::for_text("Bon pour accord, lu et approuvé sans réserve", 30.0 * MM, 14.0 * MM).unwrap(),
    );
    all.push(Appearance::for_text("تونس في 22/11/2026", 30.0 * MM, 8.0 * MM).unwrap());
    all.push(Appearance::for_check_box(5.0 * MM, 4.0 * MM, CheckState::On));
    all.push(Appearance::for_check_box(5.0 * MM, 4.0 * MM, CheckState::Off));
    all
}

#[test]
fn everything_stays_inside_the_box() {
    let fonts = FontSet::bundled();
    for appearance in gallery() {
        let (width, height) = appearance.size();
        for element in &appearance.elements {
            let [left, bottom, right, top] = match element {
                Element::Ink { outlines, .. } => mark::bounds(outlines.iter().flatten().copied()).unwrap(),
                Element::Picture { place: [left, bottom, width, height], .. } => {
                    [*left, *bottom, left + width, bottom + height]
                }
                Element::Pen { points, .. } => mark::bounds(points.iter().copied()).unwrap(),
                Element::Rule { from, to, .. } => mark::bounds([*from, *to]).unwrap(),
                Element::Text { line, x, y, .. } => {
                    let [left, bottom, right, top] = line.ink_box(fonts).unwrap();
                    [left + x, bottom + y, right + x, top + y]
                }
            };
            let inside = left >= 0.0 && bottom >= 0.0 && right <= width && top <= height;
            assert!(inside, "{left} {bottom} {right} {top} in {width} × {height}: {element:?}");
        }
    }
}

#[test]
fn a_drawing_keeps_its_shape() {
    for (width, height) in [(100.0, 34.0), (40.0, 90.0), (300.0, 20.0)] {
        let Mark::Drawn { outlines, aspect } = drawn() else { panic!() };
        let before = mark::bounds(outlines.iter().flatten().copied()).unwrap();
        let appearance = Appearance::for_initials(&drawn(), width, height).unwrap();
        let [Element::Ink { outlines, .. }] = appearance.elements.as_slice() else { panic!() };
        let after = mark::bounds(outlines.iter().flatten().copied()).unwrap();
        let ratio = |[left, low, right, high]: [f64; 4]| (right - left) / (high - low);
        assert!((ratio(after) - ratio(before) * aspect).abs() < 1e-6);
    }
}

#[test]
fn lines_go_in_their_order_when_space_is_short() {
    assert_eq!(signature(&drawn(), &french(), 70.0 * MM, 25.0 * MM).dropped(), []);
    let small = signature(&drawn(), &french(), 20.0 * MM, 8.0 * MM);
    assert!(
        small.dropped().starts_with(&[LineKind::Date])
            || small.dropped() == [LineKind::Reason, LineKind::Place]
    );
    assert!(!small.dropped().contains(&LineKind::Name));
    let unnamed = signature(&drawn(), &french()[1..], 4.0, 3.0);
    assert_eq!(unnamed.dropped(), [LineKind::Date, LineKind::Reason, LineKind::Place]);
    assert_eq!(unnamed.elements.len(), 1, "the mark stays");
}

#[test]
fn a_box_too_small_for_the_name_is_refused_with_one_that_is_not() {
    let refused = |mark: &Mark, lines: &[TextLine], width: f64, height: f64| {
        let look = SignatureLook { mark, lines, logo: None, width, height };
        match Appearance::for_signature(&look) {
            Err(PdfError::BoxTooSmall { needed_width, needed_height }) => Some((needed_width, needed_height)),
            Err(other) => panic!("{other}"),
            Ok(_) => None,
        }
    };
    for (mark, lines) in [
        (drawn(), french()),
        (Mark::None, arabic()),
        (typed("Łucja Đặng-Œuvray"), french()),
        (typed("Łucja Đặng-Œuvray"), vec![]),
    ] {
        for (width, height) in [(4.0, 3.0), (30.0, 1.0), (0.0, 0.0), (9.0, 60.0)] {
            let (wider, higher) = refused(&mark, &lines, width, height).expect("too small");
            assert!(wider >= width && higher >= height, "{wider} × {higher} for {width} × {height}");
            assert_eq!(refused(&mark, &lines, wider, higher), None, "{wider} × {higher} is enough");
            assert!(refused(&mark, &lines, wider * 0.8, higher * 0.8).is_some(), "and not far too much");
        }
    }
    assert_eq!(refused(&drawn(), &[], 4.0, 3.0), None, "a drawing can be as small as it likes");
}

/// A red square with a hole, as somebody's logo.
fn logo() -> Arc<Picture> {
    let mut samples = vec![0u8; 16 * 16 * 4];
    for at in (0..256).filter(|at| !(6..10).contains(&(at % 16)) || !(6..10).contains(&(at / 16))) {
        samples[at * 4..at * 4 + 4].copy_from_slice(&[200, 20, 20, 255]);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 16, 16);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&samples).unwrap();
    Arc::new(Picture::of_logo(&bytes).unwrap())
}

#[test]
fn a_logo_costs_no_line_and_stands_where_reading_begins() {
    let logo = logo();
    let shown = |lines: &[TextLine], width: f64, height: f64| {
        let look = SignatureLook { mark: &Mark::None, lines, logo: Some(&logo), width, height };
        let appearance = Appearance::for_signature(&look).unwrap();
        let place = appearance.elements.iter().find_map(|element| match element {
            Element::Picture { place, .. } => Some(*place),
            Element::Ink { .. } | Element::Pen { .. } | Element::Rule { .. } | Element::Text { .. } => None,
        });
        (place, appearance)
    };
    let (place, appearance) = shown(&french(), 200.0, 70.0);
    let [left, bottom, width, height] = place.unwrap();
    assert!(left < 10.0 && bottom >= 0.0 && bottom + height <= 70.0 && (width - height).abs() < 1e-9);
    assert_eq!(appearance.dropped(), []);
    assert!(appearance.elements.iter().any(|element| matches!(element, Element::Picture { .. })));
    let [left, ..] = shown(&arabic(), 200.0, 70.0).0.unwrap();
    assert!(left > 100.0, "to the right of Arabic");
    let (place, appearance) = shown(&lines(&[(LineKind::Name, "Amélie-Bérard")]), 42.0, 9.0);
    assert_eq!((place, appearance.dropped()), (None, &[][..]), "the logo goes first");
}

#[test]
fn a_picture_is_one_image_in_the_pdf_and_in_the_preview() {
    let picture = logo();
    let mark = Mark::Picture { picture: Arc::clone(&picture) };
    let look =
        SignatureLook { mark: &mark, lines: &french(), logo: Some(&picture), width: 200.0, height: 70.0 };
    let appearance = Appearance::for_signature(&look).unwrap();
    let form = appearance.to_form();
    assert_eq!(form.pictures.len(), 1, "shown twice, written once");
    let content = String::from_utf8(form.content).unwrap();
    assert_eq!(content.matches("/I0 Do").count(), 2, "{content}");
    let svg = appearance.to_svg();
    assert_eq!(svg.matches("<image ").count(), 2);
    assert!(svg.contains("href=\"data:image/png;base64,iVBORw0KGgo"), "{svg}");
}

#[test]
fn text_is_never_smaller_than_five_points() {
    for appearance in gallery().into_iter().take(20) {
        for element in &appearance.elements {
            if let Element::Text { line, shade, .. } = element
                && *shade == PRINT
            {
                assert!(line.size >= 5.0 && line.size <= 8.0, "{}", line.size);
            }
        }
    }
}

#[test]
fn one_row_stands_on_the_line_under_its_box_and_in_the_middle_of_a_higher_one() {
    let baseline = |text: &str, width: f64, height: f64| {
        let appearance = Appearance::for_text(text, width, height).unwrap();
        match appearance.elements.as_slice() {
            [Element::Text { y, .. }] => *y,
            other => panic!("one row, not {other:?}"),
        }
    };
    // As large as found lines are given, short and shrunk.
    for text in ["23/11/2026", "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson"] {
        let y = baseline(text, 170.0, 18.0);
        assert!((1.5..4.0).contains(&y), "{text}: {y} points above the line");
    }
    let y = baseline("23/11/2026", 170.0, 40.0);
    assert!((14.0..19.0).contains(&y), "{y}");
}

#[test]
fn field_text_is_never_left_out() {
    let long = "Un texte bien trop long pour ce petit cadre, mais que personne n'a le droit de raccourcir.";
    for (width, height) in [(200.0, 20.0), (90.0, 30.0), (60.0, 50.0)] {
        let appearance = Appearance::for_text(long, width, height).unwrap();
        let shown: Vec<&str> = appearance
            .elements
            .iter()
            .filter_map(|element| match element {
                Element::Text { line, .. } => Some(line.text.as_str()),
                Element::Ink { .. }
                | Element::Pen { .. }
                | Element::Picture { .. }
                | Element::Rule { .. } => None,
            })
            .collect();
        assert_eq!(shown.join(" "), long);
    }
    assert!(Appearance::for_text("", 10.0, 10.0).unwrap().elements.is_empty());
    assert!(Appearance::for_text(" ", 0.0, 0.0).unwrap().to_svg().starts_with("<svg"));
    for (width, height) in [(40.0, 10.0), (12.0, 3.0), (0.0, 0.0)] {
        let Err(PdfError::BoxTooSmall { needed_width, needed_height }) =
            Appearance::for_text(long, width, height)
        else {
            panic!("{width} × {height}: nobody could read that");
        };
        let enough = Appearance::for_text(long, needed_width * 1.2, needed_height * 1.2);
        assert!(enough.is_ok(), "{width} × {height}: {needed_width} × {needed_height} is said to do");
    }
}

#[test]
fn a_check_box_is_lines_and_its_tick_is_told_from_none() {
    let (on, off) = (
        Appearance::for_check_box(12.0, 10.0, CheckState::On),
        Appearance::for_check_box(12.0, 10.0, CheckState::Off),
    );
    assert_eq!((on.to_svg().matches("<path").count(), off.to_svg().matches("<path").count()), (2, 1));
    let content = String::from_utf8(on.to_form().content).unwrap();
    assert!(!content.contains("f\n") && content.matches("S\n").count() == 2, "{content}");
}

#[test]
fn a_missing_glyph_is_refused_wherever_it_stands() {
    let refused = |result: Result<Appearance, PdfError>| match result {
        Err(PdfError::MissingGlyph { character }) => character,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("drawn"),
    };
    fn look(mark: &Mark, lines: &[TextLine]) -> Result<Appearance, PdfError> {
        Appearance::for_signature(&SignatureLook { mark, lines, logo: None, width: 20.0, height: 8.0 })
    }
    assert_eq!(refused(look(&typed("山田"), &[])), '山');
    let place = lines(&[(LineKind::Name, "Anne"), (LineKind::Note, "à Tōkyō 🗼")]);
    assert_eq!(refused(look(&Mark::None, &place)), '🗼', "even in a line that would be dropped");
    assert_eq!(refused(Appearance::for_text("☎ 東", 50.0, 10.0)), '☎');
}

#[test]
fn nonsense_marks_draw_nothing_and_do_no_harm() {
    let nonsense = [
        Mark::Drawn { outlines: vec![], aspect: 3.0 },
        Mark::Drawn { outlines: vec![vec![[f64::NAN, 0.5], [0.1, 0.1]]], aspect: f64::NAN },
        typed("   "),
    ];
    for mark in nonsense {
        let appearance = signature(&mark, &french(), 100.0, 34.0);
        assert!(appearance.elements.iter().all(|element| !matches!(element, Element::Ink { .. })));
        assert!(!appearance.to_svg().contains("NaN"));
    }
}

#[test]
fn svg_says_the_same_as_the_content_stream() {
    let square = vec![[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]];
    let appearance =
        Appearance::for_initials(&Mark::Drawn { outlines: vec![square], aspect: 1.0 }, 40.0, 20.0).unwrap();
    assert_eq!(
        appearance.to_svg(),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path fill=\"#0a0a0a\" \
         d=\"M11.2 1.2L28.8 1.2L28.8 18.8L11.2 18.8Z\"/></svg>"
    );
    assert_eq!(
        String::from_utf8(appearance.to_form().content).unwrap(),
        "q\n0.04 g\n11.2 18.8 m\n28.8 18.8 l\n28.8 1.2 l\n11.2 1.2 l\nh\nf\nQ\n"
    );
    for appearance in gallery() {
        let form = appearance.to_form();
        let svg = appearance.to_svg();
        let content = String::from_utf8(form.content).unwrap();
        assert!(!svg.contains("NaN") && !content.contains("NaN"));
        assert_eq!(svg.matches("stroke-width").count(), content.matches("\nS\n").count());
        let inked =
            appearance.elements.iter().filter(|element| matches!(element, Element::Text { .. })).count();
        assert_eq!(content.matches("BT\n").count(), inked);
    }
}
