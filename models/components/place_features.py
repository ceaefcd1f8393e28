"""Named features by which the possible places of an event are ranked; every value is about 0 to 3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Span

from models.components.agencies import agencies
from models.components.facilities import facilities
from models.components.place_options import Placed, PlaceOption, Scene
from models.components.places import Place, told_places
from models.components.referents import Features
from models.vocabulary import vocabulary

COURT = frozenset(
    {"sentence", "fine", "administrative_arrest", "acquittal", "conviction", "appeal", "trial", "arrest"}
)
LOOK_BACK = 3  # words before a place among which its preposition is


def place_features(option: PlaceOption, scene: Scene, options: Sequence[PlaceOption]) -> Features:
    """The features of one candidate."""
    court = scene.trigger.type in COURT
    have = {source for other in options for source in other.sources}
    about = (
        "",
        f"|court={court}",
        f"|status={scene.status}",
        f"|sentence={'sentence' in have}|paragraph={'paragraph' in have}|previous={'previous' in have}",
    )
    out: Features = {f"source={option.source}{name}": 1.0 for name in about}
    ruled = (scene.rule.name if scene.rule else None) == (option.place.name if option.place else None)
    for lang in ("", f"|lang={scene.doc.lang_}"):
        out[f"rule={ruled}|none={option.place is None}{lang}"] = 1.0
    if option.place is None:
        return out | _nowhere(scene)
    for source in option.sources[1:]:
        out[f"also={source}"] = out[f"also={source}|court={court}"] = 1.0
    known = told_places(scene.doc)
    out["share"] = sum(place.name == option.place.name for place in known) / max(1, len(known))
    nested = _nesting(option, option.place, options)
    return out | nested | _kinship(option.place, scene) | _told(option.place, option.source, scene)


def _nowhere(scene: Scene) -> Features:
    """Whether the events before have places."""
    last = scene.earlier[-1] if scene.earlier else None
    if last is None:
        return {"none|first": 1.0}
    gap, bare = _distance(last, scene), last.option.place is None
    out: Features = {f"none|gap={gap}": 1.0, f"none|gap={gap}|bare={bare}": 1.0}
    for name, kin in scene.kin.items():
        out[f"none|{name}={kin.option.place is None if kin else 'no'}"] = 1.0
    return out


def _distance(last: Placed, scene: Scene) -> str:
    """How far an earlier event is told from this one."""
    doc, before = scene.doc, last.trigger
    if doc[before.start].sent.start == doc[scene.trigger.start].sent.start:
        return "sentence"
    broken = any("\n\n" in token.text for token in doc[before.end : scene.trigger.start])
    return "far" if broken else "paragraph"


def _kinship(place: Place, scene: Scene) -> Features:
    """Whether earlier events of the same kind happened here."""
    out: Features = {}
    for name, kin in scene.kin.items():
        if kin is not None and kin.option.place is not None:
            out[f"{name}={kin.option.place.name == place.name}"] = 1.0
    last = scene.earlier[-1] if scene.earlier else None
    if last is not None and last.option.place is not None:
        same = last.option.place.name == place.name
        courts = f"{last.trigger.type in COURT}-{scene.trigger.type in COURT}"
        out[f"same={same}|gap={_distance(last, scene)}"] = out[f"same={same}|courts={courts}"] = 1.0
    return out


def _nesting(option: PlaceOption, mine: Place, options: Sequence[PlaceOption]) -> Features:
    """Whether another place of the same nearness lies in this one or holds it, and how many there are."""
    others = [o.place for o in options if o.place is not None and o.source == option.source and o != option]
    return {
        "holds": float(any(mine.name in place.within for place in others)),
        "held": float(any(place.name in mine.within for place in others)),
        f"rivals|{option.source}": min(3, len(others)) / 3,
    }


def _told(place: Place, source: str, scene: Scene) -> Features:
    """How the place is told: its kind, its preposition, the name that it is part of, its way to the trigger."""
    span, doc = place.span, scene.doc
    words = vocabulary(doc.lang_, "event_places")
    mark = _mark(span, words["before"])
    part = _parts(doc).get(span.start, "nothing")
    names = [f"kind={place.kind}", f"mark={mark}", f"part={part}"]
    out: Features = dict.fromkeys(names, 1.0) | {f"{name}|source={source}": 1.0 for name in names}
    out[f"kind={place.kind}|mark={mark}"] = 1.0
    out[f"part={part}|court={scene.trigger.type in COURT}"] = 1.0
    if any(t.lower_.startswith(tuple(words["area"]["stems"])) for t in doc[span.start : span.end + 1]):
        out["area"] = out[f"area|source={source}"] = 1.0
    around = doc[max(0, span.start - LOOK_BACK) : span.end + 2]
    out["home"] = float(any(t.lower_ in words["people"]["home"] for t in around))
    return out | _way(span, mark, scene) if source == "sentence" else out


def _way(span: Span, mark: str, scene: Scene) -> Features:
    """What stands between a place and the trigger in their sentence, and whether the tree joins them."""
    doc, trigger = scene.doc, scene.trigger
    first = span.start < trigger.start
    left, right = (span.end, trigger.start) if first else (trigger.end, span.start)
    between = doc[left : max(left, right)]
    clauses = vocabulary(doc.lang_, "event_places")["between"]["clauses"]
    side = f"side={'before' if first else 'after'}"
    out: Features = {side: 1.0, f"{side}|mark={mark}": 1.0, "gap": min(3.0, len(between) / 8)}
    out["clauses"] = _few(t.lower_ in clauses for t in between)
    out["verbs"] = _few(t.pos_ == "VERB" for t in between)
    out["commas"] = _few(t.text == "," for t in between)
    others = (t.start for t in doc.user_data.get("triggers", ()) if t.start != trigger.start)
    out["events_between"] = _few(left <= start < right for start in others)
    out["opens"] = float(span.start - span.sent.start < LOOK_BACK)
    if doc.has_annotation("DEP"):
        root = doc[trigger.root]
        out["attached"] = float(root in (span.root.head, span.root.head.head))
        out["below"] = float(root in list(span.root.ancestors))
    return out


def _few(hits: Iterable[bool]) -> float:
    return float(min(3, sum(hits)))


def _mark(span: Span, marks: Mapping[str, Sequence[str]]) -> str:
    """The kind of the nearest preposition before a place, in its clause."""
    for token in reversed(span.doc[max(span.sent.start, span.start - LOOK_BACK) : span.start]):
        for kind, words in marks.items():
            if token.lower_ in words:
                return kind
        if token.is_punct:
            return "punct"
    return "start" if span.start == span.sent.start else "other"


def _parts(doc: Doc) -> dict[int, str]:
    """Token -> the sort of name that it is part of; courts before other bodies. Computed once a document."""
    if "place_parts" not in doc.user_data:
        courts, others = agencies(doc)
        pools = {
            "org": [entity for entity in doc.ents if entity.label_ == "ORG"],
            "facility": [span for span, _ in facilities(doc)],
            "agency": others,
            "court": courts,
        }
        doc.user_data["place_parts"] = {
            i: name for name, pool in pools.items() for span in pool for i in range(span.start, span.end)
        }
    found: dict[int, str] = doc.user_data["place_parts"]
    return found
