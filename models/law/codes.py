"""The codes of law, their numbering, and the provisions we know by title."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

HERE = Path(__file__).parent


class Provision(Struct, frozen=True):
    """One article of a code and its short title in three languages."""

    code: str
    article: str
    titles: Mapping[str, str]  # "en", "ru", "uk"


@cache
def codes() -> Mapping[str, Mapping[str, Any]]:
    """The parsed `codes.toml`, by country (ISO 3166)."""
    return tomllib.loads((HERE / "codes.toml").read_text(encoding="utf-8"))


@cache
def provisions() -> Mapping[tuple[str, str], Provision]:
    """Every provision of the tables by (code, article). The tables hold what persecution news cites, not
    whole codes: an article that is missing from them may well exist."""
    found = {}
    for path in sorted((HERE / "tables").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t"):
                titles = {lang: row[lang] for lang in ("en", "ru", "uk")}
                found[path.stem, row["article"]] = Provision(path.stem, row["article"], titles)
    return found


def provision(code: str, article: str) -> Provision | None:
    """The provision, or None when the tables do not hold it."""
    return provisions().get((code, article))


def code_of(country: str, kind: str) -> str | None:
    """The code of a `country` (ISO 3166) for a `kind` (UK criminal, KoAP administrative, TMK), or None."""
    name = codes().get(country, {}).get(kind)
    return str(name) if name else None


def country_of_code(code: str) -> str:
    """ISO 3166 of a code's country: "RU-KoAP" -> "RU"."""
    return code.partition("-")[0]


def kind_by_number(country: str, article: str) -> str | None:
    """UK or KoAP as far as the numbering of the country tells, else None."""
    numbering = codes().get(country, {})
    first = int(article.replace("-", ".").partition(".")[0])
    if "koap_below" in numbering:
        if first < numbering["koap_below"] and "." in article:
            return "KoAP"
        if first >= numbering["uk_from"]:
            return "UK"
    known = [kind for kind in ("UK", "KoAP") if (code := code_of(country, kind)) and provision(code, article)]
    return known[0] if len(known) == 1 else None
