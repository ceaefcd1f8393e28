"""Which ISO code a written currency means: symbols and codes of any language, names shared by countries."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

# A name that is not a currency of its own: (family or code it counts in, how many make one).
SUBUNITS = {"kopeck": ("ruble", 100), "kopiyka": ("UAH", 100), "cent": ("USD", 100)}
# Units of account that fines are set in; their value changes every year, so they are kept as they are.
UNITS_OF_ACCOUNT = {
    "base_unit": {"BY": "BYN-BU", "UZ": "UZS-BU", "default": "BYN-BU"},
    "mci": {"KZ": "KZT-MCI", "KG": "KGS-MCI", "default": "KZT-MCI"},
    "minimum_income": {"default": "UAH-MI"},
}


@cache
def currencies() -> Mapping[str, Any]:
    """The parsed `currencies.toml`."""
    return tomllib.loads((Path(__file__).parent / "currencies.toml").read_text(encoding="utf-8"))


def is_unit_of_account(code: str) -> bool:
    """True for "BYN-BU", "KZT-MCI": not money until multiplied by the unit's value of the year."""
    return "-" in code


def iso_code(name: str, adjective: str | None, country: str | None) -> str:
    """The ISO 4217 code for `name`, a code, symbol or family of the table; `adjective` is the country of
    the word before it ("Belarusian"), `country` the one the article is about. Both ISO 3166, or None."""
    table = currencies()
    name = table["symbols"].get(name, table["aliases"].get(name, name))
    name = SUBUNITS.get(name, (name, 1))[0]
    options = table["families"].get(name) or UNITS_OF_ACCOUNT.get(name)
    if options is None:
        return str(table["renamed"].get(name, name))
    bare = None if name == "dollar" else country  # "dollars" alone are American everywhere
    return str(options.get(adjective or bare or "default", options["default"]))


def is_shared(name: str) -> bool:
    """True when the article's country is needed to tell which currency `name` means."""
    table = currencies()
    name = SUBUNITS.get(table["symbols"].get(name, table["aliases"].get(name, name)), (name, 1))[0]
    return name in table["families"] or name in UNITS_OF_ACCOUNT
