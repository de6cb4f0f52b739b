from typing import Any

from django.template.loader import get_template

from decision.pdf.report import prepare


def test_what_reports_are_written_with_is_loaded_ahead_and_without_the_database() -> None:
    prepare()

    report: Any = get_template("decision/pdf/report.html")
    (loader,) = report.template.engine.template_loaders
    assert "decision/pdf/cover.html" in loader.get_template_cache
