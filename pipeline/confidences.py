"""The features by which the confidence of each field of a draft is calibrated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Span

from models.components.agencies import agencies
from models.components.calibration import logit, span_features
from models.components.event_filter import Judged
from models.components.places import named_places
from models.components.referents import Features
from pipeline.event_values import EventValues


def field_features(
    event: Judged, values: EventValues, date_chance: float, doc: Doc
) -> Mapping[str, Features]:
    """Named features of every field that has a value; the event, its status and its bearers always have one."""
    trigger = event.trigger
    status, chance = max(event.status.items(), key=lambda item: item[1])
    form = {f"form={trigger.form}": 1.0}
    found: dict[str, Features] = {
        "event": {"logit": logit(event.probability), **form},
        "status": {"logit": logit(chance), f"status={status}": 1.0},
        "person": {"logit": logit(event.sure), f"slot={event.slot.anchor}": 1.0, f"size={_size(event)}": 1.0},
        "date": {"logit": logit(date_chance), f"source={values.date.source}": 1.0},
    }
    places = [place.span for place in named_places(doc)]
    spans: dict[str, tuple[Span | None, Iterable[Span]]] = {
        "place": (values.place.span if values.place else None, places),
        "agency": (values.agency, [span for pool in agencies(doc) for span in pool]),
        "charge": (values.charge, doc.spans.get("charges", ())),
        "amount": (values.amount, doc.spans.get("amounts", ())),
        "sentence": (values.term, doc.spans.get("terms", ())),
    }
    for field, (span, rivals) in spans.items():
        if span is not None:
            found[field] = {**span_features(trigger, span, rivals, doc), "event": logit(event.probability)}
    if "place" in found:
        found["place"] = {**found["place"], "logit": logit(values.place_chance)}
    return found


def _size(event: Judged) -> str:
    return "0" if not event.persons else "1" if len(event.persons) == 1 else "n"
