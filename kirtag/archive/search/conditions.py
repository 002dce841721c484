"""What is asked for of an article beside its words, said to SQL. Strings in, strings out."""

from functools import partial

from kirtag.archive.search.asked import Asked
from kirtag.text.places import find_places
from kirtag.text.vocabulary import agency_id

Values = dict[str, str | int]


def conditions(asked: Asked) -> tuple[str, Values]:
    """Return the conditions on a row `found` of `articles`, each with AND in front, and the values bound in them.

    Of several values of one filter either will do, behind a minus none; of `since` and `until` all hold. A place that
    no table knows, and credits, are the full-text index's.
    """
    found, values = [], Values()
    bind = partial(_bind, values)
    for wanted in (True, False):
        not_, of = "" if wanted else "NOT ", partial(asked.values, wanted=wanted)
        if names := of("agency"):
            ids = [bind(one) for name in names for one in {name.lower(), agency_id(name) or name.lower()}]
            called = f"id IN ({', '.join(ids)}) OR name IN ({', '.join(map(bind, names))})"
            found.append(f"{not_}found.agency IN (SELECT id FROM agencies WHERE {called})")
        for column, among in (
            ("language", [bind(language) for language in of("lang")]),
            ("geonameid", [bind(place.geonameid) for name in of("place") for place in find_places(name)]),
            ("source", [bind(agency_id(name) or name.lower()) for name in of("source")]),
        ):
            if among:
                found.append(f"{not_}coalesce(found.{column}, '') IN ({', '.join(among)})")
        found += [f"found.day {'>=' if wanted else '<'} {bind(day)}" for day in of("since")]
        found += [f"found.day {'<=' if wanted else '>'} {bind(day)}" for day in of("until")]
    return "".join(f" AND {one}" for one in found), values


def _bind(values: Values, value: str | int) -> str:
    name = f"value{len(values)}"
    values[name] = value
    return f":{name}"
