"""The patterns of legal citations of one language, built once from its word list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from models.components.patterns import cased
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

    lang: str
    citation: re.Pattern[str]  # article 1, 2 and 3
    lead_hint: re.Pattern[str]  # a word that a lead must hold
    lead: re.Pattern[str]  # [parts of] [the code] that end where a citation starts
    bare: re.Pattern[str]  # "278 of the Criminal Code", "criminal code: 318.1 (...), 206.1"
    code_hint: re.Pattern[str]  # words near which a bare article may stand
    same_article: re.Pattern[str]
    relative: re.Pattern[str]  # "part 2 of the same article"
    item: re.Pattern[str]  # one article of a list with the parts that follow it
    parts: re.Pattern[str]  # part numbers with their word
    part_numbers: re.Pattern[str]
    paragraph: re.Pattern[str]
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


class _Pieces(Struct, frozen=True):
    """The building blocks of the patterns of one language."""

    number: str  # of a part
    ordinal: str
    joint: str  # between the members of a list
    of: str
    paragraph: str
    parts: str
    article: str
    code: str

    @property
    def before(self) -> str:
        """Paragraph and parts before the word for "article"."""
        paragraph = self.paragraph.replace("?P<letter>", "?:")
        return rf"(?:(?:{paragraph}{self.of})?{self.parts}{self.of})?"

    @property
    def after(self) -> str:
        """Parts after the number of an article, if not the next article's ("ст. 28, ч. 1 ст. 438")."""
        new = rf"(?!{self.of}(?:the\s+)?{self.article})"
        return rf"(?:\s*,?\s*\(?\s*{self.parts}{new}\s*\)?|\s*/\s*\d+|\s?\(\s?[0-9a-z]\s?\))?"

    @property
    def item(self) -> str:
        return rf"{NUMBER}{_END}{self.after}"

    def listed(self, lead: str = "") -> str:
        """Articles with titles in brackets or quotes between; `lead` may stand before each next one."""
        title = r"(?:\s*[(«\"“][^()«»\"“”\d]{3,90}[)»\"”])?"
        return rf"{self.item}(?:{title}{self.joint}{lead}{self.item})*"


def _pieces(lang: str) -> _Pieces:
    words = vocabulary(lang, "charges")
    number, ordinal = r"\d{1,2}(?:[.-]\d)?(?![.\d]*\d)", either(words["ordinals"])
    conjunction = either(words["conjunctions"])
    joint = rf"(?:\s*,\s*(?:{conjunction}\s+)?|\s+{conjunction}\s+|\s*;\s*|\s*[–-]\s*)"
    word = rf"(?<!\w){either(words['parts'])}"
    counted = rf"{word}\s*(?:{number}|{ordinal}(?!\w))(?:{joint}(?:{word}\s*)?{number})*"
    return _Pieces(
        number=number,
        ordinal=ordinal,
        joint=joint,
        of=rf"(?:\s*,?\s*(?:{either(words['of'])}\s+)?)",
        paragraph=rf"(?<!\w){either(words['paragraphs'])}\s*[«\"'“]?(?P<letter>[a-zа-яіїєґ]|\d)[»\"'”]?(?!\w)",
        parts=rf"(?:{counted}|(?<!\w){ordinal}\s+{either(words['parts'])}(?!\w))",
        article=rf"(?<!\w){either([*words['articles'], *words['sections']])}\s*",
        code=_code_pattern(lang),
    )


def _code_hint(words: Mapping[str, Any]) -> str:
    """First words of the names of codes, quick to find."""
    penal = [code for code in words["codes"] if code["kind"] not in ("decoy", "law")]
    return cased(name.partition(" ")[0] for code in penal for name in code["words"])


@cache
def charge_grammar(lang: str) -> ChargeGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, p, flags = vocabulary(lang, "charges"), _pieces(lang), re.IGNORECASE
    of = rf"(?:{either(words['of'])}\s+)?"
    named = rf"(?:{p.code}|{either(words['same_code'])})"
    lead = rf"(?<!\w){p.before}(?:{p.code}(?:['’]s)?\s*[,(:]?\s*)?\Z"
    again = p.listed(rf"(?:{p.before}{p.article})?")
    bare = (
        rf"{p.before}{p.item}\s+{of}(?={p.code})",  # "278 УК России"
        rf"(?<=:\s)(?=\d{{1,3}}[.-]\d){again}",  # "code: 318.1 (…), 206.1"
        r"(?<=\()\d{3}[.-]\d{1,2}(?=\))",  # "discrediting Belarus (369-1)"
    )
    return ChargeGrammar(
        lang=lang,
        citation=re.compile(
            rf"(?<!\w){cased([*words['articles'], *words['sections']])}\s*(?P<list>{p.listed()})", flags
        ),
        lead_hint=re.compile(rf"{either([*words['parts'], *words['ordinals']])}|{_code_hint(words)}", flags),
        lead=re.compile(lead, flags),
        bare=re.compile(rf"(?<![\w.,])(?:{'|'.join(bare)})", flags),
        code_hint=re.compile(rf"(?<!\w){_code_hint(words)}"),
        same_article=re.compile(either(words["same_article"]), flags),
        relative=re.compile(rf"{p.parts}{p.of}{either(words['same_article'])}", flags),
        item=re.compile(rf"(?P<number>{NUMBER}){_END}(?P<after>{p.after})", flags),
        parts=re.compile(p.parts, flags),
        part_numbers=re.compile(rf"(?<!\w)(?<!\d\.){p.number}|{p.ordinal}(?!\w)", flags),
        paragraph=re.compile(p.paragraph, flags),
        code=re.compile(rf"(?<!\w){p.code}", flags),
        code_after=re.compile(rf"(?:\.?\s*[,(]?\s*{of}{named}(?P<parts>{p.after}))?", flags),
        same_code=re.compile(either(words["same_code"]), flags),
        codes=tuple(_code_words(words)),
        countries={
            country: re.compile(rf"(?<!\w){either(forms)}(?!\w)")
            for country, forms in words["countries"].items()
        },
        ordinals={re.compile(form, flags): str(value) for form, value in words["ordinals"].items()},
    )


def _code_words(words: Mapping[str, Any]) -> list[CodeWords]:
    found = []
    for code in words["codes"]:
        names = [str(name) for name in code["words"]]
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
