//! `simgate devices` and `GET /devices` with a phone whose battery ends.

use std::time::Duration;

use simgate::simulator::phone::{Battery, Fault, Plug};
use simgate_testing::Bench;
use simgate_testing::http::Client;
use simgate_testing::program::rows;

use super::Scene;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_warning_is_shown_with_what_to_do() {
    // Given a daemon with a phone whose battery is about to end.
    let scene = Scene::new();
    let battery = Battery { percent: 12, plug: Plug::Unplugged };
    scene.running.phone.act(|phone, now| phone.fault(Fault::Battery(battery), now));
    let bench = Bench::new(Vec::new(), 71, false).await;
    bench.configure(&format!(
        "\n[[device]]\ntype = \"android\"\nname = \"pixel\"\nurl = \"http://{}\"\npassword = \"{}\"\nslots = [1, 2]\n",
        scene.address(),
        scene.password()
    ));
    let _daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;

    // When it has asked for the phone's health.
    let warned = || client.get("/devices").1["devices"][0]["warnings"][0]["code"] == "battery-low";
    bench.until("the warning is there", Duration::from_secs(30), warned).await;

    // Then people and programs see the trouble and its remedy.
    let shown = bench.printed(&["devices"]);
    assert!(shown.contains("pixel  ready  Google/panther  slot:pixel:1, slot:pixel:2"), "{shown}");
    assert!(shown.contains("warning: pixel: the phone's battery is at 12 % and not charging"), "{shown}");
    assert!(shown.contains("  to do: plug in a charger"), "{shown}");
    let devices = rows(&bench.simgate(&["devices", "--json"]));
    assert_eq!((devices.len(), &devices[0]), (1, &client.get("/devices").1["devices"][0]));
    assert_eq!(devices[0]["warnings"][0]["remedy"], "plug in a charger");
}
