"""Prices in words."""


def write_price(dollars: int, *, is_from: bool) -> str:
    """Return a price in whole US dollars as people read it: “$1,050” or “from $300”."""
    return f"from ${dollars:,}" if is_from else f"${dollars:,}"
