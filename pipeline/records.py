"""The frozen records that pass between stages. Offsets count Unicode code points of `Article.text`."""

from __future__ import annotations

from msgspec import Struct

from models.values import Additional, AmountRole, Facility, Money, PersonRole, Status, Term, Traits


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One version of one news article. `id` is stable for a canonical URL, `content_hash` for its text."""

    id: str
    text: str
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    lang: str | None = None  # ISO 639-1
    title: str | None = None
    author: str | None = None
    published_at: str | None = None  # ISO 8601, as precise as the page says
    fetched_at: str | None = None  # ISO 8601 UTC
    content_hash: str | None = None  # "sha256:<hex>" of the text
    archive_file: str | None = None  # WARC file relative to the archive folder
    archive_offset: int | None = None  # byte offset of the response record
    tags: tuple[str, ...] = ()


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that went wrong with one URL or line; counted in `runs` and `source_health`."""

    source: str
    kind: str  # unreachable, http_error, gone, empty_article, bad_charset, unknown_language, too_large, ...
    message: str
    url: str | None = None
    at: str | None = None


class Span(Struct, frozen=True):
    """Characters `start` to `end` of the article text."""

    start: int
    end: int


class Entity(Struct, frozen=True):
    start: int
    end: int
    label: str  # PERSON ORG LOC MONEY DATE NORP LAW


class Person(Struct, frozen=True, kw_only=True):
    """One person of one article, however often and however differently named."""

    name: str  # fullest form, nominative
    mentions: tuple[Span, ...]
    role: PersonRole = "other"
    roles: tuple[PersonRole, ...] = ()
    age: int | None = None
    traits: Traits = Traits()  # what the article says of the person, with the characters it says it in
    confidence: float = 1.0  # of the role


class Amount(Struct, frozen=True, kw_only=True):
    text: str
    start: int
    end: int
    money: Money
    role: AmountRole
    equivalent: Money | None = None  # the same sum in another currency, as the article gives it
    equivalent_span: Span | None = None


class Charge(Struct, frozen=True, kw_only=True):
    text: str
    start: int
    end: int
    code: str
    article: str | None = None
    part: str | None = None
    paragraph: str | None = None
    inferred: bool = False
    note: str | None = None
    candidates: tuple[str, ...] = ()  # "RU-UK 282": possible articles for a label, never facts


class AddedPenalty(Struct, frozen=True):
    """A penalty beside the term, in the article's words, with its value."""

    text: str
    span: Span
    value: Additional


class Draft(Struct, frozen=True, kw_only=True):
    """One incident as one article reports it. Every value is read from `evidence` or a span of its own."""

    type: str  # a key of pipeline.taxonomy
    status: Status
    evidence: Span  # the clause that says the event
    trigger: Span  # the words that name it
    persons: tuple[str, ...] = ()  # names as in Extraction.people
    subject: str | None = None  # who, where nobody is named ("a 20-year-old student from Sudak")
    subject_span: Span | None = None
    subject_traits: Traits = Traits()
    count_min: int | None = None
    count_max: int | None = None
    date: str | None = None  # YYYY, YYYY-MM, YYYY-MM-DD
    date_text: str | None = None  # the words, kept also where they cannot be resolved
    date_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    agency: str | None = None
    agency_span: Span | None = None
    court: str | None = None  # also where another agency acted
    court_span: Span | None = None
    judge: str | None = None  # name as in Extraction.people
    judge_span: Span | None = None
    facility: str | None = None  # where somebody is or was held, in the article's words
    facility_span: Span | None = None
    facility_value: Facility | None = None
    charge: str | None = None  # article number, or the label where no article is given
    charge_span: Span | None = None
    amount: Money | None = None
    amount_span: Span | None = None
    amount_equivalent: Money | None = None
    sentence: str | None = None  # the term in the article's words
    sentence_span: Span | None = None
    term: Term | None = None
    additional: tuple[AddedPenalty, ...] = ()
    attribution: str | None = None  # who says so
    attribution_span: Span | None = None
    background: bool = False  # an older event told as background
    background_span: Span | None = None  # the words that show it; None where its date alone does
    confidence: float = 1.0  # that the event is reported as read
    confidences: dict[
        str, float
    ] = {}  # field -> chance that its value is right, for the fields that have one


class Claim(Struct, frozen=True, kw_only=True):
    """A total, statistic or habitual practice that somebody states; never an incident."""

    text: str
    start: int
    end: int
    count: int | None = None
    kind: str = "total"  # total, statistic, practice
    group: str | None = None  # who or what is counted ("Crimean Tatar prisoners")
    group_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    speaker: str | None = None
    speaker_span: Span | None = None
    as_of: str | None = None  # ISO 8601; the day of publication for "now", "to date"
    as_of_span: Span | None = None
    amount: Money | None = None
    confidence: float = 1.0


class Extraction(Struct, frozen=True, kw_only=True):
    """All that was read out of one article."""

    id: str
    entities: tuple[Entity, ...] = ()
    people: tuple[Person, ...] = ()
    amounts: tuple[Amount, ...] = ()
    charges: tuple[Charge, ...] = ()
    incidents: tuple[Draft, ...] = ()
    claims: tuple[Claim, ...] = ()
