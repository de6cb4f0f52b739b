"""Writing measured tables into the documents that explain them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def replace_table(document: str, name: str, table: str) -> None:
    """Put a table between the lines `<!-- name -->` and `<!-- end of name -->` of a document of the project."""
    path = ROOT / document
    before, _, rest = path.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, _, after = rest.partition(f"<!-- end of {name} -->\n")
    marked = f"<!-- {name} -->\n\n{table}\n\n<!-- end of {name} -->\n"
    path.write_text(before + marked + after, encoding="utf-8")
