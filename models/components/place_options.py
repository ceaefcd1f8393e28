"""The places that an event may have: those of its sentence, the seat of its court, places told before or just after,
those of earlier events, and none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from models.components.agencies import court_of
from models.components.arguments import in_sentence, nearest, next_sentence, paragraph_before
from models.components.places import Place, place_of, seat_of, told_places
from models.components.triggers import Trigger

BEFORE = 4  # mentions before the sentence that are offered


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A possible place: `place` None means that the text gives none. `sources`: all that speaks of it, the nearest
    first (sentence, court, previous, told, person, type, paragraph, next, before, lead, main)."""

    place: Place | None
    sources: tuple[str, ...]

    @property
    def source(self) -> str:
        return self.sources[0]


NOWHERE = PlaceOption(None, ("none",))


@dataclass(frozen=True, slots=True)
class Placed:
    """An earlier event with its bearers and the place that was chosen for it."""

    trigger: Trigger
    persons: tuple[int, ...]
    option: PlaceOption


@dataclass(frozen=True, slots=True)
class Scene:
    """An event whose place is asked for, and what was settled before it."""

    doc: Doc
    trigger: Trigger
    status: str
    persons: tuple[int, ...]
    earlier: Sequence[Placed]
    rule: Place | None = field(init=False)  # what the rules alone would say

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", place_of(self.trigger, self.doc))

    @property
    def kin(self) -> dict[str, Placed | None]:
        """The last event before, the last of the same persons, and the last of the same type."""
        mine = set(self.persons)
        return {
            "previous": self.earlier[-1] if self.earlier else None,
            "person": next((e for e in reversed(self.earlier) if mine & set(e.persons)), None),
            "type": next((e for e in reversed(self.earlier) if e.trigger.type == self.trigger.type), None),
        }


def place_options(scene: Scene) -> list[PlaceOption]:
    """Candidates, the nearest first, none last; a place is offered once, at its nearest mention."""
    found: dict[str, tuple[Place, list[str]]] = {}
    for source, place in _offered(scene):
        sources = found.setdefault(place.name, (place, []))[1]
        if source not in sources:
            sources.append(source)
    return [*(PlaceOption(place, tuple(sources)) for place, sources in found.values()), NOWHERE]


def _offered(scene: Scene) -> Iterator[tuple[str, Place]]:
    trigger, doc = scene.trigger, scene.doc
    known = told_places(doc)
    by_start = {place.span.start: place for place in known}
    spans = [place.span for place in known]
    yield from (("sentence", by_start[s.start]) for s in _by_distance(scene, spans))
    court = court_of(trigger, doc)
    seat = seat_of(court) if court is not None else None
    if seat is not None:
        yield "court", seat
    yield from _settled(scene)
    before = [s for s in spans if s.start < doc[trigger.start].sent.start]
    pools = {
        "paragraph": paragraph_before(trigger, doc, spans)[::-1],
        "next": next_sentence(trigger, doc, spans),
        "before": before[: -BEFORE - 1 : -1],
        "lead": spans[:1],
    }
    for source, pool in pools.items():
        yield from ((source, by_start[s.start]) for s in pool)
    if known:
        main, _ = Counter(place.name for place in known).most_common(1)[0]
        yield "main", next(place for place in known if place.name == main)


def _by_distance(scene: Scene, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans of the sentence, the nearest to the trigger first."""
    left = in_sentence(scene.trigger, scene.doc, spans)
    while left:
        found = nearest(scene.trigger, left, scene.doc)
        assert found is not None
        left.remove(found)
        yield found


def _settled(scene: Scene) -> Iterator[tuple[str, Place]]:
    """Places of earlier events."""
    for name, last in scene.kin.items():
        if last is not None and last.option.place is not None:
            yield name, last.option.place
    placed = (e.option.place for e in reversed(scene.earlier) if e.option.place is not None)
    yield from (("told", place) for place in list(placed)[:1])
