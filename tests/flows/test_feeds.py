from flows.feeds import pending, read_feed


def feed(home, run, source, *, settled=True, articles=b"", problems=b""):
    folder = home / run / source
    folder.mkdir(parents=True)
    (folder / "articles.jsonl").write_bytes(articles)
    (folder / "problems.jsonl").write_bytes(problems)
    if settled:
        (folder / "stats.json").write_bytes(b'{"articles": 1, "degraded": []}')


def test_settled_feeds_that_are_not_loaded_oldest_first(tmp_path):
    feed(tmp_path, "20260102-000000-aa", "qha")
    feed(tmp_path, "20260101-000000-aa", "qha")
    feed(tmp_path, "20260101-000000-aa", "sample")
    feed(tmp_path, "20260103-000000-aa", "sample", settled=False)
    loaded = {("20260101-000000-aa", "sample")}
    found = [(each.run_id, each.source) for each in pending(tmp_path, loaded)]
    assert found == [("20260101-000000-aa", "qha"), ("20260102-000000-aa", "qha")]


def test_nothing_there(tmp_path):
    assert pending(tmp_path / "runs", ()) == []


def test_a_torn_last_line_is_no_line_and_a_bad_one_is_a_problem(tmp_path):
    articles = b'{"id": "a", "text": "one"}\nrubbish\n{"id": "b", "text": "two"}\n{"id": "c", "te'
    feed(
        tmp_path, "r", "qha", articles=articles, problems=b'{"source":"qha","kind":"gone","message":"410"}\n'
    )
    contents = read_feed(pending(tmp_path, ())[0])
    assert [article.id for article in contents.articles] == ["a", "b"]
    assert [problem.kind for problem in contents.problems] == ["gone", "bad_line"]
    assert "articles.jsonl, line 2" in contents.problems[1].message
    assert contents.stats["articles"] == 1
