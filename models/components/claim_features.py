"""What tells a stated total from the size of a group in an event: named features of one number of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from models.components.claim_numbers import Number
from models.components.referents import Features
from models.components.texts import text_of
from models.components.triggers import Trigger, find_triggers
from models.vocabulary import either, vocabulary

NEAR = 45  # characters around a number in which a word counts as beside it
STEM = 5  # letters that stand for a word where there are no lemmas
WORDS_NEAR = 6
SIZES = (5, 10, 20, 50, 100, 500, 1000, 10_000)
ROUND = 10
LONG = 80  # words from which a text is an article with a beginning and an end
MANY = 3
QUOTES = frozenset('"“”«»')
POINTS = frozenset(",.:;–—-()")
PERSONS = frozenset({"PERSON", "PER"})
Verdict = tuple[Number, bool]  # a number and whether it is a total


@dataclass(frozen=True, slots=True)
class View:
    """One document as the features see it."""

    doc: Doc
    text: str
    numbers: Sequence[Number]
    triggers: Sequence[Trigger]
    words: int
    people: int = 0  # names of persons
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
    people = len({e.text for e in doc.ents if e.label_ in PERSONS})
    return View(doc, text_of(doc), numbers, found, sum(token.is_alpha for token in doc), people, about)


def claim_features(number: Number, earlier: Sequence[Verdict], view: View) -> Features:
    """Words beside the number, the noun it counts, the classes of words in its sentence, triggers there,
    and how full of numbers the text is. Names without a word are the same in all languages.

    `earlier`: the numbers before this one with their verdicts: breakdowns follow totals, and what was the size
    of a group in an event is that again when it is repeated."""
    sent = number.token.sent
    names = [*_own(number, view), *_cued(number, sent, view), *_triggers(number, sent, view)]
    names += [*_words(number, sent), *_company(number, sent, view), *_tree(number)]
    names += [*_after(number, sent, earlier), *_again(number, earlier), *_set_apart(number, sent, view)]
    return {**dict.fromkeys(names, 1.0), "about": max(-3.0, min(3.0, view.about))}


def _after(number: Number, sent: Span, earlier: Sequence[Verdict]) -> Iterator[str]:
    if not earlier:
        yield "after=nothing"
        return
    last, total = earlier[-1]
    place = "sentence" if last.start >= sent.start_char else "text"
    if place == "text" and sent.start > 0 and last.start >= sent.doc[sent.start - 1].sent.start_char:
        place = "neighbour"
    yield f"after={total}|{place}"
    yield f"after={total}|{place}|smaller={number.value < last.value}"


def _again(number: Number, earlier: Sequence[Verdict]) -> Iterator[str]:
    """How many totals the text has told already, and the last verdict on the same number."""
    totals = sum(total for _, total in earlier)
    yield f"told={min(totals, MANY)}"
    yield f"told={min(totals, MANY)}|{min(len(earlier) - totals, MANY)}"
    said = [total for other, total in earlier if other.value == number.value]
    if said:
        yield f"again={said[-1]}"
        yield f"again={said[-1]}|large={number.value > SIZES[1]}"


def _set_apart(number: Number, sent: Span, view: View) -> Iterator[str]:
    """Points on both sides ("Iryna, 38," is an age), and where in a long text it stands."""
    left = view.text[sent.start_char : number.start].rstrip()[-1:]
    right = view.text[number.end : number.end + 3].lstrip()[:1]
    if left == "(":
        beside = any(0 < number.start - other.end < NEAR for other in view.numbers)
        yield f"bracket={beside}"  # "51 detentions (44 of women)" or "in prison (51)"
    if left in POINTS:
        yield f"between={left}{right if right in POINTS else 'w'}"
    if view.words > LONG:
        yield f"part={5 * number.start // len(view.text)}"
        yield f"named={number.value <= view.people}"


def _own(number: Number, view: View) -> Iterator[str]:
    """The number itself: how large, how written, what group it counts."""
    size = sum(number.value > limit for limit in SIZES)
    digits = view.text[number.start].isdigit()
    yield from (f"size={size}", f"digits={digits}", f"size={size}|digits={digits}")
    previous = number.token.doc[max(0, number.token.i - 1)]
    yield f"title={previous.text.istitle() and not previous.is_sent_start and digits}"
    yield f"round={number.value >= ROUND and number.value % ROUND == 0}"
    yield f"group={group_kind(number, view.doc) or 'none'}"
    yield f"entity={number.token.ent_type_}"  # "Forum 18", "Россия 24"


def group_kind(number: Number, doc: Doc) -> str | None:
    """What kind of thing is counted ("person", "case"), None where no noun says it."""
    spans = doc.spans.get("counts", ())
    kind: str | None = next((s._.group for s in spans if s.start <= number.token.i < s.end), None)
    return kind


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
    yield f"first={number.token.i < 40}"
    persons = sum(e.label_ in PERSONS and sent.start <= e.start < sent.end for e in view.doc.ents)
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
