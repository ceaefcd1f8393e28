"""JSON Lines in and out for `khronika extract` and `cluster`: order and ids stay, so does a bad line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from pipeline.records import Article

JSON_NULL = Raw(b"null")


class BadLine(Struct, frozen=True):
    """A line that could not be read or worked on; written in its place."""

    id: Raw
    error: str


class GoodLine(Struct, frozen=True):
    """An article and its id exactly as the input wrote it (a number stays a number)."""

    id: Raw
    article: Article


class Output(Struct, frozen=True):
    """One line to write, and whether it reports an error."""

    line: bytes
    bad: bool


class _Id(Struct):
    id: Raw | UnsetType = UNSET


Line = GoodLine | BadLine


def read_lines(stream: Iterable[bytes]) -> Iterator[Line]:
    """Articles of `stream`, one line at a time; blank lines are passed over."""
    return (read_line(line, number) for number, line in enumerate(stream, 1) if line.strip())


def read_line(line: bytes, number: int) -> Line:
    """One article. `number` counts from 1 and is named in the error."""
    try:
        key = msgspec.json.decode(line, type=_Id).id
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return BadLine(JSON_NULL, f"line {number}: not a JSON object: {error}")
    if isinstance(key, UnsetType):
        return BadLine(JSON_NULL, f"line {number}: no id")
    kept = Raw(bytes(key))
    try:
        return GoodLine(kept, _article(line))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return BadLine(kept, f"line {number}: {error}")


def _article(line: bytes) -> Article:
    """Ids may be numbers in the input; between the stages they are text."""
    fields = msgspec.json.decode(line)
    if isinstance(fields["id"], int):
        fields["id"] = str(fields["id"])
    return msgspec.convert(fields, Article)


def chunks(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """`lines` in lists of at most `size`, so that a long input is worked on as it arrives."""
    rest = iter(lines)
    while chunk := list(islice(rest, size)):
        yield chunk


def answer(
    lines: Sequence[Line], work: Callable[[list[Article]], Iterable[dict[str, object] | str]]
) -> list[Output]:
    """One output for each of `lines`. `work` gives, for each article, its fields or what went wrong."""
    results = iter(work([line.article for line in lines if isinstance(line, GoodLine)]))
    return [_output(line, next(results) if isinstance(line, GoodLine) else line.error) for line in lines]


def _output(line: Line, result: dict[str, object] | str) -> Output:
    fields = {"error": result} if isinstance(result, str) else result
    return Output(msgspec.json.encode({"id": line.id, **fields}) + b"\n", isinstance(result, str))
