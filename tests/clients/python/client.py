"""Calls every public method of the PyPI package android-sms-gateway, and prints the result of each.

Arguments: the URL at which a validator judges the calls, simgate's own URL for what the specification forbids, the name of a
key, the key, the URL of a receiver of webhooks, a word that makes ids unique, and `phone` or `server` for the dialect.
"""

import asyncio
import datetime
import inspect
import sys
import time

import requests
from android_sms_gateway import VERSION, APIClient, AsyncAPIClient, domain, enums, http
from android_sms_gateway.encryption import AESEncryptor
from android_sms_gateway.errors import APIError

judged, direct, user, key, hook, tag, dialect = sys.argv[1:]
TO = "+12025550199"
now = datetime.datetime.now(datetime.timezone.utc)
day = datetime.timedelta(days=1)


class OnBlocking:
    """An HTTP client for the asynchronous client, on the blocking one."""

    def __init__(self):
        self.blocking = http.get_client().__enter__()

    def __getattr__(self, name):
        async def call(*args, **kwargs):
            return getattr(self.blocking, name)(*args, **kwargs)

        return call

    async def post(self, url, payload=None, *, headers=None):
        """`AsyncAPIClient.refresh_token` passes no body, which the package's own HTTP clients do not allow."""
        return self.blocking.post(url, payload, headers=headers)


class Awaited:
    """The asynchronous client, whose calls are awaited."""

    def __init__(self, *args, **kwargs):
        self.client = AsyncAPIClient(*args, http_client=OnBlocking(), **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.http.blocking.__exit__(None, None, None)

    def __getattr__(self, name):
        method = getattr(self.client, name)
        return lambda *args, **kwargs: asyncio.run(method(*args, **kwargs))


class Results:
    """The result of each method."""

    def __init__(self):
        self.rows = {}

    def serves(self, name, call):
        """A call that must succeed."""
        value = call()
        self.rows[name] = "ok"
        return value

    def refuses(self, name, status, call):
        """A call that simgate refuses, with the reason that it gives."""
        self.rows[name] = f"refused: {refused(name, status, call)}"


def refused(name, status, call):
    """The reason for a refusal with this status."""
    try:
        call()
    except APIError as error:
        seen, reason = error.status_code, (error.response or {}).get("message", "")
    except requests.HTTPError as error:  # `delete` raises the error of its HTTP library.
        seen, reason = error.response.status_code, error.response.json()["message"]
    else:
        raise AssertionError(f"{name} was served")
    assert seen == status and (reason or status == 401), (name, seen, reason)
    return reason


def text(words, **more):
    return domain.Message(text_message=domain.TextMessage(text=words), phone_numbers=[TO], **more)


def messages(client, results, ids):
    health = results.serves("health_check", client.health_check)
    assert health.status == enums.HealthStatus.PASS and health.checks
    for check in ("liveness_check", "readiness_check", "startup_check"):
        assert results.serves(check, getattr(client, check)).status == enums.HealthStatus.PASS

    devices = results.serves("list_devices", client.list_devices)
    assert len(devices) == 1 and devices[0].last_seen
    results.refuses("remove_device", 403, lambda: client.remove_device(devices[0].id))

    first, later = f"{ids}-1", f"{ids}-2"
    sent = results.serves("send", lambda: client.send(text("from Python", id=first), skip_phone_validation=True))
    assert sent.id == first and sent.recipients[0].phone_number == TO
    state, until = sent, time.monotonic() + 40
    while state.state.value in ("Pending", "Processed") and time.monotonic() < until:
        time.sleep(0.1)
        state = results.serves("get_state", lambda: client.get_state(first))
    assert state.state.value in ("Sent", "Delivered"), state
    refused("an id that was used", 409, lambda: client.send(text("again", id=first)))
    client.send(text("later", id=later, valid_until=now + day, device_id=devices[0].id))
    listed = results.serves(
        "get_messages",
        lambda: client.get_messages(
            query=domain.MessagesQueryFilter(from_=now - day, to=now + day),
            pagination=domain.QueryPagination(limit=50, offset=0),
            sort="-created_at",
        ),
    )
    assert {first, later} <= {message.id for message in listed}

    # Only a message that waits can be cancelled, and the package has no `scheduleAt`.
    waits = dict(text("scheduled", id=f"{ids}-3").asdict(), scheduleAt=(now + day).isoformat())
    requests.post(f"{judged}/messages", json=waits, auth=(user, key), timeout=30).raise_for_status()
    results.serves("cancel_message", lambda: client.cancel_message(f"{ids}-3"))
    assert client.get_state(f"{ids}-3").state.value == "Cancelled"
    return devices[0].id


def webhooks(client, unjudged, results, ids):
    wanted = domain.Webhook(id=f"{ids}-hook", url=hook, event=enums.WebhookEvent.SMS_SENT)
    webhook = results.serves("create_webhook", lambda: client.create_webhook(wanted))
    assert (webhook.id, webhook.url) == (wanted.id, hook)
    # The package writes `"id": null` for a webhook without an id, which the specification forbids, and the app takes.
    nameless = unjudged.create_webhook(domain.Webhook(id=None, url=hook, event=enums.WebhookEvent.SMS_SENT))
    assert nameless.id
    listed = results.serves("get_webhooks", client.get_webhooks)
    assert {webhook.id, nameless.id} <= {other.id for other in listed}
    results.serves("delete_webhook", lambda: client.delete_webhook(webhook.id))
    client.delete_webhook(nameless.id)
    assert not {webhook.id, nameless.id} & {other.id for other in client.get_webhooks()}


def inbox(client, unjudged, results, device):
    page = domain.QueryPagination(limit=5)
    period = domain.InboxQueryFilter(message_type="SMS", from_=now - day)
    listed = results.serves("list_inbox_messages", lambda: client.list_inbox_messages(inbox_filter=period, pagination=page))
    assert listed and listed[-1].content_preview == "for the inbox", listed
    # The package writes `False` with a capital, which the specification forbids.
    period = domain.InboxQueryFilter(message_type="SMS", from_=now - day, include_attachments=False)
    assert unjudged.list_inbox_messages(inbox_filter=period, pagination=page) == listed
    results.refuses("download_attachment", 404, lambda: client.download_attachment(listed[0].id, 1))
    period = {"since": now - day, "until": now + day}
    results.serves("export_inbox", lambda: client.export_inbox(domain.MessagesExportRequest(device, **period)))
    results.serves("refresh_inbox", lambda: client.refresh_inbox(domain.InboxRefreshRequest(**period)))


def settings(client, results):
    assert results.serves("get_settings", client.get_settings).webhooks.signing_key
    change = domain.DeviceSettings(ping=domain.SettingsPing(interval_seconds=60))
    results.refuses("update_settings", 403, lambda: client.update_settings(change))
    results.refuses("patch_settings", 403, lambda: client.patch_settings(change))
    period = {"from_": (now - day).isoformat(), "to": (now + day).isoformat()}
    entries = results.serves("get_logs", lambda: client.get_logs(**period))
    assert entries and all(entry.message.startswith("sms.") for entry in entries)


def tokens(make, client, unjudged, results, ids):
    wanted = domain.TokenRequest(scopes=["messages:read", "messages:send"], ttl=3600)
    token = results.serves("generate_token", lambda: client.generate_token(wanted))
    with make(None, token.access_token, base_url=judged) as holder:
        assert holder.get_state(f"{ids}-1").id == f"{ids}-1"
        refused("what the token does not allow", 403, holder.get_webhooks)
    # The blocking client sends the body `{}`, and the specification has none. It also has the 201 of the app's servers only, where
    # the app answers 200.
    refreshes = client if dialect == "server" and make is Awaited else unjudged
    token = results.serves("refresh_token", lambda: refreshes.refresh_token(token.refresh_token))
    results.serves("revoke_token", lambda: client.revoke_token(token.id))
    # The app's 401 has no body, as the specification wants it of its servers.
    with make(None, token.access_token, base_url=judged if dialect == "server" else direct) as holder:
        refused("a token that was revoked", 401, lambda: holder.get_state(f"{ids}-1"))


def run(make, package, name):
    results, ids = Results(), f"{tag}-{name}"
    with make(user, key, base_url=judged) as client, make(user, key, base_url=direct) as unjudged:
        device = messages(client, results, ids)
        webhooks(client, unjudged, results, ids)
        inbox(client, unjudged, results, device)
        settings(client, results)
        tokens(make, client, unjudged, results, ids)
    with make(user, key, base_url=judged, encryptor=AESEncryptor("passphrase", iterations=1000)) as client:
        refused("an encrypted message", 400, lambda: client.send(text("secret")))
    public = {name for name, _ in inspect.getmembers(package, inspect.isfunction) if not name.startswith("_")}
    assert public == set(results.rows), f"the package and this script differ: {public ^ set(results.rows)}"
    for method, result in results.rows.items():
        print(f"{package.__name__}.{method}: {result}")


print(f"version: {VERSION}")
run(APIClient, APIClient, "blocking")
run(Awaited, AsyncAPIClient, "async")
