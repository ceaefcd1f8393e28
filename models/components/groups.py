"""People named as members of a group whose others have no name: "X and three other women", "31, X among them"."""

from __future__ import annotations

import re
from functools import cache

from models.components.context import Context
from models.vocabulary import either, vocabulary

_REACH = 60  # characters beside the name


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary(lang, "participants")
    return (
        re.compile(rf"\s*{either(words['others_after'])}", re.IGNORECASE),
        re.compile(rf"(?<!\w){either(words['others_before'])}\Z", re.IGNORECASE),
    )


def accompanied(context: Context) -> frozenset[int]:
    """Persons of whom one mention at least stands among unnamed others."""
    after, before = _patterns(context.doc.lang_)
    text = context.text
    return frozenset(
        person
        for person, cluster in enumerate(context.people)
        if any(
            after.match(text, end, end + _REACH) or before.search(text, max(0, start - _REACH), start)
            for start, end in cluster.mentions
        )
    )
