"""`python -m benchmarks`: measure everything and print the table. Quiet machines give honest figures."""

from benchmarks import closer, documents, evaluation, looks, painting, proof, reports, scoring, steps


def main() -> None:
    """Print each figure as soon as it is measured."""
    for part in (evaluation, scoring, steps, documents, reports, painting, closer, looks, proof):
        for figure in part.measure():
            print(figure, flush=True)


if __name__ == "__main__":
    main()
