//! Routes, passwords and tokens.

use super::*;

#[test]
fn every_route_is_served_in_the_plural_and_the_singular() {
    let mut world = World::new();
    let period = json!({ "since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z" });
    let webhook = json!({ "id": null, "url": HOOK, "event": "sms:received" });
    world.send("a", &json!({}));
    world.send("b", &json!({}));
    for (method, target, body, status) in [
        ("GET", "/health", None, 200),
        ("GET", "/", None, 200),
        ("GET", "/docs", None, 200),
        ("GET", "/device", None, 200),
        ("GET", "/devices", None, 404),
        ("DELETE", "/devices/x", None, 404),
        ("GET", "/health/live", None, 404),
        ("POST", "/inbox/export", Some(&period), 404),
        ("PUT", "/settings", Some(&period), 405),
        ("POST", "/health", None, 405),
        ("GET", "/messages", None, 200),
        ("GET", "/message", None, 200),
        ("GET", "/messages/a", None, 200),
        ("GET", "/message/a", None, 200),
        ("GET", "/messages/none", None, 404),
        ("DELETE", "/messages/a", None, 200),
        ("DELETE", "/message/b", None, 200),
        ("DELETE", "/message/none", None, 404),
        ("POST", "/messages/inbox/export", Some(&period), 202),
        ("POST", "/message/inbox/export", Some(&period), 202),
        ("GET", "/inbox", None, 200),
        ("POST", "/inbox/refresh", Some(&period), 202),
        ("GET", "/inbox/mms:1/attachments/1", None, 404),
        ("GET", "/inbox/mms:1/attachments/x", None, 400),
        ("GET", "/webhooks", None, 200),
        ("GET", "/webhook", None, 200),
        ("POST", "/webhooks", Some(&webhook), 201),
        ("POST", "/webhook", Some(&webhook), 201),
        ("DELETE", "/webhooks/none", None, 204),
        ("DELETE", "/webhook/none", None, 204),
        ("GET", "/logs", None, 200),
        ("GET", "/settings", None, 200),
        ("DELETE", "/auth/token/none", None, 204),
    ] {
        let reply = match body {
            Some(body) => world.ask_with(method, target, body),
            None => world.ask(method, target),
        };
        assert_eq!(reply.status, status, "{method} {target}");
    }
}

#[test]
fn only_health_needs_no_authorization() {
    let mut world = World::new();
    let mut status = |request: HttpRequest| match world.phone.request(&request, world.now) {
        Answer::Reply(reply, _) => (reply.status, reply.body.len(), reply.header("www-authenticate").is_some()),
        other @ (Answer::Lost | Answer::Refused | Answer::Silent) => panic!("{other:?}"),
    };
    let get = |target| HttpRequest::new("GET", target);
    assert_eq!(status(get("/health")).0, 200);
    assert_eq!(status(get("/nowhere")).0, 404, "before authorization");
    assert_eq!(status(get("/")), (401, 0, true));
    assert_eq!(status(get("/").with_basic("sms", "wrong")), (401, 0, true));
    assert_eq!(status(get("/").with_basic("other", "k3x9v2pq")), (401, 0, true));
    assert_eq!(status(get("/").with_token("x.y.z")), (401, 0, true));
    assert_eq!(status(get("/").with_basic("sms", "k3x9v2pq")).0, 200);
}

fn tokens(world: &mut World, body: &Value) -> Value {
    let reply = world.ask_with("POST", "/auth/token", body);
    assert_eq!(reply.status, 201);
    reply.value()
}

fn with(world: &mut World, method: &str, target: &str, token: &Value) -> u16 {
    world.reply(&HttpRequest::new(method, target).with_token(token.as_str().unwrap())).status
}

#[test]
fn a_token_allows_what_its_scopes_say_until_it_expires() {
    let mut world = World::new();
    let pair = tokens(&mut world, &json!({ "scopes": ["messages:read"], "ttl": 60 }));
    assert_eq!(pair["token_type"], "Bearer");
    assert_eq!(with(&mut world, "GET", "/messages", &pair["access_token"]), 200);
    assert_eq!(with(&mut world, "GET", "/inbox", &pair["access_token"]), 403);
    assert_eq!(with(&mut world, "POST", "/auth/token", &pair["access_token"]), 403);
    world.pass(MINUTE);
    assert_eq!(with(&mut world, "GET", "/messages", &pair["access_token"]), 401);
    let all = tokens(&mut world, &json!({ "scopes": ["all:any"] }));
    assert_eq!(with(&mut world, "GET", "/inbox", &all["access_token"]), 200);
    world.pass(MINUTE * 60 * 24);
    assert_eq!(with(&mut world, "GET", "/inbox", &all["access_token"]), 401, "after a day");
}

#[test]
fn a_refresh_token_works_once_and_for_nothing_else() {
    let mut world = World::new();
    let pair = tokens(&mut world, &json!({ "scopes": ["logs:read"], "ttl": 60 }));
    assert_eq!(world.ask("POST", "/auth/token/refresh").status, 401, "not with a password");
    assert_eq!(with(&mut world, "POST", "/auth/token/refresh", &pair["access_token"]), 403);
    assert_eq!(with(&mut world, "GET", "/logs", &pair["refresh_token"]), 403);
    let request = HttpRequest::new("POST", "/auth/token/refresh").with_token(pair["refresh_token"].as_str().unwrap());
    let reply = world.reply(&request);
    assert_eq!(reply.status, 200);
    let fresh = reply.value();
    assert_eq!(with(&mut world, "GET", "/logs", &fresh["access_token"]), 200);
    assert_eq!(world.reply(&request).status, 401, "a replay");
    let id = fresh["id"].as_str().unwrap();
    assert_eq!(world.ask("DELETE", &format!("/auth/token/{id}")).status, 204);
    assert_eq!(with(&mut world, "GET", "/logs", &fresh["access_token"]), 401);
    assert_eq!(with(&mut world, "POST", "/auth/token/refresh", &fresh["refresh_token"]), 401);
}

#[test]
fn a_wrong_request_for_a_token_is_refused() {
    let mut world = World::new();
    for (body, status) in [
        (json!({ "scopes": [] }), 400),
        (json!({ "scopes": ["tokens:refresh"] }), 400),
        (json!({ "scopes": ["logs:read"], "ttl": 0 }), 400),
        (json!({ "scopes": ["logs:read"], "ttl": 31_536_001 }), 400),
        (json!({}), 500),
    ] {
        assert_eq!(world.ask_with("POST", "/auth/token", &body).status, status, "{body}");
    }
}

#[test]
fn settings_are_patched_and_health_tells_battery_and_connection() {
    let mut world = World::new();
    let patch = json!({ "webhooks": { "retry_count": 3, "signing_key": "own" } });
    let reply = world.ask_with("PATCH", "/settings", &patch);
    assert_eq!((reply.status, &reply.value()["webhooks"]["retry_count"]), (200, &json!(3)));
    assert!(reply.value()["webhooks"].get("signing_key").is_none());
    assert!(reply.value()["messages"].get("send_interval_max").is_none(), "nulls are left out");
    assert_eq!(world.phone.signing_key(), "own");
    assert_eq!(world.ask_with("PATCH", "/settings", &json!({ "webhooks": { "retry_count": 0 } })).status, 400);

    for (fault, status, overall) in [
        (Fault::Battery(Battery { percent: 24, plug: Plug::Unplugged }), 200, "warn"),
        (Fault::Battery(Battery { percent: 9, plug: Plug::Usb }), 500, "fail"),
        (Fault::Battery(Battery { percent: 80, plug: Plug::Charger }), 200, "pass"),
        (Fault::NoInternet, 500, "fail"),
    ] {
        world.phone.fault(fault.clone(), world.now);
        let reply = world.ask("GET", "/health");
        assert_eq!((reply.status, &reply.value()["status"]), (status, &json!(overall)), "{fault:?}");
    }
    let checks = &world.ask("GET", "/health").value()["checks"];
    assert_eq!(checks["battery:charging"]["observedValue"], 3);
    assert_eq!(checks["connection:status"]["status"], "fail");
}
