"""Which reports become one incident: the cases of the domain notes, with invented people."""

from itertools import permutations

from pipeline.records import Article, Draft
from pipeline.resolve import Known, Report, merge, reports_of, summarise
from tests.builders import article, dollars, draft, extraction, rubles

WAYS = {
    "a": "as relatives say",
    "b": "which neighbours learned from a notice on the door",
    "c": "according to the court's own page of that week",
    "d": "after an hour behind closed doors and without a lawyer",
}
FINE = "A court fined Arlen Testov 300 thousand rubles over old coins."


def report(key: str, text: str, *drafts: Draft, event: str | None = None, **fields: object) -> list[Report]:
    source: Article = article(key, text, **fields)
    return list(reports_of(source, extraction(source, *drafts, people=()), event=event))


def fine(key: str, name: str = "Arlen Testov", **fields: object) -> list[Report]:
    text = f"A court fined {name} over old coins, {WAYS[key]}."
    published = fields.pop("published_at", "2024-05-10")
    event = fields.pop("event", None)
    one = draft(text, "fine", text, "fined", persons=(name,), **fields)
    return report(key, text, one, event=event, published_at=published)


def detention(key: str, day: str | None, *persons: str, **fields: object) -> list[Report]:
    text = f"Officers detained {', '.join(persons) or 'six people'}, {WAYS[key]}."
    event = fields.pop("event", None)
    published = fields.pop("published_at", "2024-05-10")
    kind = fields.pop("kind", "detention")
    one = draft(text, kind, text, "detained", persons=persons, date=day, **fields)
    return report(key, text, one, event=event, published_at=published)


def count(*groups: list[Report]) -> int:
    return len(merge([one for group in groups for one in group]))


def test_two_outlets_one_fine() -> None:
    assert count(fine("a"), fine("b", "Арлен Тестов", published_at="2024-05-11")) == 1


def test_order_does_not_matter() -> None:
    parts = [
        *fine("a"),
        *fine("b", "Арлен Тестов"),
        *detention("c", "2024-05-09", "Arlen Testov"),
        *fine("d", "Zarema Umerova"),
    ]
    answers = {
        frozenset((g.incident_id, tuple(r.key for r in g.reports)) for g in merge(p))
        for p in permutations(parts)
    }
    assert len(answers) == 1


def test_the_same_sum_in_two_currencies() -> None:
    first = fine("a", amount=rubles(300_000), amount_equivalent=dollars(5000))
    second = fine("b", amount=dollars(5000), published_at="2024-05-12")
    (group,) = merge([*first, *second])
    assert {money.currency for money in summarise(group).amounts} == {"RUB", "USD"}
    assert summarise(group).conflicts == ()


def test_another_sum_is_another_fine() -> None:
    assert (
        count(fine("a", amount=rubles(10_000)), fine("b", amount=rubles(50_000), published_at="2024-05-20"))
        == 2
    )


def test_different_figures_for_one_event_stay_one_incident_with_a_range() -> None:
    first = fine("a", amount=rubles(10_000), date="2024-05-09", event="e")
    second = fine("b", amount=rubles(15_000), date="2024-05-09", event="e")
    (group,) = merge([*first, *second])
    incident = summarise(group)
    assert [money.value_min for money in incident.amounts] == [10_000, 15_000]
    assert "amount" in incident.conflicts


def test_detained_twice_within_weeks() -> None:
    first = detention("a", "2024-04-28", "Arlen Testov")
    second = detention("b", "2024-05-09", "Arlen Testov")
    assert count(first, second) == 2


def test_arrest_is_another_word_for_detention_in_another_outlet() -> None:
    assert (
        count(
            detention("a", "2024-05-09", "Arlen Testov"),
            detention("b", "2024-05-09", "Arlen Testov", kind="arrest"),
        )
        == 1
    )


def test_next_court_stage_is_another_incident() -> None:
    text = "Arlen Testov was sentenced to 13 years; an appeal court upheld it."
    sentence = draft(
        text, "sentence", "Arlen Testov was sentenced to 13 years", "sentenced", persons=("Arlen Testov",)
    )
    appeal = draft(text, "appeal", "an appeal court upheld it", "upheld", persons=("Arlen Testov",))
    assert count(report("a", text, sentence, appeal)) == 2


def test_planned_is_not_actual() -> None:
    assert (
        count(
            detention("a", "2024-05-09", "Arlen Testov"),
            detention("b", "2024-05-09", "Arlen Testov", status="planned"),
        )
        == 2
    )


def test_namesakes_with_other_given_names() -> None:
    assert count(fine("a", "Zarema Umerova", event="e"), fine("b", "Lilya Umerova", event="e")) == 2


def test_a_lone_given_name_needs_the_facts() -> None:
    alone = fine("a", "Zarema", amount=rubles(300_000), event="e")
    full = fine("b", "Zarema Umerova", amount=dollars(5000), amount_equivalent=rubles(300_000), event="e")
    elsewhere = fine("c", "Zarema Karabasheva", published_at="2023-01-10")
    assert count(alone, full) == 1
    assert count(fine("d", "Zarema"), elsewhere) == 2


def test_unnamed_groups_by_day_place_and_count() -> None:
    first = detention("a", "2024-05-09", count_min=6, place="Sudak")
    same = detention("b", "2024-05-09", count_min=6, place="Sudaq")
    other = detention("c", "2024-05-09", count_min=6, place="Yalta")
    assert count(first, same) == 1
    assert count(first, other) == 2


def test_a_group_told_by_one_and_name_by_name_by_another() -> None:
    whole = detention("a", "2024-05-09", "Arlen Testov", "Bekir Asanov")
    text = "Arlen Testov was detained. Bekir Asanov was detained too."
    one = draft(
        text,
        "detention",
        "Arlen Testov was detained",
        "detained",
        persons=("Arlen Testov",),
        date="2024-05-09",
    )
    two = draft(
        text,
        "detention",
        "Bekir Asanov was detained",
        "detained",
        persons=("Bekir Asanov",),
        date="2024-05-09",
    )
    assert count(whole, report("b", text, one, two)) == 1


def test_known_ids_stay_and_the_older_wins() -> None:
    first, second = fine("a"), fine("b", published_at="2024-05-11")
    known = {second[0].key: Known("i-older", 1), first[0].key: Known("i-younger", 2)}
    (group,) = merge([*first, *second], known)
    assert (group.incident_id, group.aliases) == ("i-older", ("i-younger",))


def test_a_split_keeps_the_id_on_one_side() -> None:
    first, second = fine("a"), fine("b", "Bekir Asanov")
    known = {one.key: Known("i-both", 1) for one in (*first, *second)}
    found = merge([*first, *second], known)
    assert len({group.incident_id for group in found}) == 2
    assert sum(group.incident_id == "i-both" for group in found) == 1


def test_a_copy_confirms_nothing() -> None:
    source = article("a", FINE)
    one = draft(FINE, "fine", FINE, "fined", persons=("Arlen Testov",), confidence=0.6)
    mirror = article("b", FINE, source="mirror")
    reports = [
        *reports_of(source, extraction(source, one)),
        *reports_of(mirror, extraction(mirror, one), copy_of="a"),
    ]
    (group,) = merge(reports)
    incident = summarise(group)
    assert (incident.reports, incident.copies, incident.sources, incident.confidence) == (1, 1, 1, 0.6)
