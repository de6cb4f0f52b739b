"""`python -m tools.bench [PART …]`: measure, print, and with all parts write the table into docs/performance.md.

Run it on an idle machine.
"""

import sys

from headshot_advisor.console import end_plainly
from tools.bench import (
    documents,
    evaluation,
    largest_paint,
    photo_check,
    photo_traffic,
    proof,
    reports,
    scoring,
    steps,
    team_table,
    workers,
)
from tools.bench.tables import write_table

PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (
        evaluation,
        scoring,
        steps,
        team_table,
        workers,
        documents,
        reports,
        largest_paint,
        photo_check,
        photo_traffic,
        proof,
    )
}


def main(names: list[str]) -> None:
    """Print each figure as soon as it is measured."""
    if unknown := set(names) - set(PARTS):
        sys.exit(f"There is no part {', '.join(unknown)}. The parts are {', '.join(PARTS)}.")
    figures = []
    for name in names or PARTS:
        for figure in PARTS[name].measure():
            print(figure, flush=True)
            figures.append(figure)
    if not names:
        write_table("figures", ("Figure", "Measured", "Goal"), [figure.as_row() for figure in figures])


if __name__ == "__main__":
    with end_plainly():
        main(sys.argv[1:])
