//! Reads the query of a request: known keys only, with percent signs decoded.

use axum::extract::Request;
use axum::http::StatusCode;
use percent_encoding::percent_decode_str;

use crate::api::error::ApiError;
use crate::api::request::invalid;
use crate::model::Timestamp;

/// The keys and values of a query.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads the query of a request, which may have only these keys.
    pub fn of(request: &Request, known: &[&str]) -> Result<Self, ApiError> {
        let pairs = request.uri().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(value).decode_utf8().map_err(|_| invalid(key, "text in UTF-8"))?;
            if !known.contains(&key) {
                let message = format!("the query may have {} only", known.join(", "));
                return Err(ApiError::new(StatusCode::BAD_REQUEST, "unknown_field", message));
            }
            Ok((key.to_owned(), value.into_owned()))
        });
        Ok(Self(pairs.collect::<Result<_, _>>()?))
    }

    /// The value of a key. An empty one counts as absent.
    pub fn text(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A point in time, with an offset.
    pub fn time(&self, key: &str) -> Result<Option<Timestamp>, ApiError> {
        let wanted = || invalid(key, "a time with an offset, such as 2026-11-22T10:30:00Z");
        self.text(key).map(|text| Timestamp::parse(text).ok_or_else(wanted)).transpose()
    }

    /// `true` or `false`; by default false. Python writes them with capitals.
    pub fn flag(&self, key: &str) -> Result<bool, ApiError> {
        match self.text(key).map(str::to_ascii_lowercase).as_deref() {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(invalid(key, "true or false")),
        }
    }

    /// A whole number within a range.
    pub fn number(&self, key: &str, usual: usize, range: (usize, usize)) -> Result<usize, ApiError> {
        let (least, most) = range;
        let read = |text: &str| text.parse().ok().filter(|number| (least..=most).contains(number));
        self.text(key)
            .map_or(Some(usual), read)
            .ok_or_else(|| invalid(key, &format!("a whole number from {least} to {most}")))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn of(query: &str) -> Result<Params, ApiError> {
        let request = Request::builder().uri(format!("/messages?{query}")).body(Body::empty()).unwrap();
        Params::of(&request, &["from", "limit", "flag"])
    }

    #[test]
    fn values_are_decoded_and_checked() {
        let time = |query: &str| of(query).unwrap().time("from").map(|time| time.map(|time| time.to_string()));
        for query in ["from=2026-11-22T10:30:00%2B01:00", "from=2026-11-22T10%3A30%3A00.000001%2B01%3A00"] {
            assert_eq!(time(query).unwrap().unwrap(), "2026-11-22T09:30:00.000Z", "{query}");
        }
        assert_eq!(time("from=2026-11-22T10:30:00+01:00").unwrap().unwrap(), "2026-11-22T09:30:00.000Z");
        assert_eq!(time("from=&limit=5").unwrap(), None);
        assert!(time("from=2026-11-22T10:30:00").is_err(), "an offset is needed");
        assert!(of("form=1").is_err() && of("from=%ff").is_err());
        let limit = |query: &str| of(query).unwrap().number("limit", 50, (1, 100)).ok();
        assert_eq!(
            [limit(""), limit("limit=100"), limit("limit=101"), limit("limit=x")],
            [Some(50), Some(100), None, None]
        );
        let flag = |query: &str| of(query).unwrap().flag("flag").ok();
        assert_eq!([flag(""), flag("flag=True"), flag("flag=yes")], [Some(false), Some(true), None]);
    }
}
