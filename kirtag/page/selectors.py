"""CSS selectors for an element, the plainest first, of names that its site will not make anew tomorrow."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from kirtag.page.furniture import body_rank

# A name that can stand in a selector as it is.
_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*", re.ASCII)
_PARTED = re.compile(r"__|--|[_-]")
# What tools that write style sheets put in front of theirs: emotion, styled-components, Svelte, Next.js, Material UI.
_GENERATED = re.compile(r"(?:css|sc|jsx|jss|svelte|emotion|makeStyles|ember|react|yui|ng)(?:-|\d|$)|Mui")
# Names of how an element looks, is just now, or of the one article that it shows.
_PASSING = re.compile(
    r"(?:m|p)[trblxy]?-(?:\d|auto)|(?:w|h|z|gap|order)-(?:\d|auto|full|screen)|"
    r"-?(?:bg|font|border|rounded|shadow|leading|tracking|flex|grid|items|"
    r"justify|align|float|pull|offset|hidden|visible|d|js|is|has|no|not|wow|col|row|span|elementor|vc|wp|et_pb|"
    r"category|tag|status|format|type|lang|theme)(?:[-_]|\d|$)|"
    r"text-(?:\d?xs|sm|md|base|lg|\d?xl|left|center|right|justify|muted|black|white|gray|dark|light)(?:-|$)|"
    r"(?:active|animated|block|clear|clearfix|col|collapse|container|current|fade|first|fixed|h[1-6]|inline|last|lazy|lazyload|"
    r"lazyloaded|left|loaded|one|open|opened|relative|right|row|show|static|sticky|visible|wrap)$"
)
# Elements of which a page has one, or few, for one purpose.
_TELLING = frozenset("h1 article main time figure figcaption aside form footer nav blockquote".split())
_STATED = ("itemprop", "data-testid", "data-key", "data-qa", "data-role")
_AROUND, _NAMES = 6, 5


def own_selectors(element: HtmlElement) -> list[str]:
    """Return the selectors that the element's tag, id, classes and attributes allow, the plainest first.

    Generated names are left out; of those with a lasting beginning (`Story_body__x9Yz`), that is used.

    >>> from lxml.html import fromstring
    >>> own_selectors(fromstring('<div class="css-1ab2c3 news-text mt-4" id="post-4711" itemprop="articleBody"/>'))
    ['[itemprop=articleBody]', '.news-text', 'div.news-text', "[id^='post-']"]
    >>> own_selectors(fromstring('<section class="Story_body__x9Yz"/>'))
    ["[class*='Story_body__']"]
    """
    tag, classes = element.tag, (element.get("class") or "").split()
    lasting = [name for name in classes if is_lasting(name)]
    lasting.sort(key=lambda name: -body_rank(name))
    named = [f".{name}" for name in lasting[:_NAMES]]
    identity = element.get("id") or ""
    found = ["h1"] if tag == "h1" else []
    found += [f"[{key}={value}]" for key in _STATED if (value := element.get(key)) and _stated(value)]
    found += [f"#{identity}"] if is_lasting(identity) else []
    found += named
    found += [tag] if tag in _TELLING and tag != "h1" else []
    found += [f"{tag}{name}" for name in named]
    found += [f"[class*='{stem}']" for name in classes if (stem := stem_of(name))]
    found += [f"[id^='{stem}']" for stem in (stem_of(identity),) if stem]
    return found


def selectors(element: HtmlElement) -> Iterator[str]:
    """Yield the element's own selectors, then those that name what it stands in, the nearest first."""
    own = own_selectors(element)
    yield from own
    for around in islice(element.iterancestors(), _AROUND):
        if around.tag in ("body", "html"):
            return
        direct = around is element.getparent()
        for outer in own_selectors(around)[:_NAMES]:
            yield from (f"{outer} {one}" for one in own[:_NAMES])
            yield f"{outer} > {element.tag}" if direct else f"{outer} {element.tag}"


def is_lasting(name: str) -> bool:
    """Tell whether a class or id is one that a person gave, and gave to all pages of a kind.

    >>> [is_lasting(name) for name in ("article__text", "kt-h2", "leadText")]
    [True, True, True]
    >>> [is_lasting(name) for name in ("css-1ab2c3", "sc-bdVaJa", "Foo_bar__x9Yz", "post-4711", "mt-4", "active")]
    [False, False, False, False, False, False]
    """
    if not _PLAIN.fullmatch(name) or _GENERATED.match(name) or _PASSING.match(name):
        return False
    return not any(_is_made(part) for part in _PARTED.split(name))


def stem_of(name: str) -> str | None:
    """Return what lasts of a generated name, with what parts it from the rest; None where nothing does.

    >>> stem_of("Story_body__x9Yz"), stem_of("post-4711"), stem_of("css-1ab2c3"), stem_of("news-text")
    ('Story_body__', 'post-', None, None)
    """
    parted = [*_PARTED.finditer(name)]
    if not _PLAIN.fullmatch(name) or not parted:
        return None
    stem = name[: parted[-1].end()]
    told = stem.rstrip("_-")
    return stem if len(told) > 2 and is_lasting(told) and _is_made(name[parted[-1].end() :]) else None


def _is_made(part: str) -> bool:
    """Tell whether a program made a part of a name: digits among letters, a number, capitals anywhere."""
    if re.search(r"\d{3}", part):
        return True
    if re.search(r"\d", part):
        return re.fullmatch(r"[A-Za-z]*\d{1,2}", part) is None
    return 5 <= len(part) <= 8 and len(re.findall("(?<!^)[A-Z]", part)) > 1


def _stated(value: str) -> bool:
    return _PLAIN.fullmatch(value) is not None and is_lasting(value)
