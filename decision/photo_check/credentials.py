"""Content Credentials (C2PA): who signed what about a file. Only this module imports the reader."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from decision.photo_check.metadata import clean_text, find_terms
from decision.pictures.headers import PictureFormat

if TYPE_CHECKING:
    from c2pa import Context

State = Literal["trusted", "untrusted", "broken", "elsewhere"]

_MIME: dict[PictureFormat, str] = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True)
class Credentials:
    """The credentials in a file.

    `state` is trusted (valid, and the signer is on our trust list), untrusted (unchanged since it was signed, by
    someone who is not on the list), broken, or elsewhere (the file gives an address for them, which we do not open).
    `terms` are the digital source types of all steps in the credentials.
    """

    state: State
    issuer: str | None = None
    generator: str | None = None
    terms: tuple[str, ...] = ()


def read_credentials(data: bytes, kind: PictureFormat, trust_anchors: str | None = None) -> Credentials | None:
    """Return the credentials in a file, or None.

    `trust_anchors` are certificates (PEM) of signers to trust. Nothing is fetched from the network.
    """
    from c2pa import C2paError, Reader  # noqa: PLC0415  # 5 MB that only the photo worker needs

    try:
        with Reader(_MIME[kind], BytesIO(data), context=_make_context(trust_anchors)) as reader:
            return _read_store(json.loads(reader.json()))
    except C2paError.ManifestNotFound:
        return None
    except C2paError as error:
        return Credentials("elsewhere" if str(error).startswith("Remote") else "broken")
    except (ValueError, KeyError, TypeError):
        return Credentials("broken")


@cache
def _make_context(trust_anchors: str | None) -> "Context":
    from c2pa import Context, Settings  # noqa: PLC0415

    # By default the reader would open an address in the file, which a stranger wrote.
    verify = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}
    trust = {"trust": {"trust_anchors": trust_anchors}} if trust_anchors else {}
    return Context(Settings.from_dict({"verify": verify, **trust}))


def _read_store(store: dict[str, Any]) -> Credentials:
    manifests = store.get("manifests", {})
    active = manifests.get(store.get("active_manifest"), {})
    signature = active.get("signature_info") or {}
    return Credentials(
        state=_read_state(store.get("validation_state")),
        issuer=clean_text(signature.get("issuer") or signature.get("common_name")),
        generator=clean_text(_find_generator(active)),
        terms=tuple(dict.fromkeys(term for value in _list_source_types(manifests) for term in find_terms(value))),
    )


def _read_state(state: object) -> State:
    if state == "Trusted":
        return "trusted"
    return "untrusted" if state == "Valid" else "broken"


def _find_generator(manifest: dict[str, Any]) -> object:
    described = manifest.get("claim_generator_info") or [{}]
    return described[0].get("name") or manifest.get("claim_generator")


def _list_source_types(value: object) -> Iterator[bytes]:
    """Yield every digital source type, of the picture and of what it was made from."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "digitalSourceType" and isinstance(item, str):
                yield item.encode()
            else:
                yield from _list_source_types(item)
    elif isinstance(value, list):
        for item in value:
            yield from _list_source_types(item)
