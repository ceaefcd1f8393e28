"""Which language a text is in: lingua among the region's languages and those they get mixed up with."""

from __future__ import annotations

import re
from functools import cache

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

KNOWN = ("en", "ru", "uk", "be", "tr", "crh")
# Languages without a model of ours stay in the race: without them a German page would come out as English.
OTHERS = (
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "bg",
    "sr",
    "kk",
    "az",
    "ro",
    "cs",
    "ka",
    "hy",
    "ar",
    "hu",
    "nl",
    "pt",
    "sv",
    "lt",
    "fa",
)
SAMPLE = 400  # characters that settle the question
LANG_ATTRIBUTE = {
    "ua": "uk",
    "by": "be",
    "ct": "crh",
    "qt": "crh",
    "krt": "crh",
}  # country codes used as languages
CRIMEAN_LATIN = re.compile(r"ñ|\bq\w*|\w*[aâı]q\b", re.IGNORECASE)  # q and ñ: not letters of Turkish
CRIMEAN_CYRILLIC = re.compile(r"къ|гъ|нъ|дж", re.IGNORECASE)  # Crimean Tatar digraphs, rare in Russian
ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "was",
        "that",
        "for",
        "on",
        "with",
        "by",
        "as",
        "at",
        "from",
        "it",
        "not",
    )
)
UKRAINIAN = frozenset("іїєґ")
RUSSIAN = frozenset("ыэ")  # not in Ukrainian or Bulgarian
OTHER_CYRILLIC = frozenset("ўәғқңөұүһђјљњћџѓќ")  # Belarusian, Kazakh, Serbian, Macedonian
SURE = 200  # characters from which letters and small words decide
TURKIC_CONFUSIONS = frozenset({"tr", "az", "kk", "ru", "bg", "sr"})


@cache
def _detector() -> LanguageDetector:
    codes = [IsoCode639_1.from_str(code.upper()) for code in (*KNOWN, *OTHERS) if code != "crh"]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()


def _plain(text: str) -> str | None:
    """English, Russian and Ukrainian where letters or small words leave no doubt; else None."""
    words = text.lower().split()
    if text.isascii() and sum(word in ENGLISH for word in words) > 0.2 * len(words):
        return "en"
    letters = set(text.lower())
    if letters & UKRAINIAN and not letters & (RUSSIAN | OTHER_CYRILLIC):
        return "uk"
    return "ru" if letters >= RUSSIAN and not letters & (UKRAINIAN | OTHER_CYRILLIC) else None


def declared_language(attribute: str | None) -> str | None:
    """`uk-UA` -> `uk`, with the codes sites get wrong; None for anything that is no language code."""
    if not attribute:
        return None
    code = re.split(r"[-_]", attribute.strip().lower())[0]
    code = LANG_ATTRIBUTE.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def detect_language(text: str, attribute: str | None = None) -> str | None:
    """ISO 639 code of `text`, or None when it is too short or unclear and nothing is declared.

    The text is believed before the page's `lang` attribute: templates keep one attribute for all editions.
    """
    declared = declared_language(attribute)
    sample = text[:SAMPLE]
    code = (_plain(sample) if len(sample) >= SURE else None) or _lingua(sample)
    if code in TURKIC_CONFUSIONS and _crimean_tatar(sample, declared == "crh"):
        return "crh"
    if len(sample) < 40:
        return declared or code
    return code or declared


def _lingua(sample: str) -> str | None:
    found = _detector().detect_language_of(sample)
    return found.iso_code_639_1.name.lower() if found else None


def _crimean_tatar(text: str, declared: bool) -> bool:
    words = len(text.split()) or 1
    marks = max(len(CRIMEAN_LATIN.findall(text)), len(CRIMEAN_CYRILLIC.findall(text)))
    return marks / words > (0.03 if declared else 0.12)
