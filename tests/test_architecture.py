"""Who may import whom, and what stands at the top of the checkout."""

import ast
import inspect
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kirtag import text

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "kirtag"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A room and the rooms that it may import; itself always, and the FREE ones.
MAY_IMPORT = {
    "__init__": set(),
    "items": set(),
    "errors": set(),
    "settings": set(),
    "text": set(),
    "demo": set(),
    "page": {"text"},
    "wire": {"text", "page"},
    "spiders": {"text", "page", "wire"},
    "archive": {"text"},
    "desk": {"text", "archive"},
    "pipelines": {"text", "page", "archive"},
    "fetch": {"page", "archive"},
    "run": {"page", "archive"},
    "adding": {"text", "page", "wire", "pipelines"},
    "commands": {"text", "archive", "desk", "pipelines", "fetch", "run", "adding", "demo"},
}
FREE = {"__init__", "items", "errors"}

# A room and what it must do without, wherever in it the import stands.
SCRAPY, SQLITE = {"scrapy", "twisted"}, {"sqlite3", "sqlite_utils"}
WITHOUT = {
    "text": SCRAPY | SQLITE | {"lxml", "parsel", "trafilatura", "feedparser"},
    "page": SCRAPY | SQLITE,
    "items": SCRAPY | SQLITE,
    "errors": SCRAPY | SQLITE,
    "archive": SCRAPY,
    "desk": SCRAPY,
    "pipelines": SCRAPY | SQLITE,
    "demo": SCRAPY | SQLITE,
    "wire": SQLITE,
    "spiders": SQLITE,
    "fetch": SQLITE,
    "adding": SQLITE,
}

TOP = {"scrapy.cfg", "kirtag", "tests", "archive", "README.md", "pyproject.toml", "Makefile", "requirements.lock"}
TOP |= {"CHANGELOG.md", "LICENSE"}


def room(name: str) -> str:
    """The room of a dotted name: `page` of `kirtag.page.read`, `__init__` of the package itself and what it holds."""
    first = f"{name}..".split(".")[1]
    return first if (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file() else "__init__"


def imports(source: str, *, package: str = "kirtag", top_only: bool = False) -> Iterator[str]:
    """Every name that a module imports, dotted and whole, those inside its functions too or only those outside."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if top_only and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: 1 - node.level or None]) if node.level else ""
            whole = ".".join(filter(None, (start, node.module)))
            yield from (f"{whole}.{alias.name}" for alias in node.names)


def wrong(file: str, source: str) -> list[str]:
    """The imports of a module that its room may not have. `file` is the module's path below the package."""
    here = file.split("/", maxsplit=1)[0].removesuffix(".py")
    package = ".".join(("kirtag", *file.split("/")[:-1]))
    found = set(imports(source, package=package))
    ours = {name for name in found if name.split(".")[0] == "kirtag"}
    return sorted(
        {name for name in ours if room(name) not in {here} | FREE | MAY_IMPORT[here]}
        | {name for name in found - ours if name.split(".")[0] in WITHOUT.get(here, ())}
    )


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_every_room_stands_in_the_table():
    assert {name_of(module).split("/")[0].removesuffix(".py") for module in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_room_may(module: Path):
    assert wrong(name_of(module), module.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("text/tidy.py", "from kirtag.page import read", ["kirtag.page.read"]),
        ("text/tidy.py", "def f():\n    import sqlite3", ["sqlite3"]),
        ("text/tidy.py", "if True:\n    from lxml import etree", ["lxml.etree"]),
        ("page/read.py", "from kirtag import archive", ["kirtag.archive"]),
        ("page/read.py", "from ..archive import Archive", ["kirtag.archive.Archive"]),
        ("page/read.py", "from .. import wire", ["kirtag.wire"]),
        ("page/read.py", "def f():\n    from scrapy.http import Response", ["scrapy.http.Response"]),
        ("archive/saving.py", "import kirtag.page.read", ["kirtag.page.read"]),
        ("archive/saving.py", "from twisted.internet import reactor", ["twisted.internet.reactor"]),
        ("demo/pages.py", "from kirtag.text import tidy", ["kirtag.text.tidy"]),
        ("pipelines.py", "from kirtag.wire import WireSpider", ["kirtag.wire.WireSpider"]),
        ("items.py", "from kirtag.text import tidy", ["kirtag.text.tidy"]),
        ("wire.py", "from kirtag.archive import Archive", ["kirtag.archive.Archive"]),
        ("spiders/kirtag.py", "from kirtag.fetch import guard", ["kirtag.fetch.guard"]),
        ("run.py", "from kirtag.commands import checkout", ["kirtag.commands.checkout"]),
    ],
)
def test_the_table_catches(file: str, source: str, found: list[str]):
    assert wrong(file, source) == found


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("text/credit.py", "from kirtag.items import Credit\nfrom kirtag.text.cuts import Span"),
        ("page/read.py", "from . import times\nfrom .parts import Parts\nfrom kirtag.text import tidy\nimport lxml"),
        ("archive/saving.py", "from kirtag import __version__, reader\nfrom kirtag.text import recompose"),
        ("wire.py", "import scrapy\nfrom kirtag.page import read"),
        ("commands/demo.py", "def f():\n    from kirtag.demo import serve"),
    ],
)
def test_the_table_lets_pass(file: str, source: str):
    assert wrong(file, source) == []


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("commands/*.py")), ids=name_of)
def test_a_command_imports_nothing_heavy_before_it_runs(module: Path):
    names = imports(module.read_text("utf-8"), package="kirtag.commands", top_only=True)
    # Scrapy's own three are there before any command of ours; `kirtag.errors` holds a name.
    light = ("scrapy.commands", "scrapy.exceptions", "scrapy.settings", "kirtag.commands", "kirtag.errors")
    heavy = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(light)}
    assert heavy == set()


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("demo/*.py")), ids=name_of)
def test_the_demo_needs_only_the_standard_library_and_itself(module: Path):
    names = set(imports(module.read_text("utf-8"), package="kirtag.demo"))
    foreign = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("kirtag.demo.")} == set()


@pytest.mark.parametrize("name", [name for name in text.__all__ if inspect.isfunction(getattr(text, name))])
def test_every_text_rule_shows_what_it_does(name: str):
    assert ">>> " in inspect.getdoc(getattr(text, name))


@pytest.mark.skipif(not shutil.which("git") or not (CHECKOUT / ".git").exists(), reason="needs git and its checkout")
def test_only_the_fixed_names_stand_at_the_top_of_the_checkout():
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    files = subprocess.run(listed, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    top = {file.split("/")[0] for file in files.split("\0") if file}
    assert {name for name in top if not name.startswith(".")} - TOP == set()
