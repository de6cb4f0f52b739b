"""`python -m tools.stress [load] [faults] [attacks] [misuse] [fuzz]`: run before a release, one after the other."""

import sys
from importlib import import_module

PARTS = ("load", "faults", "attacks", "misuse", "fuzz")


def main() -> None:
    """Run the parts that were named, or all; each ends the run when what it measured is not good enough."""
    for name in sys.argv[1:] or PARTS:
        import_module(f"tools.stress.{name}").main()


if __name__ == "__main__":
    main()
