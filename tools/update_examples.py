"""Update what docs/reasons.md and docs/cases.md quote: the advice for each address that they show.

    .venv/bin/python -m tools.update_examples

Each address is on a line of its own, as `?use=…`; the quotation below it is what `quote_reason` or `quote_case`
says for it. A test fails while they differ.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
django.setup()

from decision.content import content  # noqa: E402  Django has to be set up before
from decision.core.advice import Advice, advise  # noqa: E402
from decision.core.answers import read_answers  # noqa: E402
from decision.core.framework import load_framework  # noqa: E402
from decision.pages.clauses import write_reason  # noqa: E402
from headshot_advisor.console import end_plainly  # noqa: E402

DOCS = Path(__file__).resolve().parent.parent / "docs"
EXAMPLE = re.compile(r"(^`\?(?P<query>[^`\n]+)`\n\n)(?:>.*\n)*", re.MULTILINE)


def update(text: str, quote: Callable[[str], list[str]]) -> str:
    """Return the text with a fresh quotation after each address."""
    return EXAMPLE.sub(
        lambda found: found[1] + "".join(f"> {line}".rstrip() + "\n" for line in quote(found["query"])), text
    )


def quote_reason(query: str) -> list[str]:
    """Return the reason for the answers in a query string."""
    return [write_reason(_advise(query))]


def quote_case(query: str) -> list[str]:
    """Return what the result page says first: verdict, reason and plan with its steps."""
    advice = _advise(query)
    verdict = f"**{content().verdicts[advice.verdict].title}.**" if advice.verdict else "**It depends on one answer.**"
    lines = [f"{verdict} {write_reason(advice)}"]
    if advice.plan:
        plan = content().plans[advice.plan].choose_steps(advice.facts)
        lines += ["", f"**Next: {plan.title}.** {plan.summary}", "", *(f"- {step.do}" for step in plan.steps)]
    for reading in advice.readings:
        verdicts = " or ".join(content().verdicts[key].title for key in reading.verdicts)
        options = [advice.framework.by_key[reading.question].by_key[key].label for key in reading.options]
        lines += ["", f"If it’s {', '.join(options)}: {verdicts}."]
    return lines


def _advise(query: str) -> Advice:
    raw = parse_qs(query, strict_parsing=True)
    version = raw.pop("framework", None)
    framework = load_framework(version[0] if version else None)
    answers = {key: values if len(values) > 1 or key in ("use", "unsure") else values[0] for key, values in raw.items()}
    return advise(framework, read_answers(framework, answers))


QUOTES = {"reasons.md": quote_reason, "cases.md": quote_case}


def main() -> None:
    """Rewrite both documents."""
    for name, quote in QUOTES.items():
        path = DOCS / name
        path.write_text(update(path.read_text(encoding="utf-8"), quote), encoding="utf-8")


if __name__ == "__main__":
    with end_plainly():
        main()
