"""Load our templates without their layout, so that pages stay as small as if each template were one line.

A line break disappears next to a block element, and just inside any element or template block. Elsewhere it becomes
one space.
"""

import re
from typing import NamedTuple

from django.template.base import Origin
from django.template.loaders import filesystem

# Elements next to which browsers ignore white space. Buttons, labels, fields and pictures are not among them.
BLOCKS = (
    "article aside body br caption circle dd details div dl dt fieldset figcaption figure footer form g h1 h2 h3 h4 h5"
    " h6 head header html legend li line link main meta nav ol optgroup option p path rect section summary table tbody"
    " td template tfoot th thead title tr ul"
).replace(" ", "|")
# Before the end of any element and around block elements there is no space, nor after the start of any element.
# Template blocks are like inline elements.
STARTS_BLOCK = re.compile(rf"</|<(?:{BLOCKS})\b|\{{% endblock")
ENDS_BLOCK = re.compile(rf"(?:</(?:{BLOCKS})\b|<(?!img|input)[a-zA-Z])[^<]*>$|\{{% block \w+ %\}}$")
HTML_TAG = re.compile(
    r"""</?[a-zA-Z](?:\{%.*?%\}|\{\{.*?\}\}|"(?:\{%.*?%\}|\{\{.*?\}\}|[^"])*"|'[^']*'|[^>"'])*>""", re.DOTALL
)
LINE_BREAK = re.compile(r"\s*\n\s*")
# A space before a condition belongs to what is printed if it holds.
CONDITION = re.compile(r" (\{% if [^%]*%\})((?:(?!\{%).)*\{% endif %\})(?=[\s>\"]|$)")
# Template tags that print nothing themselves, and comments.
SILENT = re.compile(
    r"\{#.*?#\}|\{% *(?P<name>if|elif|else|endif|for|empty|endfor|with|endwith|once|endonce|load|extends"
    r"|\w+(?= [^%]* as \w+ %))\b[^%]*%\}"
)
OPENING = {"if", "for", "with", "once"}
BETWEEN = {"elif", "else", "empty"}


class Loader(filesystem.Loader):
    """Reads templates like Django's own loader; while debugging, also their layout, which errors are numbered by."""

    def get_contents(self, origin: Origin) -> str:
        """Return the template, without its layout if it is HTML."""
        contents: str = super().get_contents(origin)
        is_laid_out = str(origin.name).endswith((".html", ".svg")) and not self.engine.debug
        return remove_layout(contents) if is_laid_out else contents


class Branch(NamedTuple):
    """An open template tag: whether a block element comes before it, and whether all branches so far end in one."""

    follows_block: bool
    ends_in_block: bool


def remove_layout(template: str) -> str:
    """Return the template as one line, with a space only where a line break separates words or inline elements."""
    parts = []
    follows_block = True
    branches: list[Branch] = []
    on_one_line = HTML_TAG.sub(lambda tag: CONDITION.sub(r"\1 \2", LINE_BREAK.sub(" ", tag[0])), template)
    for line in filter(None, map(str.strip, on_one_line.splitlines())):
        if SILENT.sub("", line).strip():
            spaced = line if follows_block or STARTS_BLOCK.match(line) else f" {line}"
            condition = CONDITION.match(spaced)
            parts.append(condition.expand(r"\1 \2") + spaced[condition.end() :] if condition else spaced)
            follows_block = bool(ENDS_BLOCK.search(line))
        else:
            parts.append(line)
        for tag in SILENT.finditer(line):
            follows_block = pass_tag(tag["name"] or "", branches, follows_block=follows_block)
    return "".join(parts)


def pass_tag(name: str, branches: list[Branch], *, follows_block: bool) -> bool:
    """Return whether what follows a template tag follows a block element in every case."""
    if name in OPENING:
        follows_block = follows_block and name != "for"  # the items of a loop follow each other
        branches.append(Branch(follows_block, ends_in_block=follows_block))
        return follows_block
    if name in BETWEEN:
        before, ends_in_block = branches.pop()
        branches.append(Branch(before, ends_in_block and follows_block))
        return before
    if name.startswith("end"):
        return branches.pop().ends_in_block and follows_block
    return follows_block
