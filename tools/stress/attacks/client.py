"""A client at an address of our choice: all of 127.0.0.0/8 is this machine."""

import re
import socket
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

PATIENCE = 30  # seconds for one answer
BOUNDARY = "a-line-between-parts"
FIELDS = re.compile(r'name="(key|stamp|consent)"(?: id="\w+")? value="([^"]*)"')
NO_ANSWER = 0


@dataclass(frozen=True)
class Answer:
    """What came back; the status is NO_ANSWER when nothing did."""

    status: int = NO_ANSWER
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def page(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


@dataclass(frozen=True)
class Client:
    """Where the site, or the proxy before it, listens, and the address that we come from."""

    port: int
    source: str

    def connect(self) -> socket.socket:
        """Return a connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE, source_address=(self.source, 0))

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a GET, or a POST with a body."""
        browser = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(self.source, 0))
        try:
            browser.request("GET" if body is None else "POST", address, body, headers)
            response = browser.getresponse()
            named = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, named, response.read())
        except (OSError, HTTPException):
            return Answer()
        finally:
            browser.close()

    def post(self, address: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send a form without files."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(address, urlencode(fields).encode(), **kind, **headers)

    def upload(self, address: str, fields: dict[str, str], files: list[tuple[str, bytes]], **headers: str) -> Answer:
        """Send a form with files, given as (field, content)."""
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask(address, write_multipart(fields, files), **kind, **headers)

    def send_inquiry(self, name: str, photos: list[bytes]) -> Answer:
        """Open the inquiry form and send it with photos."""
        address = "/studio/inquiry/?use=linkedin"
        form = self.ask(address)
        fields = dict(FIELDS.findall(form.page)) | {"name": name, "email": f"{name}@example.org", "people": "1"}
        return self.upload(address, fields, [("photos", photo) for photo in photos])


def write_multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> bytes:
    """Return the body of a form with files."""
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]  # fmt: skip
    for name, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="me.jpg"\r\n'
        parts += [f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
