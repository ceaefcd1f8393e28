"""A person's grammatical gender, guessed from titles, pronouns near by and the endings of Slavic names."""

from __future__ import annotations

import re
from typing import Literal

Gender = Literal["masc", "femn"]

_FEMALE = re.compile(
    r"(?:ova|eva|yeva|ieva|ina|skaya|skaia|ska|tska|ivna|ovna|evna|kyzy|kizi|qizi|aya|ova|ska|ова|ева|єва|ина|іна|ская|ська|цька|івна|овна|евна|кызы)$",
    re.I,
)
_MALE = re.compile(
    r"(?:ov|ev|yev|iev|in|sky|skyi|skiy|skyy|ski|tskyi|enko|uk|yuk|ovich|evich|ych|oglu|ов|ев|єв|ин|ін|ский|ський|цький|ович|евич|оглы)$",
    re.I,
)
_FEMALE_FIRST = re.compile(r"[^aeiouаеиоу]?[aаяia]$", re.I)
_MALE_IN_A = frozenset(
    "mykola nikita illya ilya danila mustafa musa isa foma kuzma luka savva murtaza abla mykyta ilia "
    "микола никита илья данила мустафа муса иса лука мыкита микита ілля".split()
)


_PATRONYMIC_FEMALE = re.compile(
    r"(?:ovna|evna|ivna|yivna|kyzy|kizi|qizi|овна|евна|ївна|івна|ична|кызы|кизи)$", re.I
)
_PATRONYMIC_MALE = re.compile(r"(?:ovich|evich|ovych|evych|oglu|ogly|ович|евич|йович|ьич|оглы|огли)$", re.I)


def patronymic_gender(name: str) -> Gender | None:
    """The gender that a patronymic among three or more words of a name tells."""
    words = name.split()
    for word in words[1:] if len(words) > 2 else ():
        if _PATRONYMIC_FEMALE.search(word):
            return "femn"
        if _PATRONYMIC_MALE.search(word):
            return "masc"
    return None


def gender_of(name: str) -> Gender | None:
    """The likely gender of the bearer of a full name; None where the name does not tell."""
    tokens = name.split()
    if len(tokens) > 1:
        for token in reversed(tokens):
            if _FEMALE.search(token):
                return "femn"
            if _MALE.search(token):
                return "masc"
    first = tokens[0].lower() if tokens else ""
    if first in _MALE_IN_A:
        return "masc"
    if _FEMALE_FIRST.search(first):
        return "femn"
    return "masc" if len(tokens) > 1 else None
