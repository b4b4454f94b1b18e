//! Webhooks that nobody but the phone may post.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use simgate::flow::callback::CallbackRefusal;

use super::world::{World, seconds};

const BODY: &str = r#"{"id":"Vw0k1t","webhookId":"simgate-rx","event":"sms:received","deviceId":"0000000099aabbcc",
"payload":{"messageId":"5f3759df","sender":"+12025550143","recipient":"+12025550199","simNumber":2,
"phoneNumber":"+12025550143","message":"Your code is 246810","receivedAt":"2026-03-01T09:05:12.000+00:00"}}"#;

fn signed(key: &str, body: &[u8], stamp: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(body);
    mac.update(stamp.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

type Headers = Vec<(&'static str, String)>;

fn headers(stamp: &str, signature: &str) -> Headers {
    vec![("X-Timestamp", stamp.to_owned()), ("X-Signature", signature.to_owned())]
}

#[test]
fn a_right_call_is_taken_and_two_hundred_wrong_ones_are_not() {
    let mut world = World::new();
    world.pass(seconds(600));
    let now = world.wall().as_seconds();
    let (body, stamp) = (BODY.as_bytes(), now.to_string());
    let right = signed("s3cret", body, &stamp);

    let mut wrong: Vec<(Headers, Vec<u8>)> = Vec::new();
    // One nibble of the signature.
    for at in 0..64 {
        let mut flipped: Vec<char> = right.chars().collect();
        flipped[at] = if flipped[at] == '0' { '1' } else { '0' };
        wrong.push((headers(&stamp, &flipped.iter().collect::<String>()), body.to_vec()));
    }
    // One octet of the body.
    for at in (0..body.len()).step_by(body.len() / 60) {
        let mut altered = body.to_vec();
        altered[at] ^= 1;
        wrong.push((headers(&stamp, &right), altered));
    }
    // Another time stamp, without and with a signature of its own.
    for off in [1, -1, 60, -60, 299, -299, 86400, -86400] {
        wrong.push((headers(&(now + off).to_string(), &right), body.to_vec()));
    }
    for off in [301, -301, 600, -600, 3600, -3600, 86400, -86400, i64::from(i32::MAX), -now] {
        let stamp = (now + off).to_string();
        wrong.push((headers(&stamp, &signed("s3cret", body, &stamp)), body.to_vec()));
    }
    for stamp in
        ["", " ", "now", "-1", "1.5", "0x10", "99999999999999999999999", &format!("{now} "), &format!("+{now}")]
    {
        wrong.push((headers(stamp, &signed("s3cret", body, stamp)), body.to_vec()));
    }
    // Other keys, other ways to sign.
    for key in ["", "s3cre", "s3cret ", "S3CRET", "k3x9v2pq", "8sT_x2Qa"] {
        wrong.push((headers(&stamp, &signed(key, body, &stamp)), body.to_vec()));
    }
    let dotted = signed("s3cret", format!("{BODY}.").as_bytes(), &stamp);
    let swapped = signed("s3cret", stamp.as_bytes(), BODY);
    let unstamped = signed("s3cret", body, "");
    for signature in [
        dotted,
        swapped,
        unstamped,
        String::new(),
        right[..63].to_owned(),
        format!("{right}0"),
        format!("sha256={right}"),
        "g".repeat(64),
        "0".repeat(64),
        right.clone().split_off(32),
        "\u{e4}".repeat(32),
    ] {
        wrong.push((headers(&stamp, &signature), body.to_vec()));
    }
    // Headers that are missing or double.
    let (stamped, with_signature) = (("X-Timestamp", stamp.clone()), ("X-Signature", right.clone()));
    wrong.push((vec![stamped.clone()], body.to_vec()));
    wrong.push((vec![with_signature.clone()], body.to_vec()));
    wrong.push((vec![], body.to_vec()));
    wrong.push((vec![stamped.clone(), stamped.clone(), with_signature.clone()], body.to_vec()));
    wrong.push((vec![stamped.clone(), with_signature.clone(), with_signature.clone()], body.to_vec()));
    wrong.push((vec![("Authorization", "Basic c21zOmszeDl2MnBx".into()), stamped], body.to_vec()));
    for extra in 0..40 {
        let longer = format!("{BODY}{}", " ".repeat(extra + 1));
        wrong.push((headers(&stamp, &right), longer.into_bytes()));
    }

    assert!(wrong.len() >= 200, "{}", wrong.len());
    let before = world.link.refusals.len();
    for (headers, body) in &wrong {
        let refusal = world.post(headers, body).unwrap_err();
        assert!(matches!(refusal, CallbackRefusal::NotVerified(_)), "{headers:?}: {refusal:?}");
    }
    assert_eq!((world.received.len(), world.link.refusals.len() - before), (0, wrong.len()));

    world.post(&headers(&stamp, &right), body).unwrap();
    assert_eq!(world.texts(), ["Your code is 246810"]);
    for again in [right.clone(), right.to_uppercase()] {
        assert_eq!(
            world.post(&headers(&stamp, &again), body),
            Err(CallbackRefusal::NotVerified("the same call came before"))
        );
    }
    // The app signs each attempt anew.
    let later = (now + 5).to_string();
    world.post(&headers(&later, &signed("s3cret", body, &later)), body).unwrap();
    assert_eq!(world.received.len(), 1, "and it is the same message");
}

#[test]
fn a_right_signature_of_a_wrong_body_changes_nothing() {
    let mut world = World::new();
    world.pass(seconds(600));
    let stamp = world.wall().as_seconds().to_string();
    for (body, is_understood) in [
        ("", false),
        ("[]", false),
        (r#"{"event":5}"#, false),
        (r#"{"event":"sms:received"}"#, false),
        (r#"{"event":"sms:received","payload":{"sender":"+1"}}"#, false),
        (r#"{"event":"sms:data-received","payload":{"sender":"+1","messageId":"1","data":"%"}}"#, false),
        (r#"{"event":"sms:later","payload":{}}"#, true),
        (r#"{"event":"sms:sent","payload":{}}"#, true),
        (r#"{"event":"system:ping","payload":null}"#, true),
    ] {
        let answer = world.post(&headers(&stamp, &signed("s3cret", body.as_bytes(), &stamp)), body.as_bytes());
        match is_understood {
            true => assert_eq!(answer, Ok(()), "{body}"),
            false => assert!(matches!(answer, Err(CallbackRefusal::Unreadable(_))), "{body}: {answer:?}"),
        }
    }
    assert!(world.received.is_empty() && world.progress.is_empty());
}
