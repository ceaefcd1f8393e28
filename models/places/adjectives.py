"""Cities behind the Russian and Ukrainian adjectives made of their names: "Гатчинский" -> Gatchina."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from models.places.gazetteer import Place, fold, places

ENDING = re.compile(r"(?<=[сц])(ь?к)(?:ий|ого|ому|им|ом|ім|ая|ой|ую|а|ої|ій|у|ою|ое|е|ие|і|их|ими)\Z")
SUFFIXES = ("ск", "йск", "ьск", "инск", "енск", "ськ", "йськ", "ьськ", "инськ", "їнськ", "енськ")


@cache
def _bases() -> Mapping[str, Place]:
    """The adjective without its ending -> the first such city of the table."""
    found: dict[str, Place] = {}
    for city in places():
        if city.kind == "city":
            for name in (city.names.get("ru"), city.names.get("uk")):
                for base in _made_of(fold(name)) if name else ():
                    found.setdefault(base, city)
    return found


def _made_of(name: str) -> Iterator[str]:
    """ "гатчина" -> "гатчинск", ...; "минск" -> "минск"; "ростов-на-дону" -> "ростовск"."""
    first = re.split(r"[ -]", name)[0]
    if first.endswith(("ск", "цк", "ськ", "цьк")):
        yield first
        return
    stem = re.sub(r"[аяоеуюиыіїєьй]\Z", "", first)
    yield from (stem + suffix for suffix in SUFFIXES)


def place_of_adjective(word: str) -> Place | None:
    """The city, or None."""
    folded = fold(word)
    cut = ENDING.search(folded)
    return _bases().get(folded[: cut.end(1)]) if cut else None
