"""A person's sex as the text shows it: a title or noun, a patronymic, a verb or pronoun, the given name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span, Token

from models.components.context import Context
from models.components.descriptions import Description
from models.components.gender import gender_of, patronymic_gender
from models.components.morphology import forms, lemmas
from models.names.lists import given_gender
from models.values import Stated
from models.vocabulary import vocabulary

SEX = {"femn": "female", "masc": "male", "female": "female", "male": "male"}
_NEAR = 25  # words after a name in which its pronoun may stand


@cache
def _words(lang: str) -> dict[str, str]:
    table = vocabulary(lang, "descriptions")["sexes"]
    return {word: sex for sex in ("female", "male") for word in table[sex]}


def sex_in(description: Description, words: Span, mention: Span | None) -> Stated | None:
    """The sex that a noun or title of the description tells ("a Sudak woman", "Mrs")."""
    kin = set(vocabulary(words.doc.lang_, "descriptions")["sexes"]["kin"])
    for token in words:
        sex = next((s for lemma in _single(token) if (s := _words(token.lang_).get(lemma))), None)
        sex = sex or _feminine_noun(token)
        apart = description.side == "before" and mention is not None and token.i < mention.start - 1
        if sex and not (lemmas(token) & kin and apart):
            return _at(token, sex)
    return None


def _single(token: Token) -> frozenset[str]:
    """Lemmas of the singular: "residents" tells no sex of one."""
    readings = forms(token.text, token.lang_)
    if not readings:
        return lemmas(token) if token.tag_ not in ("NNS", "NNPS") else frozenset()
    return frozenset(form.lemma for form in readings if form.number != "plur")


def _feminine_noun(token: Token) -> str | None:
    """ "Журналистка": a noun for persons that has a form of its own for women."""
    readings = forms(token.text, token.lang_)
    if not readings:
        return None
    table = vocabulary(token.lang_, "descriptions")
    heads = {*table["occupations"]["heads"], *table["occupations"]["relational"]} - {
        *table["sexes"]["common"]
    }
    first = readings[0]
    feminine = first.pos == "NOUN" and first.gender == "femn" and first.number != "plur"
    return "female" if feminine and first.lemma in heads else None


def sex_of_name(name: str, mentions: Sequence[Span], context: Context) -> Stated | None:
    """What patronymic, verb, pronoun, given name and surname tell, the surest first."""
    if not mentions:
        return None
    first = max(mentions, key=len)
    patronymic = patronymic_gender(name)
    if patronymic:
        return _over(first, SEX[patronymic])
    return (
        next((s for m in mentions if (s := _by_verb(m))), None)
        or _by_given_name(name, first)
        or next((s for m in mentions if (s := _by_pronoun(m, context))), None)
        or _by_surname(name, first)
    )


def _by_verb(mention: Span) -> Stated | None:
    """A past tense beside the name shows the sex of its subject ("сообщила Мария")."""
    doc = mention.doc
    beside = [i for i in (mention.start - 1, mention.end) if mention.sent.start <= i < mention.sent.end]
    nominative = any(form.case == "nomn" for form in forms(mention[0].text, doc.lang_))
    for token in (doc[i] for i in beside if nominative):
        genders = {f.gender for f in forms(token.text, doc.lang_) if f.pos == "VERB" and f.past}
        if len(genders) == 1 and (gender := next(iter(genders))) in SEX:
            return _at(token, SEX[str(gender)])
    return None


def _by_pronoun(mention: Span, context: Context) -> Stated | None:
    """The next pronoun, where nobody else is named before it."""
    table = vocabulary(context.doc.lang_, "descriptions")["sexes"]
    for token in _following(mention, context):
        if token.lower_ in table["pronouns_female"]:
            return _at(token, "female")
        if token.lower_ in table["pronouns_male"]:
            return _at(token, "male")
    return None


def _following(mention: Span, context: Context) -> Iterator[Token]:
    own = context.by_token.get(mention.start)
    for token in context.doc[mention.end : mention.end + _NEAR]:
        if context.by_token.get(token.i, own) != own:
            return
        yield token


def _by_given_name(name: str, mention: Span) -> Stated | None:
    """The first word of the name that is a given name of our lists, else of the dictionary."""
    for part in name.split():
        known = {f.gender for f in forms(part, mention.doc.lang_) if f.given_name and f.case == "nomn"}
        gender = given_gender(part) or (known.pop() if len(known) == 1 else None)
        if gender in SEX:
            return _over(mention, SEX[str(gender)])
    return None


def _by_surname(name: str, mention: Span) -> Stated | None:
    gender = gender_of(name) if " " in name and mention.doc.lang_ != "en" else None
    return _over(mention, SEX[gender]) if gender else None


def _at(token: Token, sex: str) -> Stated:
    return Stated(sex, token.idx, token.idx + len(token))


def _over(span: Span, sex: str) -> Stated:
    return Stated(sex, span.start_char, span.end_char)
