//! The reference page: every section and key, from the declarations.

use super::declare::KeyDoc;
use super::file::SectionDoc;
use super::{CodesFile, Config};

/// The page, in Markdown.
pub fn page() -> String {
    let mut out = String::from(HEAD);
    sections(Config::docs(), &mut out);
    out.push_str(CODES_HEAD);
    sections(CodesFile::docs(), &mut out);
    out
}

fn sections(docs: Vec<SectionDoc>, out: &mut String) {
    for section in docs {
        let kind = section.kind.map(|kind| format!(" type = \"{kind}\"")).unwrap_or_default();
        out.push_str(&format!("\n## {}{kind}\n\n{}\n\n", section.title, section.about));
        out.push_str(&format!("```toml\n{}\n", section.title));
        if let Some(kind) = section.kind {
            out.push_str(&format!("type = \"{kind}\"\n"));
        }
        for key in section.keys.iter().filter(|key| key.in_sample) {
            out.push_str(&format!("{} = {}\n", key.key, key.example));
        }
        out.push_str("```\n");
        for key in &section.keys {
            describe(key, out);
        }
    }
}

const HEAD: &str = "# simgate.toml

simgate reads one TOML file, `/etc/simgate/simgate.toml` or the one that `--config` names, and works without one. \
Unknown keys are refused. `simgate config check` lists the errors of a file, `simgate config print` prints what \
is in force.

Durations are numbers with units, the largest first: `w`, `d`, `h`, `m`, `s`, `ms`, as in `90s` or `1h30m`. Names \
have 1 to 64 letters, digits, `.`, `_` or `-`. `[section]` stands once, `[[section]]` once for each thing that it names.
";

const CODES_HEAD: &str = "
# codes.d/*.toml

What the finder of one-time codes does not know: own words, rules and texts, in files of a directory of their own \
(`directory` in `[codes]`). Together they have at most 2000 words, 1000 rules and 1000 texts.
";

fn describe(key: &KeyDoc, out: &mut String) {
    out.push_str(&format!("\n### {}\n\n{}\n\n", key.key, key.doc));
    out.push_str(&format!(
        "- Type: {}\n- Default: {}\n- Example: `{} = {}`\n",
        key.kind, key.default, key.key, key.example
    ));
}
