"""What a sum is for: fine, aid, damages, bail or something else, by the trigger words near it."""

from __future__ import annotations

import re
from functools import cache

from models.values import AmountRole
from models.vocabulary import either, vocabulary

REACH = 160  # characters on either side in which a trigger word counts
HALF = 45  # characters over which its weight halves
AFTER = 0.8  # words after the sum count less than words before it
SENTENCE_END = re.compile(r"(?<!\b[A-ZА-ЯІЇЄ])(?<!\d)[.!?]['\"”»)]*\s+(?=[\"“«(]?[A-ZА-ЯІЇЄ])|\n")
BARE = 0.25  # below this score the sum is "other"


@cache
def _cues(lang: str) -> tuple[tuple[AmountRole, float, re.Pattern[str]], ...]:
    roles = vocabulary(lang, "amount_roles")["roles"]
    return tuple(
        (role, float(cue["weight"]), re.compile(rf"(?<!\w){either(cue['words'])}", re.IGNORECASE))
        for role, cues in roles.items()
        for cue in cues
    )


def amount_role(text: str, start: int, end: int, lang: str) -> AmountRole:
    """The role of the sum at characters `start` to `end`: every trigger word in the sentence votes, nearer
    words more; without a vote the sentence before it is asked, then the role is "other"."""
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH]
    ends = list(SENTENCE_END.finditer(before))
    own = ends[-1].end() if ends else 0
    stop = SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    scores = _votes(before[own:], after, lang)
    if not scores or max(scores.values()) < BARE:
        for role, value in _votes(before[:own], "", lang, gap=len(before) - own).items():
            scores[role] = scores.get(role, 0.0) + value / 2
    if not scores:
        return "other"
    best = max(scores, key=lambda role: scores[role])
    return best if scores[best] >= BARE / 4 else "other"


def _votes(before: str, after: str, lang: str, gap: int = 0) -> dict[AmountRole, float]:
    scores: dict[AmountRole, float] = {}
    for role, weight, pattern in _cues(lang):
        for match in pattern.finditer(before):
            distance = len(before) - match.end() + gap
            scores[role] = scores.get(role, 0.0) + weight * 0.5 ** (distance / HALF)
        for match in pattern.finditer(after):
            scores[role] = scores.get(role, 0.0) + weight * AFTER * 0.5 ** (match.start() / HALF)
    return scores
