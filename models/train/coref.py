"""Learns the weights of coreference: `python -m models.train.coref --data ../shared/data`.

Silver chains on news and GUM's own say which person each pronoun or description stands for. The model is a
softmax over the persons in reach and "nobody named"; documents are parsed as in use. Prints precision and
recall of the links on held-out silver and on the held-out GUM documents.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from models.components.coref import candidates, choose
from models.components.coref_features import Anaphor, Known, anaphors, describe, known_people
from models.load import load_language
from models.train.gum import gum_held_out, gum_mentions
from models.vocabulary import LANGUAGES

log = logging.getLogger(__name__)

Offsets = tuple[int, int]
GENRES: Final = ("news", "interview", "bio")
_STEPS: Final = 60
# "I" in a quotation and descriptions ("the lawyer") stand for a named person too seldom in the chains to be
# learned from a few hundred texts: set by hand, then measured.
BY_HAND: Final = {
    "speaker/speaker": 3.0, "speaker/near:0": 0.5, "speaker/near:1": 0.3, "speaker/often": 0.1,
    "nobody:speaker": 2.0, "nominal/word": 3.0, "nominal/near:1": 0.6, "nominal/near:2": 0.3,
    "nominal/gender:same": 1.0, "nominal/gender:unknown": 0.2, "nominal/gender:other": -3.0, "nominal/often": 0.3,
    "nominal/rank:0": 0.5, "nobody:nominal": 2.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    mentions: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Chained:
    """A text with its named persons; `others`: the other mentions (pronouns, descriptions) of each."""

    text: str
    people: tuple[Person, ...]
    others: Mapping[Offsets, int]

    def person_of(self, anaphor: Anaphor) -> int | None:
        """Whom the anaphor stands for; a description may be longer in the chains ("the man in the car")."""
        start, end = anaphor.span.start_char, anaphor.span.end_char
        if anaphor.kind != "nominal":
            return self.others.get((start, end))
        fits = [(e, person) for (s, e), person in self.others.items() if s == start and e >= end]
        return min(fits)[1] if fits else None


@dataclass(frozen=True, slots=True)
class Choice:
    """Features of each candidate, and which is right; None: nobody named."""

    kind: str
    features: tuple[Mapping[str, float], ...]
    right: int | None


def read_silver_chains(path: Path, limit: int) -> Iterator[Chained]:
    """The first `limit` silver texts with chains; a person is a chain with a proper name marked PERSON."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if row.get("coref"))
        for row in islice(rows, limit):
            yield _silver(row)


def _silver(row: dict[str, Any]) -> Chained:
    text: str = row["text"]
    named = {(e[0], e[1]) for e in row["ents"] if e[2] == "PERSON"}
    people: list[Person] = []
    others: dict[Offsets, int] = {}
    for chain in row["coref"]:
        proper = [(s, e) for s, e, kind in chain if kind == "PROPER"]
        names = sorted(
            {
                n
                for n in named
                if any(s <= n[0] and n[1] <= e and n[1] - n[0] > (e - s) / 2 for s, e in proper)
            }
        )
        if names:
            longest = max(names, key=lambda n: n[1] - n[0])
            others.update({(s, e): len(people) for s, e, kind in chain if kind in ("PRONOMINAL", "NOMINAL")})
            people.append(Person(text[slice(*longest)], tuple(names)))
    return Chained(text, tuple(people), others)


def read_gum_chains(folder: Path, *, held_out: bool, genres: Sequence[str] = GENRES) -> Iterator[Chained]:
    """GUM documents of the genres; a person is an entity with a mention whose head is a proper noun."""
    held = gum_held_out(folder / "splits.md")
    for path in sorted(folder.glob("*.conllu")):
        if path.stem.split("_")[1] in genres and (path.stem in held) == held_out:
            yield _gum(path)


def _gum(path: Path) -> Chained:
    text, mentions = gum_mentions(path)
    chains: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    for start, end, entity, proper in mentions:
        chains[entity].append((start, end, proper))
    people: list[Person] = []
    others: dict[Offsets, int] = {}
    for found in chains.values():
        names = tuple((s, e) for s, e, proper in found if proper)
        if names:
            others.update({(s, e): len(people) for s, e, proper in found if not proper})
            people.append(Person(text[slice(*max(names, key=lambda n: n[1] - n[0]))], names))
    return Chained(text, tuple(people), others)


def choices(doc: Doc, chained: Chained) -> Iterator[Choice]:
    """One choice an anaphor, with the persons before it bound as the chains say."""
    known = known_people(doc, chained.people)
    for anaphor in anaphors(doc):
        offered = list(candidates(anaphor, known))
        right = chained.person_of(anaphor)
        position = next((i for i, (index, _) in enumerate(offered) if index == right), None)
        yield Choice(anaphor.kind, tuple(describe(anaphor, p, known) for _, p in offered), position)
        if right is not None:
            known[right].bind(anaphor)


def learn(found: Sequence[Choice], *, l2: float = 1e-5) -> dict[str, float]:
    """Weights that make the right choices likely (softmax, full-batch L-BFGS, penalty `l2`)."""
    import torch  # noqa: PLC0415 - a second, on first use

    names = sorted({n for c in found for f in c.features for n in f} | {f"nobody:{c.kind}" for c in found})
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values, owners, right = _sparse(found, index)
    matrix = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(values), (len(owners), len(names))
    )
    owner, wanted = torch.tensor(owners), torch.tensor(right)
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> float:
        optimizer.zero_grad()
        scores = torch.sparse.mm(matrix, weights.unsqueeze(1)).squeeze(1)
        totals = torch.full((len(found),), -1e9).scatter_reduce(0, owner, scores.detach(), "amax")
        logs = torch.zeros(len(found)).index_add(0, owner, torch.exp(scores - totals[owner])).log() + totals
        loss = (logs - scores[wanted]).mean() + l2 * weights.square().sum()
        loss.backward()
        return float(loss.detach())

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return {name: round(float(weights[i].detach()), 4) for name, i in index.items()}


def _sparse(
    found: Sequence[Choice], index: Mapping[str, int]
) -> tuple[list[int], list[int], list[float], list[int], list[int]]:
    """Coordinates of the features of all options; the last option of a choice is "nobody named"."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    owners: list[int] = []
    right: list[int] = []
    for number, choice in enumerate(found):
        options = [*choice.features, {f"nobody:{choice.kind}": 1.0}]
        right.append(len(owners) + (len(options) - 1 if choice.right is None else choice.right))
        for option in options:
            for name, value in option.items():
                rows.append(len(owners))
                columns.append(index[name])
                values.append(value)
            owners.append(number)
    return rows, columns, values, owners, right


def rate(
    nlp: Language, texts: Sequence[Chained], by: Mapping[str, float]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of links by kind of anaphor, with the names given and bindings as decided."""
    right: dict[str, int] = defaultdict(int)
    made: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for doc, chained in zip(nlp.pipe(c.text for c in texts), texts, strict=True):
        for anaphor, person, true in _decided(doc, chained, by):
            wanted[anaphor.kind] += true is not None
            made[anaphor.kind] += person is not None
            right[anaphor.kind] += person is not None and person == true
    return {kind: _prf(right[kind], made[kind], wanted[kind]) for kind in sorted(wanted)}


def _decided(
    doc: Doc, chained: Chained, by: Mapping[str, float]
) -> Iterator[tuple[Anaphor, int | None, int | None]]:
    known: list[Known] = known_people(doc, chained.people)
    for anaphor in anaphors(doc):
        person = choose(anaphor, known, by)
        if person is not None:
            known[person].bind(anaphor)
        yield anaphor, person, chained.person_of(anaphor)


def _prf(right: int, made: int, wanted: int) -> tuple[float, float, float]:
    p, r = right / max(1, made), right / max(1, wanted)
    return round(100 * p, 1), round(100 * r, 1), round(200 * p * r / max(1e-9, p + r), 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--limit", type=int, default=250, help="silver texts to learn from")
    parser.add_argument("--out", type=Path, default=LANGUAGES / "en" / "coref.json")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    nlp = load_language("en")
    silver = list(read_silver_chains(chosen.data / "silver" / "news.jsonl.gz", chosen.limit))
    Random(7).shuffle(silver)
    held, rest = silver[: len(silver) // 10], silver[len(silver) // 10 :]
    rest += read_gum_chains(chosen.data / "gum", held_out=False)
    with nlp.select_pipes(disable=[p for p in nlp.pipe_names if p in ("ner", "khronika_ner")]):
        docs = zip(nlp.pipe(c.text for c in rest), rest, strict=True)
        found = [c for doc, chained in docs for c in choices(doc, chained)]
        by = learn([c for c in found if c.features and c.kind == "pronoun"]) | BY_HAND
        log.info("%d choices, %d weights", len(found), len(by))
        log.info("silver held out: %s", rate(nlp, held, by))
        log.info("GUM held out: %s", rate(nlp, list(read_gum_chains(chosen.data / "gum", held_out=True)), by))
    chosen.out.write_text(json.dumps(by, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
