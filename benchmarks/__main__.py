"""`python -m benchmarks`: measure everything and print the table. Quiet machines give honest figures."""

<<<<<<< HEAD
from benchmarks import closer, evaluation, painting, proof, scoring, steps
=======
from benchmarks import documents, evaluation, painting, proof, reports, scoring, steps
>>>>>>> main


def main() -> None:
    """Print each figure as soon as it is measured."""
<<<<<<< HEAD
    for part in (evaluation, scoring, steps, closer, painting, proof):
=======
    for part in (evaluation, scoring, steps, documents, reports, painting, proof):
>>>>>>> main
        for figure in part.measure():
            print(figure, flush=True)


if __name__ == "__main__":
    main()
