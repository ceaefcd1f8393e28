"""What a careful human reads out of each article, written by hand as lines at the end of its file.

    person: NAME = ROLE ...
    amount: TEXT = MIN MAX CURRENCY ROLE [optional]
    charge: TEXT = CODE ARTICLE PART
    incident: TYPE STATUS | NAME; NAME | words that say the event, its [trigger] in brackets | KEY=VALUE | ...
    claim: TEXT = COUNT

`-` stands for nothing. `python -m tests.newsroom.reading` writes all of them, with offsets into the
article's text, to expected.jsonl; a test compares that file with the articles.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.newsroom.stories import Story, load_stories

EXPECTED = Path(__file__).parent / "expected.jsonl"
Record = dict[str, Any]


def expected(story: Story) -> Record:
    """The record of one article; a text that the article lacks is a ValueError."""
    lines = [line.split(": ", 1) for line in story.reading]
    roles = dict(_person(value) for kind, value in lines if kind == "person")
    return {
        "id": story.slug,
        "lang": story.lang,
        "path": story.path,
        "title": story.title,
        "published_at": story.published.isoformat(),
        "text": story.text,
        "people": list(roles),
        "roles": roles,
        "amounts": [_amount(story, value) for kind, value in lines if kind == "amount"],
        "charges": [_charge(story, value) for kind, value in lines if kind == "charge"],
        "incidents": [_incident(story, value) for kind, value in lines if kind == "incident"],
        "aggregates": [_claim(story, value) for kind, value in lines if kind == "claim"],
        "event": story.event or story.slug,
    }


def all_expected() -> list[Record]:
    return [expected(story) for story in sorted(load_stories(), key=lambda story: (story.lang, story.slug))]


def dump(records: list[Record]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _span(story: Story, marked: str) -> Record:
    """Where the text stands; of a text with brackets, only the part in brackets is meant."""
    whole = marked.replace("[", "").replace("]", "")
    start = story.text.find(whole)
    if start < 0:
        raise ValueError(f"{story.slug}: not in the article: {whole!r}")
    before, _, text = marked.partition("[") if "[" in marked else ("", "", marked)
    text = text.partition("]")[0]
    start += len(before)
    return {"text": text, "start": start, "end": start + len(text)}


def _optional(word: str) -> str | None:
    return None if word == "-" else word


def _number(word: str) -> float | None:
    value = None if word == "-" else float(word)
    return int(value) if value is not None and value.is_integer() else value


def _person(value: str) -> tuple[str, list[str]]:
    name, roles = value.split(" = ")
    return name, roles.split()


def _amount(story: Story, value: str) -> Record:
    text, values = value.rsplit(" = ", 1)
    low, high, currency, role, *rest = values.split()
    money = {"value_min": _number(low), "value_max": _number(high), "currency": currency, "role": role}
    return _span(story, text) | money | ({"optional": True} if rest else {})


def _charge(story: Story, value: str) -> Record:
    text, values = value.rsplit(" = ", 1)
    code, article, part = values.split()
    return _span(story, text) | {"code": code, "article": _optional(article), "part": _optional(part)}


def _claim(story: Story, value: str) -> Record:
    text, count = value.rsplit(" = ", 1)
    return _span(story, text) | {"count": _number(count)}


def _incident(story: Story, value: str) -> Record:
    head, names, marked, *rest = (part.strip() for part in value.split(" | "))
    kind, status = head.split()
    fields = dict(pair.split("=", 1) for pair in rest)
    persons = [] if names == "-" else names.split("; ")
    evidence = _span(story, marked.replace("[", "").replace("]", ""))
    return {
        "type": kind,
        "persons": persons,
        "count": int(fields["count"]) if "count" in fields else len(persons) or None,
        **{key: fields.get(key) for key in ("date", "place", "agency", "charge")},
        "amount": _money(fields["amount"]) if "amount" in fields else None,
        "sentence": fields.get("sentence"),
        "status": status,
        **{key: fields[key] for key in ("subject", "note") if key in fields},
        **({"optional": True} if "optional" in fields else {}),
        "evidence": evidence,
        "trigger": _span(story, marked),
    }


def _money(value: str) -> Record:
    """`300000 RUB`, `30000-50000 RUB`, `-50000 RUB` for "up to"."""
    number, currency = value.split()
    low, _, high = number.partition("-")
    return {"value_min": _number(low or "-"), "value_max": _number(high or low), "currency": currency}


if __name__ == "__main__":
    EXPECTED.write_text(dump(all_expected()), encoding="utf-8")
