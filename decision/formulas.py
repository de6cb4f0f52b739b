"""What a person typed stays text in a table for other programs, and never runs as a formula."""

# What makes a spreadsheet calculate, also as wide letters; it looks past spaces, and we look past quotes as well.
SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
QUOTES = frozenset("'\"")
# Where some spreadsheet cuts a text in two. One that is set to semicolons makes a cell of what follows a semicolon,
# whatever quotes stand around it.
SEPARATORS = frozenset(";,|\t\n\r")


def find_formulas(text: str) -> list[int]:
    """Return the places at which a spreadsheet would begin to calculate, the last first.

    One look at each character: a regular expression would look at a long row of spaces again from each of them.
    """
    places, runs, returns = [], False, False
    for place in range(len(text) - 1, -1, -1):
        sign, before = text[place], text[place - 1 : place]
        runs = sign in SIGNS or (runs and (sign.isspace() or sign in QUOTES))
        returns = sign in "\t\r" or (returns and sign == "'")
        begins = not before or (before in SEPARATORS and before + sign != "\r\n")
        if begins and (runs or returns):
            places.append(place)
    return places


def guard(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would calculate; take them away and it is as it was.

    A phone number begins with +, so it gets one as well: a spreadsheet would make it a number and drop the sign.
    """
    for place in find_formulas(text):
        text = f"{text[:place]}'{text[place:]}"
    return text
