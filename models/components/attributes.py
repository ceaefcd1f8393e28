"""What a text says of each person: age, sex, occupation, organisation, ethnic or religious group.

The readers of the single attributes see the descriptions of a person, in text order; the first that tells counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Span

from models.components.affiliations import affiliation_in
from models.components.ages import age_beside, age_in
from models.components.communities import community_in
from models.components.context import Context
from models.components.descriptions import Description, descriptions
from models.components.morphology import is_verb
from models.components.occupations import occupation_in
from models.components.role_features import mention_spans
from models.components.sexes import sex_in, sex_of_name
from models.values import Stated, Traits

_FOLLOWS = 8  # words
_ENDS = frozenset(",;:.!?()–—") | {"and", "who", "whom", "which", "и", "і", "та", "который", "який"}
Described = tuple[Description, Span, Span | None]  # where, the words, the name they describe


def traits_of(context: Context, person: int) -> Traits:
    """What the whole text says of one named person."""
    mentions = list(mention_spans(context, person))
    found = [(d, d.span(context.doc), m) for m in mentions for d in descriptions(m, context)]
    beside = (age_beside(mention, context) for mention in mentions)
    told = _told(found)
    return Traits(
        age=next((age for age in beside if age), None) or told.age,
        sex=told.sex or sex_of_name(context.people[person].name, mentions, context),
        occupation=told.occupation,
        affiliation=told.affiliation,
        community=told.community,
    )


def subject_phrase(doc: Doc, start: int, end: int) -> Span:
    """The tokens of an unnamed subject with what follows its head: "a student" + "from Sudak"."""
    limit = min(doc[start].sent.end, end + _FOLLOWS)
    while end < limit and not (is_verb(doc[end]) or doc[end].text in _ENDS or doc[end].is_space):
        end += 1
    return doc[start:end]


def traits_of_subject(words: Span) -> Traits:
    """What a phrase says of somebody it does not name ("a 20-year-old student from Sudak")."""
    return _told([(Description(words.start, words.end, "self"), words, None)])


def _told(found: Sequence[Described]) -> Traits:
    return Traits(
        age=_first(found, lambda d, words, m: age_in(words)),
        sex=_first(found, sex_in),
        occupation=_first(found, occupation_in),
        affiliation=_first(found, lambda d, words, m: affiliation_in(d, words)),
        community=_first(found, lambda d, words, m: community_in(words)),
    )


def _first(
    found: Sequence[Described], read: Callable[[Description, Span, Span | None], Stated | None]
) -> Stated | None:
    return next((stated for item in found if (stated := read(*item))), None)
