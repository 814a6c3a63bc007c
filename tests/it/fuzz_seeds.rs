//! The seeds of the fuzz targets, by the same functions: none of them ends in anything but an answer.

use std::fs;

use crate::support::root;

#[allow(unreachable_pub, reason = "a library for cargo-fuzz")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// What a fuzz target calls with whatever bytes it is given.
type Target = fn(&[u8]);

#[test]
fn every_seed_is_answered() {
    let targets: [(&str, Target); 7] = [
        ("cms", targets::cms),
        ("preview_protocol", targets::preview_protocol),
        ("revisions", targets::revisions),
        ("security_store", targets::security_store),
        ("trusted_list", targets::trusted_list),
        ("validation", targets::validation),
        ("xref", targets::xref),
    ];
    let seeds = root().join("fuzz/seeds");
    let folders = fs::read_dir(&seeds).expect("the seeds are there").count();
    assert_eq!(folders, targets.len(), "each folder has a target");
    for (name, target) in targets {
        let mut seen = 0;
        for seed in fs::read_dir(seeds.join(name)).expect("a folder of seeds") {
            target(&fs::read(seed.expect("an entry").path()).expect("a seed"));
            seen += 1;
        }
        assert!(seen > 0, "{name} has seeds");
    }
}
