"""What a person typed stays text in a table for other programs, and never runs as a formula."""

# What makes a spreadsheet calculate, also as wide letters; it looks past spaces, and we look past quotes as well.
SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
QUOTES = frozenset("'\"")
# Where some spreadsheet cuts a text in two. One that is set to semicolons makes a cell of what follows a semicolon,
# whatever quotes are around it.
SEPARATORS = frozenset(";,|\t\n\r")


def find_formulas(text: str) -> list[int]:
    """Return the positions at which a spreadsheet would begin to calculate, the last first.

    One look at each character: a regular expression would look at a long row of spaces again from each of them.
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
    """Return a text with an apostrophe wherever a spreadsheet would calculate; take them away and it is as it was.

    A phone number begins with +, so it gets one as well: a spreadsheet would make it a number and drop the sign.
    """
    for position in find_formulas(text):
        text = f"{text[:position]}'{text[position:]}"
    return text
