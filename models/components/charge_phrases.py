"""The patterns of offences named without an article, built once from the word list of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from models.components.patterns import cased
from models.law.titles import title_forms
from models.vocabulary import either, vocabulary

MOST_WORDS = 8  # of a phrase that is not a known offence
QUOTED = r"[\"“«'‘](?P<quoted>[^\"”»“«\n]{3,140}?)[,.]?[\"”»'’](?!\w)"
SPACES = r"\s+"
GAP = r"(?:[^\S\n]+(?:[\w$€₽'’ʼ()%–-]|[.,](?=\d)|,(?=\s))+)"  # one word between a frame's two ends, no full stop
FRAME_ENDS = r"(?=[\s:\"“«])"
NO_NAME = r"(?!\s+(?:\d|(?-i:[A-ZА-ЯІЇЄҐ])))"  # "a case on Monday", "two years for Ivan"


class LabelGrammar(Struct, frozen=True):
    """The patterns of named offences of one language."""

    strong: re.Pattern[str]  # "accused of": anything that follows is an offence
    penal: re.Pattern[str]  # "fined 5,000 rubles for": what follows is one if a word of it says wrong
    weak: re.Pattern[str]  # "for", "who": only a known offence is one
    finite: re.Pattern[str]  # "the court held that he had": a verb in the past follows
    offence: re.Pattern[str]
    title: re.Pattern[str]  # an offence as the codes of law call it
    wrong: re.Pattern[str]  # the words that make conduct an offence: "unlawful", "insulting", "weapons"
    conduct: re.Pattern[str]  # how a phrase starts that tells what somebody did ("sheltering")
    everyday: re.Pattern[str]  # such conduct that no charge is called by ("posting")
    light: re.Pattern[str]  # the part played in an event that is the offence: "taking part in"
    quoted: re.Pattern[str]
    lead: re.Pattern[str]  # what may stand between a frame and its offence
    join: re.Pattern[str]  # what stands between two offences of a list
    phrase: re.Pattern[str]  # the words of an offence that is not known
    object: re.Pattern[str]  # "of medical records": what belongs to a known offence of one word
    generic: re.Pattern[str]  # how a phrase starts that names no offence ("nothing more than")
    dangling: re.Pattern[str]  # words that such a phrase does not end with
    active: re.Pattern[str]  # frames that anybody may use of anybody: an authority has to speak
    anybody: re.Pattern[str]  # such frames too, where a phrase that says no wrong needs an authority
    authority: re.Pattern[str]
    elsewhere: re.Pattern[str]  # words of sport and history, where people are accused of anything
    action: re.Pattern[str]  # how such a phrase may go on after a comma
    before_charges: re.Pattern[str]
    charges: re.Pattern[str]  # the word that an offence stands before in "mass riot charges"
    known: re.Pattern[str]
    judicial: re.Pattern[str]
    penalty: re.Pattern[str]


def _penal(pair: Mapping[str, Any]) -> str:
    """ "Fined 5,000 rubles for", "charges against the three:", or words that need none to follow."""
    if not pair["words"]:
        return cased(pair["after"])
    colon = r"|\s*:" if ":" in pair["words"] else ""
    ends = rf"(?:\s+{either(word for word in pair['words'] if word != ':')}{colon})"
    return rf"{cased(pair['after'])}(?!\w){GAP}{{0,{pair['within']}}}?{ends}"


def _frames(words: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The frames by strength. A penalty and its "for" may have some words between."""
    penal = "|".join(_penal(pair) for pair in words["penal"])
    past = rf"(?=\s+{either(words['past'])})"
    patterns = {
        "strong": rf"{cased(words['strong'])}{FRAME_ENDS}",
        "penal": rf"(?:{penal}){FRAME_ENDS}{NO_NAME}(?!\s+{either(words['pronouns'])}\s)",
        "weak": rf"{cased(words['weak'])}{FRAME_ENDS}",
        "finite": rf"{either(words['finite'])}(?!\w){GAP}{{0,6}}?{past}",
    }
    return {kind: re.compile(rf"(?<!\w){pattern}", re.IGNORECASE) for kind, pattern in patterns.items()}


def _phrase(words: Mapping[str, Any], *kinds: str) -> str:
    """A word of a phrase, none of the lists `kinds`, with the space after it."""
    stop = rf"{either(word for kind in kinds for word in words[kind])}(?!\w)"
    return rf"(?:(?!{stop})[^\W\d_][\w'’ʼ-]*(?:\s+|(?=[^\w\s'’ʼ-])|\Z))"


def _lists(words: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The plain word lists, each a pattern of whole words."""
    kinds = ("authorities", "elsewhere", "judicial")
    return {kind: re.compile(rf"(?<!\w){cased(words[kind])}(?!\w)") for kind in kinds}


@cache
def label_grammar(lang: str) -> LabelGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, flags = vocabulary(lang, "charge_labels"), re.IGNORECASE
    lists = _lists(words)
    first, word = _phrase(words, "stops", "joiners"), _phrase(words, "stops", "joiners", "verbs")
    before, after = rf"(?:{either(words['inchoate'])}\s+(?:the\s+|an?\s+)?)?", words["complement"]
    offence = rf"{before}{either(words['offences'])}(?!\w){after.replace(' ', SPACES)}"
    title = rf"{before}{either(title_forms(lang))}(?!\w)"
    known, joiner = rf"(?:{title}|{offence})", either(words["joiners"])
    joined = rf"[\"”»’]?(?:{words['adjunct']})?(?:\s*,\s*(?:{joiner}\s+)?|\s+{joiner}\s+)"
    return LabelGrammar(
        **_frames(words),
        offence=re.compile(offence, flags),
        title=re.compile(title, flags),
        wrong=re.compile(rf"(?<!\w){cased(words['wrong'])}"),
        conduct=re.compile(words["conduct"]),
        everyday=re.compile(either(words["everyday"])),
        light=re.compile(words["light"], flags),
        quoted=re.compile(QUOTED),
        lead=re.compile(rf"(?:[\s:]|{either(words['lead'])}(?=\s))*", flags),
        join=re.compile(rf"{joined}(?:{either(words['repeated'])}\s+)?", flags),
        phrase=re.compile(rf"{words['chain']}{first}{word}{{0,{MOST_WORDS - 1}}}", flags),
        object=re.compile(rf"\s+{either(words['object'])}\s+(?=(?-i:[a-zа-яіїєґ])){word}{{1,4}}", flags),
        generic=re.compile(rf"(?:{either(words.get('generic', ()))})(?!\w)", flags),
        dangling=re.compile(rf"(?:\s+{either(words.get('dangling', ()))})+\Z", flags),
        active=re.compile(either(words.get("active", ())), flags),
        anybody=re.compile(rf"(?<!\w){either(words.get('anybody', ()))}\Z", flags),
        authority=lists["authorities"],
        elsewhere=lists["elsewhere"],
        action=re.compile(words["action"]),
        before_charges=re.compile(
            rf"(?<!\w)(?P<label>{known})[\"”»’]?,?\s+{either(words['after'])}(?!\w)", flags
        ),
        charges=re.compile(rf"(?<!\w){cased(words['after'])}(?!\w)"),
        known=re.compile(rf"(?<!\w){known}", flags),
        judicial=lists["judicial"],
        penalty=re.compile(rf"(?<!\w){cased(words['penal'][0]['after'])}(?!\w)"),
    )
