"""Names in Russian and Ukrainian: what the model takes too much or too little of."""

from __future__ import annotations

import pytest

from models.load import load_language


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "В Бишкеке задержали журналистку Махабат Тажибек кызы.", ["Махабат Тажибек кызы"]),
        ("uk", "Затримали Лілію Крамар (Доскіну).", ["Лілію Крамар"]),
        ("uk", "Полтавський суд заочно дав йому дванадцять років.", []),
    ],
)
def test_people(lang, text, wanted):
    doc = load_language(lang)(text)
    people = [e.text for e in doc.ents if e.label_ == "PERSON"]
    assert people == wanted
