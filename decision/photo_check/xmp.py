"""The properties in XMP. The text is searched, not parsed: much is malformed, and a hostile one can do no harm."""

import re
from html import unescape

MOST_XMP = 2_000_000
"""Bytes that are searched; Photoshop's longest histories have one million."""
MOST_VALUE = 4_000
_TAG = re.compile(r"<[^<>]{0,2000}>")


def decode_xmp(xmp: bytes) -> str:
    """Return XMP as text, in whichever of its encodings it is."""
    head = xmp[:MOST_XMP]
    if b"\0" in head[:64]:
        return head.decode("utf-16-be" if head[:1] in (b"\0", b"\xfe") else "utf-16-le", "ignore")
    return head.decode("utf-8", "ignore")


def find_values(xmp: str, name: str) -> tuple[str, ...]:
    """Return the values of a property, whatever its prefix, each once. They may be an attribute, an address in
    rdf:resource, or an element with or without a list in it."""
    values: list[str] = []
    for match in re.finditer(rf"(?<![\w.-]){re.escape(name)}(?=[\s=>/])", xmp):
        rest = xmp[match.end() : match.end() + MOST_VALUE]
        if attribute := re.match(r"""\s*=\s*(?:"([^"]*)"|'([^']*)')""", rest):
            values.append(attribute[1] or attribute[2] or "")
        elif re.search(r"<(?:[\w.-]+:)?$", xmp[max(0, match.start() - 40) : match.start()]):
            values.extend(_read_element(rest, name))
    return tuple(dict.fromkeys(value for value in (unescape(each).strip() for each in values) if value))


def _read_element(rest: str, name: str) -> list[str]:
    """Return the values of an element, from the end of its name on."""
    opening, _, inner = rest.partition(">")
    if resource := re.search(r"""resource\s*=\s*["']([^"']*)""", opening):
        return [resource[1]]
    if opening.endswith("/"):
        return []
    inner = re.split(rf"</(?:[\w.-]+:)?{re.escape(name)}\s*>", inner, maxsplit=1)[0]
    items = re.findall(r"<rdf:li\b[^<>]*>([^<]*)</rdf:li>", inner)
    return items or [_TAG.sub(" ", inner)]
