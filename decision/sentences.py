"""Sentences: how words are put into them."""


def join_words(words: list[str], last: str = "and") -> str:
    """Return the words as they are listed in a sentence: a, b and c."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
