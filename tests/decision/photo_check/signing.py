"""Signed pictures for the tests, with a certificate authority that is created for each run."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from c2pa import Builder, C2paSignerInfo, C2paSigningAlg, Context, Settings, Signer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
ISSUER = "Example Camera Works"


@dataclass(frozen=True)
class Authority:
    """A certificate authority and one signer that it certifies, as PEM."""

    anchor: str
    chain: bytes
    key: bytes


@cache
def found_authority() -> Authority:
    """Return the authority of this run."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name("Example Root"), _name(ISSUER)
    root = (
        _begin(root_name, root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _begin(name, root_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = [certificate.public_bytes(serialization.Encoding.PEM) for certificate in (leaf, root)]
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Authority(anchor=pem[1].decode(), chain=b"".join(pem), key=private)


def sign(picture: bytes, term: str, *, kind: str = "image/jpeg") -> bytes:
    """Return a file with Content Credentials that name this digital source type."""
    return sign_action(picture, {"action": "c2pa.created", "digitalSourceType": IPTC + term}, kind=kind)


def sign_action(picture: bytes, action: dict[str, object], *, kind: str = "image/jpeg") -> bytes:
    """Return a file with Content Credentials that name one action."""
    authority = found_authority()
    info = C2paSignerInfo(alg=C2paSigningAlg.ES256, sign_cert=authority.chain, private_key=authority.key, ta_url=None)
    actions = {"actions": [action]}
    manifest = {
        "claim_generator_info": [{"name": "Example Program", "version": "1"}],
        "assertions": [{"label": "c2pa.actions", "data": actions}],
    }
    # The signer is made up, so no trust list can verify it while it signs.
    context = Context(Settings.from_dict({"verify": {"verify_after_sign": False}}))
    out = BytesIO()
    with Builder(json.dumps(manifest), context=context) as builder:
        builder.sign(Signer.from_info(info), kind, BytesIO(picture), out)
    return out.getvalue()


def _name(organization: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, organization),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
        ]
    )


def _begin(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
