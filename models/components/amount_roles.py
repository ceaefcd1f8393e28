"""What a sum is for: fine, aid, damages, bail or something else, by the trigger words near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from models.components.patterns import cased
from models.values import AmountRole
from models.vocabulary import vocabulary

REACH = 160  # characters on either side in which a trigger word counts
HALF = 30  # characters over which its weight halves
AFTER = 0.8  # words after the sum count less than words before it
SENTENCE_END = re.compile(r"(?<!\b[A-ZА-ЯІЇЄ])(?<!\d)[.!?]['\"”»)]*\s+(?=[\"“«(]?[A-ZА-ЯІЇЄ])|\n")
BARE = 0.25  # below this score the words near a sum do not tell its role
EARLIER = 0.5  # weight of the sentence before
WHOLE_TEXT = 0.3  # weight of the whole text
STRONG = 3  # weight of the words that count there


@cache
def _cues(lang: str) -> tuple[tuple[AmountRole, float, re.Pattern[str]], ...]:
    roles = vocabulary(lang, "amount_roles")["roles"]
    return tuple(
        (role, float(cue["weight"]), re.compile(rf"(?<!\w){cased(cue['words'])}"))
        for role, cues in roles.items()
        for cue in cues
    )


class _Cue(Struct, frozen=True):
    start: int
    end: int
    role: AmountRole
    weight: float


class _Clues(Struct, frozen=True):
    """The trigger words of one text in order, and where its sentences end."""

    cues: tuple[_Cue, ...]
    starts: tuple[int, ...]  # of the cues
    breaks: tuple[int, ...]  # where sentences start
    shares: Mapping[AmountRole, float]  # how the strong cues are divided among the roles


@lru_cache(maxsize=4)
def _clues(text: str, lang: str) -> _Clues:
    """Found once a text, however many sums it names."""
    cues = sorted(
        (
            _Cue(match.start(), match.end(), role, weight)
            for role, weight, pattern in _cues(lang)
            for match in pattern.finditer(text)
        ),
        key=lambda cue: cue.start,
    )
    strong = Counter(cue.role for cue in cues if cue.weight >= STRONG)
    return _Clues(
        cues=tuple(cues),
        starts=tuple(cue.start for cue in cues),
        breaks=tuple(match.end() for match in SENTENCE_END.finditer(text)),
        shares={role: count / strong.total() for role, count in strong.items()},
    )


def amount_role(text: str, start: int, end: int, lang: str) -> AmountRole:
    """The role of the sum at characters `start` to `end`: every trigger word in its sentence votes, nearer
    words more, those of the sentence before it half; the whole text breaks the silence of both."""
    clues = _clues(text, lang)
    sentence = bisect_right(clues.breaks, start)
    own = max(clues.breaks[sentence - 1] if sentence else 0, start - REACH)
    stop = min(clues.breaks[sentence] if sentence < len(clues.breaks) else len(text), end + REACH)
    scores: dict[AmountRole, float] = defaultdict(float)
    for cue in _between(clues, own, stop):
        distance = start - cue.end if cue.end <= start else max(0, cue.start - end)
        scores[cue.role] += cue.weight * (1 if cue.end <= start else AFTER) * 0.5 ** (distance / HALF)
    if max(scores.values(), default=0.0) < BARE:
        for cue in _between(clues, start - REACH, own):
            scores[cue.role] += cue.weight * EARLIER * 0.5 ** ((start - cue.end) / HALF)
    for role, share in clues.shares.items():
        scores[role] += share * WHOLE_TEXT
    return max(scores, key=lambda role: scores[role], default="other")


def _between(clues: _Clues, start: int, end: int) -> tuple[_Cue, ...]:
    return clues.cues[bisect_left(clues.starts, start) : bisect_left(clues.starts, end)]
