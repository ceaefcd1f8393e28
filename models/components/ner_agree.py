"""Makes the names of one document agree: one spelling, one label.

The network reads windows of a few sentences. A town that it takes for a person once is outvoted by the
places where the context says what it is. Towns and organisations of the region that look like surnames
(Sudak, Mejlis) are settled by lists, unless the document names a person so in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final

from spacy.tokens import Doc, Span, Token

from models.components.ner_decode import Named, whole_people
from models.names.lists import TRADITIONS, sections

_VOTING: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


def agree(found: Sequence[Named], text: str) -> list[Named]:
    """`found` with the label of each spelling settled by lists, else by the sum of its probabilities."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in _names(found):
        votes[text[name.first : name.last]][name.label] += name.sure
    settled = {spelling: max(labels, key=lambda x: labels[x]) for spelling, labels in votes.items()}
    surnames = {s.split()[-1] for s, label in settled.items() if label == "PERSON" and " " in s}
    for spelling, label in settled.items():
        settled[spelling] = _listed(spelling, label, surnames)
    return [
        name._replace(label=settled[text[name.first : name.last]]) if name.label in _VOTING else name
        for name in found
    ]


def agree_ents(doc: Doc) -> Doc:
    """Makes the names of `doc.ents` agree, each with one vote; none runs over a line break."""
    cut = ((part[0].i, part[-1].i + 1, e.label_) for e in doc.ents for part in _lines(e))
    found = [
        Named(a, b, label, 1.0, doc[a:b].start_char, doc[a:b].end_char) for a, b, label in whole_people(cut)
    ]
    doc.set_ents([Span(doc, n.start, n.end, n.label) for n in agree(found, doc.text)])
    return doc


def _lines(entity: Span) -> Iterator[list[Token]]:
    return (list(part) for space, part in groupby(entity, key=lambda t: t.is_space) if not space)


def _names(found: Iterable[Named]) -> Iterable[Named]:
    return (name for name in found if name.label in _VOTING)


def _listed(spelling: str, label: str, surnames: set[str]) -> str:
    """The label of a known organisation, or of a known town that was taken for a person."""
    if spelling in surnames:
        return label
    if spelling in _organisations():
        return "ORG"
    return "GPE" if label == "PERSON" and spelling in _towns() else label


@cache
def _towns() -> frozenset[str]:
    lists = sections("places")
    names = [*lists["towns"], *lists["regions"], *lists["countries"]]
    return frozenset({*names, *(name.replace("-", " ") for name in names)} - _personal())


@cache
def _personal() -> frozenset[str]:
    """Given names and surnames of our lists."""
    return frozenset(n for t in (*TRADITIONS, "english") for names in sections(t).values() for n in names)


@cache
def _organisations() -> frozenset[str]:
    """Names that are no town or river as well ("Astana" and "Terek" are clubs, too)."""
    places = {name for names in sections("places").values() for name in names}
    return (
        frozenset(name for names in sections("organisations").values() for name in names)
        - places
        - _personal()
    )
