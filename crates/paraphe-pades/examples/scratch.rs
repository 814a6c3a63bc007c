//! scratch
use paraphe_pades::*;
use paraphe_pdf::PdfFile;
use std::path::Path;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let now: paraphe_envelope::Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    match args[0].as_str() {
        "sign" => {
            // sign in out pem [p12 password]
            let t = std::time::Instant::now();
            let pdf = PdfFile::open(Path::new(&args[1]), None).unwrap();
            eprintln!("open {:?}", t.elapsed());
            let mut request = SignatureRequest::invisible(now);
            request.reason = Some("Accord".into());
            request.signer_name = Some("Amélie Bérard".into());
            let signed = if args.len() > 4 {
                let key = Pkcs12Key::open(&std::fs::read(&args[4]).unwrap(), &args[5]).unwrap();
                std::fs::write(&args[3], "").unwrap();
                sign_pdf(&pdf, request, &key).unwrap()
            } else {
                let id = SelfMadeIdentity::create("Amélie Bérard", Some("Étude Bérard"), now).unwrap();
                let sealed = id.to_sealed(&[7; 32]).unwrap();
                let id = SelfMadeIdentity::from_sealed(&sealed, &[7; 32]).unwrap();
                std::fs::write(&args[3], id.certificate_pem()).unwrap();
                sign_pdf(&pdf, request, &id).unwrap()
            };
            eprintln!("signed {:?}", t.elapsed());
            signed.write_to(Path::new(&args[2])).unwrap();
            eprintln!("written {:?}", t.elapsed());
        }
        "validate" => {
            let t = std::time::Instant::now();
            let trust = TrustAnchors::from_pem_or_der_files(&args[2..]).unwrap();
            let pdf = match PdfFile::open(Path::new(&args[1]), None) { Ok(p) => p, Err(e) => { println!("{{\"error\":\"{e}\"}}"); return; } };
            eprintln!("open {:?}", t.elapsed());
            let report = validate(&pdf, &trust, ValidationTime(now));
            eprintln!("validated {:?}", t.elapsed());
            println!("{}", serde_json::to_string_pretty(&report).unwrap());
        }
        "corpus" => {
            for line in std::io::stdin().lines() {
                let line = line.unwrap();
                let t = std::time::Instant::now();
                let file = match PdfFile::open(Path::new(&line), None) { Ok(p) => p, Err(e) => { println!("{line}\tERROR {e}"); continue; } };
                let r = validate(&file, &TrustAnchors::empty(), ValidationTime(now));
                let s: Vec<String> = r.signatures.iter().map(|s| format!("{:?}/{:?} br={} d={:?} s={:?} {:?} mod={:?} ok={} [{}]", s.indication, s.sub_indication, s.integrity.byte_range_ok, s.integrity.digest_ok, s.integrity.signature_ok, s.coverage, s.modifications, s.modifications_allowed, s.findings.iter().map(|f| format!("{:?}{}", f.code, if f.params.is_empty() {String::new()} else {format!("{:?}", f.params)})).collect::<Vec<_>>().join(" "))).collect();
                println!("{line}\t{:?}\t{:?}\t{}", r.conclusion, t.elapsed(), s.join(" ;; "));
            }
        }
        "diff" => {
            let file = PdfFile::open(Path::new(&args[1]), None).unwrap();
            for older in 0..file.revisions().len() - 1 {
                let d = file.diff(older, older + 1).unwrap();
                println!("== {older} -> {}", older + 1);
                for t in d.trailer { println!("  trailer {} {:?} -> {:?}", t.key, t.before, t.after); }
                for c in d.changes {
                    println!("  {:?} {:?} before={:?} after={:?}", c.id, c.kind, c.roles_before, c.roles_after);
                    for (n, o) in [("B", &c.before), ("A", &c.after)] {
                        match o.as_dictionary() {
                            Some(d) => { let other = if n == "B" { c.after.as_dictionary() } else { c.before.as_dictionary() };
                                for e in d.iter() { if other.is_none_or(|o| o.get(&e.key) != Some(&e.value)) { println!("     {n} {} {}", String::from_utf8_lossy(&e.key), format!("{:?}", e.value).chars().take(150).collect::<String>()); } } }
                            None => println!("     {n} {}", format!("{o:?}").chars().take(150).collect::<String>()),
                        }
                    }
                }
            }
        }
        _ => panic!(),
    }
}
