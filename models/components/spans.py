"""Writing found values into a spaCy document as spans with a typed value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from spacy.tokens import Doc, Span, SpanGroup


class Found(Protocol):
    """Anything found in a text: characters `start` to `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Found)


def register(*names: str) -> None:
    """Declare span attributes; `span._.chars` is always among them: the exact (start, end) in the text,
    which may lie inside a token ("580/$220")."""
    for name in ("chars", *names):
        Span.set_extension(name, default=None, force=True)


def write_spans(doc: Doc, key: str, found: Iterable[T], fill: Callable[[Span, T], Any]) -> None:
    """Set `doc.spans[key]`, one span a found value in the same order, widened to whole tokens.

    `doc.user_data[key]` keeps the found values themselves."""
    values, spans = list(found), []
    for value in values:
        span = doc.char_span(value.start, value.end, label=key, alignment_mode="expand")
        if span is None:  # the value covers no token: the document is not the text that was read
            continue
        span._.chars = (value.start, value.end)
        fill(span, value)
        spans.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)
    doc.user_data[key] = values
