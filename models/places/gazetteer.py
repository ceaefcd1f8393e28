"""Places by any of their names, in any case form and script, and the places of courts.

The table covers Crimea closely, its neighbourhood by the larger towns, and every country (country names in
three languages come from the Unicode CLDR through Babel). Coordinates are degrees, good to a few kilometres;
a village that shares its name with others ("Oktiabrske") has those of the best known one.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
STEM = 3  # letters by which a name is looked up before it is compared
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ.][^\W\d_]+)*\.?")
# "Kyiv District Court", "Київський районний суд" and the police station are in Simferopol.
KYIV_OF_SIMFEROPOL = re.compile(r"(?:skyi|sky|ського|ський|ському|ский|ского|ском)?\s+(?i:district|районн)")
_LATIN = {
    code: "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
    for code in range(0xC0, 0x250)
}
_FOLD = str.maketrans({**_LATIN, ord("ё"): "е", ord("’"): "'", ord("ʼ"): "'", ord("ı"): "i", ord("ł"): "l"})


class Place(Struct, frozen=True):
    """A place of the gazetteer; `names` by language (en, ru, uk, crh); coordinates None for countries."""

    name: str
    kind: str  # country, region, city, village
    country: str  # ISO 3166 alpha-2
    parent: str | None
    lat: float | None
    lon: float | None
    names: Mapping[str, str]
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class FoundPlace(Struct, frozen=True):
    """A place named in a text, characters `start` to `end`."""

    start: int
    end: int
    place: Place


class _Name(Struct, frozen=True):
    words: tuple[str, ...]  # folded; Cyrillic words without their ending
    full: tuple[str, ...]  # folded
    inflected: bool
    place: Place


def fold(text: str) -> str:
    """Lower case, Latin letters without marks, ё as е, one kind of apostrophe."""
    return text.casefold().translate(_FOLD)


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((HERE / "forms.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


@cache
def places() -> tuple[Place, ...]:
    """All places of the table."""
    with (HERE / "gazetteer.tsv").open(encoding="utf-8", newline="") as handle:
        return tuple(_place(row) for row in csv.DictReader(handle, delimiter="\t"))


def _place(row: Mapping[str, str]) -> Place:
    return Place(
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        parent=row["parent"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        names={lang: row[lang] for lang in ("en", "ru", "uk", "crh") if row[lang]},
        variants=tuple(filter(None, row["variants"].split("|"))),
        demonyms=tuple(filter(None, row["demonyms"].split("|"))),
    )


@cache
def _by_name() -> Mapping[str, Place]:
    return {place.name: place for place in places()}


def place(name: str) -> Place | None:
    """The place with this name of the table ("Simferopol"), or None."""
    return _by_name().get(name)


def _stem(word: str) -> str:
    """A Cyrillic word without its ending ("симферополь" -> "симферопол"); short words keep theirs."""
    cut = re.sub(r"(?:ий|ый|ая|ое|ой|[аяоеуюиыіїєьй])\Z", "", word)
    return cut if len(cut) >= 3 else word


@cache
def _index() -> Mapping[str, tuple[_Name, ...]]:
    index: dict[str, list[_Name]] = defaultdict(list)
    for item in places():
        for written in {*item.names.values(), *item.variants}:
            words = [fold(word) for word in WORD.findall(written)]
            inflected = bool(re.search("[а-яіїєґ]", words[0])) and not written.isupper()
            stems = tuple(_stem(word) if inflected else word for word in words)
            index[stems[0][:STEM]].append(_Name(stems, tuple(words), inflected, item))
    return {key: tuple(sorted(names, key=lambda n: -len(n.words))) for key, names in index.items()}


def _fits(stem: str, word: str, *, inflected: bool) -> bool:
    if not inflected:
        return word == stem or word in (f"{stem}'s", f"{stem}.", f"{stem}'")
    return word.startswith(stem) and word[len(stem) :].rstrip(".") in _forms()["endings"]


def _names_at(folded: Sequence[str], at: int) -> Iterator[_Name]:
    for name in _index().get(folded[at][:STEM], ()):
        window = folded[at : at + len(name.words)]
        if len(window) == len(name.words) and all(
            _fits(stem, word, inflected=name.inflected) for stem, word in zip(name.words, window, strict=True)
        ):
            yield name


def _name_at(folded: Sequence[str], at: int) -> _Name | None:
    """The longest name; of two that fit, the one written just so ("Курск" is not a form of "Курское")."""
    fitting = list(_names_at(folded, at))
    longest = [name for name in fitting if len(name.words) == len(fitting[0].words)]
    exact = (name for name in longest if name.full == tuple(folded[at : at + len(name.full)]))
    return next(exact, longest[0] if longest else None)


def _is_place(folded: Sequence[str], at: int) -> bool:
    """A name that is also a first name or a common word is a place only after a preposition."""
    forms = _forms()
    return folded[at] not in forms["ambiguous"] or (at > 0 and folded[at - 1] in forms["prepositions"])


def find_places(text: str) -> list[FoundPlace]:
    """The places named in a text of any of the languages, in order, the longest name at each position."""
    words = list(WORD.finditer(text))
    folded = [fold(match.group()) for match in words]
    found: list[FoundPlace] = []
    at = 0
    while at < len(words):
        name = _name_at(folded, at) if words[at].group()[0].isupper() else None
        if name is None or not _is_place(folded, at):
            at += 1
            continue
        last = words[at + len(name.words) - 1]
        end = last.end() - (len(last.group()) - len(re.sub(r"(?:['’]s?|(?<=\w\w)\.)\Z", "", last.group())))
        found.append(FoundPlace(words[at].start(), end, name.place))
        at += len(name.words)
    return [_local(text, item) for item in found]


def _local(text: str, item: FoundPlace) -> FoundPlace:
    """Kyiv of a "Kyiv District" court or police station is Simferopol where the text is about Crimea."""
    if item.place.name != "Kyiv" or not KYIV_OF_SIMFEROPOL.match(text, item.end):
        return item
    simferopol = place("Simferopol")
    if simferopol and re.search(r"Simferopol|Crimea|Симферопол|Крым|Сімферопол|Крим", text):
        return FoundPlace(item.start, item.end, simferopol)
    return item


@cache
def _courts() -> tuple[tuple[re.Pattern[str], str], ...]:
    with (HERE / "courts.tsv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t")
        return tuple((re.compile(row["pattern"].replace(" ", r"\s+")), row["place"]) for row in rows)


def place_of_court(name: str) -> Place | None:
    """Where a court sits ("Kyiv District Court of Simferopol" -> Simferopol): a place in its name that is
    not part of the trap names, else the table of courts, else None."""
    folded = fold(name)
    for pattern, town in _courts():
        if pattern.search(folded):
            named = [item.place for item in find_places(name) if item.place.kind in ("city", "village")]
            other = next((found for found in named if found.name not in ("Kyiv", town)), None)
            return other or place(town)
    towns = [item.place for item in find_places(name) if item.place.kind in ("city", "village")]
    return towns[-1] if towns else None
