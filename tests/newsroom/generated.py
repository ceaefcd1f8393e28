"""Generated articles for benchmarks: the same number always gives the same text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from tests.newsroom.stories import Story

FIRST = [
    "Ayder",
    "Server",
    "Rustem",
    "Lenur",
    "Seyran",
    "Enver",
    "Zarema",
    "Elvina",
    "Lilia",
    "Gulnara",
    "Emine",
    "Oleh",
    "Taras",
    "Iryna",
    "Halyna",
]
LAST = [
    "Karabashev",
    "Tuvaliev",
    "Osmanchik",
    "Beytulov",
    "Chalbashev",
    "Mamedlyaev",
    "Horbanko",
    "Stelmashko",
    "Vyrvenko",
]
TOWNS = [
    "Sudak",
    "Kerch",
    "Yalta",
    "Alushta",
    "Dzhankoi",
    "Bakhchysarai",
    "Simferopol",
    "Feodosia",
    "Armyansk",
    "Saky",
]
REASONS = (
    ("a flag in the window", "Article 20.3.3 of the Code of Administrative Offences"),
    ("a song at a wedding", "part 1 of Article 20.3 of the Code of Administrative Offences"),
    ("a one-person picket", "Article 20.2 of the Code of Administrative Offences"),
    ("a comment on a social network", "Article 280.3 of the Criminal Code"),
)
FILLER = (
    "The hearing lasted {n} minutes and journalists were not let into the room.",
    "A neighbour, {other}, brought a folder of good references from the school where {first} once taught.",
    "The court office said that the full text would be ready in {n} days.",
    "Outside it was raining, and some {n} people waited under the roof of the bus stop.",
    "The family keeps a small shop near the market in {town} and grows grapes on a slope above it.",
    "Buses to {town} left on time, the ferry did not, and the bakery sold out before noon.",
    "{other} said that the street had been quiet for {n} years before that morning.",
)
SPORT = (
    "{town} beat the guests {n}:2 and the stand sang until the lights went out.",
    "The club has released its goalkeeper {name} and now looks for another one.",
    "Tickets cost {sum} rubles, and the cashier ran out of change.",
)
EPOCH = datetime(2019, 1, 1, 9, 0, tzinfo=UTC)
PATH = re.compile(r"/en/news/g(\d{6})/")


def generated_story(path: str, pages: int) -> Story | None:
    """The generated story at `path`, if it is one of the first `pages`."""
    found = PATH.fullmatch(path)
    return make_story(int(found[1])) if found and int(found[1]) < pages else None


def generated_stories(pages: int) -> Iterator[Story]:
    return (make_story(number) for number in range(pages))


def make_story(number: int) -> Story:
    """Story `number`: two of three report a fine or an arrest, one is about sport."""
    chance = random.Random(number)
    names = {
        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "other": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "town": chance.choice(TOWNS),
        "sum": f"{chance.randrange(10, 300)},000",
        "n": str(chance.randrange(5, 90)),
    }
    names["first"] = names["name"].split()[0]
    title, opening = _sport(names) if number % 3 == 0 else _incident(chance, names)
    fillers = chance.sample(FILLER, 5)
    paragraphs = [
        opening,
        *(" ".join(pair).format(**names) for pair in pairwise(fillers)),
    ]
    return Story(
        slug=f"g{number:06d}",
        lang="en",
        title=f"{title} ({number})",
        published=EPOCH + timedelta(hours=2 * number),
        section="News",
        byline=names["other"],
        paragraphs=tuple(paragraphs),
        parts=frozenset({"ticker", "similar", "donation"} if number % 2 else {"jsonld"}),
    )


def _incident(chance: random.Random, names: dict[str, str]) -> tuple[str, str]:
    reason, article = chance.choice(REASONS)
    days = chance.randrange(3, 16)
    if chance.random() < 0.6:
        text = "A court in {town} fined {name} {sum} rubles for " + f"{reason} under {article}."
        return "Fined in {town}: {name}".format(**names), text.format(**names)
    text = "{name} was sentenced in {town} to " + f"{days} days of arrest for {reason} under {article}."
    return "Arrest in {town}: {name}".format(**names), text.format(**names)


def _sport(names: dict[str, str]) -> tuple[str, str]:
    return "Sunday of football in {town}".format(**names), " ".join(SPORT).format(**names)
