"""What a client should bring to the session, by what they have answered."""

from collections.abc import Iterator

from decision.content import content
from studio.models import Inquiry

WORN = {"glasses": "The glasses you usually wear.", "jewellery": "The jewelry you usually wear."}


def list_things_to_bring(inquiry: Inquiry) -> list[str]:
    """Return a sentence for each thing."""
    return list(_list_things(inquiry))


def _list_things(inquiry: Inquiry) -> Iterator[str]:
    if inquiry.current_people > 1:
        yield "Clothes that suit your work. Tell everybody who comes with you, too."
    else:
        briefs = (brief.wardrobe for brief in content().briefs.values() if inquiry.main_use in brief.uses)
        wardrobe = next(briefs, "")
        yield f"Clothes: {wardrobe[0].lower()}{wardrobe[1:]}" if wardrobe else "Clothes that suit your work."
        yield "A second top in another color, so that you can choose."
    if worn := WORN.get(inquiry.answers.get("worn", "")):
        yield worn
    if inquiry.answers.get("matching") == "yes":
        yield "The portraits that yours should match, or a link to them."
    yield "The size and shape that each place asks for, if it names one."
