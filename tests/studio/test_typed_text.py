import pytest

from studio.models.inquiry import MAX_MESSAGE_LENGTH
from studio.typed_text import clean_link, clean_phone, clean_text, find_emails


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("Ann\u00a0Example", "Ann Example"),
        ("Ann\u202f\u3000Example\u2003", "Ann  Example"),
        ("\u200bAnn\u2060 Ex\u00adample\ufeff", "Ann Example"),
        ("Ann\u202egpj\u202c \u2066Example\u2069\u200f", "Anngpj Example"),
        ("Smith\u2011Example", "Smith-Example"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("An\u200cn Example\u200d", "Ann Example"),
        ("\u0645\u06cc\u200c\u0646\u0627", "\u0645\u06cc\u200c\u0646\u0627"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
        ("Ann\x00 \ufffcExam\u034fple\x07", "Ann Example"),
        ("one\x0btwo\u2028three\r\nfour", "one\ntwo\nthree\nfour"),
    ],
)
def test_invisible_signs_and_odd_spaces_are_cleaned_away(pasted: str, cleaned: str) -> None:
    assert clean_text(pasted) == cleaned


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("ann@example.org.", "ann@example.org"),
        ("mailto:ann@example.org", "ann@example.org"),
        ("MAILTO:ann@example.org?subject=Hi", "ann@example.org"),
        ("mailto:ann%40example.org", "ann@example.org"),
        ("Ann Example <ann@example.org>", "ann@example.org"),
        ("Ann Example <ann@example.org> wrote:", "ann@example.org"),
        ("ann@example.org (Ann Example)", "ann@example.org"),
        ("Email: ann@example.org", "ann@example.org"),
        ("<ann@example.org>", "ann@example.org"),
        ("<mailto:ann@example.org|Ann@example.org>", "Ann@example.org"),
        ("[ann@example.org](mailto:ann@example.org)", "ann@example.org"),
        ("“ann@example.org”", "ann@example.org"),
        ("ann @ example.org", "ann@example.org"),
        ("o\u2019brien@example.org", "o'brien@example.org"),
        ("ann\u2013lee@example.org", "ann-lee@example.org"),
        ("ann\uff20example\u3002org", "ann@example.org"),
        ("ann@xn--mnchen-3ya.example", "ann@xn--mnchen-3ya.example"),
        ("ann\u200b@example.org", "ann@example.org"),
        ("ann@example.org\u00a0", "ann@example.org"),
        ("\uff41\uff4e\uff4e\uff20example.org", "ann@example.org"),
        ("ann@straße.example", "ann@xn--strae-oqa.example"),
        ("ann@b\u00fccher.example", "ann@xn--bcher-kva.example"),
        ("ann@\u2603.example", "ann@\u2603.example"),
        ("josé@example.org", "josé@example.org"),
    ],
)
def test_an_email_address_is_taken_out_of_what_surrounds_it(pasted: str, cleaned: str) -> None:
    assert find_emails(pasted) == [cleaned]


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("tel:+1-212-555-0100", "+1-212-555-0100"),
        ("+1 (212)\u00a0555\u20110100", "+1 (212) 555-0100"),
        ("\uff12\uff11\uff12 555 0100", "212 555 0100"),
        ("\u0662\u0661\u0662 555 0100", "212 555 0100"),
        ("212 555 0100 Ext 5", "212 555 0100 ext. 5"),
        ("212.555.0100, ext. 12", "212.555.0100 ext. 12"),
        ("212.555.0100x12", "212.555.0100 ext. 12"),
        ("212 555 0100 extension 7", "212 555 0100 ext. 7"),
        ("212 555 0100.", "212 555 0100"),
        ("\u202d212 555 0100\u202c", "212 555 0100"),
        ("tel:+12125550100;ext=5", "+12125550100 ext. 5"),
        ("2125550100,,5#", "2125550100 ext. 5"),
        ("2125550100 , ; x: 5", "2125550100 ext. 5"),
        ("2125550100, p5", "2125550100 ext. 5"),
        ("2125550100 (work) .;", "2125550100"),
        ("Mobile: +1 (212) 555-0100 (after 5 PM)", "+1 (212) 555-0100 (after 5 PM)"),
        ("Mobile: +1 (212) 555-0100 (private)", "+1 (212) 555-0100"),
        ("<tel:+12125550100>", "+12125550100"),
        ("+49 (0)30\u2013123\u00a045", "+49 (0)30-123 45"),
        ("+1\u00b7212\u00b7555\u00b70100", "+1-212-555-0100"),
        ("1-800-FLOWERS", "1-800-FLOWERS"),
        ("212 555 0100 or 917 555 0100", "212 555 0100 or 917 555 0100"),
    ],
)
def test_a_phone_number_is_written_in_one_way(pasted: str, cleaned: str) -> None:
    assert clean_phone(pasted) == cleaned


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        (" https://example.org/a \n", "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("“https://example.org/a”.", "https://example.org/a"),
        ("Here they are: HTTPS://example.org/a?b=c&d#e", "HTTPS://example.org/a?b=c&d#e"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/Portrait_(photo)", "https://example.org/Portrait_(photo)"),
        ("example.org/a", "example.org/a"),
        ("https://example.org/Ana Example", "https://example.org/Ana Example"),
        ("https://example.org/a https://example.org/b", "https://example.org/a https://example.org/b"),
    ],
)
def test_a_link_is_taken_out_of_what_surrounds_it(pasted: str, cleaned: str) -> None:
    assert clean_link(pasted) == cleaned


@pytest.mark.parametrize(
    "text", ["a" * 900_000, "(" * 900_000, "\u0645" + "\u200c" * 900_000 + "\u0645", "a@" * 450_000]
)
def test_a_text_as_long_as_a_whole_form_is_left_to_the_length_check(text: str) -> None:
    """Searching it takes hours where each letter begins another search."""
    assert find_emails(text) == []
    assert len(clean_phone(text)) == len(clean_link(text)) == len(clean_text(text)) > MAX_MESSAGE_LENGTH
