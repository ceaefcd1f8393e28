"""Names of several English pipelines side by side: `python -m benchmarks.names [PIPELINE ...]`.

A pipeline is a folder or an installed spaCy package; without arguments ours is measured. Sets: UNER-EWT test
(documents), persons of the held-out GUM documents, people of gold/dev English grouped by
models.components.persons, and recall on sentences with names of the region that no training saw
(models/train/held_out_en.txt). `--other` adds FactRuEval 2016 and the people of Ukrainian articles.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import shared
from benchmarks.ner import read_uner
from benchmarks.shared import Row
from models.components import amounts  # noqa: F401 - registers its component
from models.components.persons import group
from models.load import load_language
from models.train.document import Sentence
from models.train.gum import gum_held_out, read_gum
from models.train.own import HELD_OUT, TRAINING, passages

SAME: Final = {"GPE": "LOC", "FAC": "LOC", "PER": "PERSON"}
HEAD: Final = 35  # where the figures of a line begin
_FACTRU: Final = {"Person": "PERSON", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}


def marks(doc: Doc) -> list[tuple[int, int, str]]:
    """(start, end, label) of the names of `doc`, in the labels of the test sets."""
    return [(e.start_char, e.end_char, SAME.get(e.label_, e.label_)) for e in doc.ents]


def entities(nlp: Language, gold: Sequence[Row]) -> list[Row]:
    """What `nlp` finds; names that overlap an open mark of the gold row count neither way."""
    rows = []
    for row, doc in zip(gold, nlp.pipe(row["text"] for row in gold), strict=True):
        rows.append({"id": row["id"], "ents": without_open(marks(doc), row)})
    return rows


def without_open(found: Iterable[tuple[int, int, str]], row: Row) -> list[tuple[int, int, str]]:
    """`found` without what overlaps a place that the gold row leaves open."""
    skip = row.get("open", ())
    return [m for m in found if not any(m[0] < end and start < m[1] for start, end in skip)]


def rates(name: str, nlp: Language, gold: Sequence[Row]) -> Iterator[str]:
    result = shared.score("ner", shared.lines(gold), shared.lines(entities(nlp, gold)))
    for label, found in result.items():
        yield _line(name, label, found)


def _line(name: str, label: str, found: Row) -> str:
    given = f"P {found['p']:>6} R {found['r']:>6} F1 {found['f1']:>6}  ({found['gold']})"
    return f"{f'{name:<24} {label}':<{HEAD}}{given}"


def gum() -> list[Row]:
    """Names of the dev and test documents of GUM, its words parted by spaces."""
    folder = shared.DATA / "gum"
    held = gum_held_out(folder / "splits.md")
    return [
        _row(path.stem, document.sentences)
        for path in sorted(folder.glob("*.conllu"))
        if path.stem in held
        for document in read_gum(path)
    ]


def _row(name: str, sentences: Sequence[Sentence]) -> Row:
    text, ents, skip = "", [], []
    for sentence in sentences:
        for mention in sentence.mentions:
            start = len(text) + sum(len(w) + 1 for w in sentence.words[: mention.start])
            end = start + len(" ".join(sentence.words[mention.start : mention.end]))
            if mention.labels:
                ents.append((start, end, SAME.get(mention.labels[0], mention.labels[0])))
            else:
                skip.append((start, end))
        text += " ".join(sentence.words) + "\n"
    return {"id": name, "text": text, "ents": ents, "open": skip}


def region() -> list[Row]:
    """Our own held-out passages."""
    rows = []
    for number, (text, found) in enumerate(passages(HELD_OUT)):
        ents = [
            (a, b, SAME.get(label, label))
            for a, b, label in found
            if label in ("PERSON", "ORG", "GPE", "LOC", "FAC")
        ]
        rows.append(
            {"id": str(number), "text": text, "ents": ents, "open": [m[:2] for m in found if m[2] == "?"]}
        )
    return rows


def people(name: str, nlp: Language, lang: str, path: Path) -> str:
    """People F1 of the articles in one language, by the shared scorer."""
    gold = [row for row in shared.read_rows(path) if row["lang"] == lang]
    rows = []
    for row, doc in zip(gold, nlp.pipe(r["text"] for r in gold), strict=True):
        mentions = [(e.text, (e.start_char, e.end_char)) for e in doc.ents if e.label_ in ("PERSON", "PER")]
        rows.append({"id": row["id"], "people": [c.name for c in group(mentions, lang)]})
    found = shared.score("extract", shared.lines(gold), shared.lines(rows))["people"]
    return _line(name, "people", found)


def factrueval() -> list[Row]:
    """Documents of FactRuEval 2016 with the extent of their persons, organisations and places."""
    rows = []
    for path in sorted((shared.DATA / "factrueval2016" / "devset").glob("*.objects")):
        extents = _extents(path.with_suffix(".spans"))
        ents = []
        for line in path.read_text(encoding="utf-8").splitlines():
            head = line.split("#")[0].split()
            ranges = [extents[i] for i in head[2:] if i in extents]
            if len(head) > 2 and head[1] in _FACTRU and ranges:
                ents.append((min(r[0] for r in ranges), max(r[1] for r in ranges), _FACTRU[head[1]]))
        rows.append(
            {"id": path.stem, "text": path.with_suffix(".txt").read_text(encoding="utf-8"), "ents": ents}
        )
    return rows


def _extents(path: Path) -> dict[str, tuple[int, int]]:
    """Span id -> characters; descriptions ("мэрии") are no part of a name."""
    found: dict[str, tuple[int, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) > 3 and not fields[1].endswith("_descr"):
            found[fields[0]] = (int(fields[2]), int(fields[2]) + int(fields[3]))
    return found


def money() -> Iterator[str]:
    """MONEY as `khronika extract` gives it: by rules, which no set below has trained, though gold/train was
    read when they were written. Offsets must match."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("khronika_amounts")
    read = [row for row in shared.read_rows(shared.DATA / "gold" / "train.jsonl") if row["lang"] == "en"]
    gold = [
        (row["text"], {(a["start"], a["end"]) for a in row["amounts"] if not a.get("optional")},
         {(a["start"], a["end"]) for a in row["amounts"]})
        for row in read
    ]  # fmt: skip
    own = []
    for text, found in passages(TRAINING):
        sums = {(a, b) for a, b, label in found if label == "MONEY"}
        own.append((text, sums, sums))
    for name, rows in (("gold/train en", gold), ("own sentences", own)):
        counts: Counter[str] = Counter()
        for text, wanted, allowed in rows:
            doc = nlp(text)
            made = {s._.chars for s in doc.spans.get("amounts", ())}
            counts.update(gold=len(wanted), right=len(made & wanted), made=len(made - (allowed - wanted)))
        yield _line(name, "MONEY", _rates(counts))


def _rates(counts: Counter[str]) -> Row:
    right, gold, made = counts["right"], counts["gold"], counts["made"]
    p, r, f1 = (round(100 * x, 1) for x in (right / made, right / gold, 2 * right / (gold + made)))
    return {"p": p, "r": r, "f1": f1, "gold": gold}


def speed(nlp: Language) -> str:
    texts = [
        row["text"] for row in shared.read_rows(shared.DATA / "gold" / "train.jsonl") if row["lang"] == "en"
    ]
    words = sum(len(nlp.make_doc(text)) for text in texts)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    given = f"{words / wall:.0f} a second, {words / cpu:.0f} a processor second"
    return f"{f'speed over {words} words':<{HEAD}}{given}"


def by_sentence(gold: Iterable[Row]) -> list[Row]:
    """The sentences of UNER documents as rows of their own, which is how published figures are measured."""
    rows = []
    for row in gold:
        start = 0
        for number, line in enumerate(row["text"].split("\n")):
            end = start + len(line)
            ents = [(a - start, b - start, label) for a, b, label in row["ents"] if start <= a < end]
            rows.append({"id": f"{row['id']}/{number}", "text": line, "ents": ents})
            start = end + 1
    return rows


def report(nlp: Language) -> Iterator[str]:
    uner = list(read_uner(shared.DATA / "uner_en_ewt" / "test.iob2"))
    yield from rates("UNER-EWT test, sentences", nlp, by_sentence(uner))
    yield from rates("UNER-EWT test, documents", nlp, uner)
    yield from rates("GUM held out", nlp, gum())
    by_genre: dict[str, list[Row]] = defaultdict(list)
    for row in gum():
        by_genre[row["id"].split("_")[1]].append(row)
    for genre in ("bio", "interview", "news"):
        yield from (line for line in rates(f"GUM {genre}", nlp, by_genre[genre]) if " ALL" not in line)
    yield people("gold/dev en", nlp, "en", shared.DATA / "gold" / "dev.jsonl")
    yield from rates("region, held out", nlp, region())
    yield speed(nlp)


def others() -> Iterator[str]:
    yield from rates("FactRuEval devset", load_language("ru"), factrueval())
    for lang in ("ru", "uk"):
        for part in ("train", "dev"):
            yield people(
                f"gold/{part} {lang}", load_language(lang), lang, shared.DATA / "gold" / f"{part}.jsonl"
            )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pipelines", nargs="*")
    parser.add_argument("--other", action="store_true", help="Russian and Ukrainian as well")
    chosen = parser.parse_args()
    if not shared.there():
        print(shared.MISSING)
        return 0
    for name in chosen.pipelines or [None]:
        print(f"== {name or 'ours'}")
        for line in report(load_language("en", name)):
            print(line, flush=True)
    print(*money(), sep="\n")
    if chosen.other:
        print(*others(), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
