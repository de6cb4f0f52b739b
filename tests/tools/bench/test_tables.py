from pathlib import Path

from tools.bench.tables import replace_table


def test_a_table_takes_the_place_of_the_one_before_and_nothing_else_changes(tmp_path: Path) -> None:
    document = tmp_path / "figures.md"
    document.write_text("Before.\n\n<!-- load -->\n<!-- end of load -->\nAfter.\n")

    for table in ("| 1 |", "| 2 |"):
        replace_table(str(document), "load", table)

    assert document.read_text() == "Before.\n\n<!-- load -->\n\n| 2 |\n\n<!-- end of load -->\nAfter.\n"
