"""The phrases of a Russian or Ukrainian sentence that may name the bearer of an event, with their cases.

Names (with those listed beside them in the same case), pronouns of the third person that can mean only one person,
and relative words after a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from models.components.context import Context, unique
from models.components.gender import gender_of
from models.components.morphology import Form, forms, is_verb
from models.components.name_cases import ANY, mention_cases
from models.components.roles import stated_roles, title_of
from models.vocabulary import vocabulary

COURT: Final = frozenset({"judge", "prosecutor", "lawyer"})
_ASIDE: Final = COURT | {"official", "reporter"}  # whom a pronoun beside an event hardly means
# prepositions that tell the bearer, with the case they ask for, and those that tell somebody else
_ASKS: Final = {
    "на": "accs", "против": "gent", "проти": "gent", "отношении": "gent", "для": "gent", "у": "gent", "щодо": "gent",
    "стосовно": "gent", "над": "ablt", "с": "gent", "з": "gent", "із": "gent", "к": "datv", "до": "gent",
}  # fmt: skip
_OTHERS: Final = frozenset(
    "за из из-за от від о об про при через со зі в во під под по перед между між кроме крім защиту словам словами "
    "данным даними мнению версии вместе разом".split()
)
_OBLIQUE: Final = ANY - {"nomn"}
_STOPS: Final = frozenset(",;:.–—")
_MORE: Final = frozenset(
    "ещё еще ще іще другой другого другому другую інший іншого іншому іншу один одного одному".split()
)
_STEPS = 7  # words from a name back to its preposition
_PRONOUNS: Final = {
    word: (frozenset(cases.split()), gender)
    for words, cases, gender in (
        ("его него його нього", "gent accs", "masc"), ("ему нему йому ньому", "datv", "masc"),
        ("он він", "nomn", "masc"),
        ("её ее неё нее її неї", "gent accs", "femn"), ("ей ней їй ній", "datv", "femn"), ("она вона", "nomn", "femn"),
    )
    for word in words.split()
}  # fmt: skip
_POSSESSIVE: Final = frozenset(("его", "её", "ее", "их", "його", "її", "їх"))
_RELATIVE: Final = ("котор", "який", "яка", "яку", "якого", "якої", "якому", "якій", "яких", "які")


class Phrase(NamedTuple):
    """A phrase of persons; `kind`: name, pronoun, relative or noun, or the anchor of one without a name."""

    start: int
    end: int
    cases: frozenset[str]
    preposition: str
    persons: tuple[int, ...]
    kind: str
    acting: bool = False  # titled judge, prosecutor or lawyer
    number: int | None = None  # of people without names
    owner: bool = False  # a possessive before what is owned


def phrases(sent: Span, context: Context) -> Iterator[Phrase]:
    """Every phrase of the sentence that names a person or points to one."""
    doc, named = context.doc, list(_named(sent, context))
    yield from (_with_listed(phrase, named, doc) for phrase in named)
    for token in sent:
        if token.i in context.by_token:
            continue
        if token.lower_ in _PRONOUNS:
            yield from _pronoun(token, context)
        elif token.lower_.startswith(_RELATIVE):
            yield from _relative(token, sent, named)
        elif token.lower_ in vocabulary(doc.lang_, "participants")["persons"]:
            yield from _noun(token, sent, context)


def _named(sent: Span, context: Context) -> Iterator[Phrase]:
    doc, start = context.doc, sent.start
    while start < sent.end:
        person, end = context.by_token.get(start), start + 1
        if person is None:
            start = end
            continue
        while end < sent.end and context.by_token.get(end) == person:
            end += 1
        cases = mention_cases([t.text for t in doc[start:end]], context.people[person].name, doc.lang_)
        before = preposition_of(start, cases, sent)
        yield Phrase(start, end, cases, before, (person,), "name", bool(_titles(start, end, sent) & COURT))
        start = end


def _with_listed(phrase: Phrase, named: list[Phrase], doc: Doc) -> Phrase:
    """With the names before and after it that stand in the same case, parted by commas, conjunctions and titles."""
    at = named.index(phrase)
    persons = list(phrase.persons)
    for row, step in ((named[at + 1 :], 1), (named[:at][::-1], -1)):
        last = phrase
        for other in row:
            left, right = (last, other) if step > 0 else (other, last)
            if not _listed(doc[left.end : right.start], left.cases & right.cases):
                break
            persons += other.persons
            last = other
    return phrase._replace(persons=tuple(unique(persons)))


def _listed(between: Span, cases: frozenset[str]) -> bool:
    words = [t for t in between if t.is_alpha]
    joined = any(t.text == "," or t.lower_ in ("и", "і", "й", "та") for t in between)
    if not joined or not cases or len(words) > _STEPS or any(t.text in ";:.–—" for t in between):
        return False
    return not any(is_verb(t) or t.lower_ in _ASKS or t.lower_ in _OTHERS for t in words)


def preposition_of(start: int, cases: frozenset[str], sent: Span) -> str:
    """The preposition that governs a name at `start`, over its titles: "на жителя Керчи Ивана Орлова"."""
    doc = sent.doc
    for i in range(start - 1, max(sent.start, start - _STEPS) - 1, -1):
        token = doc[i]
        if token.lower_ in _ASKS or token.lower_ in _OTHERS:
            return token.lower_ if _governs(token, start, cases) else ""
        if token.text in _STOPS or token.is_space or is_verb(token):
            return ""
    return ""


def _governs(preposition: Token, start: int, cases: frozenset[str]) -> bool:
    """A preposition before another noun ("в отделе Кадырова") governs that one, not the name."""
    wanted = {_ASKS[preposition.lower_]} if preposition.lower_ in _ASKS else _OBLIQUE
    head = preposition.nbor()
    shared = wanted & cases
    if not shared or head.i == start:
        return bool(shared)
    return any(f.case in shared and (f.animate or f.pos == "ADJF") for f in forms(head.text, head.lang_))


def _titles(start: int, end: int, sent: Span) -> set[str]:
    """Roles that the words just before a name, or in apposition to it, tell."""
    doc, found = sent.doc, set()
    for i in range(start - 1, max(sent.start, start - 5) - 1, -1):
        if doc[i].text in _STOPS or is_verb(doc[i]):
            break
        found.add(title_of(doc[i]))
    if end < sent.end and doc[end].text in ",(":
        found.update(title_of(t) for t in doc[end + 1 : min(end + 4, sent.end)])
    return {role for role in found if role}


def _pronoun(token: Token, context: Context) -> Iterator[Phrase]:
    cases, gender = _PRONOUNS[token.lower_]
    person = _only(token.i, gender, context)
    if person is None:
        return
    before = token.nbor(-1).lower_ if token.i else ""
    owner = owns(token)
    preposition = before if before in _ASKS or before in _OTHERS else ""
    yield Phrase(token.i, token.i + 1, cases, preposition, (person,), "pronoun", owner=owner)


def _only(index: int, gender: str, context: Context) -> int | None:
    """The only person named before who may be meant."""
    known = [p for p in range(len(context.people)) if _before(p, index, context)]
    fits = [p for p in known if gender_of(context.people[p].name) in (None, gender)]
    meant = [p for p in fits if not stated_roles(context, p) & _ASIDE] or fits
    return meant[0] if len(meant) == 1 else None


def _before(person: int, index: int, context: Context) -> bool:
    """Named before a pronoun, and not in its own clause: "Президент X звільнив його" is said of another."""
    last = context.last_named(person, index)
    if last is None:
        return False
    return last < context.doc[index].sent.start or any(t.is_punct for t in context.doc[last + 1 : index])


def owns(token: Token) -> bool:
    """ "Его дом", "їхні оселі": a possessive with a noun after it."""
    if token.lower_ not in _POSSESSIVE or token.i + 1 == len(token.doc):
        return False
    readings: tuple[Form, ...] = forms(token.nbor().text, token.lang_)
    return bool(readings) and readings[0].pos in ("NOUN", "ADJF")


def _noun(token: Token, sent: Span, context: Context) -> Iterator[Phrase]:
    """ "Фермеру назначили": a noun for the only person of its gender in the whole text, no title of a name."""
    near = range(max(sent.start, token.i - 4), min(sent.end, token.i + 5))
    if any(i in context.by_token for i in near) or any(
        sent.doc[i].lower_ in _MORE for i in near if i < token.i
    ):
        return
    readings = [f for f in forms(token.text, token.lang_) if f.animate and f.number != "plur"]
    people = [p for p in range(len(context.people)) if not stated_roles(context, p) & _ASIDE]
    if (
        readings
        and len(people) == 1
        and gender_of(context.people[people[0]].name) in (None, readings[0].gender)
    ):
        cases = frozenset(f.case for f in readings if f.case)
        yield Phrase(token.i, token.i + 1, cases, preposition_of(token.i, cases, sent), (people[0],), "noun")


def _relative(token: Token, sent: Span, named: list[Phrase]) -> Iterator[Phrase]:
    """ "Павла Грищенка, якого судять": the name before the comma."""
    doc = sent.doc
    commas = [i for i in range(max(sent.start, token.i - 2), token.i) if doc[i].text == ","]
    name = next((p for p in named if commas and p.end == commas[-1]), None)
    if name is None:
        return
    cases = frozenset(f.case for f in forms(token.text, token.lang_) if f.case) or ANY
    before = doc[token.i - 1].lower_
    preposition = before if before in _ASKS or before in _OTHERS else ""
    yield Phrase(token.i, token.i + 1, cases, preposition, _with_listed(name, named, doc).persons, "relative")
