"""A security key in software: it makes passkeys and signs with them, and answers as a browser does."""

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

ES256, EC2, P256 = -7, 2, 1
PRESENT, HAS_KEY = 0x01, 0x40


class Authenticator:
    """One security key with one passkey for `origin`."""

    def __init__(self, origin: str = "http://testserver", host: str = "testserver") -> None:
        self.origin, self.host = origin, host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.uses = 0

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to the options of a registration."""
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        public_key = cbor2.dumps({1: EC2, 3: ES256, -1: P256} | point)
        data = self._describe(PRESENT | HAS_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public_key
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer("webauthn.create", options, {"attestationObject": attestation})

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to the options of a sign-in."""
        self.uses += 1
        data = self._describe(PRESENT)
        client_data = self._write_client_data("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer("webauthn.get", options, {"authenticatorData": data, "signature": signature})

    def _describe(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _write_client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, kind: str, options: dict[str, Any], parts: dict[str, bytes]) -> dict[str, Any]:
        parts["clientDataJSON"] = self._write_client_data(kind, options)
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        name = bytes_to_base64url(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
