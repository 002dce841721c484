"""What stands on a page around its text, by the names that sites give to it and by how its lines begin.

The names are classes and ids, word by word (`post-related__list` has `related`), so that they hold for any site.
"""

import re
from functools import lru_cache

# Of these the element itself says that it is beside the text.
TAGS = frozenset("address aside dialog figcaption figure footer form menu nav".split())
ROLES = frozenset("banner complementary contentinfo dialog navigation search".split())

# Furniture even where it holds most of a page's text: a short article has longer comments, and the law asks for more
# words about cookies than most news have.
_FIRM = frozenset(
    "comment comments consent cookie cookies disqus footer gdpr hidden menu modal nav navigation newsletter "
    "newsletters popup related sidebar".split()
)
_WORDS = _FIRM | frozenset(
    # other articles
    "alsoread morenews mostread next popular promo promos promoted promotion readalso readmore recommend "
    "recommendation recommendations recommended relative similar teaser teasers trending "
    # advertisements
    "ad ads adbox adv advert advertisement advertising adverts banner banners outbrain reklama "
    "sponsor sponsored taboola "
    # sharing, subscribing, answering
    "actions addthis button buttons donate donation facebook kommentarii likes login poll rating register replies "
    "reply respond share sharebar shares sharethis sharing signin signup sociable social socials subscribe "
    "subscriber subscription telegram vote votes whatsapp "
    # what is told of the text
    "author authorbox authors avtor bio byline categories counter date datetime hashtags keywords pubdate published "
    "taglist tag tags tegi timestamp toc topics "
    # pictures
    "caption captions carousel credit credits didascalia gallery legend legende leyenda lightbox slider slideshow "
    # the site
    "breadcrumb breadcrumbs copyright crumbs disclaimer dropdown email hide invisible languages navbar noprint noshow "
    "overlay pager pagination paging popover printer rail rollover skip submenu toolbar tools tooltip widget "
    "widgets".split()
)
# Two words that are furniture only together.
_PAIRS = re.compile(
    r"read-?more|read-?also|see-?also|also-?read|more-?(?:on|from|stories|news|posts|articles)|"
    r"most-?(?:read|popular|viewed)|you-?may|in-?this-?article|sr-only|screen-?reader|visually-?hidden|"
    r"(?:article|entry|post)-?(?:date|footer|info|meta|tags|tools|utility)|"
    r"(?:foto|image|img|photo|pic|picture)[-_]*(?:author|by|desc|info|note|sign|source|text|title)"
)
# What WordPress and its kin write about a post on the element that holds it: `tag-snow`, `category-related`.
_POST = re.compile(r"\b(?:hentry|post-\d|type-)")
_ABOUT = re.compile(r"\b(?:category|format|status|tag|type)-[\w-]+")
# `page-with-sidebar`, `no-comments`
_BESIDE = re.compile(r"\b(?:has|no|with|without)-[\w-]+")
# Tailwind's names hold only under a condition, as `print:hidden` and `lg:block` do, which shows a `hidden` on a screen.
_CONDITION = re.compile(r"\S+:\S+")
_SHOWN = re.compile(r"(?<!:)\bhidden\b(?=.*:(?:block|flex|grid|inline))")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_BODY = r"article[-_]*(?:body|text|content)|(?:entry|news|post|story)[-_]*(?:body|content|text)|body[-_]*(?:copy|text)"
_NAMED_BODY = re.compile(_BODY, re.IGNORECASE)
_PERHAPS_BODY = re.compile(rf"{_BODY}|(?:content|page|single)[-_]*(?:body|content|text)|hentry", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"stand-?first|sub-?_?(?:title|head|headline|heading)|"
    r"(?:^|[ _-])(?:abstract|announce?|anons|deck|dek|description|intro|kicker|lead|lede|perex|summary|tagline)"
    r"(?:$|[ _-])",
    re.IGNORECASE,
)


@lru_cache(4096)
def is_furniture(names: str) -> bool:
    """Tell whether an element's class and id say that it is beside the text.

    >>> is_furniture("post-related__list"), is_furniture("article-text"), is_furniture("hentry tag-comments")
    (True, False, False)
    """
    if ":" in names:
        names = _CONDITION.sub(" ", _SHOWN.sub(" ", names))
    if "-" in names:
        names = _BESIDE.sub(" ", _ABOUT.sub(" ", names) if _POST.search(names) else names)
    return not _WORDS.isdisjoint(_words(names)) or _PAIRS.search(names.lower()) is not None


def is_firm(names: str) -> bool:
    """Tell whether those names are furniture whatever the element holds."""
    return not _FIRM.isdisjoint(_words(names))


def body_rank(names: str) -> int:
    """Return 2 for names that only the text of an article has, 1 for such as it often has, and 0.

    >>> body_rank("article__body"), body_rank("page-content"), body_rank("wrapper")
    (2, 1, 0)
    """
    return 2 if _NAMED_BODY.search(names) else 1 if _PERHAPS_BODY.search(names) else 0


def is_standfirst(names: str) -> bool:
    """Tell whether names are those of the sentence between the headline and the text."""
    return _STANDFIRST.search(names) is not None


def _words(names: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(names)}
