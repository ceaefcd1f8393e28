"""Corpora as they are read: their marks, our labels, the words of the pipeline in use."""

from __future__ import annotations

from models.train.corpora import read_uner
from models.train.document import Sentence
from models.train.gum import read_gum

UNER = """# newdoc id = one
# sent_id = 1
# text = Omar's shop (Blue-Door) is in Riga.
1\tOmar\tB-PER\t-\t-
2\t's\tO\t-\t-
3\tshop\tO\t-\t-
4\t(\tO\t-\t-
5\tBlue-Door\tB-ORG\t-\t-
6\t)\tO\t-\t-
7\tis\tO\t-\t-
8\tin\tO\t-\t-
9\tRiga\tB-LOC\t-\t-
10\t.\tO\t-\t-
"""
GUM = """# newdoc id = GUM_test_one
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-organization
2\tUniversity\tuniversity\tPROPN\tNNP\t_\t5\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tTartu\tTartu\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-place)1)
5\thired\thire\tVERB\tVBD\t_\t0\troot\t_\t_
6\tuncle\tuncle\tNOUN\tNN\t_\t7\tcompound\t_\tEntity=(3-person
7\tPriit\tPriit\tPROPN\tNNP\t_\t5\tobj\t_\tEntity=3)
8\tin\tin\tADP\tIN\t_\t10\tcase\t_\t_
9\tthe\tthe\tDET\tDT\t_\t10\tdet\t_\tEntity=(4-place
10\tcity\tcity\tNOUN\tNN\t_\t5\tobl\t_\tEntity=4)

"""


def names(sentence: Sentence) -> list[tuple[str, tuple[str, ...]]]:
    return [(" ".join(sentence.words[m.start : m.end]), m.labels) for m in sentence.mentions]


def test_universal_ner_in_the_words_of_the_pipeline(tmp_path):
    path = tmp_path / "train.iob2"
    path.write_text(UNER, encoding="utf-8")
    (document,) = read_uner(path)
    assert names(document.sentences[0]) == [
        ("Omar", ("PERSON",)), ("Blue - Door", ("ORG",)), ("Riga", ("GPE", "LOC", "FAC")),
    ]  # fmt: skip


def test_gum_names_are_those_with_a_proper_head(tmp_path):
    path = tmp_path / "GUM_test_one.conllu"
    path.write_text(GUM, encoding="utf-8")
    (document,) = read_gum(path)
    assert names(document.sentences[0]) == [("University of Tartu", ("ORG",)), ("Priit", ("PERSON",))]
