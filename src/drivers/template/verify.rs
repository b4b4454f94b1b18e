//! Verifies that a callback comes from the remote: the remote signs the body, or it sends a secret. Secrets are
//! compared in constant time.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::drivers::CallbackRequest;
use crate::model::{Secret, Timestamp};

/// How a callback proves its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verification {
    /// A header contains the HMAC-SHA256 of the body.
    Hmac { secret: Secret, signature: HeaderName, stamp: Option<Stamp> },
    /// `Authorization: Bearer SECRET`.
    Bearer(Secret),
    /// `Authorization: Basic`, where the secret is `USER:PASSWORD`.
    Basic(Secret),
}

/// The header with the time of a callback, in seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The name of the header.
    pub header: HeaderName,
    /// Whether the signature covers the stamp, a `.` and the body, instead of the body alone.
    pub is_signed: bool,
}

/// The largest difference between a stamp and the wall clock, both ways. The providers' own libraries use the same.
const STAMP_WITHIN_S: u64 = 300;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Verification {
    /// Verifies a callback. The error is the reason, and contains nothing of the secret.
    pub fn verify(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<(), &'static str> {
        match self {
            Self::Hmac { secret, signature, stamp } => {
                let sent = one(request.headers, signature, "the header with the signature is missing")?;
                let sent = signature_bytes(sent).ok_or("the signature is neither hexadecimal nor base64")?;
                let stamp = stamp.as_ref().map(|stamp| stamp_of(request.headers, stamp)).transpose()?;
                let mut mac =
                    Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()).expect("HMAC takes a key of any length");
                if let Some((text, true)) = stamp {
                    mac.update(text.as_bytes());
                    mac.update(b".");
                }
                mac.update(request.body);
                mac.verify_slice(&sent).map_err(|_| "the signature is wrong")?;
                stamp.map_or(Ok(()), |(text, _)| is_fresh(text, now))
            }
            Self::Bearer(secret) => is_secret(authorization(request.headers, "bearer")?.as_bytes(), secret),
            Self::Basic(secret) => {
                let sent = BASE64.decode(authorization(request.headers, "basic")?);
                is_secret(&sent.map_err(|_| "the credentials in `Authorization` are not base64")?, secret)
            }
        }
    }
}

/// The value of a header that occurs exactly once: if there were two, another reader might use the other one.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName, missing: &'static str) -> Result<&'a str, &'static str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().ok_or(missing)?;
    match values.next() {
        Some(_) => Err("a header that verifies the callback occurs twice"),
        None => value.to_str().map(str::trim).map_err(|_| "a header that verifies the callback is not ASCII"),
    }
}

/// Decodes hexadecimal digits or base64, with or without `sha256=` in front.
fn signature_bytes(text: &str) -> Option<Vec<u8>> {
    let digits = match text.split_at_checked("sha256=".len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case("sha256=") => rest,
        Some(_) | None => text,
    };
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    match digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        true => digits.as_bytes().chunks(2).map(octet).collect(),
        false => BASE64.decode(digits).ok(),
    }
}

/// The stamp as it arrived, and whether it is signed.
fn stamp_of<'a>(headers: &'a HeaderMap, stamp: &Stamp) -> Result<(&'a str, bool), &'static str> {
    Ok((one(headers, &stamp.header, "the header with the time stamp is missing")?, stamp.is_signed))
}

fn is_fresh(stamp: &str, now: Timestamp) -> Result<(), &'static str> {
    let digits = Some(stamp).filter(|stamp| stamp.bytes().all(|digit| digit.is_ascii_digit()));
    let seconds: i64 =
        digits.and_then(|digits| digits.parse().ok()).ok_or("the time stamp is not a number of seconds since 1970")?;
    match now.as_seconds().abs_diff(seconds) <= STAMP_WITHIN_S {
        true => Ok(()),
        false => Err("the time stamp is more than 5 minutes off the clock"),
    }
}

/// The credentials behind the scheme in `Authorization`.
fn authorization<'a>(headers: &'a HeaderMap, scheme: &str) -> Result<&'a str, &'static str> {
    let value = one(headers, &AUTHORIZATION, "the header `Authorization` is missing")?;
    match value.split_once(' ') {
        Some((word, rest)) if word.eq_ignore_ascii_case(scheme) => Ok(rest.trim()),
        Some(_) | None => Err("`Authorization` has another scheme than the configured one"),
    }
}

fn is_secret(sent: &[u8], secret: &Secret) -> Result<(), &'static str> {
    match bool::from(sent.ct_eq(secret.reveal().as_bytes())) {
        true => Ok(()),
        false => Err("the secret is wrong"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"a":1}"#;
    /// printf '{"a":1}' | openssl dgst -sha256 -hmac key -hex
    const HEX: &str = "88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342";
    const IN_BASE64: &str = "iKZ/JLvNrtDmyZdAS7eadDuvRMa6svTCcyjjAJ0i40I=";
    const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_999);

    fn verified(by: &Verification, rows: &[(&'static str, &str)], body: &[u8]) -> Result<(), &'static str> {
        let mut headers = HeaderMap::new();
        for (name, value) in rows {
            headers.append(*name, value.parse().unwrap());
        }
        by.verify(CallbackRequest { headers: &headers, body }, NOW)
    }

    fn by_hmac(stamp: Option<bool>) -> Verification {
        let stamp = stamp.map(|is_signed| Stamp { header: HeaderName::from_static("x-timestamp"), is_signed });
        Verification::Hmac { secret: Secret::new("key"), signature: HeaderName::from_static("x-signature"), stamp }
    }

    #[test]
    fn a_signature_is_accepted_in_every_form_and_only_for_its_body() {
        let upper = HEX.to_uppercase();
        let [prefixed, base64] = [HEX, IN_BASE64].map(|text| format!("sha256={text}"));
        for right in [HEX, &upper, &prefixed, &base64, IN_BASE64, IN_BASE64.trim_end_matches('=')] {
            assert_eq!(verified(&by_hmac(None), &[("x-signature", right)], BODY), Ok(()), "{right}");
            let other = verified(&by_hmac(None), &[("x-signature", right)], br#"{"a":2}"#);
            assert_eq!(other, Err("the signature is wrong"), "{right}");
        }
        let flipped = HEX.replace("88a6", "88a7");
        for wrong in [&flipped, &HEX[..62], "", "sha256=", "iKZ/JLvNrtDmyZdAS7ea", "sha1=88a6", "ä", "%%%"] {
            assert!(verified(&by_hmac(None), &[("x-signature", wrong)], BODY).is_err(), "{wrong}");
        }
        let missing = Err("the header with the signature is missing");
        assert_eq!(verified(&by_hmac(None), &[("x-other", HEX)], BODY), missing);
        let twice = Err("a header that verifies the callback occurs twice");
        for pair in [[HEX, HEX], [HEX, &flipped], [&flipped, HEX]] {
            assert_eq!(verified(&by_hmac(None), &pair.map(|value| ("x-signature", value)), BODY), twice);
        }
    }

    /// Each signed by `printf '%s.{"a":1}' STAMP | openssl dgst -sha256 -hmac key -hex`.
    #[test]
    fn a_stamp_is_signed_and_fresh() {
        let old = Err("the time stamp is more than 5 minutes off the clock");
        for (stamp, signature, outcome) in [
            ("1700000000", "a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03", Ok(())),
            ("1700000300", "fff1f3ce1a9b126411c108b3ca969a72819e73a22f945bbce33688c071a04ae4", Ok(())),
            ("1699999700", "29f5fdb53fd91c911d9823dc833cc62ef36965ec5a58cc3ee79fd603aef20e0f", Ok(())),
            ("1700000301", "99a15cb8d6c8164737f4bef92e9f1caa24a3aa85417adbc8659ea2ed3ea8d74e", old),
            ("1699999699", "aceeedb50e93981f237f644201210c6a84202f1adf0e5bdf594384cf1d7cc8ef", old),
            (
                "17000000000000000000000",
                "9eeda9b25139485d5a230daaf0a0ed3bb0acbd84b7d9a9fd99bebeddec4572e4",
                Err("the time stamp is not a number of seconds since 1970"),
            ),
            (
                "1700000001",
                "a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03",
                Err("the signature is wrong"),
            ),
            ("1700000000", HEX, Err("the signature is wrong")),
        ] {
            let rows = [("x-timestamp", stamp), ("x-signature", signature)];
            assert_eq!(verified(&by_hmac(Some(true)), &rows, BODY), outcome, "{stamp}");
        }
        for (stamp, outcome) in
            [("1700000000", true), ("1699999699", false), ("", false), ("-5", false), ("soon", false)]
        {
            let rows = [("x-timestamp", stamp), ("x-signature", HEX)];
            assert_eq!(verified(&by_hmac(Some(false)), &rows, BODY).is_ok(), outcome, "{stamp}");
        }
        let missing = Err("the header with the time stamp is missing");
        assert_eq!(verified(&by_hmac(Some(true)), &[("x-signature", HEX)], BODY), missing);
        let rows = [("x-signature", HEX), ("x-timestamp", "1700000000"), ("x-timestamp", "1700000000")];
        assert!(verified(&by_hmac(Some(false)), &rows, BODY).is_err());
    }

    #[test]
    fn a_secret_is_accepted_once_and_complete() {
        let (bearer, basic) =
            (Verification::Bearer(Secret::new("s3cret")), Verification::Basic(Secret::new("user:pass")));
        for (by, value, outcome) in [
            (&bearer, "Bearer s3cret", true),
            (&bearer, "bearer  s3cret", true),
            (&bearer, "Bearer s3cre", false),
            (&bearer, "Bearer s3cret2", false),
            (&bearer, "Bearer ", false),
            (&bearer, "s3cret", false),
            (&bearer, "Basic s3cret", false),
            (&basic, "Basic dXNlcjpwYXNz", true),
            (&basic, "basic dXNlcjpwYXNz", true),
            (&basic, "Basic dXNlcjpwYXN0", false),
            (&basic, "Basic user:pass", false),
            (&basic, "Bearer user:pass", false),
        ] {
            assert_eq!(verified(by, &[("authorization", value)], BODY).is_ok(), outcome, "{value}");
        }
        let twice = [("authorization", "Bearer s3cret"); 2];
        assert_eq!(verified(&bearer, &twice, BODY), Err("a header that verifies the callback occurs twice"));
        assert_eq!(verified(&bearer, &[], BODY), Err("the header `Authorization` is missing"));
    }
}
