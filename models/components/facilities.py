"""Places where people are held: colonies, SIZOs, detention centres, police stations, with number and place.

"SIZO No. 1 in Simferopol", "Lefortovo prison", "police station No. 3 'Central'". A vague word ("a prison") needs a
number, a place or a name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct
from spacy.tokens import Doc, Span

from models.components.arguments import in_sentence, nearest, next_sentence, paragraph_before
from models.components.patterns import windows
from models.components.texts import text_of
from models.components.triggers import Trigger
from models.places.gazetteer import FoundPlace, Place, find_places
from models.values import Facility
from models.vocabulary import either, vocabulary

HELD = frozenset(
    {
        "detention",
        "arrest",
        "administrative_arrest",
        "sentence",
        "ill_treatment",
        "death",
        "release",
        "abduction",
    }
)
LATER = frozenset({"detention", "arrest", "administrative_arrest", "abduction"})
REACH = 90  # characters of a name around its head
_PARTS = ("lead", "number", "name", "place", "owner")
_CAPITAL = r"[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w'’ʼ-]*"


class FoundFacility(Struct, frozen=True, kw_only=True):
    """A facility in a text, characters `start` to `end`."""

    start: int
    end: int
    facility: Facility


class _Grammar(Struct, frozen=True):
    head: re.Pattern[str]
    whole: re.Pattern[str]
    bare: frozenset[str]


@cache
def _grammar(lang: str) -> _Grammar:
    words = vocabulary(lang, "facilities")
    kinds = {kind: _spelled(forms, words["abbreviations"]) for kind, forms in words["kinds"].items()}
    heads = "|".join(rf"(?P<{kind}>{forms})" for kind, forms in kinds.items())
    any_head = "|".join(kinds.values())
    number = rf"(?:\s?[-–]\s?|\s+)?(?i:{either(words['number'])})\s*|\s?[-–]\s?"
    not_place = either(words["not_a_place"])
    lead = rf"(?!{either(words['not_a_lead'])}(?!\w))(?={words['lead']}\s){_CAPITAL}"
    name = rf"{_CAPITAL}(?:[\s-]+{_CAPITAL}){{0,2}}(?:\s+{either(words['street'])})?"
    links = "|".join(rf"\s+(?:the\s+)?{w.replace(' ', chr(92) + 's+')}" for w in words["linked_by"] if w)
    bare = rf"|\s+(?P<owner>(?!{not_place}(?!\w)){name})" if "" in words["linked_by"] else ""
    return _Grammar(
        head=re.compile(rf"(?<!\w)(?:{any_head})(?!\w|-{_CAPITAL})"),
        whole=re.compile(
            rf"(?<![\w-])(?:(?P<lead>{lead}(?:\s+{lead}){{0,2}})\s+)?"
            rf"(?:{heads})(?!\w|-{_CAPITAL})(?:\s+\(?{either(words['abbreviations'])}(?!\w)\)?)?"
            rf"(?:(?:{number})(?P<number>\d+(?:/\d+)?)(?![\d:.,]*\d|\w))?"
            rf"(?:\s*[\"“«„'‘](?P<name>[^\"”»“'’\n]{{2,30}})[\"”»“'’])?"
            rf"(?:(?:{links})\s+(?:the\s+)?(?P<place>(?!{not_place}(?!\w)){name}){bare})?"
        ),
        bare=frozenset(words["bare"]),
    )


def _spelled(forms: Iterable[str], abbreviations: Iterable[str]) -> str:
    """Words in either case of the first letter, abbreviations as they are."""
    kept = set(abbreviations)
    either_case = [w for w in forms if w not in kept]
    return "|".join([either([w for w in forms if w in kept]), rf"(?i:{either(either_case)})"])


def find_facilities(text: str, lang: str) -> list[FoundFacility]:
    """The facilities named in a text, in order. Raises NoVocabulary for a language without word lists."""
    grammar, found, last = _grammar(lang), list[FoundFacility](), 0
    for start, end in windows(grammar.head, text, REACH, REACH):
        for match in grammar.whole.finditer(text, max(start, last), min(end, len(text))):
            facility = _read(match, grammar)
            if facility is not None:
                last = _end(match)
                found.append(FoundFacility(start=match.start(), end=last, facility=facility))
    return found


def _owner(match: re.Match[str]) -> FoundPlace | None:
    """The place named right after the head, which only the gazetteer can tell from another name ("СИЗО Керчи")."""
    words = match.groupdict().get("owner")
    found = find_places(words)[:1] if words else []
    return found[0] if found and found[0].start == 0 else None


def _end(match: re.Match[str]) -> int:
    if not match.groupdict().get("owner"):
        return match.end()
    owner = _owner(match)
    start = match.start("owner")
    return (
        start + owner.end if owner else start - len(match.string[:start]) + len(match.string[:start].rstrip())
    )


def _read(match: re.Match[str], grammar: _Grammar) -> Facility | None:
    groups = match.groupdict()
    kind = next(kind for kind in groups if groups[kind] and kind not in _PARTS)
    lead = re.sub(r"['’]s\Z", "", groups["lead"] or "")
    owner = _owner(match)
    known = owner.place if owner else _known(groups["place"] or "") or _known(lead)
    place = groups["place"] if groups["place"] and not known else known.name if known else None
    name = groups["name"] or (lead if lead and not _known(lead) else None)
    somewhere = place and not (known and known.kind == "country")
    if kind not in grammar.bare and not (groups["number"] or somewhere or name):
        return None
    return Facility(kind, groups["number"], place, name)


def _known(words: str) -> Place | None:
    """The place of the gazetteer that the words name, whatever their language and case."""
    found = find_places(words)
    return found[-1].place if found else None


def facilities(doc: Doc) -> list[tuple[Span, Facility]]:
    """`find_facilities` as spans, once a document."""
    if "facilities" not in doc.user_data:
        pairs = [
            (doc.char_span(f.start, f.end, alignment_mode="expand"), f.facility)
            for f in find_facilities(text_of(doc), doc.lang_)
        ]
        doc.user_data["facilities"] = [(span, value) for span, value in pairs if span is not None]
    found: list[tuple[Span, Facility]] = doc.user_data["facilities"]
    return found


def facility_of(trigger: Trigger, doc: Doc) -> tuple[Span, Facility] | None:
    """Where somebody was held in this event: the facility of its sentence; for a seizure also one of the next
    sentence ("He is in SIZO-1"), for what happens in custody one that the paragraph named before."""
    if trigger.type not in HELD:
        return None
    known = facilities(doc)
    spans = [span for span, _ in known]
    found = nearest(trigger, in_sentence(trigger, doc, spans), doc)
    if found is None and trigger.type in LATER:
        found = next(iter(next_sentence(trigger, doc, spans)), None)
    elif found is None and trigger.type in ("ill_treatment", "death", "release"):
        found = next(iter(paragraph_before(trigger, doc, spans)[::-1]), None)
    return next(((span, value) for span, value in known if span == found), None) if found else None
