"""Whom an event happened to where no tree tells it: Russian and Ukrainian, read by case, voice and order.

"Задержали Айдера Кадырова" has its object in the accusative, "Кадыров задержан" its subject in the nominative,
"у Кадырова прошёл обыск" a preposition, "Кадырову назначили штраф" the dative. Every name, pronoun and relative word
of the sentence is weighed by how well its case suits the predicate and by what stands between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from models.components.case_phrases import Phrase, owns, phrases, preposition_of
from models.components.case_pointers import Pointer, pointers
from models.components.context import Context
from models.components.morphology import forms
from models.components.name_cases import ANY
from models.components.phrases import NOBODY, Participants
from models.components.triggers import Trigger
from models.vocabulary import vocabulary

Fit = Mapping[str, float]  # case -> how well a phrase in it suits

_SUBJECT: Final[Fit] = {"nomn": 3.0}
_PASSIVE: Final[Fit] = {"nomn": 3.0, "datv": 2.0}
_OBJECT: Final[Fit] = {"accs": 3.0, "datv": 1.6, "gent": 0.9}
_GIVEN: Final[Fit] = {
    "accs": 2.6,
    "datv": 2.9,
    "gent": 0.8,
}  # "дали 13 лет": the object is the penalty itself
_HANDED: Final[Fit] = {"accs": 3.0, "datv": 3.0, "gent": 0.9}
_BESIDE: Final[Fit] = {"nomn": 2.4, "datv": 3.0, "gent": 0.8}
_UNDERTAKEN: Final[Fit] = {"datv": 2.6, "accs": 1.2, "gent": 1.2}
_OF_NOUN: Final[Fit] = {"datv": 2.0, "gent": 1.8}
_PREPOSED: Final[Fit] = {
    "на": 2.6, "против": 2.8, "проти": 2.8, "отношении": 2.8, "щодо": 2.6, "стосовно": 2.6, "для": 2.2, "у": 2.6,
    "над": 2.4, "с": 1.6, "з": 1.4, "із": 1.4, "к": 1.8, "до": 1.4,
}  # fmt: skip
_MISFIT = -0.8
_ACTING = -2.5  # a judge, prosecutor or lawyer
_POSSESSED = frozenset({"search", "appeal", "trial", "arrest", "other"})  # "в его доме", "продлили её арест"
_COMMA, _BREAK, _BUT, _VERB, _WORD = 0.55, 1.6, 0.8, 0.5, 0.03  # what each of these between costs
_FAR = 14.0
_TELLING = 3  # cases that a form may stand in and still tell something
ENOUGH = 1.4


class Predicate(NamedTuple):
    """The verb that tells the event, and its voice: active, passive, reflexive, bearing ("получил") or either
    giving or bearing ("объявил")."""

    token: int
    voice: str


def slot_by_case(trigger: Trigger, context: Context) -> Participants:
    """Who stands in the slot of the affected person; nobody where the text has a tree."""
    doc = context.doc
    if doc.has_annotation("DEP"):
        return NOBODY
    sent = doc[trigger.start].sent
    predicate = _predicate(trigger, sent)
    fit = _fit(trigger, predicate, doc)
    scored = [(_score(p, trigger, predicate, fit, doc), p) for p in _known(sent, context)]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return _participants(best) if best is not None and score >= ENOUGH else NOBODY


def _participants(phrase: Phrase) -> Participants:
    if phrase.persons:
        return Participants(tuple(phrase.persons), None, len(phrase.persons), "named")
    return Participants((), (phrase.start, phrase.end), phrase.number, phrase.kind)


def _known(sent: Span, context: Context) -> tuple[Phrase, ...]:
    """The phrases of a sentence, read once however many triggers it has."""
    seen = context.doc.user_data.setdefault("case_phrases", {})
    key = (id(context), sent.start)
    if key not in seen:
        named = tuple(phrases(sent, context))
        covered = {i for phrase in named for i in range(phrase.start, phrase.end)}
        seen[key] = named + tuple(
            _phrase(p, sent) for p in pointers(sent, context) if not covered & set(range(p.start, p.end))
        )
    found: tuple[Phrase, ...] = seen[key]
    return found


def _phrase(pointer: Pointer, sent: Span) -> Phrase:
    start, end, cases, anchor, number, acting = pointer
    cases = cases or ANY
    before = preposition_of(start, cases, sent)
    owner = end - start == 1 and owns(sent.doc[start])
    return Phrase(start, end, cases, before, (), anchor, acting, number, owner)


def _score(phrase: Phrase, trigger: Trigger, predicate: Predicate | None, fit: Fit, doc: Doc) -> float:
    value = _suits(phrase, trigger, fit) + _ACTING * phrase.acting - _unsure(phrase, predicate, doc)
    left = phrase.end, trigger.start
    right = trigger.end, phrase.start
    between = doc[left[0] : max(left)] if phrase.end <= trigger.start else doc[right[0] : max(right)]
    for token in between:
        value -= _WORD + _COMMA * (token.text == ",") + _BREAK * (token.text in ";:–—")
        value -= _BUT * (token.lower_ in ("а", "но", "але"))
        if predicate is None or token.i != predicate.token:
            value -= _VERB * (voice(token) is not None)
    return value


def _suits(phrase: Phrase, trigger: Trigger, fit: Fit) -> float:
    if phrase.owner:
        return 1.6 if trigger.type in _POSSESSED else 0.0
    if phrase.preposition:
        return _PREPOSED.get(phrase.preposition, -2.0)
    return max(fit.get(case, _MISFIT) for case in phrase.cases)


def _unsure(phrase: Phrase, predicate: Predicate | None, doc: Doc) -> float:
    """A name that never changes may be the one who acts, where it stands before a verb in the singular."""
    if len(phrase.cases) <= _TELLING or phrase.preposition:
        return 0.0
    acts = predicate is not None and phrase.start < predicate.token and not _plural(doc[predicate.token])
    return 1.7 if acts else 0.7


def _plural(verb: Token) -> bool:
    return any(f.number == "plur" for f in forms(verb.text, verb.lang_)[:1])


def _fit(trigger: Trigger, predicate: Predicate | None, doc: Doc) -> Fit:
    """Which cases suit the bearer of the event."""
    if predicate is None:
        return _OF_NOUN
    inside = trigger.start <= predicate.token < trigger.end and trigger.form != "term"
    if predicate.voice == "active":
        return _of_active(trigger, doc[predicate.token], inside)
    if predicate.voice == "bearing":
        return _SUBJECT
    return _PASSIVE if predicate.voice != "either" and inside and trigger.slot != "none" else _BESIDE


def _of_active(trigger: Trigger, verb: Token, inside: bool) -> Fit:
    if not inside:
        return _GIVEN
    if trigger.slot == "none":
        return _UNDERTAKEN
    if trigger.slot == "subject":
        return _SUBJECT
    return _HANDED if verb.lower_ in vocabulary(verb.lang_, "participants")["giving"] else _OBJECT


def _predicate(trigger: Trigger, sent: Span) -> Predicate | None:
    """The first verb of the trigger, else the nearest one of its clause."""
    doc = sent.doc
    for i in range(trigger.start, trigger.end):
        told = voice(doc[i])
        if told:
            return Predicate(i, told)
    verbs = [
        (_distance(i, trigger, doc), i, told) for i in range(sent.start, sent.end) if (told := voice(doc[i]))
    ]
    far, index, told = min(verbs, default=(_FAR, 0, ""))
    return Predicate(index, told) if far < _FAR else None


def _distance(index: int, trigger: Trigger, doc: Doc) -> float:
    between = doc[index : trigger.start] if index < trigger.start else doc[trigger.end : index + 1]
    return len(between) + sum(4.0 * (t.text == ",") + 20.0 * (t.text in ";:–—") for t in between)


def voice(token: Token) -> str | None:
    """The voice of a verb by its likeliest readings; None for other words."""
    if not token.is_alpha:
        return None
    words = vocabulary(token.lang_, "participants")
    if token.lower_ in words["bearing"]:
        return "either" if token.lower_ in words["giving"] else "bearing"
    return next(_voices(token), None)


def _voices(token: Token) -> Iterator[str]:
    for form in forms(token.text, token.lang_)[:2]:
        if form.pos in ("VERB", "INFN", "GRND"):
            yield "reflexive" if token.lower_.endswith(("ся", "сь")) else "active"
        elif form.pos == "PRTS" or (form.passive and form.case == "nomn" and token.lang_ == "uk"):
            yield "passive"
