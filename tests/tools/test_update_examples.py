"""The documents quote the advice that the site gives."""

import pytest

from tools.update_examples import DOCS, EXAMPLE, QUOTES, update


@pytest.mark.parametrize(("name", "at_least"), [("reasons.md", 300), ("cases.md", 10)])
def test_a_document_quotes_what_the_site_says(name: str, at_least: int) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")

    assert update(text, QUOTES[name]) == text
    assert len(EXAMPLE.findall(text)) >= at_least
