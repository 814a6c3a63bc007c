//! Pictures as people bring them: lit from the side, turned, already cut out, or no pictures at all.

use super::*;

/// A sheet lit from the left with a blue stroke and some noise, as RGB.
fn photo(width: usize, height: usize) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut noise = 1u32;
    for y in 0..height {
        for x in 0..width {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let light = 235.0 - 110.0 * x as f64 / width as f64 + f64::from(noise >> 29) - 4.0;
            let wave = height as f64 * (0.5 + 0.2 * (x as f64 / width as f64 * 12.0).sin());
            let inked =
                x > width / 5 && x < width * 4 / 5 && (y as f64 - wave).abs() < height as f64 * 0.02 + 1.0;
            let colour = if inked { [0.15, 0.2, 0.7] } else { [1.0, 0.97, 0.9] };
            pixels.extend(colour.map(|part| (light * part) as u8));
        }
    }
    pixels
}

fn png(width: usize, height: usize, kind: png::ColorType, samples: &[u8], exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut info = png::Info::with_size(width as u32, height as u32);
    info.color_type = kind;
    info.bit_depth = png::BitDepth::Eight;
    info.exif_metadata = exif.map(|block| block.to_vec().into());
    let mut writer = png::Encoder::with_info(&mut out, info).unwrap().write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    drop(writer);
    out
}

#[test]
fn uneven_paper_goes_and_the_ink_keeps_its_colour() {
    let bytes = png(600, 400, png::ColorType::Rgb, &photo(600, 400), None);
    let picture = Picture::of_signature(&bytes).unwrap();
    let (width, height) = picture.size();
    assert!((340..=380).contains(&width), "cropped to the stroke: {width}");
    assert!((150..=200).contains(&height), "{height}");
    let alpha = picture.alpha().unwrap();
    let inked: Vec<usize> = (0..alpha.len()).filter(|&at| alpha[at] > 200).collect();
    let share = inked.len() as f64 / alpha.len() as f64;
    assert!((0.05..0.3).contains(&share), "{share} of the crop is ink");
    for at in inked {
        let [red, green, blue] = picture.rgb().as_chunks::<3>().0[at];
        assert!(red < 110 && green < 110 && blue > 120, "blue stays blue: {red} {green} {blue}");
    }
    let corner = alpha[0].max(alpha[width - 1]);
    assert_eq!(corner, 0, "paper shows nothing, in light and in shadow");
}

#[test]
fn the_table_and_the_lines_of_the_sheet_are_no_ink() {
    let mut samples = Vec::new();
    for (y, x) in (0..400).flat_map(|y| (0..600).map(move |x| (y, x))) {
        let on_paper = x > 60 + y / 20 && x < 560 - y / 30 && y > 30 + x / 40 && y < 380 - x / 50;
        let stroke = (200..400).contains(&x)
            && (f64::from(y) - 200.0 - 40.0 * (f64::from(x) / 20.0).sin()).abs() < 4.0;
        let colour = match (on_paper, stroke) {
            (false, _) => [70, 45, 30],
            (true, true) => [20, 20, 60],
            (true, false) if y % 50 < 2 => [200, 210, 228],
            (true, false) => [236, 233, 226],
        };
        samples.extend(colour);
    }
    let picture = Picture::of_signature(&png(600, 400, png::ColorType::Rgb, &samples, None)).unwrap();
    let (width, height) = picture.size();
    assert!(
        (190..=220).contains(&width) && (80..=105).contains(&height),
        "nothing but ink: {width} × {height}"
    );
}

/// A wave from edge to edge, as somebody cuts a signature out of a scan.
#[test]
fn a_signature_that_was_cut_out_closely_is_no_edge_of_a_sheet() {
    let wave = |height: f64, reach: f64| -> Vec<u8> {
        let pixels = (0..200).flat_map(|y| (0..600).map(move |x| (f64::from(y), f64::from(x))));
        pixels
            .map(|(y, x)| if (y - height / 2.0 - reach * (x / 40.0).sin()).abs() < 4.0 { 15 } else { 255 })
            .collect()
    };
    // With paper above and below, and cut at all four sides.
    for reach in [60.0, 97.0] {
        let bytes = png(600, 200, png::ColorType::Grayscale, &wave(200.0, reach), None);
        let (width, height) = Picture::of_signature(&bytes).unwrap().size();
        assert_eq!(width, 600);
        assert!((f64::from(height as u32) - 2.0 * reach).abs() < 12.0, "{height} of {reach}");
    }
}

#[test]
fn a_photo_is_turned_as_the_camera_says() {
    // Black in the upper left quarter as stored.
    let samples: Vec<u8> = (0..8 * 4).map(|at| if at % 8 < 4 && at / 8 < 2 { 0 } else { 255 }).collect();
    let corner = |orientation: u8| {
        let block =
            [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], b"\0\0\0\0\0\0"]
                .concat();
        let picture =
            Picture::of_logo(&png(8, 4, png::ColorType::Grayscale, &samples, Some(&block))).unwrap();
        let (width, height) = picture.size();
        let dark = |x: usize, y: usize| picture.rgb()[(y * width + x) * 3] < 128;
        ((width, height), [dark(0, 0), dark(width - 1, 0), dark(0, height - 1), dark(width - 1, height - 1)])
    };
    assert_eq!(corner(1), ((8, 4), [true, false, false, false]));
    assert_eq!(corner(2), ((8, 4), [false, true, false, false]));
    assert_eq!(corner(3), ((8, 4), [false, false, false, true]));
    assert_eq!(corner(6), ((4, 8), [false, true, false, false]), "a quarter turn clockwise");
    assert_eq!(corner(8), ((4, 8), [false, false, true, false]), "a quarter turn back");
    assert_eq!(corner(9), ((8, 4), [true, false, false, false]), "nonsense is ignored");
}

#[test]
fn a_picture_that_is_cut_out_keeps_its_own_edges() {
    let mut samples = vec![0u8; 40 * 40 * 4];
    for at in (10..30).flat_map(|y| (5..35).map(move |x| y * 40 + x)) {
        samples[at * 4..at * 4 + 4].copy_from_slice(&[200, 10, 10, 128]);
    }
    let picture = Picture::of_signature(&png(40, 40, png::ColorType::Rgba, &samples, None)).unwrap();
    assert_eq!(picture.size(), (30, 20));
    assert!(picture.alpha().unwrap().iter().all(|alpha| *alpha == 128));
    let again = Picture::of_logo(&picture.to_png()).unwrap();
    assert_eq!(again, picture, "what the preview shows is what is kept");
}

#[test]
fn what_shows_no_signature_is_refused() {
    let blank = png(200, 100, png::ColorType::Grayscale, &vec![230; 20_000], None);
    assert_eq!(Picture::of_signature(&blank), Err(PictureError::NoSignatureFound));
    let stripes: Vec<u8> = (0..20_000).map(|at| if at % 200 % 6 < 3 { 20 } else { 240 }).collect();
    let wall = png(200, 100, png::ColorType::Grayscale, &stripes, None);
    assert_eq!(Picture::of_signature(&wall), Err(PictureError::NoSignatureFound), "nothing but pattern");
    assert_eq!(Picture::of_signature(b"<svg/>"), Err(PictureError::NotAPicture));
    assert_eq!(Picture::of_logo(&blank[..60]), Err(PictureError::Damaged));
    assert_eq!(Picture::of_logo(b"\xff\xd8\xff\xe0\0\x10JFIF"), Err(PictureError::Damaged));
    let long = vec![0; LARGEST_BYTES + 1];
    assert!(matches!(Picture::of_logo(&long), Err(PictureError::TooLarge { .. })));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut small = png(8, 8, png::ColorType::Grayscale, &[0; 64], None);
    // Width and height stand at the beginning of the header chunk; its checksum follows.
    small[16..24].copy_from_slice(&[0, 0, 0x60, 0, 0, 0, 0x60, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&small[12..29]);
    small[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    assert_eq!(
        Picture::of_logo(&small),
        Err(PictureError::TooManyPixels { width: 0x6000, height: 0x6000, limit: MOST_PIXELS })
    );
}

#[test]
fn a_jpeg_is_read_like_a_png() {
    // Half dark, half light; stored lying on its side, as a telephone does, with orientation 6.
    let jpeg = include_bytes!("../../tests/fixtures/square.jpg");
    let picture = Picture::of_logo(jpeg).unwrap();
    assert_eq!(picture.size(), (16, 8));
    assert!(picture.alpha().is_none());
    let left = picture.rgb()[0];
    assert!(left < 60 && *picture.rgb().last().unwrap() > 200, "dark to the left, light to the right");
}

#[test]
fn a_log_shows_no_pixels() {
    let picture = Picture::of_logo(&png(2, 2, png::ColorType::Grayscale, &[9; 4], None)).unwrap();
    assert_eq!(format!("{picture:?}"), "Picture(2 × 2)");
}
