"""The placeholders of reply templates: {name}, {reference} and so on. Text in, text out; nothing in it is evaluated."""

import re
from collections.abc import Mapping

PLACEHOLDERS = {
    "name": "the client's name",
    "reference": "the reference of the inquiry",
    "package": "the session that was asked for",
    "use": "where the photo will appear",
    "session": "date and time of the booked session",
    "staff": "the name of whoever replies",
}
PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def find_faults(text: str) -> list[str]:
    """Return a sentence for each placeholder that does not exist, and one for a brace that belongs to none."""
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    faults = [f"There is no placeholder {{{name}}}. {list_placeholders()}" for name in dict.fromkeys(unknown)]
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        faults.append(f"A brace here belongs to no placeholder. {list_placeholders()}")
    return faults


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its placeholders filled. One without a value stays, so that staff see the gap."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1]) or match[0], text)


def list_placeholders() -> str:
    """Return the sentence that names every placeholder."""
    return f"You can use {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}."
