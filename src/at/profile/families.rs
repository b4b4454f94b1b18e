//! The profiles that are compiled in, one file for each family.

use std::sync::{Arc, LazyLock};

use super::fields::{Profile, Words};
use super::parsing::parse;

/// The base of all others comes first.
const GENERIC: &str = include_str!("../profiles/generic.toml");

/// The files in the order in which they are tried. A file comes behind the one that it extends when it is read, so the
/// more specific ones are at the end here, and are tried first.
const FAMILIES: &[&str] = &[
    include_str!("../profiles/cinterion.toml"),
    include_str!("../profiles/dlink.toml"),
    include_str!("../profiles/fibocom.toml"),
    include_str!("../profiles/huawei.toml"),
    include_str!("../profiles/neoway.toml"),
    include_str!("../profiles/option.toml"),
    include_str!("../profiles/quectel.toml"),
    include_str!("../profiles/quectel-2g.toml"),
    include_str!("../profiles/quectel-ec200.toml"),
    include_str!("../profiles/quectel-ep06.toml"),
    include_str!("../profiles/samsung.toml"),
    include_str!("../profiles/sierra.toml"),
    include_str!("../profiles/simcom.toml"),
    include_str!("../profiles/simcom-2g.toml"),
    include_str!("../profiles/telit.toml"),
    include_str!("../profiles/telit-2g.toml"),
    include_str!("../profiles/ublox.toml"),
    include_str!("../profiles/wavecom.toml"),
    include_str!("../profiles/zte.toml"),
];

static ALL: LazyLock<Vec<Arc<Profile>>> = LazyLock::new(|| {
    let mut read: Vec<Arc<Profile>> = Vec::new();
    for text in [GENERIC].iter().chain(FAMILIES) {
        let base = |name: &str| read.iter().find(|profile| profile.name == name).cloned();
        let parsed = parse(text, &base);
        let profile = parsed.unwrap_or_else(|fault| panic!("a profile that is compiled in: {}\n{text}", fault.what));
        read.push(Arc::new(profile));
    }
    read.reverse();
    read
});

/// The profiles in the order in which they are tried: specific models, families, `generic`.
pub fn all<'a>() -> impl Iterator<Item = &'a Arc<Profile>> {
    ALL.iter()
}

/// The profile of an unknown model.
pub fn generic() -> &'static Arc<Profile> {
    ALL.last().expect("`generic` is the first file")
}

/// Until a modem is identified it may be of any family, so the words of all families count for every modem.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for profile in all() {
        let more = profile.words.clone();
        words.boot.extend(more.boot);
        words.ready.extend(more.ready);
        words.power.extend(more.power);
        words.noise.extend(more.noise);
    }
    for list in [&mut words.boot, &mut words.ready, &mut words.power, &mut words.noise] {
        list.sort();
        list.dedup();
    }
    words
});

/// The words of all families.
pub fn words() -> &'static Words {
    &WORDS
}
