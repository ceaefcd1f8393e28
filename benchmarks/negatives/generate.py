"""Articles from grammar.toml; the same seed gives the same articles.

`python -m benchmarks.negatives.generate [COUNT] [SEED]` prints them as JSON Lines.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from datetime import date, timedelta
from typing import Any

from benchmarks.negatives import FOLDER, Record

CHOICE = re.compile(r"\[([^\[\]]+)\]")
SLOT = re.compile(r"<(\w+)>")
SEED = 20240301


def generate(count: int, seed: int = SEED) -> list[Record]:
    """`count` articles of seven to ten sentences, the topics in turn, as of `by_hand`."""
    grammar = tomllib.loads((FOLDER / "grammar.toml").read_text(encoding="utf-8"))
    topics = grammar["topics"]
    return [_article(grammar, topics[n % len(topics)], n, random.Random(f"{seed}/{n}")) for n in range(count)]


def _article(grammar: dict[str, Any], topic: dict[str, Any], number: int, chance: random.Random) -> Record:
    values = _values(grammar["slots"], chance)
    sentences = chance.sample(topic["sentences"], chance.randrange(7, 11))
    lines = [_fill(sentence, values, chance) for sentence in sentences]
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return {
        "id": f"g{number:03d}-{topic['name']}",
        "title": _fill(chance.choice(topic["titles"]), values, chance),
        "published_at": (date(2020, 1, 5) + timedelta(days=chance.randrange(1400))).isoformat(),
        "lang": "en",
        "text": "\n\n".join(paragraphs),
    }


def _values(slots: dict[str, list[str]], chance: random.Random) -> dict[str, str]:
    values = {name: chance.choice(words) for name, words in slots.items()}
    families = chance.sample(slots["family"], 2)
    people = [f"{chance.choice(slots['given'])} {family}" for family in families]
    towns = chance.sample(slots["town"], 2)
    return values | {"person": people[0], "person2": people[1], "town": towns[0], "town2": towns[1]}


def _fill(template: str, values: dict[str, str], chance: random.Random) -> str:
    chosen = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), template)
    text = SLOT.sub(lambda found: values[found[1]], chosen)
    return text[0].upper() + text[1:]


def main() -> None:
    count, seed, *_ = [*map(int, sys.argv[1:]), *(240, SEED)[len(sys.argv) - 1 :]]
    for record in generate(count, seed):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
