import msgspec
import pytest

from flows.lines import BadLine, GoodLine, answer, chunks, read_lines

LINES = [
    b'{"id": 3, "text": "one", "title": null, "entities": [[0, 3, "X"]]}\n',
    b"\n",
    b"not json\n",
    b'{"id": "four", "text": "two"}',
]


def lengths(articles):
    return ({"length": len(article.text)} for article in articles)


def test_order_and_ids_stay():
    outputs = answer(list(read_lines(LINES)), lengths)
    assert [msgspec.json.decode(output.line) for output in outputs][::2] == [
        {"id": 3, "length": 3},
        {"id": "four", "length": 3},
    ]
    assert [output.bad for output in outputs] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        (b'{"id": "a"}', b'"a"', "text"),
        (b'{"text": "a"}', b"null", "no id"),
        (b'{"id": null, "text": "a"}', b"null", "id"),
        (b'{"id": [1], "text": "a"}', b"[1]", "id"),
        (b'{"id": 1, "text": 5}', b"1", "text"),
        (b'["a"]', b"null", "object"),
        (b'{"id": 1, "text": "a"', b"null", "not a JSON object"),
        (b'{"id": 1, "text": "\xff\xfe"}', b"1", ""),
    ],
)
def test_a_bad_line_says_what_is_wrong(line, key, words):
    (bad,) = read_lines([line])
    assert isinstance(bad, BadLine)
    assert bytes(bad.id) in (key, b"null")
    assert "line 1" in bad.error
    assert words in bad.error


def test_a_failure_of_the_work_is_an_error_line():
    (output,) = answer(list(read_lines([b'{"id": 7, "text": ""}'])), lambda _: ["empty"])
    assert msgspec.json.decode(output.line) == {"id": 7, "error": "empty"}
    assert output.bad


def test_reading_is_lazy():
    def endless():
        while True:
            yield b'{"id": 1, "text": "a"}\n'

    first = next(chunks(read_lines(endless()), 5))
    assert len(first) == 5
    assert all(isinstance(line, GoodLine) for line in first)
