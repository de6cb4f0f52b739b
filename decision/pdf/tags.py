"""The tags of a PDF: adds what PDF/UA asks for and WeasyPrint omits, and removes tags that carry no meaning."""

from typing import Any

import pydyf

PRINTED = 4  # PDF's annotation flag for “print this too”
SILENT = {"/Span", "/NonStruct"}
"""Kinds of tags that carry no meaning, unless they have more than KEYS."""
KEYS = {"Type", "S", "K", "Pg", "P"}
NEVER_USED_AGAIN = 65535  # the generation number of a freed object


def finish_tags(pdf: pydyf.PDF) -> None:
    """Tag footnotes, give header cells their scope, let links print, and remove tags without meaning."""
    for item in pdf.objects:
        if not isinstance(item, dict):
            continue
        if item.get("S") == "/TH":
            # The cell's ID ends in its row and column; our tables have one header row and one header column.
            in_first_row = item["ID"].string.split("-")[1] == "0"
            item["A"]["Scope"] = "/Column" if in_first_row else "/Row"
        if item.get("Subtype") == "/Link":
            item["F"] = PRINTED
    elements = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item}
    document = next(item for item in elements.values() if item["S"] == "/Document")
    tag_notes(document, elements)
    unwrap(document, elements, find_parents(pdf))


def tag_notes(document: Any, elements: dict[bytes, Any]) -> None:  # noqa: ANN401  # pydyf ships no types
    """Tag each footnote as a note. WeasyPrint puts a page's footnotes in a part of their own, a span for each line."""
    for part in (elements[kid] for kid in document["K"]):
        lines = [elements[kid] for kid in part["K"] if kid in elements]
        if part["S"] == "/NonStruct" and all(line["S"] == "/Span" for line in lines):
            part["K"] = pydyf.Array(join_lines(lines, elements))


def join_lines(lines: list[Any], elements: dict[bytes, Any]) -> list[bytes]:
    """Turn each line that begins with a number into a note, and add the lines that continue it."""
    notes: list[Any] = []
    for line in lines:
        kids = [elements[kid] for kid in line["K"]]
        if kids[0]["S"] == "/NonStruct":
            kids[0]["S"] = "/Lbl"
            line |= {"S": "/Note", "ID": pydyf.String(f"note-{line.number}")}
            notes.append(line)
        else:
            notes[-1]["K"].extend(line["K"])
            for kid in kids:
                kid["P"] = notes[-1].reference
    return [note.reference for note in notes]


def find_parents(pdf: pydyf.PDF) -> dict[bytes, Any]:
    """Return page -> the list of tags of its pieces of content, by the number of the piece."""
    tree = next(item for item in pdf.objects if isinstance(item, dict) and "Nums" in item)
    return dict(zip(pdf.page_references, tree["Nums"][1::2], strict=False))


def unwrap(element: Any, elements: dict[bytes, Any], parents: dict[bytes, Any]) -> None:  # noqa: ANN401  # pydyf ships no types
    """Move the content of silent tags into their parent. Half of all tags are WeasyPrint's wraps of single lines."""
    kids = pydyf.Array()
    for kid in element["K"]:
        inner = elements.get(kid)
        if inner is None:  # content of the page, or a link's area
            kids.append(kid)
            continue
        unwrap(inner, elements, parents)
        if is_silent(inner) and (inner["Pg"] == element.get("Pg") or not has_content(inner)):
            kids.extend(inner["K"])
            remove(inner)
        else:
            kids.append(kid)
    for kid in kids:
        if isinstance(kid, int):
            parents[element["Pg"]][kid] = element.reference
        elif kid in elements:
            elements[kid]["P"] = element.reference
    element["K"] = kids


def is_silent(element: Any) -> bool:  # noqa: ANN401  # pydyf ships no types
    """Return whether a tag carries no meaning."""
    return element["S"] in SILENT and KEYS.issuperset(element)


def has_content(element: Any) -> bool:  # noqa: ANN401  # pydyf ships no types
    """Return whether a tag has content of its own. It must then name the page."""
    return any(isinstance(kid, int) for kid in element["K"])


def remove(item: pydyf.Object) -> None:
    """Remove an object from the file. These three values are how pydyf marks an object as free."""
    item.free, item.number, item.generation = "f", 0, NEVER_USED_AGAIN
