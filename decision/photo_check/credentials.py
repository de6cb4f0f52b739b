"""Content Credentials (C2PA): who signed what about a file. Only this module imports the reader."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from decision.photo_check.generators import (
    AI_EDITED,
    AI_MADE,
    Trace,
    find_in_program,
    find_in_text,
    keep_one_each,
)
from decision.photo_check.metadata import make_printable
from decision.photo_check.source_types import read_term
from decision.pictures.headers import PictureFormat

if TYPE_CHECKING:
    from c2pa import Context

State = Literal["trusted", "untrusted", "expired", "unchecked", "broken"]

_MIME: dict[PictureFormat, str] = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIC": "image/heic",
    "AVIF": "image/avif",
}
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_UNTRUSTED = "signingCredential.untrusted"
_ABOUT_SIGNER = frozenset({"signingCredential.expired", _UNTRUSTED})
"""Failures that say nothing against the picture: nobody vouches for the signer, or no longer."""
_CREATED = "c2pa.created"


@dataclass(frozen=True)
class TrustLists:
    """Certificates (PEM) of those whom we trust: signers, timestamp authorities, and signers on lists that are no
    longer kept up. A timestamp authority isn't trusted as a signer."""

    signers: str = ""
    timestamps: str = ""
    older_signers: str = ""


@dataclass(frozen=True)
class Credentials:
    """The credentials in a file.

    `state` is one of:
    - trusted: valid, and the signer is on a trust list;
    - untrusted: unchanged since it was signed, by someone who is on none;
    - expired: unchanged, but the signer's certificate has expired since, and no timestamp says when it was signed;
    - unchecked: a part that we would need is kept elsewhere, is of an unknown kind or can't be read;
    - broken: a hash doesn't match, so the picture or the credentials were changed.

    `terms` are the digital source types of all steps in the credentials, `traces` the image generators they name.
    """

    state: State
    issuer: str | None = None
    generator: str | None = None
    terms: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()


def read_credentials(data: bytes, kind: PictureFormat, trust: TrustLists | None = None) -> Credentials | None:
    """Return the credentials in a file, or None. Nothing is fetched from the network."""
    from c2pa import C2paError, Reader  # noqa: PLC0415  # 5 MB that only the photo worker needs

    if kind == "PNG" and _PNG_END not in data:  # the reader insists on an end; browsers don't
        data += _PNG_END
    lists = trust or TrustLists()

    def read(lists: TrustLists) -> dict[str, Any]:
        with Reader(_MIME[kind], BytesIO(data), context=_make_context(lists)) as reader:
            store: dict[str, Any] = json.loads(reader.json())
            return store

    try:
        store = read(lists)
        # The reader takes any certificate for a signer's, those of timestamp authorities too.
        is_trusted = not lists.timestamps or _UNTRUSTED not in _list_failures(read(replace(lists, timestamps="")))
        return _read_store(store, is_trusted=is_trusted)
    except C2paError.ManifestNotFound:
        return None
    except C2paError as error:
        if str(error).startswith("Remote"):
            return Credentials("unchecked")
        return _explain_error(str(error), data)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Credentials("unchecked")


def _explain_error(error: str, data: bytes) -> Credentials | None:
    """Return what an error of the reader means. Files without credentials can be damaged in other ways."""
    if "mismatch" in error.lower():
        return Credentials("broken")
    return Credentials("unchecked") if b"jumb" in data and b"c2pa" in data else None


@cache
def _make_context(trust: TrustLists) -> "Context":
    from c2pa import Context, Settings  # noqa: PLC0415

    # By default the reader would open an address in the file, which a stranger wrote.
    verify = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}
    lists = (("manifest", trust.signers), ("manifest", trust.older_signers), ("tsa", trust.timestamps))
    anchors = [{"trust_anchors": pem, "trust_kind": kind} for kind, pem in lists if pem]
    settings = {"verify": verify, "core": {"allowed_network_hosts": []}, "trust": {"anchors": anchors}}
    return Context(Settings.from_dict(settings))


def _read_store(store: dict[str, Any], *, is_trusted: bool) -> Credentials:
    manifests = store.get("manifests", {})
    active = manifests.get(store.get("active_manifest"), {})
    signature = active.get("signature_info") or {}
    terms = (read_term(value) for value in _list_source_types(manifests))
    return Credentials(
        state=_read_state(store, is_trusted=is_trusted),
        issuer=make_printable(signature.get("issuer") or signature.get("common_name")),
        generator=make_printable(_find_generator(active)),
        terms=tuple(dict.fromkeys(term for term in terms if term)),
        traces=keep_one_each(trace for manifest in manifests.values() for trace in _list_traces(manifest)),
    )


def _read_state(store: Mapping[str, Any], *, is_trusted: bool) -> State:
    state = store.get("validation_state")
    if state == "Trusted":
        return "trusted" if is_trusted else "untrusted"
    if state == "Valid":
        return "untrusted"
    failures = _list_failures(store)
    if any(code.endswith(".mismatch") for code in failures):
        return "broken"
    return "expired" if failures and failures <= _ABOUT_SIGNER else "unchecked"


def _list_failures(store: Mapping[str, Any]) -> set[str]:
    found = (store.get("validation_results") or {}).get("activeManifest") or {}
    return {str(failure.get("code")) for failure in found.get("failure") or ()}


def _find_generator(manifest: Mapping[str, Any]) -> object:
    described = manifest.get("claim_generator_info") or [{}]
    return described[0].get("name") or manifest.get("claim_generator")


def _list_traces(manifest: Mapping[str, Any]) -> Iterator[Trace]:
    """Yield the generators that a manifest names: as the program that wrote it, and as the agent of an action."""
    found = [find_in_program(str(_find_generator(manifest) or ""), "Content Credentials")]
    for assertion in manifest.get("assertions") or ():
        if not str(assertion.get("label")).startswith("c2pa.actions"):
            continue
        listed = assertion.get("data") or {}
        agents = [_name_agent(agent) for agent in listed.get("softwareAgents") or ()]
        for action in listed.get("actions") or ():
            term = AI_MADE if action.get("action") == _CREATED else AI_EDITED
            index = action.get("softwareAgentIndex")
            names = [_name_agent(action.get("softwareAgent")), str(action.get("description") or "")]
            names += agents[index : index + 1] if isinstance(index, int) and index >= 0 else []
            found += [find_in_program(name, "Content Credentials", term) for name in names]
            found += [find_in_text(name, "Content Credentials") for name in names]
    yield from (trace for trace in found if trace)


def _name_agent(agent: object) -> str:
    """Return the name of a software agent: text in claims of version 1, a record in version 2."""
    return str(agent.get("name") or "") if isinstance(agent, dict) else str(agent or "")


def _list_source_types(value: object) -> Iterator[str]:
    """Yield every digital source type, of the picture and of what it was made from."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "digitalSourceType" and isinstance(item, str):
                yield item
            else:
                yield from _list_source_types(item)
    elif isinstance(value, list):
        for item in value:
            yield from _list_source_types(item)
