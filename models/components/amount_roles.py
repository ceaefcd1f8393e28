"""What a sum is for: fine, aid, damages, bail or something else, by the trigger words near it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

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


def amount_role(text: str, start: int, end: int, lang: str) -> AmountRole:
    """The role of the sum at characters `start` to `end`: every trigger word in its sentence votes, nearer
    words more, those of the sentence before it half; the whole text breaks the silence of both."""
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH]
    ends = list(SENTENCE_END.finditer(before))
    own = ends[-1].end() if ends else 0
    stop = SENTENCE_END.search(after)
    scores = _votes(before[own:], after[: stop.start()] if stop else after, lang)
    if max(scores.values(), default=0.0) < BARE:
        for role, value in _votes(before[:own], "", lang, gap=len(before) - own).items():
            scores[role] = scores.get(role, 0.0) + value * EARLIER
    for role, share in _shares(text, lang):
        scores[role] = scores.get(role, 0.0) + share * WHOLE_TEXT
    return max(scores, key=lambda role: scores[role], default="other")


@lru_cache(maxsize=8)
def _shares(text: str, lang: str) -> tuple[tuple[AmountRole, float], ...]:
    """How the strong trigger words of the whole text are divided among the roles."""
    counts = {
        role: sum(
            weight >= STRONG and len(pattern.findall(text)) for r, weight, pattern in _cues(lang) if r == role
        )
        for role, _, _ in _cues(lang)
    }
    total = sum(counts.values())
    return tuple((role, count / total) for role, count in counts.items()) if total else ()


def _votes(before: str, after: str, lang: str, gap: int = 0) -> dict[AmountRole, float]:
    scores: dict[AmountRole, float] = {}
    for role, weight, pattern in _cues(lang):
        for match in pattern.finditer(before):
            distance = len(before) - match.end() + gap
            scores[role] = scores.get(role, 0.0) + weight * 0.5 ** (distance / HALF)
        for match in pattern.finditer(after):
            scores[role] = scores.get(role, 0.0) + weight * AFTER * 0.5 ** (match.start() / HALF)
    return scores
