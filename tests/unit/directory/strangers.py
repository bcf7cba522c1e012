"""Servers of strangers, on loopback: by name and path each does something that is asked of it."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from referrals.pagechecks.reachable import public
from referrals.pagechecks.visits import Manner

# What is written back for a request; each part after a pause of as many seconds.
Reply = list[tuple[float, bytes]]


def said(status: str, *headers: str, body: bytes = b"") -> Reply:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return [(0, "\r\n".join([*lines, "", ""]).encode() + body)]


def to(place: str, status: str = "301 Moved") -> Reply:
    return said(status, f"Location: {place}")


class Strangers:
    """One server for all names of `replies` ("HEAD name/path", or "name/path" for both)."""

    def __init__(self, tls: Path | None = None) -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[str] = []
        self.heads: list[str] = []
        self.sent = 0
        self._ended = threading.Event()
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(tls)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                took, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(took,), daemon=True).start()

    def _one(self, took: socket.socket) -> None:
        try:
            if self._context:
                took = self._context.wrap_socket(took, server_side=True)
            self._answer(took)
        except OSError:
            return
        finally:
            took.close()

    def _answer(self, took: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = took.recv(4096)
            if not more:
                return
            head += more
        text = head.decode()
        method, path, _version = text.split("\r\n")[0].split(" ")
        hosts = [line for line in text.split("\r\n") if line.lower().startswith("host:")]
        name = f"{hosts[0].split(':')[1].strip()}{path}"
        self.requests.append(f"{method} {name}")
        self.heads.append(text)
        reply = self.replies.get(f"{method} {name}", self.replies.get(name))
        for pause, part in said("404 Not Found") if reply is None else reply:
            if self._ended.wait(pause):
                return
            took.sendall(part)
            self.sent += len(part)


@contextmanager
def strangers(tls: Path | None = None) -> Iterator[Strangers]:
    made = Strangers(tls)
    try:
        yield made
    finally:
        made.close()


def manner(server: Strangers, **numbers: str) -> Manner:
    """Names that begin with "at-" are on that server; those of `numbers` are looked up for real.

    Only this seam lets anybody reach loopback: of every other name its numbers are held to the
    rules of the house.
    """

    def names(host: str, port: int) -> list[str]:
        return numbers[host.split(".")[0].replace("-", "_")].split()

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        if host.startswith("at-"):
            return [("127.0.0.1", server.port)]
        return public(host, port, names)

    return Manner(request=1.0, whole=4.0, pause=0.0, resolve=resolve)


def certificate(folder: Path, name: str) -> Path:
    """A certificate that nobody has signed but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "own.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
