"""False incidents in 300 articles of sport, economy, politics and daily life without any persecution.

    python -m benchmarks.false_incidents [--show]

runs `khronika extract` on 60 hand-written and 240 generated articles and prints the incidents found per
100 articles (every one of them false), for each set, each status and each type. `--show` lists them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.negatives import Record, by_hand
from benchmarks.negatives.generate import generate

GENERATED = 240
BAR = 2.0  # false incidents in 100 articles
COMMAND = [str(Path(sys.executable).with_name("khronika")), "extract"]
Extraction = dict[str, Any]


def extract(records: list[Record]) -> list[Extraction]:
    """The answers of `khronika extract`, one a record; a failure is an error."""
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    done = subprocess.run(COMMAND, input=lines, stdout=subprocess.PIPE, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if [answer["id"] for answer in answers] != [record["id"] for record in records]:
        raise ValueError("khronika extract did not answer each article in order")
    return answers


def report(name: str, answers: list[Extraction]) -> float:
    """Print one line of the table; the incidents per 100 articles."""
    incidents = [incident for answer in answers for incident in answer["incidents"]]
    rate = 100 * len(incidents) / len(answers)
    touched = sum(1 for answer in answers if answer["incidents"])
    print(f"{name:<12}{len(answers):>9}{len(incidents):>11}{touched:>10}{rate:>9.1f}")
    return rate


def show(records: list[Record], answers: list[Extraction]) -> None:
    for record, answer in zip(records, answers, strict=True):
        for incident in answer["incidents"]:
            at = incident["evidence"]
            words = " ".join(record["text"][at["start"] : at["end"]].split())
            persons = ", ".join(incident["persons"]) or "-"
            print(f"{record['id']}: {incident['type']} {incident['status']} [{persons}] {words}")


def main() -> int:
    """0 when the rate is under the bar, else 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="list every false incident")
    options = parser.parse_args()
    hand, generated = by_hand(), generate(GENERATED)
    answers = extract(hand + generated)
    if options.show:
        show(hand + generated, answers)
    print(f"{'set':<12}{'articles':>9}{'incidents':>11}{'touched':>10}{'per 100':>9}")
    report("by hand", answers[: len(hand)])
    report("generated", answers[len(hand) :])
    rate = report("all", answers)
    found = Counter(f"{one['type']} {one['status']}" for answer in answers for one in answer["incidents"])
    print(", ".join(f"{kind} {count}" for kind, count in found.most_common()) or "none")
    return 0 if rate < BAR else 1


if __name__ == "__main__":
    sys.exit(main())
