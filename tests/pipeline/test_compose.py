"""From a text to drafts: every detail with the characters it was read from. Invented people and places of work."""

from __future__ import annotations

import pytest

from models.components.events import weights
from models.reader import reader
from pipeline.extract import extraction_of
from pipeline.records import Draft, Extraction

TEXT = (
    "Simferopol, 9 June. Judge Olga Tsapko of the Kievsky District Court of Simferopol sentenced Emir Sadykov to "
    "13 years in a strict regime colony, the first 4 in prison, plus 1 year of restricted freedom, the rights group "
    "Lighthouse reports.\n\nSadykov is held in SIZO-1 in Simferopol. He had been detained by FSB officers in March "
    "2020 and taken to police station No. 3 in Kerch. According to his lawyer Edem Malik, Sadykov was beaten there "
    "for two hours."
)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    nlp = reader("en")
    doc = nlp.make_doc(TEXT)
    doc.user_data["published_at"] = "2022-06-10"
    return extraction_of("t", nlp(doc), weights("en"))


def only(extraction: Extraction, kind: str) -> Draft:
    (found,) = [draft for draft in extraction.incidents if draft.type == kind]
    return found


def test_a_sentence_has_its_court_judge_regime_and_added_penalties(extraction: Extraction):
    draft = only(extraction, "sentence")
    assert (draft.court, draft.judge) == ("Kievsky District Court of Simferopol", "Olga Tsapko")
    assert draft.term is not None
    assert (draft.term.years, draft.term.regime, draft.term.suspended) == (13, "strict regime", False)
    assert [(a.text, a.value.kind) for a in draft.additional] == [
        ("the first 4 in prison", "prison_first"),
        ("1 year of restricted freedom", "restricted_freedom"),
    ]
    assert draft.attribution == "rights group Lighthouse"
    assert not draft.background


def test_what_led_to_it_is_background_with_its_facility(extraction: Extraction):
    draft = only(extraction, "detention")
    assert (draft.date, draft.background) == ("2020-03", True)
    assert draft.facility == "police station No. 3 in Kerch"
    assert draft.facility_value is not None
    assert (draft.facility_value.number, draft.facility_value.place) == ("3", "Kerch")


def test_the_lawyer_is_the_source(extraction: Extraction):
    assert only(extraction, "ill_treatment").attribution == "his lawyer Edem Malik"


def test_every_span_holds_its_value(extraction: Extraction):
    for draft in extraction.incidents:
        for field in ("place", "agency", "court", "facility", "attribution", "sentence"):
            value, span = getattr(draft, field), getattr(draft, f"{field}_span")
            assert (value is None) == (span is None)
            if value is not None and field != "place":  # a place stands there in its own spelling
                assert TEXT[span.start : span.end] == value
        if draft.judge_span is not None:
            assert TEXT[draft.judge_span.start : draft.judge_span.end] in (draft.judge or "")
        for added in draft.additional:
            assert TEXT[added.span.start : added.span.end] == added.text


def test_fields_have_confidences_between_0_and_1(extraction: Extraction):
    for draft in extraction.incidents:
        assert {"event", "status", "person"} <= draft.confidences.keys()
        assert draft.confidence == draft.confidences["event"]
        assert all(0 < chance < 1 for chance in draft.confidences.values())
