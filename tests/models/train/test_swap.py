from __future__ import annotations

from random import Random

from models.train.document import Document, Mention, Sentence
from models.train.swap import recased, resplit, swap_names

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


def test_sentences_joined_and_cut_keep_their_names():
    comma = Sentence(
        ("In", "Houston", ",", "Mary", "left", "."), (Mention(1, 2, ("GPE",)), Mention(3, 4, ("PERSON",)))
    )
    joined = resplit([*document().sentences, comma], Random(1), joined=1.0, cut=0.0)
    assert len(joined) == 1
    assert names(Document("silver", tuple(joined))) == ["Mary Brown", "Houston", "Brown", "Houston", "Mary"]
    cut = resplit([comma, document().sentences[1]], Random(1), joined=0.0, cut=1.0)
    assert [s.words for s in cut] == [("In", "Houston", ","), ("Mary", "left", "."), ("Brown", "left", ".")]
    assert names(Document("silver", tuple(cut))) == ["Houston", "Mary", "Brown"]


def test_names_inside_organisations_and_buildings_stay_inside():
    street = Sentence(("On", "Main", "Street"), (Mention(1, 3, ("FAC",)),))
    found = {
        tuple(names(swap_names(Document("silver", (street,)), Random(seed), {"FAC": 1.0, "PERSON": 1.0})))
        for seed in range(20)
    }
    assert len(found) > 10
    assert all(len(one) == 1 and "{" not in one[0] for one in found)
