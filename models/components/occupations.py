"""What a person does for a living or in public, read from a description: a head word with what narrows it.

"Civic journalist", "deputy head of the regional Mejlis"; in Russian and Ukrainian the head and its adjectives are
put into the nominative.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from models.components.ages import age_tokens
from models.components.communities import community_tokens
from models.components.descriptions import Description
from models.components.morphology import Form, cases, forms, is_verb, lemmas
from models.values import Stated
from models.vocabulary import vocabulary

_LINKS = frozenset(
    {"of", "for", "at", "by", "to", "with", "from", "against", "'s", "’s", "his", "her", "their"}
)
_COMPLEMENT = ("of", "for", "at", "in")


@cache
def _heads(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """(all heads, those that say of what)."""
    words = vocabulary(lang, "descriptions")["occupations"]
    return frozenset({*words["heads"], *words["relational"]}), frozenset(words["relational"])


def occupation_in(description: Description, words: Span, mention: Span | None) -> Stated | None:
    """The first occupation among the words that is said of the person, not of somebody beside."""
    for head in words:
        if is_occupation(head) and _meant(head, description, words, mention):
            return _phrase(head, words)
    return None


def is_occupation(token: Token) -> bool:
    heads, _ = _heads(token.lang_)
    if not token.is_alpha and "-" not in token.text:
        return False
    if token.lang_ == "en":
        return token.pos_ in ("NOUN", "PROPN") and bool({token.lower_, token.lemma_.lower()} & heads)
    first = forms(token.text, token.lang_)[:1]
    return any(form.lemma in heads and (form.pos == "NOUN" or _stands_alone(token)) for form in first)


def _stands_alone(token: Token) -> bool:
    """An adjective used as a noun ("слідчий"), not one before its noun ("слідчий ізолятор")."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or following.text[:1].isupper():
        return True
    return not any(form.pos == "NOUN" for form in forms(following.text, following.lang_)[:1])


def _likely(token: Token) -> tuple[Form, ...]:
    return tuple(form for form in forms(token.text, token.lang_) if form.number != "plur")


def _meant(head: Token, description: Description, words: Span, mention: Span | None) -> bool:
    """Not the head of another phrase: "the lawyer of X", "a court's press officer for X"."""
    if head.lang_ == "en" and head.dep_ == "compound" and _modifies(head, words):
        return False
    if description.side != "before" or mention is None:
        return description.side in ("said", "self") or _opens(head, words)
    between = words.doc[head.i + 1 : words.end]
    if any(is_occupation(token) for token in between):
        return not any(token.lower_ in _LINKS for token in between) and head.lang_ != "en"
    if len(between) and between[-1].lower_ in _LINKS | {
        "the",
        "a",
        "an",
        "and",
        "и",
        "і",
        "та",
        "в",
        "у",
        "с",
    }:
        return False
    return head.lang_ == "en" or not cases(mention[0]) or bool(cases(head) & cases(mention[0]))


def _modifies(head: Token, words: Span) -> bool:
    """Part of a longer occupation or of another noun of the description."""
    return head.head.i in range(words.start, words.end) and head.head.pos_ == "NOUN"


def _opens(head: Token, words: Span) -> bool:
    """In an apposition the head stands before any preposition."""
    return not any(
        token.lower_ in _LINKS for token in words.doc[words.start : head.i] if token.i > words.start
    )


def _phrase(head: Token, words: Span) -> Stated:
    start = head.i
    others = community_tokens(words) | age_tokens(words)
    while start > words.start and _narrows(words.doc[start - 1], head) and start - 1 not in others:
        start -= 1
    if start - 2 >= words.start and words.doc[start - 1].text == "-" and not words.doc[start - 1].whitespace_:
        start -= 2  # "вице-президент" is three tokens
    end = _complement_end(head, words)
    phrase = words.doc[start:end]
    return Stated(_nominative(head, phrase), phrase.start_char, phrase.end_char)


def _narrows(token: Token, head: Token) -> bool:
    """An adjective or noun that belongs to the head; no number, article, title or name of a place."""
    if not token.text.replace("-", "").isalpha() or token.ent_type_ in (
        "GPE",
        "LOC",
        "DATE",
        "NORP",
        "PERSON",
    ):
        return False
    if token.text[0].isdigit() or any(char.isdigit() for char in token.text):
        return False
    if token.lang_ == "en":
        return token.pos_ in ("ADJ", "NOUN") or (
            token.pos_ == "PROPN" and token.dep_ == "compound" and not token.ent_type_
        )
    agree = {(f.case, f.gender) for f in forms(token.text, token.lang_) if f.pos in ("ADJF", "PRTF")}
    return token.is_lower and any((f.case, f.gender) in agree for f in forms(head.text, head.lang_))


def _complement_end(head: Token, words: Span) -> int:
    """One past what the head is the head of."""
    _, relational = _heads(head.lang_)
    if not lemmas(head) & relational:
        return head.i + 1
    end = head.i + 1
    if head.lang_ == "en" and (end >= words.end or words.doc[end].lower_ not in _COMPLEMENT):
        return end
    while end < words.end and _completes(words.doc[end], head):
        end += 1
    return end if end > head.i + 2 or head.lang_ != "en" else head.i + 1


def _completes(token: Token, head: Token) -> bool:
    if token.text in (",", ";", "(", ".") or is_verb(token) or token.is_space:
        return False
    if head.lang_ == "en":
        return token.lower_ not in ("who", "which", "since", "and")
    if token.text[:1].isupper() and any(form.given_name for form in forms(token.text, token.lang_)):
        return False
    quoted = token.text in '«»“”"' or token.text[:1].isupper()
    return quoted or token.lower_ in ("по", "при", "в", "у") or bool(cases(token) & {"gent", "datv", "loct"})


def _nominative(head: Token, phrase: Span) -> str:
    gender = next((f.gender for f in _likely(head) if f.pos == "NOUN"), None)
    return " ".join("".join(_form(token, head, gender) + token.whitespace_ for token in phrase).split())


def _form(token: Token, head: Token, gender: str | None) -> str:
    """The head and the adjectives before it in the nominative, titles in lower case; the rest as written."""
    if token.i > head.i or (head.lang_ == "en" and token.i < head.i):
        return token.text
    if token.i == head.i:
        return token.lower_ if head.lang_ == "en" and not token.is_upper else _lemma(token)
    agreed = [f for f in forms(token.text, token.lang_) if f.pos in ("ADJF", "PRTF") and f.gender == gender]
    return agreed[0].nominative if agreed else token.text


def _lemma(token: Token) -> str:
    found = [form.lemma for form in forms(token.text, token.lang_) if form.lemma in _heads(token.lang_)[0]]
    return found[0] if found else token.text
