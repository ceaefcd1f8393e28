"""Scores the sums, legal articles, charges and dates found in annotated articles, without any model.

    python -m benchmarks.normalisers [GOLD.jsonl] [--errors]

GOLD is `../shared/data/gold/train.jsonl` by default. Prints one line a language: F1 (precision, recall) of
sums by value and currency (equivalents left out), share of right roles, F1 of legal articles and of all
charges, share of right codes, share of the dated incidents whose date is among the dates found, and words a
second for all five components together.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from models.components.amounts import FoundAmount, find_amounts
from models.components.charges import FoundCharge, find_charges
from models.components.counts import find_counts
from models.components.dates import find_dates
from models.components.terms import find_terms
from models.money.currencies import is_unit_of_account

GOLD = Path("../shared/data/gold/train.jsonl")
Row = dict[str, Any]
Same = Callable[[Row, Any], bool]
SAME_LABEL = 0.5  # share of common words of two labels that are the same offence


def fold(text: str) -> set[str]:
    return set("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def paired(gold: Iterable[Row], found: Sequence[Any], same: Same) -> list[tuple[Row, Any]]:
    """Greedy one-to-one pairs of gold and found values."""
    left, pairs = list(found), []
    for row in gold:
        hit = next((value for value in left if same(row, value)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((row, hit))
    return pairs


def same_amount(row: Row, found: FoundAmount) -> bool:
    money = found.money
    return (row["value_min"], row["value_max"], row["currency"]) == (
        money.value_min,
        money.value_max,
        money.currency,
    )


def same_article(row: Row, found: FoundCharge) -> bool:
    return row["article"] == found.charge.article and row["part"] == found.charge.part


def same_charge(text: str) -> Same:
    def same(row: Row, found: FoundCharge) -> bool:
        if row["article"] or found.charge.article:
            return bool(row["article"]) and same_article(row, found)
        words, said = fold(row["text"]), fold(text[found.start : found.end])
        return len(words & said) >= SAME_LABEL * len(words | said) > 0

    return same


class Score:
    """Counts of one language."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.errors: list[str] = []

    def tally(self, kind: str, gold: list[Row], found: list[Any], pairs: list[tuple[Row, Any]]) -> None:
        optional = sum(bool(row.get("optional")) for row, _ in pairs)
        self.counts[f"{kind}.hit"] += len(pairs) - optional
        self.counts[f"{kind}.found"] += len(found) - optional
        self.counts[f"{kind}.gold"] += sum(not row.get("optional") for row in gold)

    def f1(self, kind: str) -> str:
        hit, found, gold = (self.counts[f"{kind}.{name}"] for name in ("hit", "found", "gold"))
        if not hit:
            return "-"
        return f"{200 * hit / (found + gold):.1f} ({100 * hit / found:.0f}, {100 * hit / gold:.0f})"

    def share(self, kind: str) -> str:
        hit, gold = self.counts[f"{kind}.hit"], self.counts[f"{kind}.gold"]
        return f"{100 * hit / gold:.1f}" if gold else "-"


def score_article(row: Row, score: Score) -> None:
    text, lang = row["text"], row["lang"]
    start = time.process_time()
    amounts, charges = find_amounts(text, lang), find_charges(text, lang)
    dates = find_dates(text, lang, row["published_at"])
    find_terms(text, lang)
    find_counts(text, lang)
    score.seconds += time.process_time() - start
    score.counts["words"] += len(text.split())
    score_amounts(row, amounts, score)
    score_charges(row, charges, score)
    told = {found.date.iso for found in dates if found.date.iso} | {(row["published_at"] or "")[:10]}
    for incident in row["incidents"]:
        if incident.get("date"):
            score.counts["date.gold"] += 1
            score.counts["date.hit"] += any(iso.startswith(incident["date"]) for iso in told)


def score_amounts(row: Row, amounts: list[FoundAmount], score: Score) -> None:
    money = [a for a in amounts if a.equivalent_of is None and not is_unit_of_account(a.money.currency)]
    pairs = paired(row["amounts"], money, same_amount)
    score.tally("amount", row["amounts"], money, pairs)
    stated = [(gold, found) for gold, found in pairs if not gold.get("optional")]
    score.counts["role.gold"] += len(stated)
    score.counts["role.hit"] += sum(gold["role"] == found.role for gold, found in stated)
    score.errors += [f"{row['id']} amount {g['text']}" for g in unpaired(row["amounts"], pairs)]


def score_charges(row: Row, charges: list[FoundCharge], score: Score) -> None:
    first = [charge for charge in charges if charge.repeat_of is None]
    pairs = paired(row["charges"], first, same_charge(row["text"]))
    score.tally("charge", row["charges"], first, pairs)
    score.errors += [f"{row['id']} charge {g['text']}" for g in unpaired(row["charges"], pairs)]
    gold = [charge for charge in row["charges"] if charge["article"]]
    found = [charge for charge in first if charge.charge.article]
    articles = paired(gold, found, same_article)
    score.tally("article", gold, found, articles)
    score.counts["code.gold"] += len(articles)
    score.counts["code.hit"] += sum(g["code"] == f.charge.code for g, f in articles)


def unpaired(gold: list[Row], pairs: list[tuple[Row, Any]]) -> list[Row]:
    hit = [id(row) for row, _ in pairs]
    return [row for row in gold if id(row) not in hit and not row.get("optional")]


def main(arguments: Sequence[str]) -> int:
    paths = [Path(argument) for argument in arguments if not argument.startswith("-")]
    gold = paths[0] if paths else GOLD
    if not gold.is_file():
        print(f"{gold} is not here: nothing is measured.")
        return 0
    scores: dict[str, Score] = {}
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["lang"] not in scores:
                scores[row["lang"]] = Score()
                score_article(row, Score())  # compiles the patterns of the language outside the measured time
            score_article(row, scores[row["lang"]])
    print("lang  amounts            role    articles           charges            code    dates   words/s")
    for lang, score in scores.items():
        speed = score.counts["words"] / score.seconds
        print(
            f"{lang:5} {score.f1('amount'):18} {score.share('role'):7} {score.f1('article'):18} "
            f"{score.f1('charge'):18} {score.share('code'):7} {score.share('date'):7} {speed:,.0f}"
        )
        if "--errors" in arguments:
            print(*score.errors, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
