"""Check the pinned packages for known vulnerabilities: exit with 1 and name the package when one has any.

pip-audit asks the index's list of advisories. Without a network, or behind an index that has no such list, there is no
answer; then this names what was not checked and does not fail.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from headshot_advisor.console import end_plainly

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements/base.txt", "requirements/dev.txt")
LONGEST_LIST = 5  # names of packages that were not checked
NO_ANSWER = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError", "ServiceError")


def main() -> int:
    """Audit all requirements and print what was found; return the exit code."""
    files = [word for name in REQUIREMENTS for word in ("--requirement", name)]
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", *files]
    options = ["--format", "json", "--aliases", "on", "--progress-spinner", "off", "--timeout", "5"]
    run = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  ours
    if run.stdout:
        lines, code = judge(json.loads(run.stdout))
    else:
        lines, code = explain(run.stderr)
    print("\n".join(lines))
    return code


def judge(report: dict[str, Any]) -> tuple[list[str], int]:
    """Return what to say about pip-audit's report, and the exit code."""
    packages = report["dependencies"]
    holes = [
        f"{package['name']} {package['version']} has the vulnerability {', '.join([hole['id'], *hole['aliases']])}; "
        f"fixed in {', '.join(hole['fix_versions']) or 'no release yet'}."
        for package in packages
        for hole in package.get("vulns", ())
    ]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    asked = len(packages) - len(skipped)
    lines = [*holes, f"Audited {asked} of {len(packages)} packages; known vulnerabilities: {len(holes)}."]
    if skipped:
        names = ", ".join(skipped[:LONGEST_LIST]) + (", …" if len(skipped) > LONGEST_LIST else "")
        lines.append(f"NOT AUDITED, unknown to the list of advisories: {len(skipped)} packages ({names})")
    return lines, int(bool(holes))


def explain(stderr: str) -> tuple[list[str], int]:
    """Return what to say when pip-audit gave no report, and the exit code: a missing network isn't a fault."""
    last = stderr.strip().splitlines()[-1] if stderr.strip() else "It said nothing."
    if any(name in stderr for name in NO_ANSWER):
        return [f"NOT AUDITED: the list of advisories does not answer ({last.partition(':')[0]})."], 0
    return [f"pip-audit failed: {last}"], 1


if __name__ == "__main__":
    with end_plainly():
        sys.exit(main())
