"""The typed values that components attach to spans: what a mention means, free of how it was written."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

AmountRole = Literal["fine", "aid", "damages", "bail", "other"]
PersonRole = Literal[
    "affected", "speaker", "lawyer", "judge", "prosecutor", "official", "relative", "reporter", "other"
]
Status = Literal["actual", "planned", "hypothetical", "denied"]


class Money(Struct, frozen=True):
    """A sum or a range in one currency. `value_min` is None for "up to X", `value_max` for "from X"."""

    value_min: float | None
    value_max: float | None
    currency: str  # ISO 4217; historic BYR kept, RUR read as RUB; "BYN-BU" Belarusian base units, "KZT-MCI"
    per_person: bool = False  # "10,000 each"
    total: bool = False  # "675,000 between them"
    period: str | None = None  # "month", "year", "day" for "5,000 a month"


class LegalArticle(Struct, frozen=True):
    """A provision of a code, or (article is None) an offence named without an article."""

    code: str  # RU-UK, RU-KoAP, UA-KK, BY-UK, BY-KoAP, KZ-KoAP, ... or "-" when unknown
    article: str | None
    part: str | None = None
    paragraph: str | None = None
    inferred: bool = False  # the code is not named in the text, only inferred from the numbering
    note: str | None = None  # a suspected press error ("no such article in this code")


class DateValue(Struct, frozen=True):
    """A calendar date of stated precision: iso is YYYY, YYYY-MM or YYYY-MM-DD; None when unresolved."""

    iso: str | None
    relative: bool = False  # resolved against the publication date


class Count(Struct, frozen=True):
    """A stated number of people or things; count_max differs from count_min for ranges."""

    count_min: int
    count_max: int | None
    approximate: bool = False  # "about", "more than", "at least", "dozens"


class Term(Struct, frozen=True):
    """A penalty term. Years, months, days and hours (of community service) are as stated; a suspended term
    is not served. For a range the numbers are the lower end and `high` is the upper one."""

    years: float = 0
    months: float = 0
    days: float = 0
    regime: str | None = None
    suspended: bool = False
    hours: float = 0
    life: bool = False
    high: Term | None = None


class Facility(Struct, frozen=True):
    """A place where people are held: colony, SIZO, detention centre, police station.

    `kind` is sizo, prison, colony, detention_centre, police_station, psychiatric or headquarters; `number` as
    written ("1"); `place` is the settlement or street that the words give; `name` a proper name ("Lefortovo").
    """

    kind: str
    number: str | None = None
    place: str | None = None
    name: str | None = None


class Additional(Struct, frozen=True):
    """What a court adds to a term: `kind` is restricted_freedom, community_service, ban, rank, confiscation,
    prison_first, treatment or probation; `term` is how long it lasts, where the text says so."""

    kind: str
    term: Term | None = None


class Stated(Struct, frozen=True):
    """A value as the text states it, and the characters it was read from."""

    value: str
    start: int
    end: int


class Traits(Struct, frozen=True):
    """What a text says of one person; None where it says nothing."""

    age: Stated | None = None  # years, in digits
    sex: Stated | None = None  # female, male
    occupation: Stated | None = None  # in the article's words, nominative
    affiliation: Stated | None = None  # the organisation, in the article's words
    community: Stated | None = None  # ethnic or religious group, in English
