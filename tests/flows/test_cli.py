"""The command contract, by running the commands: what goes in and out, and the exit codes."""

import gzip
import json

import duckdb
import pytest

from tests.newsroom import serve
from tests.run_khronika import khronika

REPORT = (
    "Police detained the teacher Ayshe Kurtumer in Sudak on Monday. "
    "A court fined her 20,000 rubles under Article 20.2 of the Russian Code of Administrative Offences."
)
LINES = [
    {"id": 7, "lang": "en", "published_at": "2024-05-15", "text": REPORT, "title": "A teacher is fined"},
    {"id": "empty", "lang": "en", "text": " "},
    {"id": "bare", "text": "The harvest of lavender began near Bakhchysarai on Tuesday, farmers said."},
    {"id": "far", "lang": "xx", "text": "Nobody reads this language here."},
]
KEYS = {"id", "entities", "people", "amounts", "charges", "incidents", "claims"}
PAGE = """<html lang="en"><head><title>Court sends baker to custody</title>
<meta property="article:published_time" content="2024-02-03"></head><body><nav>Home News</nav><article>
<h1>Court sends baker to custody</h1>
<p>A court in Kerch sent the baker Remzi Akimov to custody for two months on Saturday, his lawyer said.</p>
<p>The case was opened in January after a search of the bakery. Mr Akimov says that he is not guilty.</p>
</article></body></html>"""


def encoded(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def decoded(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def extracted():
    return khronika("extract", given=encoded(LINES) + "not json\n" + encoded(LINES[:1]))


def test_extract_keeps_order_and_ids_and_goes_on_after_bad_lines(extracted):
    assert [row["id"] for row in decoded(extracted)] == [7, "empty", "bare", "far", None, 7]
    assert ["error" in row for row in decoded(extracted)] == [False, True, False, True, True, False]
    assert extracted.returncode == 1
    assert "line 5" in decoded(extracted)[4]["error"]


def test_extract_prints_what_the_contract_says(extracted):
    first, *_, again = decoded(extracted)
    assert first == again
    assert set(first) == KEYS
    for start, end, label in first["entities"]:
        assert 0 <= start < end <= len(REPORT)
        assert label in {"PERSON", "ORG", "LOC", "MONEY", "DATE", "NORP", "LAW"}
    for amount in first["amounts"]:
        assert REPORT[amount["start"] : amount["end"]] == amount["text"]
    assert [(a["value_min"], a["value_max"], a["currency"], a["role"]) for a in first["amounts"]] == [
        (20_000, 20_000, "RUB", "fine")
    ]
    assert "Ayshe Kurtumer" in {person["name"] for person in first["people"]}
    assert ("RU-KoAP", "20.2") in {(charge["code"], charge["article"]) for charge in first["charges"]}
    kinds = {incident["type"]: incident for incident in first["incidents"]}
    assert kinds["detention"]["persons"] == kinds["fine"]["persons"] == ["Ayshe Kurtumer"]
    assert kinds["fine"]["amount"] == {"value_min": 20_000, "value_max": 20_000, "currency": "RUB"}
    assert kinds["detention"]["date"] == "2024-05-13"
    assert set(kinds["fine"]) == {
        "type", "persons", "count", "date", "place", "agency", "charge", "amount", "sentence", "status",
        "evidence",
    }  # fmt: skip


def test_good_lines_only_end_well():
    done = khronika("extract", "--batch", "1", given=encoded(LINES[:1]))
    assert done.returncode == 0
    assert len(decoded(done)) == 1


def test_cluster_groups_reports_of_one_event():
    other = (
        "The lighthouse of Alushta was painted white again after the winter storms, the harbour master said."
    )
    rows = [
        {"id": 1, "lang": "en", "published_at": "2024-05-15", "title": "A teacher is fined", "text": REPORT},
        {"id": 2, "lang": "en", "published_at": "2024-05-15", "title": "Lighthouse painted", "text": other},
        {
            "id": "x",
            "lang": "en",
            "published_at": "2024-05-15",
            "title": "Sudak: teacher fined",
            "text": REPORT,
        },
    ]
    done = khronika("cluster", given=encoded(rows) + '{"id": 4}\n')
    events = decoded(done)
    assert [row["id"] for row in events] == [1, 2, "x", 4]
    assert events[0]["event"] == events[2]["event"] != events[1]["event"]
    assert "error" in events[3]
    assert done.returncode == 1


def test_parse_reads_pages_and_names_bad_ones(tmp_path):
    (tmp_path / "baker.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "packed.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "torn.html.gz").write_bytes(gzip.compress(PAGE.encode())[:200])
    (tmp_path / "empty.html").write_bytes(b"")
    names = ["baker.html", "torn.html.gz", "empty.html", "gone.html", "packed.html.gz"]
    done = khronika("parse", *(str(tmp_path / name) for name in names))
    rows = decoded(done)
    assert [row["id"] for row in rows] == ["baker", "torn", "empty", "gone", "packed"]
    assert ["error" in row for row in rows] == [False, True, True, True, False]
    assert done.returncode == 1
    assert set(rows[0]) == {"id", "url", "title", "text", "author", "published_at", "lang"}
    assert (rows[0]["title"], rows[0]["lang"]) == ("Court sends baker to custody", "en")
    assert rows[0]["published_at"].startswith("2024-02-03")
    assert "Remzi Akimov" in rows[0]["text"]
    assert "Home News" not in rows[0]["text"]
    assert {**rows[0], "id": "packed"} == rows[4]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["extract", "gone.jsonl"], "gone.jsonl"),
        (["nightly", "--config", "gone.toml"], "gone.toml"),
        (["nightly", "--source", "nobody"], "nobody"),
        (["sql", "--file", "gone.duckdb", "SELECT 1"], "gone.duckdb"),
        (["parse"], "FILE"),
        (["dance"], "dance"),
    ],
)
def test_what_the_user_can_put_right_is_said_without_a_traceback(tmp_path, words, says):
    done = khronika(*words, KHRONIKA_HOME=str(tmp_path))
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_sql_in_three_forms(tmp_path):
    file = tmp_path / "some.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "CREATE TABLE t AS SELECT 1 AS n, 'Судак, [bold]' AS place, DATE '2024-05-13' AS day"
        )
    ask = ["sql", "--file", str(file), "SELECT * FROM t"]
    assert "Судак, [bold]" in khronika(*ask).stdout
    assert khronika(*ask, "--format", "csv").stdout.splitlines() == [
        "n,place,day",
        '1,"Судак, [bold]",2024-05-13',
    ]
    assert decoded(khronika(*ask, "--format", "json")) == [
        {"n": 1, "place": "Судак, [bold]", "day": "2024-05-13"}
    ]
    assert khronika("sql", "--file", str(file), given="SELECT n FROM t").stdout.strip()


def test_sql_is_read_only_and_explains_mistakes(tmp_path):
    file = tmp_path / "some.duckdb"
    duckdb.connect(str(file)).close()
    for wrong in (
        "DROP TABLE t",
        "CREATE TABLE t (a INT)",
        "SELEC 1",
        "SELECT * FROM read_csv('/etc/hostname')",
    ):
        done = khronika("sql", "--file", str(file), wrong)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_sources_are_listed(tmp_path):
    done = khronika("sources", "list", KHRONIKA_HOME=str(tmp_path))
    assert done.returncode == 0
    assert "qha" in done.stdout
    assert "never crawled" in done.stdout


def test_help_says_what_there_is_and_what_the_exit_codes_mean():
    done = khronika("--help")
    assert done.returncode == 0
    for word in (
        "nightly",
        "crawl",
        "parse",
        "extract",
        "cluster",
        "publish",
        "sql",
        "sources",
        "Exit codes",
    ):
        assert word in done.stdout


def test_a_source_is_checked_address_by_address():
    with serve() as newsroom:
        done = khronika("sources", "check", "sample", KHRONIKA_SAMPLE_URL=newsroom.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rss.xml" in done.stdout
    assert "answers" in done.stdout


def test_a_source_that_does_not_answer_is_told(tmp_path):
    done = khronika("sources", "check", "sample", KHRONIKA_SAMPLE_URL="http://127.0.0.1:9")
    assert done.returncode == 3
    assert "unreachable" in done.stdout
    assert khronika("sources", "check", "nobody").returncode == 2


def test_a_new_source_is_written_with_its_fixture(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    words = ["sources", "new", "baker", "https://baker.example/en/news/court-sends-baker/4/"]
    done = khronika(*words, str(tmp_path / "page.html"), "--root", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "SOURCE" in (tmp_path / "spiders" / "sources" / "baker.py").read_text(encoding="utf-8")
    again = khronika(*words, str(tmp_path / "page.html"), "--root", str(tmp_path))
    assert again.returncode == 2
    assert "exists" in again.stderr
