"""Articles in, extractions out: names, amounts, charges, incidents and claims, each with its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct
from spacy.tokens import Doc

from models.components.attributes import traits_of
from models.components.claim_fields import Fields
from models.components.claims import FoundClaim, find_claims, practice_claims
from models.components.context import build_context
from models.components.event_filter import Judged
from models.components.events import Weights, find_events, relevance_of, weights
from models.components.role_model import part_of
from models.components.texts import text_of
from models.load import UnknownLanguage
from models.money.currencies import is_unit_of_account
from models.reader import reader
from models.values import Money
from pipeline import records
from pipeline.compose import compose
from pipeline.parse_language import detect_language
from pipeline.repeats import without_repeats

LONGEST = 150_000  # characters; a longer "article" is a dump, and would hold the batch up for minutes
STATISTIC = 1000  # so many people are what somebody counted over a time, whatever words the event has
CASUALTIES = {"death": 20, "ill_treatment": 20}  # of a crowd these are sooner counted than told one by one
LABELS = {"GPE": "LOC", "FAC": "LOC", "PER": "PERSON"}
KEPT = frozenset({"PERSON", "ORG", "LOC", "MONEY", "DATE", "NORP", "LAW"})


class Failure(Struct, frozen=True):
    """An article that could not be read, and why."""

    id: str
    kind: str  # unknown_language, too_long, empty_article
    error: str


def extract(
    articles: Iterable[records.Article], batch_size: int = 32, pipelines: dict[str, str | Path] | None = None
) -> Iterator[records.Extraction | Failure]:
    """One result an article, in the order given. `pipelines` puts others in place of ours, by language."""
    stream = iter(articles)
    while batch := list(islice(stream, batch_size)):
        yield from _batch(batch, pipelines or {})


def _batch(
    batch: list[records.Article], pipelines: dict[str, str | Path]
) -> Iterator[records.Extraction | Failure]:
    results: dict[int, records.Extraction | Failure] = {}
    by_language: dict[str, list[int]] = {}
    for index, article in enumerate(batch):
        refused = _refuse(article)
        if refused is not None:
            results[index] = refused
        else:
            by_language.setdefault(article.lang or detect_language(article.text[:2000]) or "?", []).append(
                index
            )
    for lang, indexes in by_language.items():
        results.update(zip(indexes, _read([batch[i] for i in indexes], lang, pipelines), strict=True))
    yield from (results[index] for index in range(len(batch)))


def _refuse(article: records.Article) -> Failure | None:
    if not article.text.strip():
        return Failure(article.id, "empty_article", "the text is empty")
    if len(article.text) > LONGEST:
        return Failure(article.id, "too_long", f"{len(article.text)} characters, more than {LONGEST}")
    return None


def _read(
    articles: list[records.Article], lang: str, pipelines: dict[str, str | Path]
) -> Iterator[records.Extraction | Failure]:
    try:
        nlp = reader(lang, pipelines.get(lang))
    except UnknownLanguage as error:
        yield from (Failure(article.id, "unknown_language", str(error)) for article in articles)
        return
    docs = []
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc.user_data["published_at"] = article.published_at
        docs.append(doc)
    for article, doc in zip(articles, nlp.pipe(docs), strict=True):
        yield extraction_of(article.id, doc, weights(lang))


def extraction_of(article_id: str, doc: Doc, model: Weights) -> records.Extraction:
    """Everything found in one document that models.reader has read."""
    found, practices = find_events(doc, model)
    stated = find_claims(doc, relevance_of(doc, model.relevance))
    events = [event for event in found if not _is_total(event, stated, doc)]
    drafts = compose(doc, events, model)
    totals = [(claim, None) for claim in stated]
    text = text_of(doc)
    claims = [_claim(*pair, text) for pair in [*totals, *practice_claims(practices, doc)]]
    return records.Extraction(
        id=article_id,
        entities=tuple(_entities(doc)),
        people=tuple(_people(doc, events)),
        amounts=tuple(without_repeats(_amounts(doc, text), drafts)),
        charges=tuple(_charges(doc, text)),
        incidents=drafts,
        claims=tuple(sorted(claims, key=lambda claim: claim.start)),
    )


def _is_total(event: Judged, stated: Sequence[FoundClaim], doc: Doc) -> bool:
    """A number of unnamed people that is likelier a stated total than an event of its own."""
    at, count = doc[event.trigger.start].idx, event.slot.count
    return not event.persons and any(
        claim.count == count
        and claim.start <= at < claim.end
        and (claim.probability > event.kept or count >= CASUALTIES.get(event.trigger.type, STATISTIC))
        for claim in stated
        if count is not None and count > 1
    )


def _claim(claim: FoundClaim, amount: Money | None, text: str) -> records.Claim:
    return records.Claim(
        text=text[claim.start : claim.end],
        start=claim.start,
        end=claim.end,
        count=claim.count,
        kind=claim.kind,
        amount=amount,
        confidence=claim.probability,
        **_claim_fields(claim.fields),
    )


def _claim_fields(fields: Fields) -> dict[str, Any]:
    """The fields that the text gives, each with the characters it was read from."""
    spans = {"group": fields.group, "speaker": fields.speaker}
    values: dict[str, Any] = {name: span.text for name, span in spans.items() if span is not None}
    values |= {"as_of": fields.as_of, "place": fields.place}
    spans |= {"as_of": fields.as_of_span, "place": fields.place_span}
    places = {
        f"{name}_span": records.Span(span.start_char, span.end_char)
        for name, span in spans.items()
        if span is not None
    }
    return {**values, **places}


def _entities(doc: Doc) -> Iterator[records.Entity]:
    found = [
        (e.start_char, e.end_char, LABELS.get(e.label_, e.label_))
        for e in doc.ents
        if e.label_ not in ("MONEY", "LAW")
    ]
    found += [(*s._.chars, "MONEY") for s in doc.spans.get("amounts", ())]
    found += [(*s._.chars, "LAW") for s in doc.spans.get("charges", ()) if s._.charge.article]
    yield from (records.Entity(*row) for row in sorted(set(found)) if row[2] in KEPT)


def _people(doc: Doc, events: Sequence[Judged]) -> Iterator[records.Person]:
    context = build_context(doc)
    for index, person in enumerate(context.people):
        part = part_of(context, index, events, doc.user_data["judged"])
        traits = traits_of(context, index)
        mentions = tuple(records.Span(start, end) for start, end in person.mentions)
        yield records.Person(
            name=person.name,
            mentions=mentions,
            role=part.role,
            roles=part.roles,
            age=int(traits.age.value) if traits.age else None,
            traits=traits,
            confidence=round(part.sure, 4),
        )


def _amounts(doc: Doc, text: str) -> Iterator[records.Amount]:
    spans = list(doc.spans.get("amounts", ()))
    for index, span in enumerate(spans):
        if span._.equivalent_of is not None or is_unit_of_account(span._.money.currency):
            continue
        twin = next((s for s in spans if s._.equivalent_of == index), None)
        start, end = span._.chars
        yield records.Amount(
            text=text[start:end],
            start=start,
            end=end,
            money=span._.money,
            role=span._.amount_role,
            equivalent=span._.equivalent,
            equivalent_span=records.Span(*twin._.chars) if twin is not None else None,
        )


def _charges(doc: Doc, text: str) -> Iterator[records.Charge]:
    for span in doc.spans.get("charges", ()):
        if span._.repeat_of is not None:
            continue
        start, end = span._.chars
        value = span._.charge
        yield records.Charge(
            text=text[start:end],
            start=start,
            end=end,
            code=value.code,
            article=value.article,
            part=value.part,
            paragraph=value.paragraph,
            inferred=value.inferred,
            note=value.note,
            candidates=tuple(span._.candidates or ()),
        )
