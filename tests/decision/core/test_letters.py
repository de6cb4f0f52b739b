import pytest

from decision.core.letters import MOST_ACCENTS, normalize


def test_letters_and_their_accents_become_one() -> None:
    assert normalize("NFC", "Zoe\u0308 \u0627\u064b") == "Zo\u00eb \u0627\u064b"
    assert normalize("NFKC", "\uff12\uff11, \ufb01\uff9e") == "21, fi\u3099"


def test_accents_beyond_any_language_are_dropped() -> None:
    assert normalize("NFC", "q" + "\u0301" * 99 + "q\u0301") == "q" + "\u0301" * MOST_ACCENTS + "q\u0301"


@pytest.mark.parametrize("accents", ["\u0301\u0316", "\u0f73", "\uff9e\u0316", "\u0344\u0316"])
def test_signs_that_only_become_accents_count_too(accents: str) -> None:
    """Unicode sorts them as well: ten seconds for a tenth of a form."""
    found = normalize("NFKC", "q" + accents * 5_000 + "q")

    assert len(found) <= 2 * MOST_ACCENTS + 2
