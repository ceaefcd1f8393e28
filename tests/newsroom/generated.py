"""Generated articles for benchmarks: the same number always gives the same text."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.newsroom.stories import Story

WORDS: dict[str, list[Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
EPOCH = datetime(2019, 1, 1, 9, 0, tzinfo=UTC)
PATH = re.compile(r"/en/news/g(\d{6})/")


def generated_story(path: str, pages: int) -> Story | None:
    """The generated story at `path`, if it is one of the first `pages`."""
    found = PATH.fullmatch(path)
    return make_story(int(found[1])) if found and int(found[1]) < pages else None


def generated_stories(pages: int) -> Iterator[Story]:
    return (make_story(number) for number in range(pages))


def make_story(number: int) -> Story:
    """Story `number`, about 150 words: two of three report an incident, the third something else."""
    chance = random.Random(number)
    values = _values(chance)
    title, opening = chance.choice(WORDS["incidents" if number % 3 else "other_news"])
    sentences = [text.format(**values, other=_name(chance)) for text in chance.sample(WORDS["filler"], 8)]
    pairs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return Story(
        slug=f"g{number:06d}",
        lang="en",
        title=title.format(**values),
        published=EPOCH + timedelta(hours=2 * number),
        section="News",
        byline=_name(chance),
        paragraphs=(opening.format(**values), *pairs),
        parts=frozenset({"ticker", "similar", "donation"} if number % 2 else {"jsonld"}),
    )


def _name(chance: random.Random) -> str:
    first, stem, ending = (chance.choice(WORDS[kind]) for kind in ("first", "stems", "endings"))
    return f"{first} {stem}{ending}"


def _values(chance: random.Random) -> dict[str, str]:
    who = _name(chance)
    reason, article = chance.choice(WORDS["reasons"])
    return {
        "who": who,
        "first": who.split()[0],
        "town": chance.choice(WORDS["towns"]),
        "reason": reason,
        "article": article,
        "sum": f"{chance.randrange(10, 300)},000",
        "days": str(chance.randrange(3, 16)),
        "n": str(chance.randrange(5, 90)),
        "year": str(chance.randrange(1980, 2019)),
    }
