"""What a person typed stays text in a table for other programs, and never runs as a formula."""

# What begins a formula in a spreadsheet, also as full-width characters. It may follow spaces, and we expect quotes too.
SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
QUOTES = frozenset("'\"")
# Where a spreadsheet may split a text into cells: one that is set to semicolons splits at each, even inside quotes.
SEPARATORS = frozenset(";,|\t\n\r")


def find_formulas(text: str) -> list[int]:
    """Return the positions where a spreadsheet would begin a formula, the last first.

    It reads each character once. A regular expression would read a long row of spaces again from each of them.
    """
    positions, runs, returns = [], False, False
    for position in range(len(text) - 1, -1, -1):
        sign, before = text[position], text[position - 1 : position]
        runs = sign in SIGNS or (runs and (sign.isspace() or sign in QUOTES))
        returns = sign in "\t\r" or (returns and sign == "'")
        begins = not before or (before in SEPARATORS and before + sign != "\r\n")
        if begins and (runs or returns):
            positions.append(position)
    return positions


def guard(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would begin a formula. Removing them restores the text.

    A phone number begins with +, so it gets one as well: a spreadsheet would make it a number and drop the sign.
    """
    for position in find_formulas(text):
        text = f"{text[:position]}'{text[position:]}"
    return text
