"""A mail server for tests: Debian's aiosmtpd on this machine, with the answers that a test asks for.

  smtp_server.py FOLDER [tls | starttls] [auth]

Prints its port, then writes each mail that it takes to FOLDER as a file, until its standard input ends.
Recipients decide what it answers: "later-N@..." is refused N times with 451 and then taken, "never@..." is refused
with 550, everyone else is taken. FOLDER/certificate.pem and key.pem are used for TLS. With auth, "stillpoint" and
"correct horse" are let in.
"""
import pathlib
import re
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

folder = pathlib.Path(sys.argv[1])
words = set(sys.argv[2:])
refused = {}


class Handler:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        later = re.match(r"later-(\d+)@", address)
        if address.startswith("never@"):
            return "550 5.1.1 No such mailbox here"
        if later and refused.get(address, 0) < int(later.group(1)):
            refused[address] = refused.get(address, 0) + 1
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.taken += 1
        name = folder / f"mail-{Handler.taken}"
        head = (f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {','.join(envelope.rcpt_tos)}\r\n"
                f"X-Tls: {'yes' if session.ssl or 'tls' in words else 'no'}\r\nX-User: {session.auth_data.login.decode() if session.auth_data else ''}\r\n")
        name.with_suffix(".unfinished").write_bytes(head.encode() + envelope.content)
        name.with_suffix(".unfinished").rename(name.with_suffix(".eml"))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"stillpoint", b"correct horse")
    # Not "handled": the server itself is to answer 535, as real ones do.
    return AuthResult(success=good, handled=False, auth_data=data if good else None)


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return made


class OnAnyPort(Controller):
    def _trigger_server(self):
        """Finds out the port that the system chose before the controller greets itself."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


settings = {}
if "tls" in words:
    settings["ssl_context"] = context()
if "starttls" in words:
    settings.update(tls_context=context(), require_starttls=True)
if "auth" in words:
    settings.update(authenticator=authenticate, auth_required=True, auth_require_tls="tls" not in words)
controller = OnAnyPort(Handler(), hostname="127.0.0.1", port=0, **settings)
controller.start()
print(controller.port, flush=True)
sys.stdin.read()
controller.stop()
