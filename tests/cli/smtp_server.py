"""An SMTP server on loopback: STARTTLS, authentication, every message a file.

	smtp_server.py PORT_FILE FOLDER CERTIFICATE KEY

writes its port to PORT_FILE once it listens. A message from A to B becomes
FOLDER/N with the lines "A", "B", and then its bytes. To refuse@… is refused;
for silent@… the connection ends after the whole message without a word.
User li, password "geheim #1".
"""
import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

PORT_FILE, FOLDER, CERTIFICATE, KEY = sys.argv[1:5]


class Handler:
    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = os.path.join(FOLDER, f"{os.getpid()}-{self.count}")
        with open(name + ".new", "wb") as file:
            file.write((envelope.mail_from + "\n").encode())
            file.write((",".join(envelope.rcpt_tos) + "\n").encode())
            file.write(envelope.original_content)
        os.rename(name + ".new", name)
        if envelope.rcpt_tos[0].startswith("silent@"):
            server.transport.abort()
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"li" and data.password == b"geheim #1"
    return AuthResult(success=good, handled=False)


async def serve():
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE, KEY)
    handler = Handler()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="localhost", tls_context=tls,
                     require_starttls=True, auth_required=True,
                     authenticator=authenticate),
        "127.0.0.1", int(os.environ.get("PORT", "0")))
    with open(PORT_FILE + ".new", "w", encoding="ascii") as file:
        file.write(f"{server.sockets[0].getsockname()[1]}\n")
    os.rename(PORT_FILE + ".new", PORT_FILE)
    await server.serve_forever()


asyncio.run(serve())
