"""Decides which triggers report an event, and with what status, by two linear models over named features.

Weights are learned from annotated articles (models.train.incidents) and stored as JSON beside the vocabulary.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from models.components.agencies import agencies
from models.components.context import Context
from models.components.factuality import signals
from models.components.phrases import Participants
from models.components.referents import Features, History
from models.components.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Judged:
    """A trigger with its participants, the probability that an event is reported, and its status by probability."""

    trigger: Trigger
    slot: Participants
    persons: tuple[int, ...]
    probability: float
    status: Mapping[str, float]
    practice: bool = False  # a habit, not an event
    sure: float = 1.0  # probability of `persons` among the referents offered
    told: bool = False  # an event told before, named again
    kept: float = 0.0  # probability, after a look at the whole article, that this is an event of its own


def event_features(  # noqa: PLR0913, PLR0917 - each is a witness of its own
    trigger: Trigger,
    slot: Participants,
    persons: tuple[int, ...],
    sure: float,
    about: float,
    context: Context,
    history: History,
) -> Features:
    """Everything that tells a report of an event from a mere mention, as named features (0 to about 3).

    `sure`: probability of the referent; `about`: log odds that the whole text is about persecution."""
    doc, token = context.doc, context.doc[trigger.root]
    names = [f"key={trigger.key}", f"form={trigger.form}", f"type={trigger.type}", f"slot={slot.anchor}"]
    names += [f"type={trigger.type}|slot={slot.anchor}", f"type={trigger.type}|form={trigger.form}"]
    names += [f"tag={token.tag_}", f"type={trigger.type}|tag={token.tag_}", f"dep={token.dep_}"]
    names += [
        f"form={trigger.form}|dep={token.dep_}",
        f"head={token.head.lemma_.lower()}|form={trigger.form}",
    ]
    names += [f"signal={s}" for s in signals(trigger, doc)]
    names += _near(trigger, doc) + _before(trigger, persons, doc, history)
    names += [f"size={min(len(persons), 2)}", f"type={trigger.type}|size={min(len(persons), 2)}"]
    names += _generic(slot, token, doc) + _setting(trigger, doc)
    out = dict.fromkeys(names, 1.0)
    out["sure"] = sure
    out["about"] = max(-3.0, min(3.0, about))
    out[f"about|type={trigger.type}"] = out["about"]
    out[f"about|slot={slot.anchor}"] = out["about"]
    out[f"about|form={trigger.form}"] = out["about"]
    out["sentence"] = math.log1p(sum(bool(t.is_sent_start) for t in doc[: trigger.start])) / 2
    out["nobody_named"] = float(not context.people)
    return out


def _near(trigger: Trigger, doc: Doc) -> list[str]:
    """Words and values in the sentence: determiner, auxiliaries, sums, terms, articles, dates, quotes."""
    token, sent = doc[trigger.root], doc[trigger.root].sent
    names = [
        f"child={c.lower_}|form={trigger.form}"
        for c in token.children
        if c.dep_ in ("det", "aux", "auxpass", "neg", "poss", "nummod", "amod", "predet")
    ]
    for key in ("amounts", "terms", "charges", "dates", "counts"):
        inside = [s for s in doc.spans.get(key, ()) if s.start >= sent.start and s.end <= sent.end]
        if inside:
            names.append(f"{key}|type={trigger.type}")
        if any(-2 <= s.start - trigger.end <= 3 for s in inside):
            names.append(f"{key}_next|type={trigger.type}")
    rivals = doc.user_data.get("triggers", ())
    names += [
        f"with={t.type}:{t.form}|type={trigger.type}"
        for t in rivals
        if t != trigger and sent.start <= t.start < sent.end
    ]
    names.append(f"prev={doc[trigger.start - 1].lower_}" if trigger.start > sent.start else "prev=^")
    names.append(
        f"next={doc[trigger.end].lower_}|form={trigger.form}" if trigger.end < sent.end else "next=$"
    )
    if _quoted(token, doc):
        names.append(f"quoted|form={trigger.form}")
    return names


_ANYBODY = frozenset(
    {
        "whoever",
        "anyone",
        "everyone",
        "anybody",
        "everybody",
        "who",
        "people",
        "citizens",
        "those",
        "persons",
        "you",
        "one",
        "residents",
    }
)


def _generic(slot: Participants, token: Token, doc: Doc) -> list[str]:
    """Signs of a habit or a rule instead of an event: anybody as bearer, present tense without a date."""
    names: list[str] = []
    head = doc[slot.subject[1] - 1].lower_ if slot.subject else ""
    tense = "present" if _present(token) else "past"
    if head:
        names += [f"bearer={head}", f"bearer_tense={tense}|slot={slot.anchor}"]
    if head in _ANYBODY:
        names.append(f"anybody|tense={tense}")
    names.append(f"tense={tense}|named={slot.anchor == 'named'}")
    counted = slot.count is not None
    names.append(f"tense={tense}|slot={slot.anchor}|counted={counted}")
    return names


HABITUAL = frozenset(
    "fine detention sentence administrative_arrest search ill_treatment release deportation abduction death "
    "other".split()
)  # told in the present these are habits; "is charged" and "is on trial" are states of one case
NOBODY_THERE = frozenset({"thing", "empty"})
POINTED = frozenset({"named", "pronoun_sg", "definite_sg", "agent"})


def is_practice(trigger: Trigger, slot: Participants, doc: Doc) -> bool:
    """A habit told in the present ("they are fined for pickets"), or something said of anybody ("those who were
    arrested"): nobody is named or counted, and no date stands beside it."""
    if slot.count is not None or slot.anchor in POINTED:
        return False
    if slot.anchor == "generic":
        return True
    if trigger.type == "other" and slot.anchor in NOBODY_THERE:
        return False  # "the movement is banned in Russia": a state of things, of no person
    token = doc[trigger.root]
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    if trigger.type not in HABITUAL or verb.pos_ not in ("VERB", "AUX") or not _present(verb):
        return False
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(word in ("has", "have", "had", "being", "been") for word in auxiliaries) or verb.tag_ == "VBG":
        return False
    sent = token.sent
    return not any(sent.start <= s.start < sent.end for s in doc.spans.get("dates", ()))


SETTLED = frozenset({"fine", "detention", "arrest", "search", "sentence", "release"})


def is_told(trigger: Trigger, doc: Doc, history: History) -> bool:
    """ "The fine", "his arrest" after an event of that type: the same event named again."""
    if trigger.type not in SETTLED or trigger.form != "noun" or not definite_noun(trigger, doc):
        return False
    return any(t.type == trigger.type for t, _ in history.previous)


def _present(token: Token) -> bool:
    auxiliaries = [c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")]
    if auxiliaries:
        return auxiliaries[0] in ("is", "are", "'s", "'re", "gets", "get")
    return token.tag_ in ("VBZ", "VBP")


def _setting(trigger: Trigger, doc: Doc) -> list[str]:
    """Courts, services and articles of law: in the sentence of the trigger, and anywhere in the text."""
    sent = doc[trigger.root].sent
    courts, others = agencies(doc)
    names = []
    for kind, spans in (("court", courts), ("agency", others)):
        inside = sum(sent.start <= s.start < sent.end for s in spans)
        names.append(f"{kind}_here={min(inside, 1)}|type={trigger.type}")
        names.append(f"{kind}_here={min(inside, 1)}")
        names.append(f"{kind}_in_text={min(len(spans), 3)}")
    numbered = sum(bool(s._.charge.article) for s in doc.spans.get("charges", ()))
    names.append(f"articles_in_text={min(numbered, 2)}")
    names.append(f"terms_in_text={min(len(doc.spans.get('terms', ())), 2)}|type={trigger.type}")
    return names


def _quoted(token: Token, doc: Doc) -> bool:
    sent = token.sent
    return sum(t.text in '"“”«»' for t in doc[sent.start : token.i]) % 2 == 1


def definite_noun(trigger: Trigger, doc: Doc) -> bool:
    """ "the fine", "this arrest", "their release": usually an event told before."""
    token = doc[trigger.root]
    marks = ("the", "this", "that", "these", "those", "his", "her", "their", "its")
    return token.pos_ in ("NOUN", "PROPN") and any(c.lower_ in marks for c in token.children)


def _before(trigger: Trigger, persons: tuple[int, ...], doc: Doc, history: History) -> list[str]:
    """What the article has told already: the same event named again is not a second event."""
    same_type = [(t, p) for t, p in history.previous if t.type == trigger.type]
    names: list[str] = []
    if trigger.form != "verb":
        names.append(f"definite={definite_noun(trigger, doc)}|told={bool(same_type)}|form={trigger.form}")
        names.append(f"definite={definite_noun(trigger, doc)}|type={trigger.type}")
    if same_type:
        names.append("type_again")
        last, last_persons = same_type[-1]
        if set(last_persons) == set(persons):
            names += ["same_again", f"same_again|type={trigger.type}", f"same_again|form={trigger.form}"]
            if trigger.start - last.end < 15:
                names.append("same_again_close")
        elif set(persons) & {x for _, p in same_type for x in p}:
            names.append("some_again")
    names += [f"told={kind}|type={trigger.type}" for kind in {t.type for t, _ in history.previous}]
    if history.previous and trigger.start - history.previous[-1][0].end < 6:
        names.append(f"after={history.previous[-1][0].type}|type={trigger.type}")
    return names


def logistic(values: Features, weights: Mapping[str, float]) -> float:
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def softmax(values: Features, weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Class probabilities; `weights` maps a class to its feature weights."""
    scores = {
        kind: w.get("bias", 0.0) + sum(w.get(n, 0.0) * v for n, v in values.items())
        for kind, w in weights.items()
    }
    top = max(scores.values())
    exps = {kind: math.exp(s - top) for kind, s in scores.items()}
    total = sum(exps.values())
    return {kind: e / total for kind, e in exps.items()}
