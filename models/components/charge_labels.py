"""Offences named without an article, found by the words before them.

Any phrase is an offence after words that accuse ("convicted of"). After words that punish ("fined for") it is
one where a word of it says wrong ("blocking", "unlawful"): fines "for a poster" name conduct, no offence.
After "for" alone only the offences count that the word list or the codes of law know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from msgspec import Struct

from models.components.charge_phrases import LabelGrammar, label_grammar
from models.components.patterns import near

SENTENCE_END = re.compile(r"(?<!\b[A-ZА-ЯІЇЄ])[.!?…][\"'»”)]*\s+(?=[A-ZА-ЯІЇЄҐ«\"“–—])|\n")
SHORT_FRAME = 5  # characters of "for", "over": frames only where a penalty stands before
SUBJECT = 30  # characters before an accusation in which the word for who accuses stands
SENTENCE = 200  # characters of a sentence on either side that are looked at
LONGEST_LABEL = 90  # characters
VERBAL = "ing"  # how an English offence ends that is a verb
TOO_FAR = 400  # characters after which a frame no longer governs a list


class Frame(IntEnum):
    """What the words before an offence let follow, from most to least."""

    STRONG = 4
    PENAL = 3
    FINITE = 2
    WEAK = 1


class Label(Struct, frozen=True):
    """An offence named in the text; `known` if the word list holds it."""

    start: int
    end: int
    known: bool
    strong: bool


def find_labels(text: str, lang: str) -> list[Label]:
    """The named offences of a text in order, none overlapping another."""
    grammar = label_grammar(lang)
    found = [*_after_frames(text, grammar), *_before_charges(text, grammar), *_quoted(text, grammar)]
    found.sort(key=lambda label: (label.start, -label.end))
    kept: list[Label] = []
    for label in found:
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return kept


def _after_frames(text: str, grammar: LabelGrammar) -> Iterator[Label]:
    patterns = {
        Frame.STRONG: grammar.strong,
        Frame.PENAL: grammar.penal,
        Frame.FINITE: grammar.finite,
        Frame.WEAK: grammar.weak,
    }
    for kind, pattern in patterns.items():
        for frame in pattern.finditer(text):
            labels = list(_items(text, frame.end(), grammar, kind))
            if labels and _holds(text, frame, labels, kind, grammar):
                yield from labels


def _holds(text: str, frame: re.Match[str], labels: list[Label], kind: Frame, grammar: LabelGrammar) -> bool:
    """Who speaks, and of what, lets the frame accuse somebody."""
    if kind is Frame.STRONG:
        return _accuses(text, frame, labels, grammar)
    short = kind is Frame.WEAK and len(frame.group()) <= SHORT_FRAME
    if short and not _before(text, grammar.penalty, frame.start()):
        return False
    known = kind is not Frame.WEAK and any(label.known for label in labels)
    return known or not _around(text, grammar.elsewhere, *frame.span())


def _accuses(text: str, frame: re.Match[str], labels: list[Label], grammar: LabelGrammar) -> bool:
    """An accusation that anybody may utter needs an authority; a phrase that says no wrong no sport around."""
    if grammar.active.fullmatch(frame.group()):
        return _before(text, grammar.authority, frame.start())
    if any(label.known or grammar.wrong.search(text, label.start, label.end) for label in labels):
        return True
    if grammar.anybody.search(text, max(0, frame.start() - SUBJECT), frame.end()):
        low, high = max(0, frame.start() - SENTENCE), frame.end() + SENTENCE
        if not _said(text, grammar.authority, low, high):
            return False
    return not _around(text, grammar.elsewhere, *frame.span())


def _items(text: str, at: int, grammar: LabelGrammar, kind: Frame) -> Iterator[Label]:
    """The offences that follow a frame, a list of them if joined."""
    limit, first = at + TOO_FAR, True
    while at < limit:
        lead = grammar.lead.match(text, at)
        label = _one(text, lead.end() if lead else at, grammar, kind, first=first)
        if label is None:
            return
        yield _without_part(text, label, grammar)
        join = grammar.join.match(text, label.end)
        if join is None:
            return
        at, first = join.end(), False


def _without_part(text: str, label: Label, grammar: LabelGrammar) -> Label:
    """ "Taking part in an unauthorised rally": the rally is the offence."""
    light = grammar.light.match(text, label.start, label.end)
    return Label(light.end(), label.end, label.known, label.strong) if light else label


def _one(text: str, at: int, grammar: LabelGrammar, kind: Frame, *, first: bool) -> Label | None:
    strong, quoted, offence = kind is Frame.STRONG, grammar.quoted.match(text, at), _known(text, at, grammar)
    if quoted and not (offence and offence.end() > quoted.end()):  # «дискредитация» армии is one offence
        return _in_quotes(quoted, grammar, kind)
    phrase = _phrase(text, at, grammar, kind, first=first)
    if offence and (not text[at].isupper() or not _inside_sentence(text, at)):
        end = _with_object(text, offence, phrase, grammar) if kind is not Frame.WEAK else offence.end()
        return Label(at, end, known=True, strong=strong)
    return Label(at, phrase, known=False, strong=strong) if phrase else None


def _in_quotes(quoted: re.Match[str], grammar: LabelGrammar, kind: Frame) -> Label | None:
    words = quoted["quoted"]
    known = bool(grammar.offence.search(words) or grammar.title.search(words))
    wrong = kind is Frame.PENAL and words[0].islower() and grammar.wrong.search(words)
    if known or wrong or kind is Frame.STRONG:
        return Label(*quoted.span("quoted"), known, kind is Frame.STRONG)
    return None


def _phrase(text: str, at: int, grammar: LabelGrammar, kind: Frame, *, first: bool) -> int | None:
    """Where a phrase ends that starts here and may be an offence after such a frame."""
    goes_on = first or kind is Frame.FINITE or grammar.action.match(text, at)
    if kind is Frame.WEAK or not goes_on:
        return None
    phrase = grammar.phrase.match(text, at)
    if phrase is None or not phrase.group()[0].islower() or grammar.generic.match(phrase.group()):
        return None
    end = _phrase_end(text, phrase, grammar)
    if kind is Frame.STRONG or grammar.wrong.search(text, at, end):
        return end
    conduct = grammar.conduct.match(text, at) and not grammar.everyday.match(text, at)
    return end if kind is Frame.PENAL and conduct else None


def _phrase_end(text: str, phrase: re.Match[str], grammar: LabelGrammar) -> int:
    """The end of a phrase without its dangling words, with what it quotes (instigating "hostility")."""
    end = phrase.start() + len(grammar.dangling.sub("", phrase.group().rstrip()))
    quoted = grammar.quoted.match(text, phrase.end())
    if quoted is None:
        return end
    rest = grammar.phrase.match(text, min(quoted.end() + 1, len(text)))
    return rest.start() + len(rest.group().rstrip()) if rest else quoted.end("quoted")


def _with_object(text: str, offence: re.Match[str], phrase: int | None, grammar: LabelGrammar) -> int:
    """The end of a known offence; one verb alone ("abducting") takes the words that follow it along, one
    noun alone ("theft") what it is of."""
    if not grammar.action.fullmatch(offence.group()) and " " in offence.group():
        return offence.end()
    if offence.group().endswith(VERBAL):
        return max(offence.end(), phrase or 0)
    object_ = grammar.object.match(text, offence.end())
    if object_ is None:
        return offence.end()
    return offence.end() + len(grammar.dangling.sub("", object_.group().rstrip()))


def _known(text: str, at: int, grammar: LabelGrammar) -> re.Match[str] | None:
    """The longer one of a known offence and a title of law that start here."""
    found = [m for m in (grammar.offence.match(text, at), grammar.title.match(text, at)) if m]
    return max(found, key=lambda match: match.end(), default=None)


def _inside_sentence(text: str, at: int) -> bool:
    """A capital letter here is that of a name ("Centre for Extremism Prevention")."""
    return bool(re.search(r"[\w,]\s+\Z", text[max(0, at - 4) : at]))


def _before_charges(text: str, grammar: LabelGrammar) -> Iterator[Label]:
    """ "On mass riot charges", "faces terrorism and espionage charges"."""
    for match in near(grammar.before_charges, grammar.charges, text, LONGEST_LABEL, 0):
        start, end = match.span("label")
        yield Label(start, end, known=True, strong=True)
        for earlier in grammar.known.finditer(text, max(0, start - LONGEST_LABEL), start):
            join = grammar.join.match(text, earlier.end())
            if join and join.end() == start:
                yield Label(*earlier.span(), known=True, strong=True)


def _quoted(text: str, grammar: LabelGrammar) -> Iterator[Label]:
    """A quoted known offence in a sentence about courts or police."""
    for match in grammar.quoted.finditer(text):
        offence = _known(match["quoted"], 0, grammar)
        if offence is None or len(offence.group()) * 2 < len(match["quoted"]):
            continue
        if _around(text, grammar.judicial, *match.span()):
            yield Label(*match.span("quoted"), known=True, strong=False)


@lru_cache(maxsize=8)
def _starts(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Where a pattern matches in a text; found once, however many frames ask."""
    return tuple(match.start() for match in pattern.finditer(text))


def _said(text: str, pattern: re.Pattern[str], low: int, high: int) -> bool:
    starts = _starts(text, pattern)
    return bisect_left(starts, low) < bisect_left(starts, high)


def _before(text: str, pattern: re.Pattern[str], at: int) -> bool:
    """The pattern matches in the sentence of a place in the text, before it."""
    ends = _starts(text, SENTENCE_END)
    index = bisect_left(ends, at)
    return _said(text, pattern, max(at - SENTENCE, ends[index - 1] if index else 0), at)


def _around(text: str, pattern: re.Pattern[str], start: int, end: int) -> bool:
    """The pattern matches in the sentence around `start` to `end`, not between them."""
    ends = _starts(text, SENTENCE_END)
    index = bisect_left(ends, end)
    high = min(end + SENTENCE, ends[index] if index < len(ends) else len(text))
    return _before(text, pattern, start) or _said(text, pattern, end, high)
