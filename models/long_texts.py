"""English that reads texts of any length in bounded memory.

The parser keeps some five kilobytes a word until it has read the last one, so a long text is parsed in parts, cut
at line breaks or sentence ends, and joined again. Everything after the parser sees the whole document.
The pipeline's config names this class, so that plain `spacy.load` gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

CALLBACK: Final = "khronika.long_texts"
PART: Final = 10_000  # words parsed at once
_LONGEST: Final = 20_000_000  # characters: some 3 GB as tokens alone
_PARSING: Final = frozenset(
    {"khronika_lines", "tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"}
)
_BREAKS: Final = frozenset({".", "!", "?", "…"})


class LongEnglish(English):  # type: ignore[no-untyped-call]
    """spaCy's English for long texts; raises ValueError for more than 20 million characters."""

    def __call__(self, text: str | Doc, **named: Any) -> Doc:
        doc = self._ensure_doc(text)
        if _is_long(doc):
            return self._in_parts(doc, named.get("disable", ()))
        return super().__call__(doc, **named)

    def pipe(self, texts: Iterable[Any], **named: Any) -> Iterator[Any]:
        """As spaCy's; long texts are read one at a time between the batches."""
        if named.get("as_tuples"):
            yield from super().pipe(texts, **named)
            return
        for long, docs in groupby(map(self._ensure_doc, texts), key=_is_long):
            if long:
                for doc in docs:
                    yield self._in_parts(doc, named.get("disable", ()))
            else:
                yield from super().pipe(docs, **named)

    def _in_parts(self, doc: Doc, disable: Iterable[str]) -> Doc:
        steps = [(name, component) for name, component in self.pipeline if name not in disable]
        split = next((i for i, (name, _) in enumerate(steps) if name not in _PARSING), len(steps))
        parsed = []
        for start, end in parts(doc):
            part = doc[start:end].as_doc()
            for _, component in steps[:split]:
                part = component(part)
            parsed.append(part)
        joined = Doc.from_docs(parsed, ensure_whitespace=False)
        assert joined is not None
        joined.user_data.update(doc.user_data)
        joined._context = doc._context  # where `pipe` keeps the second of each pair
        for _, component in steps[split:]:
            joined = component(joined)
        return joined


def _is_long(doc: Doc) -> bool:
    return len(doc) > PART


def parts(doc: Doc, size: int = PART) -> Iterator[tuple[int, int]]:
    """Ranges of at most `size` tokens, ending at a line break if there is one, else at a sentence's end."""
    start = 0
    while len(doc) - start > size:
        ends = range(start + size, start + size // 2, -1)
        lines = (i for i in ends if "\n" in doc[i - 1].text)
        stops = (i for i in ends if doc[i - 1].text in _BREAKS)
        end = next(lines, None) or next(stops, start + size)
        yield start, end
        start = end
    yield start, len(doc)


def long_texts() -> Callable[[Language], Language]:
    """The spaCy callback that makes a LongEnglish of a new English pipeline; TypeError for another language."""

    def change(nlp: Language) -> Language:
        if not isinstance(nlp, English):
            raise TypeError(f"an English pipeline is wanted, not {type(nlp).__name__}")
        nlp.__class__ = LongEnglish  # spaCy 3.8 refuses a callback that returns another class beforehand
        nlp.max_length = _LONGEST
        return nlp

    return change


registry.callbacks(CALLBACK, func=long_texts)
