"""Offences named without an article: known ones and whatever the words of an accusation are followed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from models.components.patterns import cased, near
from models.law.titles import title_forms
from models.vocabulary import either, vocabulary

MOST_WORDS = 8  # of a phrase that is not a known offence
QUOTED = r"[\"“«'‘](?P<quoted>[^\"”»“«\n]{3,140}?)[,.]?[\"”»'’](?!\w)"
SENTENCE_END = re.compile(r"(?<!\b[A-ZА-ЯІЇЄ])[.!?…][\"'»”)]*\s+(?=[A-ZА-ЯІЇЄҐ«\"“–—])|\n")
SHORT_FRAME = 5  # characters of "for", "over": frames only in a sentence about courts or police
SENTENCE = 200  # characters of a sentence on either side that are looked at
LONGEST_LABEL = 90  # characters
SPACES = r"\s+"
VERBAL = "ing"  # how an English offence ends that is a verb
TOO_FAR = 400  # characters after which a frame no longer governs a list


class LabelGrammar(Struct, frozen=True):
    """The patterns of named offences of one language."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    offence: re.Pattern[str]
    title: re.Pattern[str]  # an offence as the codes of law call it
    quoted: re.Pattern[str]
    lead: re.Pattern[str]  # what may stand between a frame and its offence
    join: re.Pattern[str]  # what stands between two offences of a list
    phrase: re.Pattern[str]  # the words of an offence that is not known
    generic: re.Pattern[str]  # how a phrase starts that names no offence ("nothing more than")
    dangling: re.Pattern[str]  # words that such a phrase does not end with
    active: re.Pattern[str]  # frames that anybody may use of anybody: an authority has to speak
    authority: re.Pattern[str]
    action: re.Pattern[str]  # how such a phrase may go on after a comma
    before_charges: re.Pattern[str]
    charges: re.Pattern[str]  # the word that an offence stands before in "mass riot charges"
    judicial: re.Pattern[str]


class Label(Struct, frozen=True):
    """An offence named in the text; `known` if the word list holds it."""

    start: int
    end: int
    known: bool
    strong: bool


@cache
def label_grammar(lang: str) -> LabelGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, flags = vocabulary(lang, "charge_labels"), re.IGNORECASE
    before, after = rf"(?:{either(words['inchoate'])}\s+(?:the\s+|an?\s+)?)?", words["complement"]
    offence = rf"{before}{either(words['offences'])}(?!\w){after.replace(' ', SPACES)}"
    title = rf"{before}{either(title_forms(lang))}(?!\w)"
    known = rf"(?:{title}|{offence})"
    stop = rf"(?:{either(words['stops'])}(?!\w)|{either(words['joiners'])}(?!\w))"
    repeated = rf"(?:{either(words['repeated'])}\s+)?"
    joiner = either(words["joiners"])
    return LabelGrammar(
        strong=re.compile(rf"(?<!\w){cased(words['strong'])}(?=[\s:\"“«])", flags),
        weak=re.compile(rf"(?<!\w){cased(words['weak'])}(?=[\s:\"“«])", flags),
        offence=re.compile(offence, flags),
        title=re.compile(title, flags),
        quoted=re.compile(QUOTED),
        lead=re.compile(rf"(?:[\s:]|{either(words['lead'])}(?=\s))*", flags),
        join=re.compile(rf"[\"”»’]?(?:\s*,\s*(?:{joiner}\s+)?|\s+{joiner}\s+){repeated}", flags),
        phrase=re.compile(
            rf"{words['chain']}(?:(?!{stop})[^\W\d_][\w'’-]*(?:\s+|(?=[^\w\s'’-])|\Z)){{1,{MOST_WORDS}}}",
            flags,
        ),
        generic=re.compile(rf"(?:{either(words.get('generic', ()))})(?!\w)", flags),
        dangling=re.compile(rf"(?:\s+{either(words.get('dangling', ()))})+\Z", flags),
        active=re.compile(either(words.get("active", ())), flags),
        authority=re.compile(rf"(?<!\w){either(words.get('authorities', ()))}(?!\w)", flags),
        action=re.compile(words["action"]),
        before_charges=re.compile(
            rf"(?<!\w)(?P<label>{known})[\"”»’]?,?\s+{either(words['after'])}(?!\w)", flags
        ),
        charges=re.compile(rf"(?<!\w){cased(words['after'])}(?!\w)"),
        judicial=re.compile(rf"(?<!\w){either(words['judicial'])}(?!\w)", flags),
    )


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
    for strong, pattern in ((True, grammar.strong), (False, grammar.weak)):
        for frame in pattern.finditer(text):
            labels = list(_items(text, frame.end(), grammar, strong=strong))
            if (
                strong
                and grammar.active.fullmatch(frame.group())
                and not _official(text, frame.start(), grammar)
            ):
                continue
            short = labels and len(frame.group()) <= SHORT_FRAME
            if not short or _judicial(text, frame.start(), frame.end(), grammar):
                yield from labels


def _official(text: str, at: int, grammar: LabelGrammar) -> bool:
    """Police, a court or the like is named before the frame in its sentence, or a pronoun stands for it."""
    before = SENTENCE_END.split(text[max(0, at - SENTENCE) : at])[-1]
    return bool(grammar.authority.search(before))


def _items(text: str, at: int, grammar: LabelGrammar, *, strong: bool) -> Iterator[Label]:
    """The offences that follow a frame, a list of them if joined."""
    limit, first = at + TOO_FAR, True
    while at < limit:
        lead = grammar.lead.match(text, at)
        label = _one(text, lead.end() if lead else at, grammar, strong=strong, first=first)
        if label is None:
            return
        yield label
        join = grammar.join.match(text, label.end)
        if join is None:
            return
        at, first = join.end(), False


def _one(text: str, at: int, grammar: LabelGrammar, *, strong: bool, first: bool) -> Label | None:
    quoted = grammar.quoted.match(text, at)
    offence = _known(text, at, grammar)
    if quoted and not (offence and offence.end() > quoted.end()):  # «дискредитация» армии is one offence
        known = bool(grammar.offence.search(quoted["quoted"]) or grammar.title.search(quoted["quoted"]))
        if known or strong:
            return Label(quoted.start("quoted"), quoted.end("quoted"), known, strong)
        return None
    if offence and (not text[at].isupper() or not _inside_sentence(text, at)):
        end = _with_object(text, offence, grammar) if strong else offence.end()
        return Label(at, end, known=True, strong=strong)
    if not strong or not (first or grammar.action.match(text, at)):
        return None
    phrase = grammar.phrase.match(text, at)
    if phrase is None or not phrase.group()[0].islower() or grammar.generic.match(phrase.group()):
        return None
    quoted = grammar.quoted.match(text, phrase.end())  # accused of instigating "hostility"
    end = at + len(grammar.dangling.sub("", phrase.group().rstrip()))
    if quoted:
        rest = grammar.phrase.match(text, min(quoted.end() + 1, len(text)))
        end = at + len(text[at : rest.end()].rstrip()) if rest else quoted.end("quoted")
    return Label(at, end, known=False, strong=True)


def _with_object(text: str, offence: re.Match[str], grammar: LabelGrammar) -> int:
    """The end of a known offence; one verb alone ("abducting") takes the words that follow it along."""
    phrase = (
        grammar.phrase.match(text, offence.start()) if grammar.action.fullmatch(offence.group()) else None
    )
    if phrase is None or not offence.group().endswith(VERBAL):
        return offence.end()
    words = grammar.dangling.sub("", phrase.group().rstrip())
    return max(offence.end(), offence.start() + len(words))


def _known(text: str, at: int, grammar: LabelGrammar) -> re.Match[str] | None:
    """The longer one of a known offence and a title of law that start here."""
    found = [m for m in (grammar.offence.match(text, at), grammar.title.match(text, at)) if m]
    return max(found, key=lambda match: match.end(), default=None)


def _inside_sentence(text: str, at: int) -> bool:
    """A capital letter here is that of a name ("Centre for Extremism Prevention")."""
    return bool(re.search(r"[\w,]\s+\Z", text[max(0, at - 4) : at]))


def _before_charges(text: str, grammar: LabelGrammar) -> Iterator[Label]:
    for match in near(grammar.before_charges, grammar.charges, text, LONGEST_LABEL, 0):
        yield Label(*match.span("label"), known=True, strong=True)


def _quoted(text: str, grammar: LabelGrammar) -> Iterator[Label]:
    """A quoted known offence in a sentence about courts or police."""
    for match in grammar.quoted.finditer(text):
        offence = _known(match["quoted"], 0, grammar)
        if offence is None or len(offence.group()) * 2 < len(match["quoted"]):
            continue
        if _judicial(text, match.start(), match.end(), grammar):
            yield Label(match.start("quoted"), match.end("quoted"), known=True, strong=False)


def _judicial(text: str, start: int, end: int, grammar: LabelGrammar) -> bool:
    """The sentence around `start` to `end` speaks of courts or police."""
    before = SENTENCE_END.split(text[max(0, start - SENTENCE) : start])[-1]
    after = SENTENCE_END.split(text[end : end + SENTENCE])[0]
    return bool(grammar.judicial.search(before) or grammar.judicial.search(after))
