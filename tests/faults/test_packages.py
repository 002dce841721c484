"""What kirtag is installed from: every package is the one that the lock names, and none has a known hole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CHECKOUT
from tests.faults.matrix import WHOLE, figure

pytestmark = [
    pytest.mark.row("T-30", "packages: hashes, known holes"),
    pytest.mark.skipif(not WHOLE, reason="asks package servers: only under `make faults`"),
]

LOCK = CHECKOUT / "requirements.lock"


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of a new, empty venv are."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=300)
    return folder / "bin"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=900, check=False)


def test_the_lock_installs_into_an_empty_venv_by_its_hashes(
    programs: Path, tmp_path: Path, request: pytest.FixtureRequest
):
    report = tmp_path / "report.json"
    options = ["--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:", "--report", report]
    done = run(programs / "pip", "install", *options, "-r", LOCK)
    assert done.returncode == 0, done.stderr
    chosen = json.loads(report.read_text())["install"]
    figure(request, f"{len(chosen)} packages install by their hashes")
    assert {"scrapy", "datasette", "warcio", "pytest"} <= {one["metadata"]["name"].lower() for one in chosen}


def test_a_package_of_another_hash_is_refused(programs: Path, tmp_path: Path):
    lock = tmp_path / "changed.lock"
    lock.write_text(f"w3lib==2.5.0 --hash=sha256:{'0' * 64}\n")
    options = ["--dry-run", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    done = run(programs / "pip", "install", *options, "-r", lock)
    assert done.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr


def test_no_package_has_a_known_hole(programs: Path, tmp_path: Path, request: pytest.FixtureRequest):
    installed = run(programs / "pip", "install", "--quiet", "pip-audit>=2.10")
    assert installed.returncode == 0, installed.stderr
    sample = tmp_path / "sample.txt"
    sample.write_text("scrapy==2.19.0\n")
    # A service that does not know the package says so as softly as if it were safe.
    asked = {service: audited(programs, service, "--no-deps", "-r", sample) for service in ("pypi", "osv")}
    service = next((name for name, found in asked.items() if found and "vulns" in found[0]), None)
    if service is None:
        pytest.skip("neither PyPI's nor OSV's list of known holes can be reached from here")
    packages = audited(programs, service, "--require-hashes", "-r", LOCK)
    figure(request, f"{len(packages)} packages audited by {service}")
    assert [package for package in packages if package.get("vulns", ["unknown"])] == []


def audited(programs: Path, service: str, *options: object) -> list[dict[str, Any]]:
    """Return what a service says of each package: its `vulns`, or a `skip_reason`; nothing where it does not answer."""
    done = run(
        programs / "pip-audit", "--disable-pip", "--format", "json", "--vulnerability-service", service, *options
    )
    return json.loads(done.stdout)["dependencies"] if done.stdout else []
