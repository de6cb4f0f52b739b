import json
from typing import cast

from packaging.version import Version
from pip_audit._format.json import JsonFormat
from pip_audit._service.interface import Dependency, ResolvedDependency, SkippedDependency, VulnerabilityResult

from tools.audit import explain, judge

HOLE = VulnerabilityResult.create(
    ids=["PYSEC-2025-1", "CVE-2025-1"], description="", fix_versions=[Version("5.2.1")], published=None
)


def report(*found: tuple[Dependency, list[VulnerabilityResult]]) -> dict[str, object]:
    """Return what pip-audit writes about this."""
    text = JsonFormat(output_desc=False, output_aliases=True).format(dict(found), [])
    return cast("dict[str, object]", json.loads(text))


def resolved(name: str) -> ResolvedDependency:
    return ResolvedDependency(name, Version("5.2.0"))


def test_a_known_hole_fails_and_names_the_fix() -> None:
    lines, code = judge(report((resolved("django"), [HOLE]), (resolved("pillow"), [])))

    assert lines == [
        "django 5.2.0 has the vulnerability PYSEC-2025-1, CVE-2025-1; fixed in 5.2.1.",
        "Audited 2 of 2 packages; known vulnerabilities: 1.",
    ]
    assert code == 1


def test_unknown_packages_are_reported() -> None:
    lines, code = judge(report((resolved("django"), []), (SkippedDependency("odd", "not found"), [])))

    assert lines == [
        "Audited 1 of 2 packages; known vulnerabilities: 0.",
        "NOT AUDITED, unknown to the list of advisories: 1 packages (odd)",
    ]
    assert code == 0


def test_a_missing_network_is_reported_without_failing() -> None:
    lines, code = explain("Traceback\nrequests.exceptions.ConnectionError: Max retries exceeded")

    assert lines == ["NOT AUDITED: the list of advisories does not answer (requests.exceptions.ConnectionError)."]
    assert code == 0


def test_any_other_failure_is_one() -> None:
    assert explain("error: unrecognized arguments: --nothing") == (
        ["pip-audit failed: error: unrecognized arguments: --nothing"],
        1,
    )
