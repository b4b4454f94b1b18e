"""A real mail server (aiosmtpd) for tests. Prints "PORT n", then each mail as one row of JSON, as Python's parser reads it.

Arguments: plain|starttls|smtps CERTIFICATE KEY, then any of:
  login USER PASSWORD   takes mail after this login only
  busy N                answers 451 to the first N mails
  refuse WORD           answers 550 to mail with this word in its text
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mode, certificate, key, *more = sys.argv[1:]
login, busy, refused = None, 0, None
while more:
    match more.pop(0):
        case "login":
            login = (more.pop(0).encode(), more.pop(0).encode())
        case "busy":
            busy = int(more.pop(0))
        case "refuse":
            refused = more.pop(0)


class Handler:
    async def handle_DATA(self, server, session, envelope):
        global busy
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        if busy > 0:
            busy -= 1
            return "451 4.3.2 busy"
        if refused is not None and refused in text:
            return "550 5.7.1 not wanted"
        row = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "headers": [[name, value] for name, value in mail.items()],
            "text": text,
            "html": mail.get_body(("html",)).get_content(),
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        }
        print(json.dumps(row), flush=True)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == login)


context = None
if mode != "plain":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)


def factory():
    return SMTP(
        Handler(),
        hostname="mail.example",
        tls_context=context if mode == "starttls" else None,
        require_starttls=mode == "starttls",
        authenticator=authenticate if login else None,
        auth_required=login is not None,
        auth_require_tls=mode == "starttls",
    )


async def main():
    loop = asyncio.get_running_loop()
    over_tls = context if mode == "smtps" else None
    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=over_tls)
    print("PORT", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
