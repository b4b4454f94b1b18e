use proptest::prelude::*;

use super::*;

fn fill(template: &str, text: &str) -> Option<(String, String)> {
    let filled = Template::parse(template).expect("is a template").fill(&one_row(&fold(text)))?;
    Some((filled.code.unwrap_or_default(), filled.service.unwrap_or_default()))
}

#[test]
fn a_template_fits_the_whole_text_only() {
    for (template, text, filled) in [
        ("Key {code}", "Key 4471", Some(("4471", ""))),
        ("Key {code}", "Key 4471.", None),
        ("Key {code}", "Your Key 4471", None),
        ("Key {code}", "key  \n 4471 ", Some(("4471", ""))),
        (" Key  {code} ", "KEY 4471", Some(("4471", ""))),
        ("Key{code}", "Key 4471", None),
        ("Schlüssel: {code}", "SCHLUSSEL: ٤٤٧١", Some(("4471", ""))),
        ("Ihr Schluessel lautet {code} ({service})", "Ihr Schluessel lautet 4471 (Acme)", Some(("4471", "Acme"))),
        ("{service}: {code}{*}", "Dr. Ample: 4471. Not for others", Some(("4471", "Dr. Ample"))),
        ("{service}: {code}", "First: Second: 4471", None),
        ("{service} key {code}", "Acme key key 4471", Some(("4471", "Acme key"))),
        ("{*}key {code}{*}", "A key for you: key 4471, key 4472", Some(("4471", ""))),
        ("{*}{code}{*}", "of 3 Jan: 4471", Some(("4471", ""))),
        ("{*}", "", Some(("", ""))),
        ("Key {*}", "Key", None),
        ("Key{*}", "Key", Some(("", ""))),
        ("{{code}} {code}", "{code} 4471", Some(("4471", ""))),
        ("验证码{code}，{*}", "验证码4471，请勿泄露", Some(("4471", ""))),
        ("aab{code}", "aaab4471", None),
        ("G-{code} is it", "G-482913 is it", Some(("482913", ""))),
        (
            "{service}: {code}",
            "Kreissparkasse Musterstadt am Oberen See: 4471",
            Some(("4471", "Kreissparkasse Musterstadt am Oberen See")),
        ),
        ("{service}: {code}", "Kreissparkasse Musterstadt am Oberen Sees: 4471", None),
        ("{*}aab {code}", "aaaab 4471", Some(("4471", ""))),
    ] {
        let filled = filled.map(|(code, service)| (code.to_owned(), service.to_owned()));
        assert_eq!(fill(template, text), filled, "{template} | {text}");
    }
}

#[test]
fn a_code_has_a_digit_or_is_of_capitals_and_is_returned_as_it_is_typed() {
    for (text, code) in [
        ("482913", Some("482913")),
        ("482-913", Some("482913")),
        ("482 913", Some("482913")),
        ("4 8 2 9 1 3", Some("482913")),
        ("12-34-56", Some("123456")),
        ("G-482913", Some("482913")),
        ("B4T-77K", Some("B4T-77K")),
        ("A7K9QX", Some("A7K9QX")),
        ("Kq8Z2m", Some("Kq8Z2m")),
        ("QWERTZ", Some("QWERTZ")),
        ("123", Some("123")),
        ("12", None),
        ("1 2", None),
        ("wurde", None),
        ("Wurde", None),
        ("482913-ist", None),
        ("482 91", None),
        ("4829a 1304b", None),
        ("", None),
        ("-", None),
        ("123456789012345678901234567890123", None),
    ] {
        assert_eq!(fill("Key: {code}", &format!("Key: {text}")).map(|(code, _)| code).as_deref(), code, "{text}");
    }
    assert_eq!(fill("{code} is it", "482913 is it").map(|(code, _)| code).as_deref(), Some("482913"));
    assert_eq!(fill("{code}-{*}", "482913-or so").map(|(code, _)| code).as_deref(), Some("482913"));
    assert_eq!(fill("{*}{code}", "xx482913"), Some(("xx482913".to_owned(), String::new())), "never a part of a word");
}

#[test]
fn a_wrong_template_is_refused_with_its_reason() {
    for (source, error) in [
        ("", TemplateError::Empty),
        (" \n\u{200b}", TemplateError::Empty),
        ("Key {cdoe}", TemplateError::UnknownHole("cdoe".to_owned())),
        ("Key {}", TemplateError::UnknownHole(String::new())),
        ("Key {code", TemplateError::Open),
        ("Key {co{*}", TemplateError::Open),
        ("Key code}", TemplateError::Closed),
        ("{code} or {code}", TemplateError::Twice("{code}")),
        ("{service} or {service}", TemplateError::Twice("{service}")),
    ] {
        assert_eq!(Template::parse(source).err(), Some(error), "{source:?}");
    }
    assert_eq!(Template::parse(&"x".repeat(501)).err(), Some(TemplateError::TooLong));
    assert_eq!(Template::parse(&"{*}x".repeat(17)).err(), Some(TemplateError::TooManyHoles));
    assert!(!Template::parse("{code}, {*}!").expect("is a template").has_words());
    assert_eq!(
        TemplateError::Open.to_string(),
        "has a `{` without its `}`; a brace of the text itself is written `{{`"
    );
}

#[test]
fn a_text_of_many_parts_fits_no_template() {
    let long = |words: usize| "word ".repeat(words) + "key 4471";
    assert!(fill("{*}key {code}", &long(390)).is_some());
    assert_eq!(fill("{*}key {code}", &long(400)), None);
}

/// The text is made for them.
#[test]
fn two_hundred_templates_of_the_worst_kind_take_seconds_at_most() {
    let text = one_row(&fold(&"aaaaaaaaa ".repeat(200)));
    let source = format!("{}{{service}}{{code}}{}a ", "{*}aa a".repeat(13), "a".repeat(350));
    let template = Template::parse(&format!("{source}{{*}}")).expect("is a template");
    let started = crate::clock::now().mono;
    for _ in 0..200 {
        assert!(template.fill(&text).is_none());
    }
    let took = crate::clock::now().mono - started;
    assert!(took < std::time::Duration::from_secs(10), "{took:?}");
}

/// Computes the same by trying every way to fill the holes, for short texts.
fn slow(parts: &[Part], text: &[Glyph], place: usize) -> bool {
    let Some((part, rest)) = parts.split_first() else { return place == text.len() };
    match part {
        Part::Words(words) => words.is_at(text, place) && slow(rest, text, place + words.letters.len()),
        Part::Anything => (place..=text.len()).any(|end| slow(rest, text, end)),
        Part::Service => (place + 1..=text.len().min(place + SERVICE_GLYPHS_MAX)).any(|end| {
            let name = &text[place..end];
            name.iter().all(|glyph| in_name(glyph.orig))
                && ends_name(name[0].orig)
                && ends_name(name[name.len() - 1].orig)
                && slow(rest, text, end)
        }),
        Part::Code => code_ends(text, place).into_iter().flatten().any(|end| slow(rest, text, end)),
    }
}

fn piece() -> impl Strategy<Value = String> {
    let words =
        ["{*}", "{code}", "{service}", "a", "b", "ab", " ", "-", "1234", "12", "A", "é", "验", "{", "}", "\n", "."];
    prop::sample::select(words.map(str::to_owned).to_vec())
}

proptest! {
    #[test]
    fn no_template_and_no_text_panics(template in "\\PC{0,60}", text in "\\PC{0,200}") {
        if let Ok(template) = Template::parse(&template) {
            let _ = template.fill(&one_row(&fold(&text)));
        }
    }

    #[test]
    fn fill_finds_the_same_as_trying_every_way(
        template in prop::collection::vec(piece(), 0..7), text in prop::collection::vec(piece(), 0..10)
    ) {
        if let Ok(template) = Template::parse(&template.concat()) {
            let text = one_row(&fold(&text.concat()));
            let filled = template.fill(&text);
            prop_assert_eq!(filled.is_some(), slow(&template.parts, &text, 0), "{}", template);
            if let Some(filled) = filled {
                prop_assert_eq!(filled.code.is_some(), template.has_code());
                prop_assert_eq!(filled.service.is_some(), template.has_service());
            }
        }
    }
}
