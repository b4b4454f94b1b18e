//! `simgate send`, `status`, `outbox` and `sims` against a server that plays the daemon's HTTP interface.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use simgate::clock;
use simgate_testing::program;
use tokio::net::{TcpListener, UnixListener};

const KEY: &str = "sesame-0123456789";

/// A request as it came.
#[derive(Debug, Clone)]
struct Asked {
    /// By the socket in the data directory.
    local: bool,
    what: String,
    key: String,
    body: Value,
}

/// What is answered: a status, a body, `Retry-After`.
type Scripted = (u16, Value, Option<u64>);

#[derive(Default)]
struct Desk {
    asked: Mutex<Vec<Asked>>,
    /// Answers in order; without one, every request is granted.
    answers: Mutex<VecDeque<Scripted>>,
}

struct Server {
    desk: Arc<Desk>,
    address: SocketAddr,
    folder: tempfile::TempDir,
}

impl Server {
    async fn start(answers: Vec<Scripted>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let desk = Arc::new(Desk { answers: Mutex::new(answers.into()), ..Desk::default() });
        let router = |local| Router::new().fallback(answer).with_state((Arc::clone(&desk), local));
        let (far, near) = (router(false), router(true));
        tokio::spawn(async move { axum::serve(listener, far).await });
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixListener::bind(folder.path().join("simgate.sock")).unwrap();
        tokio::spawn(async move { axum::serve(socket, near).await });
        std::fs::write(folder.path().join("api.key"), format!("{KEY}\n")).unwrap();
        let server = Self { desk, address, folder };
        server.configure(&format!("listen = '{address}'"));
        server
    }

    fn configure(&self, api: &str) {
        let data = self.folder.path().display();
        std::fs::write(self.config(), format!("[gateway]\ndata = '{data}'\n[api]\n{api}\n")).unwrap();
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("simgate.toml")
    }

    fn asked(&self) -> Vec<Asked> {
        self.desk.asked.lock().unwrap().clone()
    }

    /// Runs simgate with this server's configuration. The arguments after the verb are given with it.
    async fn run(&self, words: &[&str]) -> Printed {
        self.run_with(words, "", &[]).await
    }

    async fn run_with(&self, words: &[&str], input: &str, variables: &[(&str, &str)]) -> Printed {
        let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        words.extend(["--config".to_owned(), self.config().display().to_string()]);
        run(words, input, variables).await
    }
}

/// Without the variables of whoever runs the tests, and beside the server's task.
async fn run(words: Vec<String>, input: &str, variables: &[(&str, &str)]) -> Printed {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut command = program::simgate(&words);
    command.envs(variables.iter().copied());
    let input = input.to_owned();
    let output = tokio::task::spawn_blocking(move || program::output(&mut command, &input)).await.unwrap();
    let printed = Printed {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!printed.out.contains(KEY) && !printed.err.contains(KEY), "the key is printed: {printed:?}");
    printed
}

#[derive(Debug)]
struct Printed {
    code: i32,
    out: String,
    err: String,
}

impl Printed {
    fn good(self) -> String {
        assert!(self.code == 0, "{self:?}");
        self.out
    }

    fn rows(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// An error in the house's form, with these words.
    fn bad(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        assert!(self.err.contains("error: ") && self.err.contains("\nhint: "), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is missing: {self:?}");
        }
    }
}

async fn answer(
    State((desk, local)): State<(Arc<Desk>, bool)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let key = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let what = format!("{method} {uri}");
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    desk.asked.lock().unwrap().push(Asked { local, what, key: key.clone(), body });
    let (status, body, retry_after) = match desk.answers.lock().unwrap().pop_front() {
        _ if !local && key != format!("Bearer {KEY}") => (401, error("unauthorized", "no such key"), None),
        Some(scripted) => scripted,
        None => placed("01A"),
    };
    let mut response = (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert("retry-after", seconds.into());
    }
    response
}

fn placed(message_id: &str) -> Scripted {
    let body =
        json!({"success": true, "message_id": message_id, "status": "queued", "provider": "simgate", "parts": 1});
    (200, body, None)
}

fn error(code: &str, message: &str) -> Value {
    json!({"error": {"code": code, "message": message, "request_id": "r1"}})
}

fn standing(status: &str, reason: Option<&str>) -> Value {
    json!({"message_id": "01A", "id": "order-7", "from": null, "to": "+12025550143", "status": status, "reason": reason,
           "parts": 2, "parts_sent": 1, "created_at": "2026-11-22T10:30:00.000Z", "send_at": null,
           "expires_at": "2026-11-22T11:30:00.000Z", "sim": {"name": "att-1", "iccid": "8901"}, "device": "modem-1"})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_message_is_placed_with_all_that_was_asked() {
    let server = Server::start(vec![]).await;
    assert_eq!(server.run(&["send", "+1 202-555-0143", "hällo"]).await.good(), "+12025550143 01A queued\n");
    let asked = &server.asked()[0];
    assert_eq!((asked.what.as_str(), asked.key.as_str(), asked.local), ("POST /sms/send", "", true));
    assert_eq!((&asked.body["to"], &asked.body["message"]), (&json!("+12025550143"), &json!("hällo")));
    let id = asked.body["id"].as_str().unwrap();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    assert_eq!(asked.body.as_object().unwrap().len(), 3, "the rest is the gateway's to choose");

    let options = ["--from", "+12025550199", "--id", "a-1", "--ttl", "1h30m", "--urgent", "--no-report"];
    let more = ["--at", "2026-11-22T11:30:00+01:00", "--on-exhausted", "refuse", "--json"];
    let printed = server.run(&[&["send", "611", "x"], options.as_slice(), &more].concat()).await;
    let row = json!({"to": "611", "id": "a-1", "message_id": "01A", "status": "queued", "parts": 1});
    assert_eq!(printed.rows(), [row]);
    let body = json!({"to": "611", "message": "x", "id": "a-1", "from": "+12025550199", "ttl": 5400,
        "priority": "urgent", "status_report": false, "send_at": "2026-11-22T10:30:00.000Z", "on_exhausted": "refuse"});
    assert_eq!(server.asked()[1].body, body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_text_is_all_of_standard_input_but_its_last_end() {
    let server = Server::start(vec![]).await;
    server.run_with(&["send", "611"], "two\nlines\n\n", &[]).await.good();
    assert_eq!(server.asked()[0].body["message"], "two\nlines\n");
    server.run_with(&["send", "611"], "\n", &[]).await.bad(2, &["the text is empty"]);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_makes_no_sense_is_not_sent() {
    let server = Server::start(vec![]).await;
    for (words, code) in [
        (&["send"][..], 2),
        (&["send", "611", "two", "words"], 2),
        (&["send", "--to-file", "-"], 2),
        (&["send", "--to-file", "numbers.txt", "hi"], 2),
        (&["send", "611", "x", "--ttl", "1s"], 2),
        (&["send", "611", "x", "--ttl", "10500ms"], 2),
        (&["send", "611", "x", "--at", "tomorrow"], 2),
        (&["send", "--text", "x", "--to-file", "/nonexistent"], 1),
        (&["send", "--text", "x", "--to-file", "-"], 1),
        (&["outbox", "settle", "01A"], 2),
        (&["outbox", "--state", "lost"], 2),
    ] {
        let printed = server.run(words).await;
        assert!(
            printed.code == code && printed.err.starts_with("error: ") && printed.out.is_empty(),
            "{words:?}: {printed:?}"
        );
    }
    assert!(server.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_get_it_once_each_and_each_has_its_line() {
    let refused = (400, error("invalid_recipient", "`to` must be\u{1b}[2J a phone number"), None);
    let server = Server::start(vec![placed("01A"), refused, placed("01C")]).await;
    let list = "# friends\n+12025550143\n\n(202) 555-0144\n+1 202 555 0143\r\nfoo\n+12025550143\n";
    let words = ["send", "--text", "hi", "--to-file", "-", "--id", "run"];
    let printed = server.run_with(&words, list, &[]).await;
    let lines: Vec<&str> = printed.out.lines().collect();
    assert_eq!(
        lines,
        [
            "+12025550143 01A queued",
            r"2025550144 - refused `to` must be\u001b[2J a phone number (invalid_recipient)",
            "foo 01C queued"
        ]
    );
    printed.bad(
        1,
        &["1 listed more than once; each gets one message: +12025550143", "1 of 3 messages were refused", "`--id run`"],
    );
    assert!(!printed.err.contains('\r'), "a progress line for nobody: {:?}", printed.err);
    let ids: Vec<Value> = server.asked().iter().map(|asked| asked.body["id"].clone()).collect();
    assert_eq!(ids, ["run-+12025550143", "run-2025550144", "run-foo"]);

    let server = Server::start(vec![placed("01A"), (400, error("too_long", "21 parts"), None)]).await;
    let printed = server.run(&["send", "--text", "hi", "611", "612", "--json"]).await;
    let rows = printed.rows();
    assert_eq!((printed.code, &rows[0]["to"], &rows[0]["status"]), (1, &json!("611"), &json!("queued")));
    assert_eq!((&rows[1]["status"], &rows[1]["error"]["message"]), (&json!("refused"), &json!("21 parts")));
    assert_eq!(rows[1]["id"], server.asked()[1].body["id"]);

    let file = server.folder.path().join("guests.txt");
    std::fs::write(&file, "613\n").unwrap();
    let words = ["send", "--to-file", file.to_str().unwrap()];
    assert_eq!(server.run_with(&words, "Doors open at 8\n", &[]).await.good(), "613 01A queued\n");
    assert_eq!(server.asked()[2].body["message"], "Doors open at 8");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_be_asked_again_is_asked_again_with_the_same_id() {
    let limited = (429, error("rate_limited", "slowly"), Some(1));
    let server = Server::start(vec![limited, (503, error("busy", "later"), None), placed("01A")]).await;
    let began = clock::now().mono;
    assert_eq!(server.run(&["send", "611", "x"]).await.good(), "611 01A queued\n");
    let took = clock::now().mono - began;
    assert!(took >= Duration::from_millis(1500), "it did not wait: {took:?}");
    let ids: Vec<Value> = server.asked().iter().map(|asked| asked.body["id"].clone()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| id.is_string() && *id == ids[0]), "{ids:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_printed_in_the_gateways_words() {
    let mut exhausted = error("exhausted", "no line may send now");
    exhausted["error"]["next_at"] = json!("2026-11-23T00:00:00Z");
    let server = Server::start(vec![(429, exhausted, Some(1))]).await;
    let printed = server.run(&["send", "611", "x"]).await;
    printed.bad(1, &["the message was refused", "no line may send now; from 2026-11-23T00:00:00Z on (exhausted)"]);
    assert_eq!((server.asked().len(), printed.out.as_str()), (1, ""), "it is not tried again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_is_gone_is_reported_with_what_was_placed() {
    let server = Server::start(vec![]).await;
    // Bound and let go: nobody listens there.
    let free = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap();
    let url = format!("http://{free}");
    let printed = server.run(&["send", "611", "x", "--url", &url]).await;
    printed.bad(1, &[&format!("can't reach the gateway at {url}"), "the message was not placed"]);
    let printed = server.run(&["send", "--text", "x", "611", "612", "--url", &url]).await;
    printed.bad(1, &["0 placed, 0 refused, 0 in doubt, 2 not placed", "goes on, and sends none twice"]);
    assert_eq!(printed.out, "611 - not-placed\n612 - not-placed\n");
    server.run(&["sims", "--url", &url]).await.bad(1, &["can't reach the gateway"]);
    assert!(server.asked().is_empty());

    // This one answers, and is not simgate.
    let server = Server::start(vec![(404, json!("nothing here"), None)]).await;
    server.run(&["send", "611", "x"]).await.bad(1, &["is not simgate", "404", "the message was not placed"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_ends_with_the_message() {
    let sent = vec![placed("01A"), (200, standing("sending", None), None), (200, standing("sent", None), None)];
    let server = Server::start(sent).await;
    assert_eq!(server.run(&["send", "+12025550143", "x", "--wait"]).await.good(), "+12025550143 01A sent\n");
    assert_eq!(server.asked()[2].what, "GET /sms/status/01A");
    let failed = vec![placed("01A"), (200, standing("failed", Some("no credit")), None)];
    let server = Server::start(failed).await;
    let printed = server.run(&["send", "+12025550143", "x", "--wait"]).await;
    printed.bad(1, &["the message is failed", "no credit", "simgate status 01A"]);
    assert_eq!(printed.out, "+12025550143 01A failed no credit\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_shown_as_it_stands() {
    let whole = standing("failed", Some("no\u{9b}credit"));
    let server = Server::start(vec![(200, whole.clone(), None), (200, whole.clone(), None)]).await;
    let text = server.run(&["status", "a/b"]).await.good();
    for line in ["status   failed", r"reason   no\u009bcredit", "parts    1 of 2 sent", "sim      att-1"] {
        assert!(text.lines().any(|text| text == line), "`{line}` is missing:\n{text}");
    }
    let printed = server.run(&["status", "01A", "--json"]).await;
    assert!(!printed.out.contains('\u{9b}'), "{printed:?}");
    assert_eq!(printed.rows(), [whole]);
    assert_eq!(server.asked()[0].what, "GET /sms/status/a%2Fb");
    let server = Server::start(vec![(404, error("unknown_message", "there is none"), None)]).await;
    server.run(&["status", "01B"]).await.bad(1, &["there is none (unknown_message)"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_lists_cancels_and_settles() {
    let messages = json!({"messages": [standing("queued", None), standing("unknown", Some("silence"))]});
    let changed = |status: &str| (200, json!({"success": true, "message_id": "01A", "status": status}), None);
    let server = Server::start(vec![
        (200, messages.clone(), None),
        (200, messages.clone(), None),
        changed("cancelled"),
        (409, error("wrong_state", "it is out"), None),
        changed("cancelled"),
        changed("sent"),
        changed("failed"),
    ])
    .await;
    let text = server.run(&["outbox", "-n", "2", "--state", "queued"]).await.good();
    assert_eq!(text.lines().count(), 2);
    let line = "2026-11-22T10:30:00.000Z  01A  unknown      - -> +12025550143  1/2 parts  silence";
    assert_eq!(text.lines().nth(1).unwrap(), line);
    assert_eq!(server.run(&["outbox", "list", "--json"]).await.rows(), *messages["messages"].as_array().unwrap());
    let printed = server.run(&["outbox", "cancel", "01A", "01B", "01C"]).await;
    printed.bad(1, &["message 01B can't be taken back", "it is out (wrong_state)"]);
    assert_eq!(printed.out, "01A cancelled\n01A cancelled\n");
    assert_eq!(server.run(&["outbox", "settle", "01A", "--sent"]).await.good(), "01A sent\n");
    let row = json!({"success": true, "message_id": "01A", "status": "failed"});
    assert_eq!(server.run(&["outbox", "settle", "01A", "--failed", "--json"]).await.rows(), [row]);
    let asked = server.asked();
    let what: Vec<&str> = asked.iter().map(|asked| asked.what.as_str()).collect();
    let lists = ["GET /sms/outbox?limit=2&state=queued", "GET /sms/outbox?limit=20"];
    let cancels = ["POST /sms/cancel/01A", "POST /sms/cancel/01B", "POST /sms/cancel/01C"];
    assert_eq!(what, [&lists[..], &cancels, &["POST /sms/settle/01A"; 2]].concat());
    assert_eq!((&asked[5].body, &asked[6].body), (&json!({"status": "sent"}), &json!({"status": "failed"})));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sim_cards_are_a_table() {
    let sims = json!({"sims": [
        {"name": "att-1", "iccid": "8901", "number": "+12025550143", "device": "modem-1", "state": "ready",
         "receives": {"answer": "yes", "reason": "registered", "surprise": 1}, "alarms": ["low-balance"],
         "used": {"day": 7}, "limits": {"day": 99, "surprise": {}}, "next_at": null, "surprise": [1]},
        {"iccid": "8902", "state": "blocked", "receives": {"answer": "no", "reason": "PIN\n"}, "alarms": []},
    ]});
    let server =
        Server::start(vec![(200, sims.clone(), None), (200, sims.clone(), None), (200, json!({}), None)]).await;
    let text = server.run(&["sims"]).await.good();
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            r"NAME   NUMBER        DEVICE   STATE    RECEIVES    TODAY  BALANCE  NEXT AT",
            r"att-1  +12025550143  modem-1  ready    yes         7/99   -        -",
            r"8902   -             -        blocked  no (PIN\n)  -      -        -",
        ]
    );
    assert_eq!(server.run(&["sims", "--json"]).await.rows(), *sims["sims"].as_array().unwrap());
    server.run(&["sims"]).await.bad(1, &["is not simgate"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_comes_from_a_file_or_a_variable_or_is_missed() {
    let server = Server::start(vec![]).await;
    let own = server.folder.path().join("api.key");
    let other = server.folder.path().join("other.key");
    let url = format!("http://{}", server.address);
    // With an address alone it is the first key of this machine's gateway.
    server.run(&["send", "611", "x", "--url", &url]).await.good();
    std::fs::rename(&own, &other).unwrap();
    let printed = server.run(&["send", "611", "x", "--url", &url]).await;
    printed.bad(1, &["can't read the API key in", "api.key", "--key-file"]);
    // With a key alone it is the address in the configuration.
    let words = ["send", "611", "x", "--key-file", other.to_str().unwrap()];
    server.run_with(&words, "", &[("SIMGATE_KEY", "wrong")]).await.good();
    server.run_with(&["send", "611", "x"], "", &[("SIMGATE_KEY", KEY)]).await.good();
    let printed = server.run_with(&["send", "611", "x"], "", &[("SIMGATE_KEY", "open-says-me")]).await;
    printed.bad(77, &["does not take this key", "no such key"]);
    assert!(!printed.err.contains("open-says-me"), "{printed:?}");
    std::fs::write(&own, "two words\n").unwrap();
    server.run(&["send", "611", "x", "--url", &url]).await.bad(1, &["does not hold a key"]);
    let asked = server.asked();
    assert!(asked.len() == 4 && asked.iter().all(|asked| !asked.local), "{asked:?}");

    // With an address and a key, no configuration is needed.
    let words = ["send", "611", "x", "--config", "/nonexistent"].map(str::to_owned).to_vec();
    run(words.clone(), "", &[("SIMGATE_KEY", KEY), ("SIMGATE_URL", &url)]).await.good();
    assert_eq!(run(words, "", &[("SIMGATE_KEY", KEY)]).await.code, 78);

    server.configure("listen = 'off'");
    let printed = server.run_with(&["send", "611", "x"], "", &[("SIMGATE_KEY", KEY)]).await;
    printed.bad(78, &["the HTTP interface is off"]);
    assert_eq!(server.run(&["send", "611", "x"]).await.good(), "611 01A queued\n", "the socket is there all the same");
}

/// Each verb that asks the daemon.
const ASKING: [&[&str]; 7] = [
    &["send", "611", "x"],
    &["status", "01A"],
    &["outbox"],
    &["outbox", "list", "--json"],
    &["outbox", "cancel", "01A"],
    &["outbox", "settle", "01A", "--sent"],
    &["sims"],
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_the_port_while_the_daemon_is_down_gets_nothing() {
    let server = Server::start(vec![]).await;
    let socket = server.folder.path().join("simgate.sock");
    std::fs::remove_file(&socket).unwrap();
    let down = |printed: Printed| {
        printed.bad(
            1,
            &["error: simgate does not run on this machine\n", "simgate.sock", "hint: `systemctl start simgate`"],
        );
    };
    for words in ASKING {
        down(server.run(words).await);
    }
    // One that was killed leaves its socket behind.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    assert!(socket.exists());
    down(server.run(&["sims"]).await);
    std::fs::remove_file(&socket).unwrap();
    std::fs::write(&socket, "").unwrap();
    down(server.run(&["sims"]).await);
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}

/// Only root can become somebody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_user_may_not_ask() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let server = Server::start(vec![]).await;
    if !rustix::process::geteuid().is_root() {
        return;
    }
    // The configuration is for everybody, the data directory is not, and its parent is.
    let folder = server.folder.path();
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::rename(folder.join("simgate.sock"), data.join("simgate.sock")).unwrap();
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(folder, 0o755);
    mode(&data, 0o700);
    std::fs::write(server.config(), format!("[gateway]\ndata = '{}'\n", data.display())).unwrap();
    mode(&server.config(), 0o644);
    let copy = folder.join("simgate");
    std::fs::copy(program::program(), &copy).unwrap();
    let ask = async |words: &[&str]| {
        let mut command = Command::new(&copy);
        command.args(words).arg("--config").arg(server.config()).uid(65534).gid(65534);
        command.env_remove("SIMGATE_URL").env_remove("SIMGATE_KEY").current_dir("/");
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for words in [&["sims"][..], &["send", "611", "x"], &["status", "01A"]] {
        let (code, printed) = ask(words).await;
        assert_eq!(code, Some(77), "{printed}");
        assert!(
            printed.contains("error: this user may not ask the gateway at ")
                && printed.contains("\nhint: run this as root"),
            "{printed}"
        );
    }
    for words in [&["inbox"][..], &["keys", "list"], &["stops", "list"], &["deliveries", "list"]] {
        let (code, printed) = ask(words).await;
        assert_eq!(code, Some(77), "{printed}");
        assert!(
            printed.contains("error: this user may not read the store in ")
                && printed.contains("\nhint: run this as root"),
            "{printed}"
        );
    }
    // The directory alone does not let anybody in.
    mode(&data, 0o755);
    mode(&data.join("simgate.sock"), 0o600);
    assert_eq!(ask(&["sims"]).await.0, Some(77));
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}
