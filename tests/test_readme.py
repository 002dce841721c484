"""The README keeps its word: its examples run, its tables are complete."""

import doctest
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from kirtag import settings
from kirtag.archive import errors
from kirtag.page import read
from kirtag.run import AlreadyRunning
from kirtag.wire import BadArgument

CHECKOUT = Path(__file__).parent.parent
README = (CHECKOUT / "README.md").read_text()
COMMANDS = sorted(file.stem for file in (CHECKOUT / "kirtag/commands").glob("[!_]*.py"))


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def examples():
    """Every `$ command` of the README with the output printed under it."""
    for block in blocks("console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            yield command, output


def table(heading):
    """The first cells of the table's rows that follow a heading, without their ticks."""
    section = README.split(f"{heading}\n", 1)[1]
    rows = re.search(r"^\|.*\n\|[-|]+\n((?:\|.*\n)+)", section, re.MULTILINE)[1]
    return [row.split("|")[1].strip() for row in rows.splitlines()]


def pattern(output):
    """Outputs match with any text for `…`, without white space at the ends of lines."""
    lines = "\n".join(line.rstrip() for line in output.strip().splitlines())
    return re.escape(lines).replace("…", ".*")


@pytest.fixture(scope="module")
def demo():
    """The archive that the README's examples speak of."""
    done = subprocess.run(["make", "demo"], cwd=CHECKOUT, capture_output=True, text=True)
    return done.stdout


def test_make_demo_prints_what_the_readme_shows(demo):
    shown = next(output for command, output in examples() if command == "make demo" and output)
    said = "\n".join(line.rstrip() for line in demo.splitlines())
    assert re.search(pattern(shown), said, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), [pair for pair in examples() if pair[0].startswith("scrapy")])
def test_a_command_prints_what_the_readme_shows(demo, command, output):
    command = command.replace("scrapy", f"{sys.executable} -m scrapy", 1)
    done = subprocess.run(["bash", "-c", command], cwd=CHECKOUT, capture_output=True, text=True)
    said = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())
    assert re.search(pattern(output), said, re.DOTALL)


def test_the_python_examples_are_right(demo, monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    for block in blocks("python"):
        test = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_example_of_a_spider_reads_a_page():
    (source,) = re.findall(r"^```text\n(from kirtag.*?)^```", README, re.MULTILINE | re.DOTALL)
    names = {}
    exec(source, names)
    spider = names["ExampleSpider"]()
    date, credit = "<i class=date>25.02.2022 14:00</i>", "<b class=photo-author>МЧС</b>"
    page = f"<h1>Снег</h1>{date}<article><p>Идёт снег.</p></article>{credit}"
    article = read(page, "https://example.kg/news/1", spider.layouts, zone=spider.zone)
    assert (article.headline, article.body, article.credit_line) == ("Снег", ["Идёт снег."], "МЧС")
    assert article.published.isoformat() == "2022-02-25T14:00:00+06:00"


def test_the_lines_for_cron_name_commands_that_are_there():
    lines = re.findall(r"^\S+ \S+ \S+ \S+ \S+ +cd /srv/kirtag && (.*)$", README, re.MULTILINE)
    called = {command for line in lines for command in re.findall(r"\.venv/bin/scrapy (\w+)", line)}
    assert called == {"crawl", "verify", "backup"} <= set(COMMANDS)


def unit(kind):
    """The sections of a unit of systemd's, and its settings."""
    (text,) = (block for block in blocks("ini") if block.startswith(f"# /etc/systemd/system/kirtag@.{kind}"))
    parser = ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str
    parser.read_string(text)
    return parser


def test_the_service_knows_what_the_exit_codes_mean():
    service = unit("service")["Service"]
    # Success, and what is worth another try at once; all others are for a person.
    codes = {int(row) for row in table("### Exit codes")}
    assert {int(code) for code in service["RestartPreventExitStatus"].split()} == codes - {0, 75, 6}
    assert service["SuccessExitStatus"] == "75"
    assert int(service["TimeoutStopSec"]) > settings.DOWNLOAD_TIMEOUT + settings.DOWNLOAD_DELAY
    assert int(service["MemoryMax"].removesuffix("M")) > settings.MEMUSAGE_LIMIT_MB
    assert unit("timer")["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_the_units(tmp_path):
    for kind in ("service", "timer"):
        (block,) = (text for text in blocks("ini") if f"kirtag@.{kind}" in text.splitlines()[0])
        known = block.replace("/usr/bin/make", shutil.which("make")).replace(
            "/srv/kirtag/.venv/bin/scrapy", sys.executable
        )
        (tmp_path / f"kirtag@.{kind}").write_text(known)
    verify = ["systemd-analyze", "verify", f"{tmp_path}/kirtag@demo.service", f"{tmp_path}/kirtag@demo.timer"]
    done = subprocess.run(verify, capture_output=True, text=True)
    assert "kirtag@" not in done.stderr, done.stderr


def test_every_row_of_the_matrix_of_faults_is_told():
    sources = (file.read_text() for file in (CHECKOUT / "tests").rglob("test_*.py"))
    rows = {row for source in sources for row in re.findall(r'mark\.row\(\s*"(T-\d\d)"', source)}
    assert table("## What it withstands") == sorted(rows)


def test_every_make_target_that_the_readme_names_is_there():
    named = set(re.findall(r"make (?:--silent )?([a-z]+)[`\s]", README)) - {"it", "hands"}
    targets = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))
    assert {"demo", "test", "crawl", "browse", "lint", "bench"} <= named <= targets


def test_every_command_is_in_the_table():
    assert sorted(row.split()[1].strip("`") for row in table("## Commands")) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_in_its_row(name):
    help_ = subprocess.run([sys.executable, "-m", "scrapy", name, "-h"], cwd=CHECKOUT, capture_output=True, text=True)
    ours = set(re.findall(r"--(?:port|limit|[a-z]+)(?= N)", help_.stdout.split("Global Options")[0]))
    row = next(line for line in README.splitlines() if line.startswith(f"| `scrapy {name}"))
    assert all(option in row for option in ours)


def test_the_settings_in_the_table_exist():
    named = {row.split()[1].split("=")[0] for row in table("## Crawl") if row.startswith("`-s")}
    assert named >= {"ARCHIVE", "CONTACT", "REVISIT_AFTER", "GUARD_ALLOW", "ERROR_THRESHOLD"}
    assert all(hasattr(settings, name) for name in named)


def test_the_exit_codes_in_the_table_are_those_of_the_code():
    told = {int(row) for row in table("### Exit codes")}
    source = (CHECKOUT / "kirtag/run/verdict.py").read_text()
    verdicts = {int(code) for code in re.findall(r"Verdict\(\s*(\d+)", source)}
    raised = {error.exit_code for error in vars(errors).values() if hasattr(error, "exit_code")}
    assert told == (verdicts | raised | {AlreadyRunning.exit_code, BadArgument.exit_code}) - {1}
