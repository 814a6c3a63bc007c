use crate::made::*;
#[test]
fn zz() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let bytes = signed(&signed(&document(), &alice), &bob);
    let token = last_position(&bytes, b"/Contents <") + b"/Contents ".len();
    let end = token + bytes[token..].iter().position(|byte| *byte == b'>').unwrap() + 1;
    println!("token {token} end {end} len {}", bytes.len());
    let trust = trusting(&[&alice, &bob]);
    let mut n = 0;
    for at in (0..token).chain(end..bytes.len()) {
        for d in [0x3eu8, 1, 0x20, 0x80] {
        let mut c = bytes.clone(); c[at] ^= d;
        if report(&c, &trust).is_some_and(|r| r.conclusion == paraphe_pades::Conclusion::TotalPassed) {
            n += 1; if n < 30 { println!("PASS at {at} d {d:#x}: {:?} sigs {}", String::from_utf8_lossy(&c[at.saturating_sub(30)..(at+30).min(c.len())]), report(&c, &trust).unwrap().signatures.len()); }
        } }
    }
    println!("total {n}");
}
