"""The patterns of legal citations of one language, built once from its word list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from models.vocabulary import either, vocabulary

NUMBER = r"\d{1,3}(?:[.‑-]\d{1,2}){0,3}"
_END = r"(?!\d)(?![.,]\d)(?!-\d)"


class CodeWords(Struct, frozen=True):
    """One way to name a code: its kind, the country if the name tells it, and its pattern."""

    kind: str
    country: str | None
    pattern: re.Pattern[str]


class ChargeGrammar(Struct, frozen=True):
    """Everything that reading a citation needs to know about a language."""

    citation: re.Pattern[str]  # [parts of] article 1, 2 and 3 [of the code]
    bare: re.Pattern[str]  # "278 of the Criminal Code", "criminal code: 318.1 (...), 206.1"
    relative: re.Pattern[str]  # "part 2 of the same article"
    item: re.Pattern[str]  # one article of a list with the parts that follow it
    parts: re.Pattern[str]  # part numbers with their word
    part_numbers: re.Pattern[str]
    paragraph: re.Pattern[str]
    code_before: re.Pattern[str]
    code: re.Pattern[str]
    code_after: re.Pattern[str]
    same_code: re.Pattern[str]
    codes: tuple[CodeWords, ...]
    countries: Mapping[str, re.Pattern[str]]
    ordinals: Mapping[re.Pattern[str], str]


def _code_pattern(lang: str) -> str:
    """A code with the country before or after it. Abbreviations keep their case (UK is also a country)."""
    words = vocabulary(lang, "charges")
    names = [name for code in words["codes"] for name in code["words"]]
    country = either([form for forms in words["countries"].values() for form in forms])
    own = rf"(?-i:{either(name for name in names if name.isupper())})"
    spelled = either(name for name in names if not name.isupper())
    name = rf"(?:{own}|{spelled})(?!\w)"
    then = rf"(?:\s+(?:of\s+)?(?:the\s+)?(?-i:{country})(?!\w))?"
    return rf"(?:(?:the|new|old|current|present)\s+)*(?:(?-i:{country})\s+(?:new\s+|old\s+)?)?{name}{then}"


@cache
def charge_grammar(lang: str) -> ChargeGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words = vocabulary(lang, "charges")
    number = r"\d{1,2}(?:[.-]\d)?(?![.\d]*\d)"
    ordinal = either(words["ordinals"])
    joint = rf"(?:\s*,\s*(?:{either(words['conjunctions'])}\s+)?|\s+{either(words['conjunctions'])}\s+|\s*;\s*|\s*[–-]\s*)"
    part_word = rf"(?<!\w){either(words['parts'])}"
    of = rf"(?:\s*,?\s*(?:{either(words['of'])}\s+)?)"
    paragraph = rf"(?<!\w){either(words['paragraphs'])}\s*[«\"'“]?(?P<letter>[a-zа-яіїєґ]|\d)[»\"'”]?(?!\w)"
    paragraph_ = paragraph.replace("?P<letter>", "?:")
    parts = rf"(?:{part_word}\s*(?:{number}|{ordinal}(?!\w))(?:{joint}(?:{part_word}\s*)?{number})*|(?<!\w){ordinal}\s+{either(words['parts'])}(?!\w))"
    before = rf"(?:(?:{paragraph_}{of})?{parts}{of})?"
    new = (
        rf"(?!{of}(?:the\s+)?{either(words['articles'])})"  # "ст. 28, ч. 1 ст. 438": the part of the next one
    )
    after = rf"(?:\s*,?\s*\(?\s*{parts}{new}\s*\)?|\s*/\s*\d+|\s?\(\s?[0-9a-z]\s?\))?"
    title = r"(?:\s*[(«\"“][^()«»\"“”\d]{3,90}[)»\"”])?"
    item = rf"{NUMBER}{_END}{after}"
    article = rf"(?<!\w){either([*words['articles'], *words['sections']])}\s*"
    code = _code_pattern(lang)
    named = rf"(?:{code}|{either(words['same_code'])})"
    trail = rf"(?:\.?\s*[,(]?\s*(?:{either(words['of'])}\s+)?{named}(?P<parts>{after}))?"
    listed = rf"{item}(?:{title}{joint}(?:{before}{article})?{item})*"
    flags = re.IGNORECASE
    return ChargeGrammar(
        citation=re.compile(
            rf"(?:{before}(?:{code}(?:['’]s)?\s*[,(:]?\s*)?)?{article}(?P<list>{item}(?:{title}{joint}{item})*)",
            flags,
        ),
        bare=re.compile(
            rf"(?<![\w.,])(?:{before}{item}\s+(?:{either(words['of'])}\s+)?(?={code})|(?<=:\s)(?=\d{{1,3}}[.-]\d){listed}|(?<=\()\d{{3}}[.-]\d{{1,2}}(?=\)))",
            flags,
        ),
        relative=re.compile(rf"{parts}{of}{either(words['same_article'])}", flags),
        item=re.compile(rf"(?P<number>{NUMBER}){_END}(?P<after>{after})", flags),
        parts=re.compile(parts, flags),
        part_numbers=re.compile(rf"(?<!\w)(?<!\d\.){number}|{ordinal}(?!\w)", flags),
        paragraph=re.compile(paragraph, flags),
        code_before=re.compile(rf"(?<!\w){code}(?:['’]s)?\s*[,(:–-]?\s*\Z", flags),
        code=re.compile(rf"(?<!\w){code}", flags),
        code_after=re.compile(trail, flags),
        same_code=re.compile(either(words["same_code"]), flags),
        codes=tuple(_code_words(words)),
        countries={
            country: re.compile(rf"(?<!\w){either(forms)}(?!\w)")
            for country, forms in words["countries"].items()
        },
        ordinals={re.compile(form, flags): str(value) for form, value in words["ordinals"].items()},
    )


def _code_words(words: Mapping[str, list[Mapping[str, object]]]) -> list[CodeWords]:
    found = []
    for code in words["codes"]:
        names = [str(name) for name in code["words"]]  # type: ignore[attr-defined]
        cased = (
            rf"(?-i:{either(n for n in names if n.isupper())})|{either(n for n in names if not n.isupper())}"
        )
        country = code.get("country")
        found.append(
            CodeWords(
                str(code["kind"]),
                str(country) if country else None,
                re.compile(rf"(?<!\w)(?:{cased})(?!\w)", re.IGNORECASE),
            )
        )
    return found
