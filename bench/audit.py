"""Is anything that we install known to be broken? `make audit`, where there is a network.

pip-audit alone fails green: asked about a package that the service does not know or cannot be reached for, it
notes a skip and says "No known vulnerabilities found". Here every pin of the lock must have been looked at; one
that was not is as bad as one with a hole. The auditor is kept apart from what it audits: pinned in `audit.lock`,
installed into `.venv/audit`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
HOW = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")

NOT_AUDITED = (
    "NOT AUDITED: what was not looked at is not safe. Run this where PyPI's advisories can be reached."
)


def pins(lock: str) -> set[str]:
    """Every package that a lock file pins, as name==version."""
    return set(re.findall(r"^([A-Za-z0-9._-]+==[^\s\\;]+)", lock, re.MULTILINE))


def faults(lock: str, report: str) -> list[str]:
    """What stands between this lock file and "audited, nothing known", as sentences. `report` is pip-audit's JSON."""
    try:
        looked_at = list(json.loads(report)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return ["pip-audit gave no report: its service was not reached, or it broke."]
    clear = {_plain(f"{each['name']}=={each['version']}") for each in looked_at if "skip_reason" not in each}
    said = [f"Not looked at: {pin}" for pin in sorted(pins(lock)) if _plain(pin) not in clear]
    for each in looked_at:
        for hole in each.get("vulns", ()):
            mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            said.append(f"Known hole in {each['name']}=={each['version']}: {hole['id']}, mended in {mended}")
    return said or ([] if clear else ["The lock file pins nothing."])


def _plain(pin: str) -> str:
    """A pin with the package's name as the registry writes it (PEP 503)."""
    name, _, version = pin.partition("==")
    return f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


def main() -> int:
    """Run pip-audit over the lock. 0 only where every pin was looked at and no hole is known."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), *HOW]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lock = LOCK.read_text(encoding="utf-8")
    found = faults(lock, done.stdout)
    told = found or [f"{len(pins(lock))} pinned packages looked at, no known hole."]
    if any(line.startswith(("Not looked at", "pip-audit gave")) for line in found):
        told = [*found, *done.stderr.strip().splitlines()[-1:], NOT_AUDITED]
    sys.stdout.writelines(f"{line}\n" for line in told)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
