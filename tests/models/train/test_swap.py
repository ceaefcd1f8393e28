from __future__ import annotations

from random import Random

from models.train.document import Document, Mention, Sentence
from models.train.swap import recased, swap_names

ALL = {"PERSON": 1.0, "GPE": 1.0, "ORG": 1.0}


def document() -> Document:
    first = Sentence(
        ("Mary", "Brown", "of", "Houston", "spoke", "."),
        (Mention(0, 2, ("PERSON",)), Mention(3, 4, ("GPE",))),
    )
    second = Sentence(("Brown", "left", "."), (Mention(0, 1, ("PERSON",)),))
    return Document("silver", (first, second))


def names(document: Document) -> list[str]:
    return [" ".join(s.words[m.start : m.end]) for s in document.sentences for m in s.mentions]


def test_names_change_and_stay_the_same_within_a_document():
    for seed in range(30):
        full, place, surname = names(swap_names(document(), Random(seed), ALL))
        assert full != "Mary Brown"
        assert place != "Houston"
        assert surname.split()[-1] in full.split()


def test_words_outside_names_are_untouched():
    words = swap_names(document(), Random(1), ALL).sentences[1].words
    assert words[-2:] == ("left", ".")


def test_the_same_seed_gives_the_same_text():
    assert swap_names(document(), Random(5), ALL) == swap_names(document(), Random(5), ALL)


def test_without_swapping_nothing_changes():
    assert swap_names(document(), Random(5), {"PERSON": 0.0, "GPE": 0.0, "ORG": 0.0}) == document()


def test_capitals_and_headlines():
    shouted, *_ = recased(document().sentences, Random(0), upper=1.0, title=0.0)
    assert shouted.words[:2] == ("MARY", "BROWN")
