"""Small batches of invented news, ready to load."""

from models.values import Facility, Money
from pipeline.records import Amount, Article, Charge, Extraction, Problem
from pipeline.store import Batch, Run, Source
from tests.builders import article, claim, dollars, draft, extraction, person, rubles, span


def run(run_id: str = "run-1") -> Run:
    return Run(
        run_id=run_id,
        started_at="2024-05-12T00:00:00",
        finished_at="2024-05-12T00:09:00",
        status="finished",
    )


FIRST = (
    "Arlen Testov was fined 300 thousand rubles, about $5,000, in Sudak on Monday under Article 20.3. "
    "Sixty people are in custody, says Lilya Govorova. They intended to arrest him. "
    "Judge Olga Sudenko of the Sudak City Court told the press; he was kept at police station No. 2."
)
SECOND = "Суд оштрафовал Арлена Тестова на 300 тысяч рублей, сообщил адвокат Эмиль Защитин."


def first() -> tuple[Article, Extraction]:
    told = article(
        "a-1", FIRST, published_at="2024-05-10", archive_file="example/1.warc.gz", archive_offset=512
    )
    sum_span = span(FIRST, "300 thousand rubles")
    fine = draft(
        FIRST,
        "fine",
        "Arlen Testov was fined 300 thousand rubles",
        "was fined",
        persons=("Arlen Testov",),
        amount=rubles(300_000),
        amount_span=sum_span,
        amount_equivalent=dollars(5000),
        place="Sudak",
        date="2024-05-06",
        date_text="Monday",
        charge="20.3",
        court="Sudak City Court",
        judge="Olga Sudenko",
        judge_span=span(FIRST, "Olga Sudenko"),
        facility="police station No. 2",
        facility_value=Facility("police_station", "2"),
        attribution="the press",
        confidence=0.8,
        confidences={"event": 0.8, "date": 0.9, "amount": 0.7, "judge": 0.6},
    )
    planned = draft(
        FIRST, "arrest", "They intended to arrest him", "arrest", persons=("Arlen Testov",), status="planned"
    )
    law = span(FIRST, "Article 20.3")
    return told, extraction(
        told,
        fine,
        planned,
        people=(person(FIRST, "Arlen Testov", age=30), person(FIRST, "Lilya Govorova", "speaker")),
        claims=(claim(FIRST, "Sixty people are in custody", count=60, speaker="Lilya Govorova"),),
        amounts=(
            Amount(
                text="300 thousand rubles",
                start=sum_span.start,
                end=sum_span.end,
                money=rubles(300_000),
                role="fine",
                equivalent=Money(5000, 5000, "USD"),
                equivalent_span=span(FIRST, "$5,000"),
            ),
        ),
        charges=(Charge(text="Article 20.3", start=law.start, end=law.end, code="RU-KoAP", article="20.3"),),
    )


def second() -> tuple[Article, Extraction]:
    told = article("b-1", SECOND, source="other", lang="ru", published_at="2024-05-11")
    fine = draft(
        SECOND,
        "fine",
        "Суд оштрафовал Арлена Тестова на 300 тысяч рублей",
        "оштрафовал",
        persons=("Арлен Тестов",),
        amount=rubles(300_000),
        amount_span=span(SECOND, "300 тысяч рублей"),
        confidence=0.5,
    )
    return told, extraction(
        told,
        fine,
        people=(
            person(SECOND, "Арлен Тестов", written="Арлена Тестова"),
            person(SECOND, "Эмиль Защитин", "lawyer"),
        ),
    )


def batch(
    *told: tuple[Article, Extraction], run_id: str = "run-1", problems: tuple[Problem, ...] = ()
) -> Batch:
    return Batch(
        run=run(run_id),
        articles=tuple(one for one, _ in told),
        extractions=tuple(read for _, read in told),
        problems=problems,
        sources=(Source(source="example", title="Example News", url="https://news.example/", lang="en"),),
    )


def numbered(number: int) -> tuple[Article, Extraction]:
    """One fine of one person whose name and sum depend on the number."""
    letters = "".join("bdklmnprst"[int(digit)] + "a" for digit in f"{number:04}")
    name = f"{letters.capitalize()}n {letters[::-1].strip().capitalize()}rov"
    text = f"A court in Yalta fined {name} {number + 1000} rubles, paper number {number} says."
    told = article(f"n-{number}", text, published_at="2024-05-10")
    fine = draft(
        text,
        "fine",
        text,
        "fined",
        persons=(name,),
        amount=rubles(number + 1000),
        amount_span=span(text, f"{number + 1000} rubles"),
    )
    return told, extraction(told, fine)
