//! URLs, and arguments that may be one: their parts that may be a token are not printed.

use std::fmt;

use http::Uri;
use toml::Spanned;
use toml::de::DeValue;

use super::kind::Kind;
use super::kinds::{Parsed, quoted};
use super::reading::Reading;

/// A text that is printed without passwords and tokens of a URL.
pub struct Masked<T>(Parsed<T>);

impl<T: fmt::Display> Kind for Masked<T> {
    type Value = T;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<T> {
        self.0.read(key, value, reading)
    }

    fn write(&self, value: &T) -> String {
        quoted(&masked(&value.to_string()))
    }

    fn describe(&self) -> String {
        self.0.describe()
    }
}

pub const URL: Masked<Uri> =
    Masked(Parsed { noun: "a URL beginning with http:// or https://", parse: url, show_wrong: false });

pub const BROKER: Masked<Uri> =
    Masked(Parsed { noun: "a URL beginning with mqtt:// or mqtts://", parse: broker, show_wrong: false });

pub const MAIL_SERVER: Masked<Uri> =
    Masked(Parsed { noun: "a URL beginning with smtps:// or smtp://", parse: mail_server, show_wrong: false });

pub const ARGUMENT: Masked<String> = Masked(Parsed {
    noun: "a string without a NUL",
    parse: |text| if text.contains('\0') { Err("has one".to_owned()) } else { Ok(text.to_owned()) },
    show_wrong: false,
});

const HIDDEN: &str = "***";

/// Removes user name, password, query values and fragment from a URL. Any other text stays as it is.
fn masked(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let (rest, fragment) = rest.split_once('#').map_or((rest, ""), |(rest, _)| (rest, "#***"));
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let host = place.find('/').unwrap_or(place.len());
    let place = match place[..host].rfind('@') {
        Some(at) => format!("{HIDDEN}{}", &place[at..]),
        None => place.to_owned(),
    };
    let pair = |pair: &str| match pair.split_once('=') {
        Some((key, _)) => format!("{key}={HIDDEN}"),
        None if pair.is_empty() => String::new(),
        None => HIDDEN.to_owned(),
    };
    let query = query.map(|query| format!("?{}", query.split('&').map(pair).collect::<Vec<_>>().join("&")));
    format!("{scheme}://{place}{}{fragment}", query.unwrap_or_default())
}

fn broker(text: &str) -> Result<Uri, String> {
    server(text, ["mqtt", "mqtts"], "; the topics begin with `prefix`")
}

fn mail_server(text: &str) -> Result<Uri, String> {
    server(text, ["smtp", "smtps"], "")
}

/// Parses a URL of nothing but a host and a port; `of_more` is the hint for one with more.
fn server(text: &str, schemes: [&str; 2], of_more: &str) -> Result<Uri, String> {
    let uri = host_url(text, schemes, ": use `username` and `password` instead")?;
    if !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains('#') {
        return Err(format!("has more than a host and a port{of_more}"));
    }
    Ok(uri)
}

fn url(text: &str) -> Result<Uri, String> {
    let uri = host_url(text, ["http", "https"], ", which simgate does not send")?;
    if text.contains('#') {
        return Err("has a `#` part, which is never sent".to_owned());
    }
    Ok(uri)
}

/// Parses a URL with a host and one of the schemes; `of_login` is the hint for a URL with a user name or password.
fn host_url(text: &str, schemes: [&str; 2], of_login: &str) -> Result<Uri, String> {
    let uri: Uri = text.parse().map_err(|_| "is not a URL".to_owned())?;
    if !uri.scheme_str().is_some_and(|scheme| schemes.contains(&scheme)) {
        return Err("has another scheme, or none".to_owned());
    }
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(format!("holds a user name or password{of_login}"));
    }
    if uri.host().is_none_or(str::is_empty) {
        return Err("has no host".to_owned());
    }
    Ok(uri)
}

/// The host of a URL of this file, without the brackets of a literal IPv6 address, and the port or the usual one of the scheme.
pub fn host_and_port(url: &Uri) -> (String, u16) {
    let usual = match url.scheme_str() {
        Some("https") => 443,
        Some("http") => 80,
        Some("mqtts") => 8883,
        Some("smtps") => 465,
        Some("smtp") => 587,
        Some(_) | None => 1883,
    };
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    (host, url.port_u16().unwrap_or(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_the_usual_port_of_its_scheme() {
        for (url, host, port) in [
            ("https://a.example/x", "a.example", 443),
            ("http://a.example:8080", "a.example", 8080),
            ("mqtt://a.example", "a.example", 1883),
            ("mqtts://[::1]", "::1", 8883),
            ("smtps://a.example", "a.example", 465),
            ("smtp://a.example", "a.example", 587),
        ] {
            assert_eq!(host_and_port(&url.parse().unwrap()), (host.to_owned(), port), "{url}");
        }
    }

    #[test]
    fn what_may_be_a_token_in_a_url_is_not_written() {
        for (text, masked_text) in [
            ("https://h.example/in", "https://h.example/in"),
            ("https://h.example/in?key=geheim&b&c=", "https://h.example/in?key=***&***&c=***"),
            ("https://h.example?geheim", "https://h.example?***"),
            (
                "--to=https://a:geheim@h.example:8443/x@y?t=geheim#geheim",
                "--to=https://***@h.example:8443/x@y?t=***#***",
            ),
            ("a?b=c", "a?b=c"),
            ("", ""),
        ] {
            assert_eq!(masked(text), masked_text, "{text}");
            assert_eq!(masked(masked_text), masked_text, "{text}");
        }
        let url: Uri = "https://h.example/in?key=geheim".parse().unwrap();
        assert_eq!(URL.write(&url), "\"https://h.example/in?key=***\"");
        assert_eq!(ARGUMENT.write(&"http://geheim@h".to_owned()), "\"http://***@h\"");
    }
}
