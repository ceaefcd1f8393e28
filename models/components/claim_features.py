"""What tells a stated total from the size of a group in an event: named features of one number of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from models.components.claim_numbers import Number
from models.components.referents import Features
from models.components.triggers import Trigger, find_triggers
from models.vocabulary import either, vocabulary

NEAR = 45  # characters around a number in which a word counts as beside it
STEM = 5  # letters that stand for a word where there are no lemmas
WORDS_NEAR = 6
SIZES = (5, 10, 20, 50, 100, 500, 1000, 10_000)
ROUND = 10
QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class View:
    """One document as the features see it."""

    doc: Doc
    text: str
    numbers: Sequence[Number]
    triggers: Sequence[Trigger]
    words: int
    about: float = 0.0  # log odds that the text is about persecution


@cache
def cues(lang: str) -> Mapping[str, re.Pattern[str]]:
    """Classes of words around totals. Raises NoVocabulary."""
    return {
        name: re.compile(rf"(?<!\w){either(forms)}(?!\w)", re.IGNORECASE)
        for name, forms in vocabulary(lang, "claims")["cues"].items()
    }


def view_of(doc: Doc, numbers: Sequence[Number], about: float) -> View:
    """`about`: log odds that the whole text is about persecution."""
    known = doc.user_data.get("triggers")  # found by the reading of events, which comes first
    found = find_triggers(doc) if known is None else known
    return View(doc, doc.text, numbers, found, sum(token.is_alpha for token in doc), about)


def claim_features(number: Number, before: tuple[Number, bool] | None, view: View) -> Features:
    """Words beside the number, the noun it counts, the classes of words in its sentence, triggers there,
    and how full of numbers the text is. Names without a word are the same in all languages.

    `before`: the number before this one and whether it is a total: breakdowns follow totals."""
    sent = number.token.sent
    names = [*_own(number, view), *_cued(number, sent, view), *_triggers(number, sent, view)]
    names += [*_words(number, sent), *_company(number, sent, view), *_tree(number)]
    names += _after(number, sent, before)
    return {**dict.fromkeys(names, 1.0), "about": max(-3.0, min(3.0, view.about))}


def _after(number: Number, sent: Span, before: tuple[Number, bool] | None) -> Iterator[str]:
    if before is None:
        yield "after=nothing"
        return
    earlier, total = before
    place = "sentence" if earlier.start >= sent.start_char else "text"
    if place == "text" and sent.start > 0 and earlier.start >= sent.doc[sent.start - 1].sent.start_char:
        place = "neighbour"
    yield f"after={total}|{place}"
    yield f"after={total}|{place}|smaller={number.value < earlier.value}"


def _own(number: Number, view: View) -> Iterator[str]:
    """The number itself: how large, how written, what group it counts."""
    size = sum(number.value > limit for limit in SIZES)
    digits = view.text[number.start].isdigit()
    yield from (f"size={size}", f"digits={digits}", f"size={size}|digits={digits}")
    previous = number.token.doc[max(0, number.token.i - 1)]
    yield f"named={previous.text.istitle() and not previous.is_sent_start and digits}"
    yield f"round={number.value >= ROUND and number.value % ROUND == 0}"
    count = next((s for s in view.doc.spans.get("counts", ()) if s.start <= number.token.i < s.end), None)
    yield f"group={count._.group if count is not None else 'none'}"


def _cued(number: Number, sent: Span, view: View) -> Iterator[str]:
    before = view.text[max(sent.start_char, number.start - NEAR) : number.start]
    after = view.text[number.end : min(sent.end_char, number.end + NEAR)]
    for name, pattern in cues(view.doc.lang_).items():
        if pattern.search(before):
            yield f"before={name}"
        if pattern.search(after):
            yield f"after={name}"
        if pattern.search(sent.text):
            yield f"cue={name}"
        if pattern.search(view.text[max(0, sent.start_char - 200) : sent.start_char]):
            yield f"earlier={name}"


def _triggers(number: Number, sent: Span, view: View) -> Iterator[str]:
    """Words that may name an event, whether or not the event models take them for one: the totals are to be
    found without waiting for those."""
    here = [t for t in view.triggers if sent.start <= t.start < sent.end]
    yield f"triggers_here={min(len(here), 3)}"
    yield from (f"trigger={kind}" for kind in {t.type for t in here})
    near = min(here, key=lambda t: abs(t.root - number.token.i), default=None)
    if near is not None and abs(near.root - number.token.i) <= WORDS_NEAR:
        side = "after" if near.start > number.token.i else "before"
        yield from (f"trigger_near={near.form}|{side}", f"trigger_near={near.type}|{side}")


def _company(number: Number, sent: Span, view: View) -> Iterator[str]:
    """Other numbers: totals come in tables and breakdowns."""
    here = sum(sent.start_char <= other.start < sent.end_char for other in view.numbers)
    yield f"numbers_here={min(here, 4)}"
    yield f"density={min(4, 200 * len(view.numbers) // max(view.words, 40))}"
    yield f"large={min(3, sum(other.value > SIZES[3] for other in view.numbers))}"
    if any(other.value == number.value and other.start < number.start for other in view.numbers):
        yield "again"
    yield f"first={number.token.i < 40}"
    persons = sum(e.label_ in ("PERSON", "PER") and sent.start <= e.start < sent.end for e in view.doc.ents)
    yield f"persons_here={min(persons, 2)}"
    dates = [s for s in view.doc.spans.get("dates", ()) if sent.start <= s.start < sent.end]
    for span in dates:
        iso = span._.date.iso if span._.date else None
        yield f"date={len(iso) if iso else 0}"
    opened = sum(token.text in QUOTES for token in view.doc[sent.start : number.token.i])
    yield f"quoted={opened % 2 == 1}"


def _words(number: Number, sent: Span) -> Iterator[str]:
    doc, at = number.token.doc, number.token.i
    first = doc.char_span(number.start, number.end, alignment_mode="expand")
    left = [t for t in doc[sent.start : (first.start if first is not None else at)] if not t.is_space][-3:]
    right = [t for t in doc[at + 1 : sent.end] if not t.is_space][:4]
    yield from (f"left={_word(t.text, doc)}" for t in left)
    yield from (f"right={_word(t.text, doc)}" for t in right)
    yield f"prev={_word(left[-1].text, doc) if left else '^'}"
    yield f"next={_word(right[0].text, doc) if right else '$'}"


def _word(text: str, doc: Doc) -> str:
    return text.lower() if doc.lang_ == "en" else text.lower()[:STEM]


def _tree(number: Number) -> Iterator[str]:
    """The counted noun and the verb above it, where there is a tree."""
    token = number.token
    if not token.doc.has_annotation("DEP"):
        return
    noun = token.head if token.dep_ in ("nummod", "quantmod", "compound", "det", "amod") else token
    yield f"noun={noun.lemma_.lower()}"
    yield f"dep={token.dep_}"
    yield f"noun_dep={noun.dep_}"
    verb = next((t for t in [noun, *noun.ancestors] if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        yield "verb=none"
        return
    auxiliaries = "+".join(c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass"))
    yield f"verb={verb.lemma_.lower()}"
    yield f"form={verb.tag_}|{auxiliaries}"
    yield f"form={verb.tag_}"
