use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Vectors {
    pages: Vec<PageVector>,
}

#[derive(Deserialize)]
struct PageVector {
    name: String,
    media_box: [f64; 4],
    crop_box: Option<[f64; 4]>,
    rotate: i64,
    user_unit: f64,
    displayed: Size,
    visible_box: [f64; 4],
    rects: Vec<RectVector>,
    inside: Vec<InsideVector>,
}

#[derive(Deserialize)]
struct Size {
    width: f64,
    height: f64,
}

#[derive(Deserialize)]
struct RectVector {
    view: ViewRect,
    page: [f64; 4],
}

#[derive(Deserialize)]
struct InsideVector {
    view: ViewRect,
    inside: bool,
}

#[test]
fn the_hand_computed_vectors_hold() {
    let vectors: Vectors =
        serde_json::from_str(include_str!("../../../../tests/fixtures/geometry-vectors.json")).unwrap();
    assert!(vectors.pages.len() >= 17);
    for page in vectors.pages {
        let name = page.name;
        let rotation = Rotation::from_degrees(page.rotate).unwrap();
        let geometry = PageGeometry::new(page.media_box, page.crop_box, rotation, page.user_unit).unwrap();
        assert_eq!(geometry.displayed_size(), (page.displayed.width, page.displayed.height), "{name}");
        assert_eq!(geometry.crop_box(), page.visible_box, "{name}");
        for rect in page.rects {
            let found = geometry.to_page(rect.view).unwrap();
            assert_eq!(found.to_array(), rect.page, "{name}");
            assert_eq!(geometry.to_view(found), rect.view, "{name}");
            assert!(geometry.contains(rect.view), "{name}");
        }
        for case in page.inside {
            assert_eq!(geometry.contains(case.view), case.inside, "{name}: {:?}", case.view);
        }
    }
}

#[test]
fn rotations_are_multiples_of_90_degrees() {
    for (degrees, expect) in [
        (0, Some(Rotation::None)),
        (360, Some(Rotation::None)),
        (-90, Some(Rotation::Clockwise270)),
        (450, Some(Rotation::Clockwise90)),
        (-540, Some(Rotation::Half)),
        (i64::MIN, None),
        (45, None),
        (91, None),
    ] {
        assert_eq!(Rotation::from_degrees(degrees), expect, "{degrees}");
    }
}

#[test]
fn what_is_no_page_is_refused() {
    let page = |media, unit| PageGeometry::new(media, None, Rotation::None, unit);
    assert_eq!(page([0.0, 0.0, 0.0, 842.0], 1.0), None);
    assert_eq!(page([0.0, 0.0, f64::NAN, 842.0], 1.0), None);
    assert_eq!(page([0.0, 0.0, f64::INFINITY, 842.0], 1.0), None);
    assert_eq!(page([f64::MIN, 0.0, f64::MAX, 842.0], 1.0), None);
    for unit in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(page([0.0, 0.0, 595.0, 842.0], unit), None);
    }
}

#[test]
fn what_is_no_box_is_refused() {
    let page = PageGeometry::new([0.0, 0.0, 595.0, 842.0], None, Rotation::None, 1.0).unwrap();
    for (x, width) in [(0.0, 0.0), (0.0, -5.0), (f64::NAN, 5.0), (0.0, f64::INFINITY)] {
        let view = ViewRect { x, y: 0.0, width, height: 10.0 };
        assert_eq!(page.to_page(view), None, "{view:?}");
        assert!(!page.contains(view), "{view:?}");
        assert_eq!(PageRect::from_xywh(x, 0.0, width, 10.0), None, "{view:?}");
    }
}

#[test]
fn a_page_rectangle_knows_its_edges() {
    let rect = PageRect::from_corners([250.0, 242.0, 100.0, 182.0]).unwrap();
    assert_eq!(Some(rect), PageRect::from_xywh(100.0, 182.0, 150.0, 60.0));
    assert_eq!([rect.left(), rect.bottom(), rect.right(), rect.top()], rect.to_array());
    assert_eq!((rect.width(), rect.height()), (150.0, 60.0));
}

#[test]
fn stored_geometry_is_checked() {
    let page = PageGeometry::new([0.0, 0.0, 595.0, 842.0], None, Rotation::Clockwise90, 1.0).unwrap();
    let json = serde_json::to_string(&page).unwrap();
    assert_eq!(json, r#"{"crop_box":[0.0,0.0,595.0,842.0],"rotation":90,"user_unit":1.0}"#);
    assert_eq!(serde_json::from_str::<PageGeometry>(&json).unwrap(), page);
    for wrong in [
        json.replace("90", "45"),
        json.replace("595.0", "0.0"),
        json.replace("\"user_unit\":1", "\"user_unit\":-1"),
    ] {
        assert!(serde_json::from_str::<PageGeometry>(&wrong).is_err(), "{wrong}");
    }
}

fn any_rotation() -> impl Strategy<Value = Rotation> {
    (-8_i64..8).prop_map(|quarters| Rotation::from_degrees(quarters * 90).unwrap())
}

fn any_box() -> impl Strategy<Value = [f64; 4]> {
    let corner = || (-2000.0..2000.0, -2000.0..2000.0);
    let size = || (1.0..3000.0, 1.0..3000.0);
    (corner(), size(), any::<bool>(), any::<bool>()).prop_map(|((x, y), (width, height), swap_x, swap_y)| {
        let (x1, x2) = if swap_x { (x + width, x) } else { (x, x + width) };
        let (y1, y2) = if swap_y { (y + height, y) } else { (y, y + height) };
        [x1, y1, x2, y2]
    })
}

fn any_page() -> impl Strategy<Value = PageGeometry> {
    (any_box(), proptest::option::of(any_box()), any_rotation(), 0.1..50.0).prop_map(
        |(media, crop, rotation, unit)| {
            PageGeometry::new(media, crop, rotation, unit)
                .expect("a box with an area and a positive unit is a page")
        },
    )
}

/// A box somewhere on a page: the page and fractions of its size.
fn any_box_on_a_page() -> impl Strategy<Value = (PageGeometry, ViewRect)> {
    (any_page(), 0.0..0.9, 0.0..0.9, 0.01..0.1, 0.01..0.1).prop_map(|(page, x, y, width, height)| {
        let (page_width, page_height) = page.displayed_size();
        let view = ViewRect {
            x: x * page_width,
            y: y * page_height,
            width: width * page_width,
            height: height * page_height,
        };
        (page, view)
    })
}

fn is_near(a: [f64; 4], b: [f64; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-6)
}

fn edges(view: ViewRect) -> [f64; 4] {
    [view.x, view.y, view.width, view.height]
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_place((page, view) in any_box_on_a_page()) {
        let rect = page.to_page(view).unwrap();
        prop_assert!(is_near(edges(page.to_view(rect)), edges(view)));
        let again = page.to_page(page.to_view(rect)).unwrap();
        prop_assert!(is_near(again.to_array(), rect.to_array()));
    }

    #[test]
    fn what_is_on_the_displayed_page_is_in_the_crop_box((page, view) in any_box_on_a_page()) {
        prop_assert!(page.contains(view));
        let rect = page.to_page(view).unwrap();
        let [left, bottom, right, top] = page.crop_box();
        prop_assert!(rect.left() >= left - 1e-6 && rect.right() <= right + 1e-6);
        prop_assert!(rect.bottom() >= bottom - 1e-6 && rect.top() <= top + 1e-6);
    }

    #[test]
    fn areas_grow_with_the_square_of_the_unit((page, view) in any_box_on_a_page()) {
        let rect = page.to_page(view).unwrap();
        let (seen, stored) = (view.width * view.height, rect.width() * rect.height());
        prop_assert!((seen - stored * page.user_unit() * page.user_unit()).abs() <= 1e-6 * seen.max(1.0));
    }

    #[test]
    fn the_whole_crop_box_is_the_whole_displayed_page(page in any_page()) {
        let (width, height) = page.displayed_size();
        let whole = PageRect::from_corners(page.crop_box()).unwrap();
        prop_assert!(is_near(edges(page.to_view(whole)), [0.0, 0.0, width, height]));
    }

    /// A quarter turn of the page moves the top left corner of a box to its top right.
    #[test]
    fn a_quarter_turn_is_clockwise(media in any_box(), x in 0.0..0.9, y in 0.0..0.9) {
        let upright = PageGeometry::new(media, None, Rotation::None, 1.0).unwrap();
        let turned = PageGeometry::new(media, None, Rotation::Clockwise90, 1.0).unwrap();
        let (width, height) = upright.displayed_size();
        let view = ViewRect { x: x * width, y: y * height, width: 0.1 * width, height: 0.1 * height };
        let seen = turned.to_view(upright.to_page(view).unwrap());
        let expect = [height - view.y - view.height, view.x, view.height, view.width];
        prop_assert!(is_near(edges(seen), expect));
    }
}
