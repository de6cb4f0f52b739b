"""`python -m tools.stress [load] [faults] [attacks] [misuse] [fuzz]`: run before a release, one after the other."""

import sys
from importlib import import_module

from headshot_advisor.console import end_plainly

PARTS = ("load", "faults", "attacks", "misuse", "fuzz")


def main() -> None:
    """Run the parts that were named, or all; each ends the run when what it measured is not good enough."""
    names = sys.argv[1:] or PARTS
    if unknown := set(names) - set(PARTS):
        sys.exit(f"There is no part {', '.join(unknown)}. The parts are {', '.join(PARTS)}.")
    for name in names:
        import_module(f"tools.stress.{name}").main()


if __name__ == "__main__":
    with end_plainly():
        main()
