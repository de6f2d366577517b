"""Every way of handing over records gives the same records, in order, with the right lines."""

import errno
import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskcheck.errors import NoRecords, NoSuchPath
from riskcheck.records import limits, read
from riskcheck.records.digest import sha256_of

from .made import case_ids, example, line, lines, messages, read_bytes

RECORDS = [example(case_id=f"case-{number}") for number in range(1, 5)]
IDS = ["case-1", "case-2", "case-3", "case-4"]
PRETTY = [json.dumps(record, indent=2).encode() for record in RECORDS]
LAYOUTS = {
    "lines": lines(*RECORDS),
    "lines, the last not ended": lines(*RECORDS).rstrip(),
    "lines ended as on Windows, with blank ones": b"\r\n\r\n".join(map(line, RECORDS)) + b"\r\n",
    "lines after a byte order mark": b"\xef\xbb\xbf" + lines(*RECORDS),
    "a list": json.dumps(RECORDS).encode(),
    "an indented list": json.dumps(RECORDS, indent=4).encode(),
    "a list laid out with no indent": json.dumps(RECORDS, indent=0).encode(),
    "indented records, one after another": b"\n".join(PRETTY),
    "records with no indent, one after another": b"\n".join(json.dumps(r, indent=0).encode() for r in RECORDS),
    "lines, zipped": gzip.compress(lines(*RECORDS)),
    "a list, zipped": gzip.compress(json.dumps(RECORDS).encode()),
    "two zipped files, joined": gzip.compress(lines(*RECORDS[:2])) + gzip.compress(lines(*RECORDS[2:])),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_the_same_records(text: bytes) -> None:
    outcomes = read_bytes(text)
    assert [outcome.error for outcome in outcomes] == [None] * 4
    assert [outcome.record for outcome in outcomes] == [outcome.record for outcome in read_bytes(LAYOUTS["lines"])]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("size", [1, 7, 64])
def test_where_the_reads_fall_makes_no_difference(text: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHUNK", max(size, 4))
    assert case_ids(text) == IDS


def test_a_folder_a_glob_files_and_standard_input_give_the_same_records(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "a.json").write_bytes(PRETTY[0])
    (tmp_path / "b.ndjson").write_bytes(lines(RECORDS[1]))
    (tmp_path / "deeper" / "c.JSONL.gz").write_bytes(gzip.compress(lines(RECORDS[2])))
    (tmp_path / "deeper" / "d.json.gz").write_bytes(gzip.compress(PRETTY[3]))
    (tmp_path / "notes.txt").write_text("not a record")
    files = [str(tmp_path / name) for name in ("a.json", "b.ndjson", "deeper/c.JSONL.gz", "deeper/d.json.gz")]
    for paths in ([str(tmp_path)], files, [f"{tmp_path}/**/*.*json*", f"{tmp_path}/deeper/*.JSONL.gz"]):
        outcomes = list(read(paths))
        assert sorted(outcome.record.case_id for outcome in outcomes if outcome.record) == IDS
        assert sorted(outcome.source for outcome in outcomes) == sorted(files)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(PRETTY[0])
    assert len(list(read([str(tmp_path / "a.json"), str(tmp_path), f"{tmp_path}/*"]))) == 1


def test_a_path_that_does_not_exist_stops_the_run_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(PRETTY[0])
    with pytest.raises(NoSuchPath, match=r"nowhere\.json: there is no such file or folder\."):
        read([str(tmp_path / "a.json"), str(tmp_path / "nowhere.json")])
    with pytest.raises(NoRecords):
        read([f"{tmp_path}/*.ndjson"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoRecords):
        read([str(tmp_path / "empty")])


def test_a_file_that_cannot_be_read_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(PRETTY[0])
    (tmp_path / "b.json").write_bytes(PRETTY[1])
    outcomes = read([str(tmp_path)])
    assert next(outcomes).record
    (tmp_path / "b.json").unlink()
    (gone,) = outcomes
    assert gone.error
    assert gone.error.text == f"{tmp_path / 'b.json'}: cannot be read (No such file or directory)"


def test_what_a_folder_holds_and_does_not_let_be_read_is_one_line_and_never_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(PRETTY[0])
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.json")
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "b.json").write_bytes(PRETTY[1])
    (closed / "deeper").mkdir()

    def refuse(folder: str) -> Iterator[os.DirEntry[str]]:
        if Path(folder) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return listed(folder)

    listed = os.scandir
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        outcomes = list(read([str(tmp_path)]))
    assert [outcome.source for outcome in outcomes] == [str(tmp_path / name) for name in ("a.json", "closed", "gone.json")]
    assert [outcome.error and outcome.error.message.partition(" (")[0] for outcome in outcomes] == [
        None,
        "cannot be read",
        "cannot be read",
    ]
    (closed / "b.json").unlink()
    assert sha256_of([str(tmp_path)]) == sha256_of([str(tmp_path / "a.json")])


def test_lines_are_those_of_the_file_in_every_layout() -> None:
    bad = example(case_id="case-2", purpose="art")
    assert messages(lines(RECORDS[0], bad))[0].startswith("-:2: /purpose: should be one of")
    assert messages(b"\n\n" + lines(RECORDS[0]) + b"\n \n" + line(bad))[0].startswith("-:6: /purpose:")
    inside = json.dumps([RECORDS[0], bad], indent=1).encode()
    expected = inside[: inside.index(b'"purpose": "art"')].count(b"\n") + 1
    assert messages(inside)[0].startswith(f"-:{expected}: /purpose:")
    spread = json.dumps(bad, indent=3).replace('"purpose"', '\n\n"purpose"').encode()
    assert messages(spread)[0].startswith("-:7: /purpose:")


def test_records_start_on_the_lines_where_they_start() -> None:
    assert [outcome.line for outcome in read_bytes(LAYOUTS["lines"])] == [1, 2, 3, 4]
    height = PRETTY[0].count(b"\n") + 1
    assert [outcome.line for outcome in read_bytes(b"\n".join(PRETTY))] == [1 + height * n for n in range(4)]
    assert [outcome.line for outcome in read_bytes(LAYOUTS["an indented list"])] == [2 + height * n for n in range(4)]


def test_everything_read_is_a_record_or_an_error() -> None:
    text = lines(RECORDS[0]) + b'{"cut": [\n' + lines(RECORDS[1], {}, RECORDS[1]) + b"junk\n" + lines(RECORDS[2])
    outcomes = read_bytes(text)
    assert all((outcome.record is None) != (outcome.error is None) for outcome in outcomes)
    assert [outcome.record is not None for outcome in outcomes] == [True, False, True, False, False, False, True]


def test_one_damaged_line_takes_no_other_with_it() -> None:
    whole = line(RECORDS[1])
    for cut in range(1, len(whole)):
        ids = case_ids(line(RECORDS[0]) + b"\n" + whole[:cut] + b"\n" + lines(RECORDS[2], RECORDS[3]))
        assert ids == ["case-1", "case-3", "case-4"], cut


def test_one_damaged_element_takes_no_other_with_it_when_a_bracket_is_missing() -> None:
    whole = line(RECORDS[1])
    for at, byte in enumerate(whole):
        if byte in b"]}:,":
            text = b"[" + b",\n".join([line(RECORDS[0]), whole[:at] + whole[at + 1 :], line(RECORDS[2])]) + b"]"
            assert case_ids(text) == ["case-1", "case-3"], at


def test_a_record_that_is_too_large_is_one_error_and_the_next_is_read() -> None:
    large = line(example(case_id="large", note="x" * limits.BYTES))
    small = line(RECORDS[0])
    said = "is larger than 5 MB, the most that one record can be"
    for text in (large + b"\n" + small, b"[" + large + b"," + small + b"]", large.replace(b", ", b",\n ") + b"\n" + small):
        assert case_ids(text) == ["case-1"]
        assert messages(text) == [f"-:1: {said}"]


def test_a_record_of_very_many_short_lines_that_is_too_large_is_one_error() -> None:
    text = b'{"a": [\n' + (b" 1," * 300 + b"\n") * (limits.BYTES // 900) + b"1]}\n" + lines(RECORDS[0])
    assert len(messages(text)) == 1
    assert case_ids(text) == ["case-1"]


class Made(io.RawIOBase):
    """A file that is made as it is read, so that the test itself holds none of it."""

    def __init__(self, count: int, *, listed: bool) -> None:
        padding = "word " * 4000
        self._parts = self._made(count, padding, listed)
        self._left = b""

    @staticmethod
    def _made(count: int, padding: str, listed: bool) -> Iterator[bytes]:
        if listed:
            yield b"["
        for number in range(count):
            yield line(example(case_id=f"c{number}", note=padding))
            yield (b"]" if number == count - 1 else b",") if listed else b"\n"

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (part := next(self._parts, b"")):
            self._left += part
        text, self._left = self._left[:size], self._left[size:]
        return text


@pytest.mark.parametrize("listed", [False, True], ids=["lines", "list"])
def test_memory_does_not_grow_with_the_file(listed: bool) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            assert sum(outcome.record is not None for outcome in read(["-"], Made(count, listed=listed))) == count  # type: ignore[arg-type]
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    few, many = peak(150), peak(600)
    assert many < few + 600_000, (few, many)  # 450 more records are 10 MB of text


def test_the_second_record_of_a_case_is_an_error_that_names_the_first_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_bytes(lines(RECORDS[0], RECORDS[1]))
    (tmp_path / "b.json").write_bytes(PRETTY[1])
    *_, last = read([str(tmp_path)])
    assert last.error
    assert last.error.case_id == "case-2"
    assert last.error.message == (f"is the same case as the record at {tmp_path}/a.ndjson:2: keep one record for each case")


def test_a_record_that_could_not_be_read_does_not_claim_its_case() -> None:
    assert case_ids(lines(example(purpose="art"), example())) == ["example-1"]
