"""Reads legal citations out of a text: articles, their parts and the words of their code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from models.components.charge_codes import SENTENCE_END, Citation
from models.components.charge_grammar import ChargeGrammar, charge_grammar
from models.components.patterns import near

AHEAD = 300  # characters after the word for "article" or a code in which a list of articles ends
LIST_HINT = re.compile(r":\s\d{1,3}[.-]\d|\(\d{3}[.-]\d")  # "code: 318.1 (…), 206.1", "(369-1)"
BEHIND = 110  # characters before a citation in which its code may stand


class _Match(Struct, frozen=True):
    """A citation as matched: the lead ("part 2 of") starts at `start`, the numbers at `listed`."""

    start: int
    listed: int
    numbers_end: int
    kind: str  # article, relative, bare
    end: int = 0  # with the code that follows


def _led(text: str, match: re.Match[str], floor: int, grammar: ChargeGrammar) -> _Match:
    """A citation with the parts and the code that stand before the word for "article", from `floor` on."""
    floor = max(floor, match.start() - BEHIND)
    behind = text[floor : match.start()]
    lead = grammar.lead.search(behind) if grammar.lead_hint.search(behind) else None
    start = floor + lead.start() if lead else match.start()
    return _Match(start, match.start("list"), match.end(), "article", match.end())


def _matches(text: str, grammar: ChargeGrammar) -> list[_Match]:
    articles = list(grammar.citation.finditer(text))
    floors = [0, *(match.end() for match in articles)]
    cited = [_led(text, match, floor, grammar) for match, floor in zip(articles, floors, strict=False)]
    relative = near(grammar.relative, grammar.same_article, text, BEHIND, 1)
    bare = [
        *near(grammar.bare, grammar.code_hint, text, BEHIND, 1),
        *near(grammar.bare, LIST_HINT, text, 1, AHEAD),
    ]
    found = [
        *cited,
        *(_Match(m.start(), m.start(), m.end(), "relative", m.end()) for m in relative),
        *(_Match(m.start(), m.start(), m.end(), "bare", m.end()) for m in bare),
    ]
    kept: list[_Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _numbers(text: str, grammar: ChargeGrammar) -> list[str]:
    """Part numbers named in a piece of text, ordinal words as digits."""
    numbers = []
    for match in grammar.part_numbers.finditer(text):
        word = match.group()
        spelled = (value for pattern, value in grammar.ordinals.items() if pattern.fullmatch(word))
        numbers.append(word if word[0].isdigit() else next(spelled))
    return numbers


def _parts(fragment: str, grammar: ChargeGrammar) -> list[str | None]:
    """Parts that `fragment` (the words before or after a number) names; [None] when it names none."""
    match = grammar.parts.search(fragment)
    if match:
        return [*_numbers(match.group(), grammar)] or [None]
    short = re.fullmatch(r"\s*[/(]\s*(\w{1,2})\s*\)?", fragment)
    return [short[1]] if short else [None]


def _code_words(fragment: str, grammar: ChargeGrammar) -> tuple[str | None, str | None]:
    """(kind, country) of the words that name a code."""
    for words in grammar.codes:
        if words.pattern.search(fragment):
            named = (c for c, pattern in grammar.countries.items() if pattern.search(fragment))
            return words.kind, words.country or next(named, None)
    return None, None


def find_citations(text: str, lang: str) -> Iterator[Citation]:
    """The citations of a text in order, one an article and part. Raises NoVocabulary without word lists."""
    grammar = charge_grammar(lang)
    for match in _matches(text, grammar):
        if match.kind == "relative":
            for part in _parts(text[match.start : match.end], grammar):
                yield Citation(start=match.start, end=match.end, article="", part=part, same_article=True)
            continue
        after = grammar.code_after.match(text, match.end)
        tail = after.group() if after else ""
        kind, country = _code_words(tail or _named_before(text, match, grammar), grammar)
        if kind is None and match.kind == "bare" and not text.startswith(")", match.end):
            continue  # a number after a colon is an article only where a code is named
        end = match.end + len(tail.rstrip(" (,."))
        shared = {"kind": kind, "country": country, "same_code": bool(grammar.same_code.search(tail))}
        later = _parts((after["parts"] if after else None) or "", grammar)
        yield from _items(text, replace(match, end=end), grammar, shared, later)


def _named_before(text: str, match: _Match, grammar: ChargeGrammar) -> str:
    """The last code named in the citation or before it in its sentence."""
    spans = _code_spans(text, grammar.lang)
    at = bisect_left(spans, (match.end, 0)) - 1
    if at < 0 or spans[at][1] < match.start - BEHIND:
        return ""
    start, end = spans[at]
    return "" if SENTENCE_END.search(text[end : match.start + 1]) else text[start:end]


@lru_cache(maxsize=4)
def _code_spans(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where codes are named in a text; found once, however many articles it cites."""
    return tuple(match.span() for match in charge_grammar(lang).code.finditer(text))


def _items(
    text: str, match: _Match, grammar: ChargeGrammar, shared: dict[str, Any], later: list[str | None]
) -> Iterator[Citation]:
    """The articles of one citation. Parts and paragraph before the list belong to its first article, parts
    after the code (`later`) to its last."""
    items = _listed(text, match, grammar)
    lead = text[match.start : items[0].start()] if items else ""
    letter = grammar.paragraph.search(lead)
    for index, item in enumerate(items):
        last = index == len(items) - 1
        own = _parts(item["after"], grammar)
        if own == [None] and index == 0:
            own = _parts(lead, grammar)
        if own == [None] and last:
            own = later
        for part in own:
            yield Citation(
                start=match.start if index == 0 else item.start(),
                end=match.end if last else item.end(),
                article=item["number"].replace("‑", "-"),
                part=part,
                paragraph=letter["letter"] if letter and index == 0 else None,
                **shared,
            )


def _listed(text: str, match: _Match, grammar: ChargeGrammar) -> list[re.Match[str]]:
    """The numbers of a citation; in "ч. 2 278 УК" the number of the part is not one."""
    items = list(grammar.item.finditer(text, match.listed, match.numbers_end))
    parts = grammar.parts.search(text, match.start, match.end) if match.kind == "bare" else None
    return [item for item in items if item.start() >= parts.end()] or items if parts else items
