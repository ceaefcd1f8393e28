"""What `khronika extract` prints for one article: plain JSON, free of how the records are built inside."""

from __future__ import annotations

from models.values import Money
from pipeline.records import Amount, Charge, Claim, Draft, Extraction, Person

Json = dict[str, object]


def extraction_json(extraction: Extraction) -> Json:
    """All but the id; offsets are code points of the article's text."""
    return {
        "entities": [[entity.start, entity.end, entity.label] for entity in extraction.entities],
        "people": [_person(person) for person in extraction.people],
        "amounts": [_amount(amount) for amount in extraction.amounts],
        "charges": [_charge(charge) for charge in extraction.charges],
        "incidents": [_incident(draft) for draft in extraction.incidents],
        "claims": [_claim(claim) for claim in extraction.claims],
    }


def _person(person: Person) -> Json:
    mentions = [[mention.start, mention.end] for mention in person.mentions]
    return {"name": person.name, "mentions": mentions, "role": person.role}


def _money(money: Money) -> Json:
    return {"value_min": money.value_min, "value_max": money.value_max, "currency": money.currency}


def _amount(amount: Amount) -> Json:
    place = {"text": amount.text, "start": amount.start, "end": amount.end}
    return {**place, **_money(amount.money), "role": amount.role}


def _charge(charge: Charge) -> Json:
    place: Json = {"text": charge.text, "start": charge.start, "end": charge.end}
    return {**place, "code": charge.code, "article": charge.article, "part": charge.part}


def _incident(draft: Draft) -> Json:
    return {
        "type": draft.type,
        "persons": list(draft.persons),
        "count": draft.count_min,
        "date": draft.date,
        "place": draft.place,
        "agency": draft.agency,
        "charge": draft.charge,
        "amount": _money(draft.amount) if draft.amount else None,
        "sentence": draft.sentence,
        "status": draft.status,
        "evidence": {"start": draft.evidence.start, "end": draft.evidence.end},
    }


def _claim(claim: Claim) -> Json:
    return {"text": claim.text, "start": claim.start, "end": claim.end, "count": claim.count}
