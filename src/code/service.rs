//! The service that issued a code. One service has one form: as the text spells it, else as the sender does.

use super::class::{Class, Role};
use super::evidence::Evidence;
use super::fold::Glyph;
use super::lexicon::Hit;
use super::name::{Span, has_inner_capital, is_capitals, is_known, is_name, is_quiet, letters_of, name, text_of};
use super::particles::particles;
use super::script::{is_caseless, is_joined};
use super::sender;
use super::tokens::{Kind, Token};

/// The service: the name of the host if the text has it, else the sender's name as the text spells it, else a name at a place
/// of the text where services are named, else the sender's name, else any name beside a preposition, else the host.
pub fn service(from: &str, evidence: &Evidence<'_>, host: Option<&str>) -> Option<String> {
    let site = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
    let sender = sender::sender_name(from);
    let spelled = |span: Span| text_of(evidence, span);
    site.and_then(|site| of_host(evidence, site))
        .map(spelled)
        .or_else(|| sender.and_then(|sender| sender::in_text(evidence, sender)))
        .or_else(|| placed(evidence, sender).map(spelled))
        .or_else(|| sender.map(|sender| sender::beginning(evidence, sender).map_or(sender.to_owned(), spelled)))
        .or_else(|| mentioned(evidence).map(spelled))
        .or(site.map(str::to_owned))
}

/// The name of the site as the text spells it: `Example` for `example.com`.
fn of_host(evidence: &Evidence<'_>, site: &str) -> Option<Span> {
    site.split('.').rev().skip(1).find_map(|label| sender::spelled(evidence, label))
}

/// A name at a place where services are named. It is better than a sender's name of which the text has nothing, if it is
/// surely a name.
fn placed(evidence: &Evidence<'_>, sender: Option<&str>) -> Option<Span> {
    let other = |span: &Span| sender.is_none_or(|sender| !is_part(evidence, *span, sender));
    let sure = |span: &Span| sender.is_none() || is_surely_name(evidence, *span);
    let titled = |span: &Span| sender.is_none() || (sure(span) && follows_title(evidence, *span));
    in_brackets(evidence)
        .filter(other)
        .or_else(|| heading(evidence).filter(other).filter(sure))
        .or_else(|| head_of_joined(evidence).filter(other))
        .or_else(|| signature(evidence).filter(other))
        .or_else(|| beside(evidence, &[Class::Otp, Class::Code]).filter(other).filter(titled))
}

/// Whether the name is a part of the sender's, or what the sender's letters stand for.
fn is_part(evidence: &Evidence<'_>, span: Span, sender: &str) -> bool {
    let sender = letters_of(sender);
    let initials = words(evidence, span).map(|word| evidence.text[word.start].fold);
    sender.contains(&letters_of(&text_of(evidence, span))) || initials.eq(sender.chars())
}

/// Whether more than its place says that a name is one: no sentence begins so, and it is no abbreviation.
fn is_surely_name(evidence: &Evidence<'_>, span: Span) -> bool {
    let words = || words(evidence, span);
    let has_institution = || words().any(|token| evidence.has_role(token, Role::Institution));
    let is_long = || words().filter(|token| is_name(evidence, **token)).count() > 1;
    let is_marked = || is_camel(evidence, span) || has_institution() || is_long();
    !words().all(|token| is_capitals(evidence, *token)) && (!begins_sentence(evidence, span) || is_marked())
}

fn begins_sentence(evidence: &Evidence<'_>, span: Span) -> bool {
    let before = evidence.tokens.list.iter().rev().find(|token| token.end <= span.0 && token.kind != Kind::Mark);
    let ends =
        |token: &Token| evidence.text[token.end..span.0].iter().any(|glyph| matches!(glyph.orig, '.' | '!' | '?'));
    before.is_none_or(|token| ends(token) || !evidence.tokens.same_sentence(token.start, span.0))
}

/// Whether it has capitals and small letters as only names have: `eCitizen`, `AlderPay`.
fn is_camel(evidence: &Evidence<'_>, span: Span) -> bool {
    words(evidence, span).any(|token| has_inner_capital(evidence, *token) && !is_capitals(evidence, *token))
}

fn words<'a>(evidence: &'a Evidence<'_>, span: Span) -> impl Iterator<Item = &'a Token> {
    evidence.tokens.list.iter().filter(move |token| (span.0..span.1).contains(&token.start) && token.kind != Kind::Mark)
}

/// Whether a word such as "your" or "for" is before the name, or its letters can be nothing else.
fn follows_title(evidence: &Evidence<'_>, span: Span) -> bool {
    let list = &evidence.tokens.list;
    if evidence.text.get(span.1).is_some_and(|glyph| glyph.orig == '-') {
        return false;
    }
    let before = list.partition_point(|token| token.start < span.0).checked_sub(1).map(|at| list[at]);
    is_camel(evidence, span)
        || before.is_some_and(|token| evidence.has_role(&token, Role::NoName) || evidence.has_role(&token, Role::Link))
}

const OPENING: [(char, char); 7] =
    [('[', ']'), ('【', '】'), ('<', '>'), ('「', '」'), ('(', ')'), ('〔', '〕'), ('［', '］')];

/// A name in brackets at the beginning of the text or at its end: `[Example] 1234 is ...`, `...【Example】`, `... (Example)`.
fn in_brackets(evidence: &Evidence<'_>) -> Option<Span> {
    let text = evidence.text;
    let first = text.iter().position(|glyph| !glyph.orig.is_whitespace())?;
    let last = text.iter().rposition(|glyph| !glyph.orig.is_whitespace())?;
    let bounds = OPENING.iter().find_map(|(open, close)| {
        if text[first].orig == *open {
            let length = text[first..].iter().position(|glyph| glyph.orig == *close)?;
            Some((first + 1, first + length))
        } else if text[last].orig == *close && matches!(close, ']' | '】' | ')') {
            let start = text[..last].iter().rposition(|glyph| glyph.orig == *open)?;
            let named = *close != ')' || words(evidence, (start, last)).all(|token| is_name(evidence, *token));
            named.then_some((start + 1, last))
        } else {
            None
        }
    });
    let (start, end) = bounds?;
    // Korean carriers put a mark for texts from the web where the name would be.
    let span = if text_of(evidence, (start, end)) == "Web발신" { next_row(evidence, end)? } else { (start, end) };
    bracketed(evidence, span)
}

/// The name between two brackets, if no word for code is there.
fn bracketed(evidence: &Evidence<'_>, span: Span) -> Option<Span> {
    let names_code =
        |hit: &Hit| hit.start >= span.0 && hit.end <= span.1 && matches!(hit.class, Class::Otp | Class::Code);
    name(evidence, span).filter(|_| !evidence.hits.iter().any(names_code))
}

/// The name in brackets on the next row.
fn next_row(evidence: &Evidence<'_>, after: usize) -> Option<Span> {
    let rest = &evidence.text[after + 1..];
    let open = rest.iter().position(|glyph| !glyph.orig.is_whitespace()).filter(|at| rest[*at].orig == '[')?;
    let close = rest.iter().position(|glyph| glyph.orig == ']').filter(|close| *close > open)?;
    Some((after + 1 + open + 1, after + 1 + close))
}

/// A heading has at most this many characters.
const HEADING_MAX: usize = 40;

/// A name before the first colon, or as the first sentence: `Example: 1234 is your code`, `Alder Bank. 1234 ...`.
fn heading(evidence: &Evidence<'_>) -> Option<Span> {
    let list = &evidence.tokens.list[prefix_tokens(evidence)..];
    let first = list.first()?;
    let sign = |at: usize| {
        let blank = |at: usize| evidence.text.get(at).is_some_and(|glyph| glyph.orig == ' ');
        match evidence.text[at].orig {
            ':' | '\n' => true,
            '.' => blank(at + 1) && !evidence.tokens.same_sentence(first.start, at + 2),
            '-' => blank(at + 1) && blank(at - 1),
            _ => false,
        }
    };
    let end = (first.start + 1..evidence.text.len().min(first.start + HEADING_MAX)).find(|at| sign(*at))?;
    let words = || list.iter().take_while(|token| token.start < end);
    let joins = |token: &Token| matches!(evidence.text[token.start].orig, '-' | '.' | '\'' | '&' | '+');
    let plain = words().all(|token| match token.kind {
        Kind::Word | Kind::Mixed => true,
        Kind::Mark => joins(token),
        Kind::Number => false,
    });
    let short = words().filter(|token| token.kind != Kind::Mark).count() <= 4;
    let letters = &evidence.text[first.start..first.end];
    let capital = !letters[0].orig.is_lowercase() || has_inner_capital(evidence, *first);
    // An article begins a name, if it has a name behind it: `La Banque`.
    let is_article = evidence.has_role(first, Role::Link) && words().skip(1).any(|token| is_name(evidence, *token));
    let is_greeting = evidence.has_role(first, Role::NoName) && !is_article;
    let named = matches!(evidence.text[end].orig, ':' | '\n')
        || words().all(|token| is_name(evidence, *token) || evidence.has_role(token, Role::Institution));
    let is_heading = plain && short && capital && !is_greeting && named && is_quiet(evidence, (first.start, end));
    if is_heading { name(evidence, (first.start, end)) } else { None }
}

/// The tokens before the text proper: a mark for an app, and what the text costs: `<#>`, `RM0.00`.
fn prefix_tokens(evidence: &Evidence<'_>) -> usize {
    let list = &evidence.tokens.list;
    let marks =
        list.iter().take_while(|token| matches!(evidence.text[token.start].orig, '<' | '#' | '>' | '[' | ']')).count();
    let is_price = |token: &Token| {
        let money = evidence.of(Class::Money).any(|hit| hit.start <= token.start && token.end <= hit.end);
        money || token.kind == Kind::Number || evidence.text[token.start].orig == '.'
    };
    let price = list[marks..].iter().take_while(|token| is_price(token)).count();
    let has_money = list.get(marks).is_some_and(|token| token.kind == Kind::Word);
    if has_money { marks + price } else { marks }
}

/// A name beside a word of one of the classes: `your Example code`, `code for Example`, `Example account`.
fn beside(evidence: &Evidence<'_>, classes: &[Class]) -> Option<Span> {
    let mut anchors = evidence.hits.iter().filter(|hit| classes.contains(&hit.class));
    anchors.find_map(|hit| run_before(evidence, *hit).or_else(|| run_after(evidence, *hit)))
}

/// In a script without blanks, what is before a name of a code: `松林銀行` of `松林銀行驗證碼：1234`.
fn head_of_joined(evidence: &Evidence<'_>) -> Option<Span> {
    let text = evidence.text;
    let end = evidence.hits.iter().filter(|hit| hit.class == Class::Otp).map(|hit| hit.start).min()?;
    let end = if end > 0 && matches!(text[end - 1].orig, 'の' | '的') { end - 1 } else { end };
    let is_part = |glyph: &Glyph| is_joined(glyph.orig) || glyph.orig == ' ';
    let start = end - text[..end].iter().rev().take_while(|glyph| is_part(glyph)).count();
    // In `123456はExampleの...` the particle belongs to the code.
    let particle = start > 0 && matches!(text[start].orig, 'は' | 'が');
    let start = start + usize::from(particle);
    let folded: String = text[start..end].iter().map(|glyph| glyph.fold).filter(|c| *c != ' ').collect();
    let is_torn = !particle && start > 0 && text[start - 1].orig.is_alphanumeric();
    let is_head = (2..=HEAD_LETTERS_MAX).contains(&(end - start))
        && !is_torn
        && !text[start..end].iter().any(|glyph| matches!(glyph.orig, 'の' | '的'))
        && ![Role::NoName, Role::Is].iter().any(|role| particles().has_role(&folded, *role))
        && !evidence.hits.iter().any(|hit| hit.start < end && hit.end > start && hit.class != Class::Other);
    if is_head { name(evidence, (start, end)) } else { None }
}

/// A name at the head has at most this many letters; what is longer is a sentence.
const HEAD_LETTERS_MAX: usize = 8;

/// The last sentence, if it is a name and nothing else, or a name behind a hyphen: `... Example`, `... - Example`.
fn signature(evidence: &Evidence<'_>) -> Option<Span> {
    let list = &evidence.tokens.list;
    let last = list.iter().rposition(|token| token.kind != Kind::Mark)?;
    let sentence = evidence.tokens.sentence(list[last].start);
    let first = list.partition_point(|token| evidence.tokens.sentence(token.start) < sentence);
    let hyphen = list[..last].iter().rposition(|token| is_hyphen(evidence, *token) && is_after_blank(evidence, *token));
    let begins = [hyphen.map(|hyphen| hyphen + 1), (sentence > 0).then_some(first)];
    begins.into_iter().flatten().find_map(|at| {
        // "Team Example", "Regards, Example"
        let is_greeting = |token: &&Token| token.kind == Kind::Mark || evidence.has_role(token, Role::NoName);
        let at = at + list[at..last].iter().take_while(is_greeting).count();
        let words = list[at..=last].iter().filter(|token| token.kind != Kind::Mark);
        let is_part = |token: &Token| is_name(evidence, *token) || evidence.has_role(token, Role::Institution);
        let is_one_word =
            || words.clone().count() == 1 && evidence.text.get(list[last].end).is_some_and(|glyph| glyph.orig == '.');
        let is_signed = words.clone().count() <= 3 && words.clone().all(is_part) && !is_one_word();
        is_signed.then(|| (list[at].start, list[last].end))
    })
}

fn is_after_blank(evidence: &Evidence<'_>, mark: Token) -> bool {
    mark.start.checked_sub(1).is_some_and(|at| evidence.text[at].orig == ' ')
}

/// Capitalised words before the phrase that the hit is part of, or in a script without capitals those behind "your".
fn run_before(evidence: &Evidence<'_>, hit: Hit) -> Option<Span> {
    let list = &evidence.tokens.list;
    let mut at = list.partition_point(|token| token.end <= hit.start);
    let is_skipped =
        |token: Token| is_known(evidence, token) || is_hyphen(evidence, token) || is_particle(evidence, token);
    while at > 0 && is_skipped(list[at - 1]) {
        at -= 1;
    }
    let end = at;
    // `Hallam Building Society`: a known word between two names is a part of the name.
    let is_inner = |at: usize| {
        at > 1 && at < end && is_name(evidence, list[at - 2]) && evidence.text[list[at - 1].start].orig.is_uppercase()
    };
    while at > 0 && end - at < 3 && (is_name(evidence, list[at - 1]) || is_inner(at)) {
        at -= 1;
    }
    if at == end {
        let is_beside = list[at..].iter().take_while(|token| token.start < hit.start).count() == 0;
        let length = list[..at].iter().rev().take(3).take_while(|token| is_caseless_word(evidence, token)).count();
        let is_title = |token: &Token| evidence.has_role(token, Role::NoName);
        return (is_beside && (1..=2).contains(&length) && at > length && is_title(&list[at - length - 1]))
            .then(|| (list[at - length].start, list[at - 1].end));
    }
    // `e-Citizen`
    let is_prefixed = at > 1
        && is_hyphen(evidence, list[at - 1])
        && list[at - 2].end == list[at - 1].start
        && list[at - 2].end - list[at - 2].start == 1;
    Some((list[if is_prefixed { at - 2 } else { at }].start, list[end - 1].end))
}

/// Capitalised words after the phrase that the hit is part of, behind a preposition or not.
fn run_after(evidence: &Evidence<'_>, hit: Hit) -> Option<Span> {
    let list = &evidence.tokens.list;
    let from = list.partition_point(|token| token.start < hit.end);
    let is_between = |token: &&Token| is_known(evidence, **token) || evidence.has_role(token, Role::Link);
    let start = from + list[from..].iter().take(6).take_while(is_between).count();
    run_at(evidence, start)
}

/// The capitalised words from a token on.
fn run_at(evidence: &Evidence<'_>, start: usize) -> Option<Span> {
    let list = &evidence.tokens.list[start..];
    let length = list.iter().take(3).take_while(|token| is_name(evidence, **token)).count();
    (length > 0).then(|| (list[0].start, list[length - 1].end))
}

/// A name somewhere in the text: beside a purpose or another number, in brackets, or behind a preposition in a sentence about
/// a code.
fn mentioned(evidence: &Evidence<'_>) -> Option<Span> {
    beside(evidence, &[Class::Verify, Class::Other])
        .or_else(|| quoted(evidence))
        .or_else(|| after_link(evidence))
        .or_else(|| only_name(evidence))
}

/// The only name in the text, if it begins no sentence, and no money may make it a merchant's.
fn only_name(evidence: &Evidence<'_>) -> Option<Span> {
    let list = &evidence.tokens.list;
    let begins = |at: usize| at == 0 || !is_name(evidence, list[at - 1]);
    let mut runs = (0..list.len()).filter(|at| begins(*at)).filter_map(|at| run_at(evidence, at));
    let run = runs.next().filter(|run| runs.next().is_none() && is_surely_name(evidence, *run))?;
    let begins = begins_sentence(evidence, run) && !is_camel(evidence, run);
    let next = list.iter().find(|token| token.start >= run.1);
    // `Alderstrasse 9`, `[Web발신]`
    let is_street =
        next.is_some_and(|token| token.kind == Kind::Number || token.start == run.1 && token.kind == Kind::Word);
    (!begins && !is_street && !evidence.has_money()).then_some(run)
}

/// A name in the brackets of Chinese and Japanese: `您的「Example」驗證碼`.
fn quoted(evidence: &Evidence<'_>) -> Option<Span> {
    let open = evidence.text.iter().position(|glyph| matches!(glyph.orig, '「' | '『' | '【' | '《'))?;
    let length = evidence.text[open..].iter().position(|glyph| matches!(glyph.orig, '」' | '』' | '】' | '》'))?;
    bracketed(evidence, (open + 1, open + length))
}

/// The classes of words in a sentence about a code.
const OF_CODES: [Class; 4] = [Class::Otp, Class::Code, Class::Verify, Class::Enter];

/// A name behind a preposition: "to sign up at Example". Where money is, it may be a merchant's.
fn after_link(evidence: &Evidence<'_>) -> Option<Span> {
    let list = &evidence.tokens.list;
    let links = (1..list.len()).filter(|at| evidence.has_role(&list[at - 1], Role::Link));
    let has_money = evidence.has_money();
    let about_code = |at: &usize| evidence.is_in_sentence(list[*at].start, &OF_CODES);
    links
        .filter(|at| !has_money && about_code(at))
        .find_map(|at| run_at(evidence, at).or_else(|| caseless_at(evidence, at)))
}

/// Words without capitals, up to a sign or a number.
fn caseless_at(evidence: &Evidence<'_>, start: usize) -> Option<Span> {
    let list = &evidence.tokens.list[start..];
    let length = list.iter().take_while(|token| is_caseless_word(evidence, token)).count();
    let ends = list.get(length).is_none_or(|token| token.kind != Kind::Word);
    ((1..=2).contains(&length) && ends).then(|| (list[0].start, list[length - 1].end))
}

/// Whether it is a word of a script without capitals that can be a part of a name.
fn is_caseless_word(evidence: &Evidence<'_>, token: &Token) -> bool {
    let first = evidence.text[token.start].orig;
    let is_common = [Role::NoName, Role::Link, Role::Is].iter().any(|role| evidence.has_role(token, *role));
    token.kind == Kind::Word && is_caseless(first) && !is_joined(first) && !is_common && !is_known(evidence, *token)
}

fn is_hyphen(evidence: &Evidence<'_>, token: Token) -> bool {
    token.kind == Kind::Mark && evidence.text[token.start].orig == '-'
}

/// Whether it is the Japanese `の` or the Chinese `的`, which are between the name and the code.
fn is_particle(evidence: &Evidence<'_>, token: Token) -> bool {
    token.end - token.start == 1 && matches!(evidence.text[token.start].orig, 'の' | '的')
}
