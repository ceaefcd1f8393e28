"""The English pipeline as it is shipped: names, bad input, damaged weights."""

from __future__ import annotations

import shutil
import time

import pytest
import spacy

from models.components.ner import DamagedWeights
from models.load import load_language
from models.vocabulary import LANGUAGES

PIPELINE = LANGUAGES / "en" / "pipeline"


@pytest.fixture(scope="module")
def nlp():
    return load_language("en")


MARKED = """
Zinaida Holovko was detained in Sudak on Monday. -> Zinaida Holovko/PERSON Sudak/GPE Monday/DATE
Lenur Bekmamutov wrote to the United Nations. -> Lenur Bekmamutov/PERSON United Nations/ORG
The FSB searched the house of Emine Kurtasanova. -> FSB/ORG Emine Kurtasanova/PERSON
Nothing happened. ->
"""


@pytest.mark.parametrize("line", MARKED.strip().splitlines())
def test_names(nlp, line):
    text, _, wanted = line.partition(" ->")
    found = {f"{e.text.removeprefix('the ')}/{e.label_}" for e in nlp(text).ents}
    assert found == _marks(wanted)


def _marks(wanted: str) -> set[str]:
    out, words = set(), []
    for word in wanted.split():
        words.append(word)
        if "/" in word:
            out.add(" ".join(words))
            words = []
    return out


def test_shipped_pipeline_loads_with_spacy_alone():
    assert "khronika_ner" in spacy.load(PIPELINE).pipe_names


BAD = {
    "empty": "",
    "blank": " \n\t\n ",
    "control": "Refat\x00 Emirov\x07 was\x1b fined\u200b.\r\n",
    "other language": "Суд оштрафовал Айдера Сеитова на 300 тысяч рублей.",
    "mixed scripts": "Сeрвep Бeкиров and Иван Petrov met 王小明 in Қырым.",
    "one long word": "x" * 50_000,
    "no end": "Emirov, " * 3_000,
    "emoji": "🙂 " * 500,
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input(nlp, kind):
    doc = nlp(BAD[kind])
    assert doc.text == BAD[kind]
    assert all(0 <= e.start_char < e.end_char <= len(doc.text) for e in doc.ents)


def test_names_do_not_run_over_line_breaks(nlp):
    doc = nlp("Photo by Refat\n\nEmine spoke first.")
    assert all("\n" not in e.text for e in doc.ents)


def test_pipe_gives_what_single_calls_give(nlp):
    texts = ["Zinaida Holovko was detained in Sudak.", "", "Emine Kurtasanova wrote to Kyiv. She is free."]
    single = [[(e.text, e.label_) for e in nlp(t).ents] for t in texts]
    assert [[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)] == single


def test_names_with_their_probabilities(nlp):
    doc = nlp("Zinaida Holovko was detained in Sudak on Monday.")
    (found,) = nlp.get_pipe("khronika_ner").named([doc])
    assert [(n.start, n.end, n.label) for n in found] == [(e.start, e.end, e.label_) for e in doc.ents]
    assert all(0.5 < n.sure <= 1 for n in found)


def test_files_and_addresses_are_no_people(nlp):
    doc = nlp("Open Zinaida_Holovko_letter.doc or write to zinaida@holovko.example, please.")
    assert all(e.label_ != "PERSON" for e in doc.ents)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PIPELINE, tmp_path / "pipeline")
    return tmp_path / "pipeline"


def test_damaged_weights_are_refused(copy):
    weights = copy / "khronika_ner" / "ner.onnx"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 0xFF
    weights.write_bytes(content)
    with pytest.raises(DamagedWeights, match=r"ner\.onnx is damaged"):
        spacy.load(copy)


def test_missing_weights_are_named(copy):
    (copy / "khronika_ner" / "ner.onnx").unlink()
    with pytest.raises(DamagedWeights, match=r"missing ner\.onnx"):
        spacy.load(copy)


def test_saved_again_it_is_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    text = "Zinaida Holovko was detained in Sudak."
    assert [e.text for e in again(text).ents] == [e.text for e in nlp(text).ents]


def test_loads_quickly():
    started = time.process_time()
    spacy.load(PIPELINE)
    assert time.process_time() - started < 2
