"""Ordinary news, drawn from the sentences of `ordinary_<lang>.toml`: no incident, but the words of incidents.

The same seed gives the same articles. They teach the event filter and the model of relevance what to refuse.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

from models.train.gold import Annotated

FOLDER = Path(__file__).parent
COUNT = 240
LENGTHS = range(3, 11)  # sentences of an article
_CHOICE = re.compile(r"\[([^\[\]]+)\]")
_SLOT = re.compile(r"<(\w+)>")


def read_ordinary(lang: str, count: int = COUNT, seed: int = 7) -> list[Annotated]:
    """`count` articles in the shape of the annotated ones, none where the language has no sentences."""
    path = FOLDER / f"ordinary_{lang}.toml"
    if not path.is_file():
        return []
    grammar = tomllib.loads(path.read_text(encoding="utf-8"))
    topics = grammar["topic"]
    return [_article(grammar["slots"], topics[n % len(topics)], n, seed, lang) for n in range(count)]


def _article(
    slots: dict[str, list[str]], topic: dict[str, Any], number: int, seed: int, lang: str
) -> Annotated:
    chance = random.Random(f"{seed}/{number}")
    values = _values(slots, chance)
    chosen = chance.sample(topic["sentences"], min(len(topic["sentences"]), chance.choice(LENGTHS)))
    lines = [_filled(sentence, values, chance) for sentence in chosen]
    text = "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))
    people = [values[key] for key in ("person", "person2") if values[key] in text]
    return {
        "id": f"ordinary-{number:03d}", "kind": "ordinary", "lang": lang, "published_at": None, "text": text,
        "people": people, "roles": {name: ["other"] for name in people}, "incidents": [], "aggregates": [],
        "amounts": [], "charges": [],
    }  # fmt: skip


def _values(slots: dict[str, list[str]], chance: random.Random) -> dict[str, str]:
    values = {name: chance.choice(words) for name, words in slots.items()}
    values["person"], values["person2"] = (
        f"{chance.choice(slots['given'])} {family}" for family in chance.sample(slots["family"], 2)
    )
    values["club"], values["club2"] = chance.sample(slots["club"], 2)
    return values


def _filled(template: str, values: dict[str, str], chance: random.Random) -> str:
    chosen = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), template)
    text = _SLOT.sub(lambda found: values[found[1]], chosen)
    return text[0].upper() + text[1:]
