"""Reads the body of a `sms:received` webhook from standard input with the PyPI package, and prints sender and text."""

import json
import sys

from android_sms_gateway import SmsReceivedPayload, WebhookEvent

body = json.load(sys.stdin)
assert body["event"] == WebhookEvent.SMS_RECEIVED.value, body["event"]
payload = SmsReceivedPayload.from_dict(body["payload"])
assert payload.received_at.tzinfo, payload
print(payload.sender, payload.message)
