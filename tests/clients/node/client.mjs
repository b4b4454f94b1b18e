// Calls every public method of the npm package android-sms-gateway, and prints the result of each.
//
// Arguments: the folder of the package, the URL at which a validator judges the calls, the name of a key, the key, the URL of a
// receiver of webhooks, and a word that makes ids unique.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const [folder, url, user, key, hook, tag] = process.argv.slice(2);
const { version, main } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
const { default: Client } = await import(`${folder}/${main}`);
const to = "+12025550199";
const results = new Map();

async function request(method, url, headers, body) {
  const signal = AbortSignal.timeout(30_000);
  const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  const text = await answer.text();
  if (!answer.ok) {
    throw Object.assign(new Error(text), { status: answer.status });
  }
  return text === "" ? undefined : JSON.parse(text);
}

const client = new Client(
  user,
  key,
  {
    get: (url, headers) => request("GET", url, headers),
    post: (url, body, headers) => request("POST", url, headers, body),
    put: (url, body, headers) => request("PUT", url, headers, body),
    patch: (url, body, headers) => request("PATCH", url, headers, body),
    delete: (url, headers) => request("DELETE", url, headers),
  },
  url,
);

// A call that must succeed.
async function serves(name, ...values) {
  const value = await client[name](...values);
  results.set(name, "ok");
  return value;
}

// A call that simgate refuses, with the reason that it gives.
async function refuses(name, status, ...values) {
  await assert.rejects(client[name](...values), (error) => {
    assert.equal(error.status, status, `${name}: ${error}`);
    const { message } = JSON.parse(error.message);
    assert.ok(message, name);
    results.set(name, `refused: ${message}`);
    return true;
  });
}

const health = await serves("getHealth");
assert.equal(health.status, "pass");
const wanted = { id: `${tag}-1`, message: "from Node", phoneNumbers: [to], withDeliveryReport: true };
const sent = await serves("send", wanted, { skipPhoneValidation: false });
assert.equal(sent.id, wanted.id);
const until = Date.now() + 40_000;
let state = await serves("getState", wanted.id);
while (["Pending", "Processed"].includes(state.state) && Date.now() < until) {
  await new Promise((done) => setTimeout(done, 100));
  state = await client.getState(wanted.id);
}
assert.ok(["Sent", "Delivered"].includes(state.state), state.state);

const [device] = await serves("getDevices");
assert.ok(device.id && device.lastSeen && device.createdAt && device.updatedAt);
await refuses("deleteDevice", 403, device.id);
const webhook = await serves("registerWebhook", { id: `${tag}-hook`, url: hook, event: "sms:received" });
assert.deepEqual([webhook.id, webhook.url, webhook.event], [`${tag}-hook`, hook, "sms:received"]);
assert.ok((await serves("getWebhooks")).some((other) => other.id === webhook.id));
await serves("deleteWebhook", webhook.id);
const period = { deviceId: device.id, since: new Date(Date.now() - 86_400_000), until: new Date() };
await serves("exportInbox", period);
assert.ok((await serves("getLogs", period.since, period.until)).length > 0);
assert.ok((await serves("getSettings")).webhooks.signing_key);
await refuses("updateSettings", 403, { ping: { intervalSeconds: 60 } });
await refuses("patchSettings", 403, { ping: { intervalSeconds: 60 } });

const methods = Object.getOwnPropertyNames(Client.prototype).filter((name) => name !== "constructor");
assert.deepEqual(methods.sort(), [...results.keys()].sort(), "the package and this script differ");
console.log(`version: ${version}`);
for (const [name, result] of results) {
  console.log(`Client.${name}: ${result}`);
}
