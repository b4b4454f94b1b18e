//! Tokens: what they allow, how they are refreshed, and when they end.

use serde_json::{Value, json};

use super::{Fixture, Login, tomorrow};

const ISSUE: &str = "/auth/token";

impl Fixture {
    fn token(&self, login: &Login, scopes: &[&str]) -> Value {
        let reply = self.call(login, "POST", ISSUE, Some(&json!({ "scopes": scopes, "ttl": 3600 })));
        assert_eq!(reply.status, 201, "{reply:?}");
        reply.body
    }

    fn status(&self, login: &Login, method: &str, path: &str) -> u16 {
        self.call(login, method, path, None).status
    }
}

fn access(token: &Value) -> Login {
    Login::Bearer(token["access_token"].as_str().unwrap().to_owned())
}

fn refresh(token: &Value) -> Login {
    Login::Bearer(token["refresh_token"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_allows_its_scopes_within_the_rights_of_its_key() {
    let fixture = Fixture::new(321).await;
    let sends = fixture.key("sends", "send", None);
    let token = fixture.token(&sends, &["messages:send", "tokens:manage"]);
    for (snake, camel) in [
        ("access_token", "accessToken"),
        ("refresh_token", "refreshToken"),
        ("expires_at", "expiresAt"),
        ("token_type", "tokenType"),
    ] {
        assert!(token[snake].is_string() && token[snake] == token[camel], "{token}");
    }
    let holder = access(&token);
    assert_eq!(fixture.call(&holder, "POST", "/messages", Some(&tomorrow("a"))).status, 202);
    assert_eq!(fixture.status(&holder, "GET", "/messages/a"), 403, "the key may, but the token does not");
    assert_eq!(fixture.status(&holder, "GET", "/inbox"), 403);
    assert_eq!(fixture.status(&holder, "GET", "/devices"), 403, "it never reaches simgate's own call");
    assert_eq!(fixture.status(&holder, "GET", "/sms/outbox"), 401);
    // Its messages are those of its key.
    assert_eq!(fixture.status(&sends, "GET", "/messages/a"), 200);
    for (login, scopes, status) in [
        (&sends, json!(["inbox:read"]), 403),
        (&holder, json!(["messages:read"]), 403),
        (&holder, json!(["all:any"]), 403),
        (&sends, json!(["messages:fly"]), 400),
        (&sends, json!([]), 400),
        (&sends, json!(null), 400),
    ] {
        let reply = fixture.call(login, "POST", ISSUE, Some(&json!({ "scopes": scopes })));
        assert_eq!(reply.status, status, "{scopes}: {reply:?}");
    }
    for ttl in [json!(-1), json!(366 * 86_400), json!("1h")] {
        let reply = fixture.call(&sends, "POST", ISSUE, Some(&json!({ "scopes": ["messages:send"], "ttl": ttl })));
        assert_eq!(reply.status, 400, "{reply:?}");
    }
    let without = access(&fixture.token(&sends, &["messages:send"]));
    assert_eq!(fixture.call(&without, "POST", ISSUE, Some(&json!({ "scopes": ["messages:send"] }))).status, 403);
    let everything = access(&fixture.token(&sends, &["all:any"]));
    assert_eq!(fixture.status(&everything, "GET", "/messages/a"), 200);
    assert_eq!(fixture.status(&everything, "GET", "/inbox"), 403, "no more than the key");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_used_once_and_all_of_it_survives_a_crash() {
    let mut fixture = Fixture::new(322).await;
    let first = fixture.token(&fixture.admin, &["messages:read"]);
    let revoked = fixture.token(&fixture.admin, &["messages:read"]);
    assert_eq!(fixture.status(&access(&first), "POST", "/auth/token/refresh"), 401, "it is no refresh token");
    assert_eq!(fixture.status(&fixture.admin, "POST", "/auth/token/refresh"), 401);
    assert_eq!(fixture.status(&refresh(&first), "GET", "/messages"), 401, "it is no access token");

    let refreshed = fixture.call(&refresh(&first), "POST", "/auth/token/refresh", Some(&json!({})));

    assert_eq!(refreshed.status, 200, "{refreshed:?}");
    let second = refreshed.body;
    assert_ne!(first["id"], second["id"]);
    assert_eq!(fixture.status(&access(&second), "GET", "/messages"), 200);
    assert_eq!(fixture.status(&access(&second), "GET", "/inbox"), 403, "its scopes are the same");
    let path = format!("/auth/token/{}", revoked["id"].as_str().unwrap());
    assert_eq!(
        (fixture.status(&fixture.admin, "DELETE", &path), fixture.status(&fixture.admin, "DELETE", &path)),
        (204, 204)
    );
    fixture.kill_and_restart().await;
    for (token, status) in [(&first, 401), (&second, 200), (&revoked, 401)] {
        assert_eq!(fixture.status(&access(token), "GET", "/messages"), status);
    }
    assert_eq!(fixture.status(&refresh(&first), "POST", "/auth/token/refresh"), 401, "it is used up");
    assert_eq!(fixture.status(&refresh(&revoked), "POST", "/auth/token/refresh"), 401);
    let third = fixture.call(&refresh(&second), "POST", "/3rdparty/v1/auth/token/refresh", None);
    assert_eq!(third.status, 201, "{third:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_with_its_key_and_belongs_to_no_other() {
    let fixture = Fixture::new(323).await;
    let (mine, other) = (fixture.key("mine", "admin", None), fixture.key("other", "admin", None));
    let token = fixture.token(&mine, &["all:any"]);
    let path = format!("/auth/token/{}", token["id"].as_str().unwrap());
    assert_eq!(fixture.status(&other, "DELETE", &path), 204);
    assert_eq!(fixture.status(&access(&token), "GET", "/messages"), 200, "another key doesn't end it");
    fixture.bench.printed(&["keys", "remove", "mine"]);
    assert_eq!(fixture.status(&access(&token), "GET", "/messages"), 401);
    assert_eq!(fixture.status(&refresh(&token), "POST", "/auth/token/refresh"), 401);
    let data = fixture.bench.dir.path().join("data");
    for file in ["token.key", "webhook.key"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let log = fixture.bench.log();
    for secret in [&token["access_token"], &token["refresh_token"]] {
        assert!(!log.contains(secret.as_str().unwrap()));
    }
}
