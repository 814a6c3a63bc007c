//! Mistyped e-mail addresses: what was probably meant, or nothing where any other reading is as likely.

use crate::EmailAddress;

/// Where most private addresses of the people this program is made for are; a domain that is one letter away from one of
/// these is hardly ever another one.
const COMMON_DOMAINS: [&str; 38] = [
    "aliceadsl.fr",
    "bluewin.ch",
    "club-internet.fr",
    "gmail.com",
    "gmx.com",
    "gmx.fr",
    "hotmail.be",
    "hotmail.com",
    "hotmail.fr",
    "hotmail.it",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.be",
    "live.com",
    "live.fr",
    "neuf.fr",
    "numericable.fr",
    "orange.fr",
    "orange.tn",
    "outlook.be",
    "outlook.com",
    "outlook.fr",
    "outlook.it",
    "planet.tn",
    "proton.me",
    "protonmail.com",
    "proximus.be",
    "skynet.be",
    "telenet.be",
    "topnet.tn",
    "videotron.ca",
    "wanadoo.fr",
    "yahoo.ca",
    "yahoo.com",
    "yahoo.fr",
    "yahoo.it",
    "ymail.com",
];

/// Endings that do not exist, and what is meant by them.
const WRONG_ENDINGS: [(&str, &str); 11] = [
    ("cim", "com"),
    ("cmo", "com"),
    ("com.fr", "com"),
    ("comm", "com"),
    ("con", "com"),
    ("coom", "com"),
    ("ocm", "com"),
    ("vom", "com"),
    ("ffr", "fr"),
    ("frr", "fr"),
    ("rf", "fr"),
];

/// What was probably meant where an address looks mistyped; none where it looks right, or where nobody could tell.
#[must_use]
pub fn email_suggestion(text: &str) -> Option<EmailAddress> {
    let typed = text.trim();
    let cleaned = cleaned(typed)?;
    let (local, domain) = cleaned.split_once('@')?;
    let mended = mended_domain(domain);
    let suggestion: EmailAddress = format!("{local}@{mended}").parse().ok()?;
    match typed.parse::<EmailAddress>() {
        Ok(as_typed) if as_typed == suggestion => None,
        Ok(_) | Err(_) => Some(suggestion),
    }
}

/// The address without what slipped in beside it: spaces, a comma for a dot, two signs in a row.
fn cleaned(typed: &str) -> Option<String> {
    let text: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    let text = text.trim_matches(|c: char| ".,;:<>()'\"".contains(c)).replace("@@", "@");
    if let Some((local, domain)) = text.split_once('@') {
        let domain = domain.to_lowercase().replace([',', ';'], ".").replace("..", ".");
        return Some(format!("{}@{domain}", local.trim_end_matches('.')));
    }
    // « alice.gmail.com »: the sign is missing before a domain everybody knows.
    let lower = text.to_lowercase();
    let domain = COMMON_DOMAINS.iter().find(|domain| lower.ends_with(*domain))?;
    let local = text[..text.len().checked_sub(domain.len())?].trim_end_matches(['.', '-', '_']);
    (!local.is_empty()).then(|| format!("{local}@{domain}"))
}

fn mended_domain(domain: &str) -> String {
    let dotted = with_dot(domain.trim_matches('.'));
    let ended = with_known_ending(&dotted);
    if COMMON_DOMAINS.contains(&ended.as_str()) {
        return ended;
    }
    let near = COMMON_DOMAINS.iter().filter(|common| is_one_slip_away(&ended, common)).collect::<Vec<_>>();
    match near.as_slice() {
        // Of two that are as near, « hotmail.r » say, nobody knows which.
        [only] => (**only).to_owned(),
        _ => ended,
    }
}

/// « gmailcom » becomes « gmail.com ».
fn with_dot(domain: &str) -> String {
    if domain.contains('.') {
        return domain.to_owned();
    }
    let known = ["com", "fr", "net", "org"].iter().find_map(|ending| {
        let name = domain.strip_suffix(ending)?;
        (name.len() > 2).then(|| format!("{name}.{ending}"))
    });
    known.unwrap_or_else(|| domain.to_owned())
}

fn with_known_ending(domain: &str) -> String {
    let mended = WRONG_ENDINGS.iter().find_map(|(wrong, right)| {
        let name = domain.strip_suffix(wrong)?.strip_suffix('.')?;
        // « com.fr » is an ending companies have; only of the large mail houses is it known to be wrong.
        let is_known = wrong.contains('.') && !COMMON_DOMAINS.contains(&format!("{name}.{right}").as_str());
        (!is_known && !name.is_empty()).then(|| format!("{name}.{right}"))
    });
    mended.unwrap_or_else(|| domain.to_owned())
}

/// Whether one letter too many, too few, wrong or exchanged with its neighbour makes one of the other. Short names are left
/// alone: there one letter makes another firm.
fn is_one_slip_away(domain: &str, common: &str) -> bool {
    const SHORTEST: usize = 8;
    let (domain, common): (Vec<char>, Vec<char>) = (domain.chars().collect(), common.chars().collect());
    if common.len() < SHORTEST || domain == common {
        return false;
    }
    let same = domain.iter().zip(&common).take_while(|(one, other)| one == other).count();
    let (left, right) = (&domain[same..], &common[same..]);
    match (left, right) {
        ([_, left @ ..], [_, right @ ..]) if left == right => true,
        ([_, left @ ..], right) if left == right => true,
        (left, [_, right @ ..]) if left == right => true,
        ([a, b, left @ ..], [c, d, right @ ..]) => a == d && b == c && left == right,
        _ => false,
    }
}
