"""Legal articles and named offences: spans with code, article and part in `doc.spans["charges"]`."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.charge_codes import SENTENCE_END, UNKNOWN, resolve_codes
from models.components.charge_labels import Label, find_labels
from models.components.citations import find_citations
from models.components.spans import register, write_spans
from models.law.candidates import candidate_articles, stems
from models.places.country import country_of
from models.values import LegalArticle

NEIGHBOURS = 4  # articles around a label that may have it as their title
TITLE_WITHIN = 30  # characters between an article and the offence that is its title
IN_BRACKETS = re.compile(r"[\"”»’]?\s*\(")  # «treason» (Article 275)
MOST_LABELS = 60  # different offences of one text that later ones are compared with


class FoundCharge(Struct, frozen=True, kw_only=True):
    """A charge in a text. `repeat_of` is the index, in the same list, of its first mention."""

    start: int
    end: int
    charge: LegalArticle
    candidates: tuple[str, ...] = ()  # "RU-UK 282": possible articles for a label, never facts
    repeat_of: int | None = None


def find_articles(text: str, lang: str, country: str | None = None) -> list[FoundCharge]:
    """The legal articles of a text in order. `country` (ISO 3166) is the one the text is about; when None
    it is told from the text. Raises NoVocabulary for a language without word lists."""
    citations = list(find_citations(text, lang))
    values = resolve_codes(text, citations, country)
    found = [
        FoundCharge(start=citation.start, end=citation.end, charge=value)
        for citation, value in zip(citations, values, strict=True)
        if value is not None
    ]
    return marked_repeats(found, text)


def find_charges(text: str, lang: str, country: str | None = None) -> list[FoundCharge]:
    """Articles and offences named without one, in order. An offence told next to its article is that
    article's title and is left out. Raises NoVocabulary for a language without word lists."""
    articles = find_articles(text, lang, country)
    cited = {f"{found.charge.code} {found.charge.article}" for found in articles}
    leading, named = country or country_of(text), []
    for label in find_labels(text, lang):
        words = text[label.start : label.end]
        candidates = candidate_articles(words, lang, leading)
        short = not label.strong and len(stems(words)) == 1 and cited.intersection(candidates)  # "fakes"
        if not short and not _titled(text, label, articles):
            offence = LegalArticle(code=UNKNOWN, article=None)
            named.append(FoundCharge(start=label.start, end=label.end, charge=offence, candidates=candidates))
    return marked_repeats(sorted([*articles, *named], key=lambda found: found.start), text)


def _titled(text: str, label: Label, articles: list[FoundCharge]) -> bool:
    """The article stands right before or after the label, in the same sentence, and is what the text is about.
    A label that only explains itself by an article in brackets is a charge beside it."""
    low = bisect_left(articles, label.start - TITLE_WITHIN, key=lambda found: found.end)
    for found in articles[max(0, low - 1) : low + NEIGHBOURS]:
        gap = text[found.end : label.start] if found.end <= label.start else text[label.end : found.start]
        if found.start < label.end and label.start < found.end:
            return True
        bracketed = found.start >= label.end and IN_BRACKETS.match(gap)
        if len(gap) <= TITLE_WITHIN and not SENTENCE_END.search(gap) and not bracketed:
            return True
    return False


def marked_repeats(found: list[FoundCharge], text: str) -> list[FoundCharge]:
    """The same list with later mentions of an article or an offence pointing at the first."""
    articles: dict[tuple[str, str, str | None], int] = {}
    labels: list[tuple[frozenset[str], int]] = []
    marked = []
    for index, item in enumerate(found):
        charge = item.charge
        if charge.article is None:
            words = stems(text[item.start : item.end])
            first = next((i for old, i in labels if _same_words(old, words)), None)
            if first is None and len(labels) < MOST_LABELS:
                labels.append((words, index))
        else:
            first = articles.get((charge.code, charge.article, charge.part))
            articles.setdefault((charge.code, charge.article, charge.part), index)
            articles.setdefault((charge.code, charge.article, None), index)  # later named without its part
        marked.append(replace(item, repeat_of=first))
    return marked


def _same_words(old: frozenset[str], new: frozenset[str]) -> bool:
    """A later mention says the same words, perhaps fewer, or one more."""
    return new <= old or (old <= new and len(new ^ old) <= 1)


def _fill(span: Span, found: FoundCharge) -> None:
    span._.charge, span._.candidates, span._.repeat_of = found.charge, found.candidates, found.repeat_of


register("charge", "candidates", "repeat_of")


@Language.component("khronika_charges", assigns=["span._.charge"])
def charges(doc: Doc) -> Doc:
    """Write `doc.spans["charges"]`. Reads `doc.lang_` and, if set, `doc.user_data["country"]`."""
    write_spans(doc, "charges", find_charges(doc.text, doc.lang_, doc.user_data.get("country")), _fill)
    return doc
