"""Settles the code of every citation: its own words, a code shared with a neighbour, else the numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from models.law.codes import code_of, codes, country_of_code, kind_by_number, provision, provisions
from models.places.country import country_of, mentioned_countries
from models.values import LegalArticle

EARLIER = 20  # provisions cited before that tell the code of one without
SHARED_WITHIN = 90  # characters between a citation and the next one whose code it shares
SENTENCE_END = re.compile(r"[.!?][\"'»”)]*\s+[A-ZА-ЯІЇЄҐ«\"“]|\n")
_ABBREVIATED = re.compile(r"(?:ст|ч|п|art|p|par|pt)\.\s+\Z", re.IGNORECASE)
UNKNOWN = "-"
SHARED_KINDS = ("UK", "KoAP")  # kinds of code that several countries have


class Citation(Struct, frozen=True, kw_only=True):
    """An article as written, before its code is settled."""

    start: int
    end: int
    article: str
    part: str | None = None
    paragraph: str | None = None
    kind: str | None = None  # UK, KoAP, TMK, law, decoy: what the words of its code say
    country: str | None = None  # ISO 3166, where they say that too
    same_code: bool = False  # "of the same code"
    same_article: bool = False  # "part 2 of the same article"; `article` is empty


def resolve_codes(text: str, citations: Sequence[Citation], country: str | None) -> list[LegalArticle | None]:
    """One provision a citation, or None for one that is no charge (a convention, a constitution)."""
    leading = country or country_of(text)
    shared = _share(text, [_follow(citations, index) for index in range(len(citations))])
    found: list[LegalArticle | None] = []
    previous: list[LegalArticle] = []
    for citation in shared:
        value = _provision(citation, previous, text, leading)
        found.append(value)
        if value is not None and value not in previous[-EARLIER:]:
            previous.append(value)
    return found


def _follow(citations: Sequence[Citation], index: int) -> Citation:
    """ "Part 2 of the same article": the article and code words of the citation before it."""
    citation = citations[index]
    if not citation.same_article:
        return citation
    for earlier in reversed(citations[max(0, index - EARLIER) : index]):
        if not earlier.same_article:
            return replace(citation, article=earlier.article, kind=earlier.kind, country=earlier.country)
    return citation


def _share(text: str, citations: list[Citation]) -> list[Citation]:
    """A citation without code words takes those of the next one in the same sentence ("article 111-1 and
    article 111 of the Criminal Code of Ukraine")."""
    shared = list(citations)
    for index in range(len(shared) - 2, -1, -1):
        here, following = shared[index], shared[index + 1]
        gap = text[here.end : following.start]
        if here.kind or here.same_code or not following.kind or following.same_code:
            continue
        if following.kind != "decoy" and len(gap) <= SHARED_WITHIN and not _ends_sentence(gap):
            shared[index] = replace(here, kind=following.kind, country=following.country)
    return shared


def _ends_sentence(gap: str) -> bool:
    return any(not _ABBREVIATED.search(gap[: match.end() - 1]) for match in SENTENCE_END.finditer(gap))


def _provision(
    citation: Citation, previous: list[LegalArticle], text: str, leading: str | None
) -> LegalArticle | None:
    if citation.kind == "decoy" or not citation.article:
        return None
    if citation.kind == "law":
        return _value(citation, UNKNOWN)
    if citation.same_code and previous:
        return _value(citation, previous[-1].code)
    if citation.kind:
        return _stated(citation, previous, leading)
    return _inferred(citation, previous, text, leading)


def _stated(citation: Citation, previous: list[LegalArticle], leading: str | None) -> LegalArticle:
    """The text names the kind of code, perhaps not whose."""
    kind = citation.kind or "UK"
    same = [value for value in previous[-EARLIER:] if value.code != UNKNOWN]
    places = [citation.country, *_fitting(citation.article, kind)]
    if not citation.country:
        places = [*(country_of_code(value.code) for value in reversed(same)), leading, *places]
    country = next(
        (c for c in places if c and code_of(c, kind) and _possible(c, kind, citation.article)), None
    )
    country = country or next((c for c in places if c and code_of(c, kind)), None)
    if country is None:
        return _value(citation, UNKNOWN)
    by_number = kind_by_number(country, citation.article)
    if by_number and by_number != kind and "." in citation.article:
        note = f"the text names the {kind} code, but the number is one of the {by_number} code"
        return _value(citation, code_of(country, by_number) or UNKNOWN, note=note)
    return _value(
        citation,
        code_of(country, kind) or UNKNOWN,
        inferred=citation.country is None and kind in SHARED_KINDS,
    )


def _inferred(
    citation: Citation, previous: list[LegalArticle], text: str, leading: str | None
) -> LegalArticle | None:
    """No code is named: an earlier one in the article, else the country whose numbering fits."""
    previous = previous[-EARLIER:]
    again = [value for value in previous if value.article == citation.article]
    for value in reversed(again or previous):
        country, kind = country_of_code(value.code), _kind_of(value.code)
        if value.code == UNKNOWN or not _possible(country, kind, citation.article):
            continue
        other = kind if again else kind_by_number(country, citation.article) or kind
        return _value(citation, code_of(country, other) or value.code, inferred=True)
    if citation.article.isdigit() and int(citation.article) < 100:
        return None  # "Article 6": a convention or a constitution whose name stands elsewhere
    ranked = [leading or "", *(place for place, _ in mentioned_countries(text).most_common())]
    numbered = [(place, by) for place in ranked if (by := kind_by_number(place, citation.article))]
    for place, guess in [*numbered, *((place, "UK") for place in ranked)]:
        code = code_of(place, guess)
        if code and _possible(place, guess, citation.article):
            return _value(citation, code, inferred=True)
    return None if citation.article.isdigit() else _value(citation, UNKNOWN)


def _kind_of(code: str) -> str:
    country = country_of_code(code)
    return next((kind for kind, name in codes().get(country, {}).items() if name == code), "UK")


def _possible(country: str, kind: str, article: str) -> bool:
    """The numbering of the code allows such a number: dots in Russia, hyphens in Ukraine and Belarus."""
    numbering = codes().get(country, {})
    if "-" in article:
        return bool(numbering.get("hyphened") or numbering.get("dotted"))  # "208-2" may be a part
    if "." in article:
        return bool(numbering.get("dotted") or (kind == "KoAP" and numbering.get("dotted_koap")))
    if "koap_below" in numbering and kind == "UK" and int(article) < 20:
        return False
    return not ("koap_below" in numbering and kind == "KoAP")


def _fitting(article: str, kind: str) -> list[str]:
    """Countries whose tables hold the article."""
    return [c for c in codes() if (code := code_of(c, kind)) and provision(code, article)]


def _value(citation: Citation, code: str, *, inferred: bool = False, note: str | None = None) -> LegalArticle:
    article, part = _split_part(code, citation.article, citation.part)
    return LegalArticle(
        code=code,
        article=article,
        part=part,
        paragraph=citation.paragraph,
        inferred=inferred,
        note=note or _unknown_number(code, article),
    )


def _split_part(code: str, article: str, part: str | None) -> tuple[str, str | None]:
    """ "208-2" and "280.1.2" are part 2 of articles 208 and 280.1 where no such article exists."""
    numbering = codes().get(country_of_code(code), {})
    if part or numbering.get("deep") or provision(code, article):
        return article, part
    for mark in "-.":
        head, found, tail = article.rpartition(mark)
        whole = mark == "-" and numbering.get("dotted") and not numbering.get("hyphened")
        if found and (whole or head.count(".") == 1 or "-" in head) and (provision(code, head) or whole):
            return head, tail
    return article, part


@lru_cache(maxsize=1024)
def _unknown_number(code: str, article: str) -> str | None:
    """A note when the tables hold neighbours of the article (205, 205.5) but not the article (205.15)."""
    head, dotted, _ = article.partition(".")
    if not dotted or provision(code, article):
        return None
    family = [a for c, a in provisions() if c == code and (a == head or a.startswith(f"{head}."))]
    return f"no article {article} among those known of {code}" if len(family) > 2 else None
