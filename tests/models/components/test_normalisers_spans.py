"""The components write their spans and values into a spaCy document."""

from __future__ import annotations

import pytest
import spacy

from models.components import amounts, charges, counts, dates, terms  # noqa: F401 (registers the factories)

KINDS = ("amounts", "charges", "dates", "terms", "counts")


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    for kind in KINDS:
        pipeline.add_pipe(f"khronika_{kind}")
    return pipeline


def test_values_and_characters(nlp):
    text = "Six were detained last year in August; she was fined 300 thousand rubles (about $5,000)."
    doc = nlp.make_doc(text)
    doc.user_data["published_at"] = "2018-05-03"
    for _, component in nlp.pipeline:
        doc = component(doc)
    fine, dollars = doc.spans["amounts"]
    assert fine._.money.value_max == 300000
    assert fine._.equivalent.currency == "USD"
    assert dollars._.equivalent_of == 0
    assert text[slice(*dollars._.chars)] == "$5,000"
    assert doc.spans["dates"][0]._.date.iso == "2017-08"
    assert doc.spans["counts"][0]._.count.count_min == 6
    assert doc.user_data["amounts"][0].role == "fine"


def test_charges_and_terms(nlp):
    doc = nlp("He got 3 years and 5 months of prison under Article 205.5 of the Russian Criminal Code.")
    assert doc.spans["charges"][0]._.charge.article == "205.5"
    assert (doc.spans["terms"][0]._.term.years, doc.spans["terms"][0]._.term.months) == (3, 5)


def test_the_country_of_the_document_settles_the_currency(nlp):
    doc = nlp.make_doc("She was fined 870 rubles.")
    doc.user_data["country"] = "BY"
    assert nlp.get_pipe("khronika_amounts")(doc).spans["amounts"][0]._.money.currency == "BYN"


def test_an_empty_document_has_empty_groups(nlp):
    doc = nlp("")
    assert all(len(doc.spans[kind]) == 0 for kind in KINDS)
