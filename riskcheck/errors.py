# ruff: noqa: N818 - each name says what happened, as its sentence does
"""Every error that a user can cause: its sentence and its exit status.

Two kinds. A :class:`RiskcheckError` ends the run: what was asked cannot be done. A :class:`RecordError` is one
line about one record: the run goes on with the others. Neither ever carries a value out of a case record.
"""

from collections.abc import Iterable
from difflib import get_close_matches

import msgspec


class RecordError(msgspec.Struct, frozen=True, kw_only=True):
    """Why one record, or one file, could not be read: an entry of the report's ``errors``.

    ``source`` is the file as the user named it, ``line`` counts from 1, ``pointer`` is a JSON pointer into the record
    (empty for the whole of it), ``case_id`` is known only when the record got far enough to say.
    """

    source: str
    line: int | None
    case_id: str | None
    pointer: str
    message: str

    @property
    def text(self) -> str:
        """The line shown to people: ``source:line: pointer: message``, without the parts that are not known."""
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return ": ".join(part for part in (place, self.pointer, self.message) if part)


class RiskcheckError(Exception):
    """What was asked for cannot be done. Its text is one sentence for the person who asked."""

    exit_code = 2

    def __reduce__(self) -> tuple[object, ...]:
        """How it comes whole from one process to another: by its text, which is all there is to it."""
        return _again, (type(self), str(self))


def _again(kind: type[RiskcheckError], text: str) -> RiskcheckError:
    error = kind.__new__(kind)
    error.args = (text,)
    return error


class NoSuchPath(RiskcheckError):
    """A file or folder that was named does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: there is no such file or folder.")


class NoRecords(RiskcheckError):
    """A folder or a glob was named that has no file of records."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: no file of records is there; they end in .json, .ndjson, .jsonl, these and .gz, or .parquet."
        )


class NoExpectations(RiskcheckError):
    """A folder was named in which no case has an expectation beside it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no expected.toml is there; it lies beside the case.json that it is about.")


class NoAnswers(RiskcheckError):
    """Records were to be evaluated, and nothing says what is right of any of them."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(f"{', '.join(paths)}: no expected.toml is there, and no record that could be read carries an answer.")


class NoMediums(RiskcheckError):
    """A caseload was to be evaluated in which no case with an answer is rated medium overall."""

    def __init__(self) -> None:
        super().__init__("No case with an answer is rated medium overall, and the figures are about those.")


class NoSuchReport(RiskcheckError):
    """A report was asked for in a format that it is not made in."""

    def __init__(self, given: str, what: str, formats: Iterable[str]) -> None:
        super().__init__(f"--output-format: {what} are not reported as {given}; choose {' or '.join(formats)}.")


class MixedEvaluation(RiskcheckError):
    """Cases with expectations beside them and a caseload with answers were named together."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no expected.toml is there, and under another path there is; evaluate one after the other.")


class UnreadableFile(RiskcheckError):
    """A file that the run needs cannot be opened; ``why`` is the system's reason."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be read ({why}).")


class UnwritableFile(RiskcheckError):
    """The output cannot be written; ``why`` is the system's reason."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be written ({why}).")


class UnknownName(RiskcheckError):
    """Something was asked for by a name that is not known; the nearest known name is offered, or all where they are few."""

    def __init__(self, what: str, name: str, known: Iterable[str], where: str = "") -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        offer = f"; did you mean {near[0]}?" if near else f"; choose from {', '.join(names)}." if len(names) <= 30 else "."
        super().__init__(f"{where + ': ' if where else ''}there is no {what} called {name}{offer}")


class UnknownRule(UnknownName):
    """No rule has this code; ``option`` is the option that it came from."""

    def __init__(self, code: str, known: Iterable[str], option: str = "") -> None:
        super().__init__("rule", code, known, option)


class UnknownSchema(UnknownName):
    """No schema has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__("schema", name, known)


class UnknownCase(RiskcheckError):
    """The case that was asked for is not among the records that could be read."""

    def __init__(self, path: str, case_id: str | None) -> None:
        which = f"has the case reference {case_id}" if case_id else "is there"
        super().__init__(f"{path}: no record that could be read {which}.")


class NoSuchGuide(UnknownName):
    """No guide has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__("guide", name, known)


class BadDecisions(RiskcheckError):
    """The file of decisions cannot be used; ``why`` says what is wrong with it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the decisions cannot be used, because {why}.")


class BadSettings(RiskcheckError):
    """The settings file is not TOML; ``why`` says where."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the settings cannot be used, because {why}.")


class BadParameters(RiskcheckError):
    """Parameters of the generator cannot be used; ``why`` says what is wrong with them."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the parameters cannot be used, because {why}.")


class BadDay(RiskcheckError):
    """An option should be a day and is not."""

    def __init__(self, option: str, given: str, also: Iterable[str] = ()) -> None:
        words = "".join(f", or {word}" for word in also)
        super().__init__(f"{option}: {given} is not a day that exists; write YYYY-MM-DD{words}.")


class UnusableModel(RiskcheckError):
    """A model file cannot be used: it was changed, or is for other features or another version; ``why`` says which."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the model cannot be used, because {why}.")


class CannotTrain(RiskcheckError):
    """The records that were given do not make a model; ``why`` says what is lacking."""

    def __init__(self, why: str) -> None:
        super().__init__(f"No model can be trained, because {why}.")


class BadEarlyLook(RiskcheckError):
    """An early look cannot be used; ``why`` says what is wrong with it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the early look cannot be used, because {why}.")


class OtherCase(RiskcheckError):
    """An early look is about another case than the record that it was to be compared with."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: the early look is about another case than the record; its case_id should be the record's.")


class NeedsFile(RiskcheckError):
    """A report that is a file was asked for on a terminal, or one that is several files without a place for them."""

    def __init__(self, output_format: str) -> None:
        super().__init__(f"--output-format {output_format} is no text for a screen: name where to write it with -o.")


class TooManyForDocument(RiskcheckError):
    """A document to be read was asked for of more records than anybody reads, and than one can be made of in good time."""

    def __init__(self, output_format: str, most: int) -> None:
        super().__init__(
            f"--output-format {output_format} is a document of at most {most:,} records, and there are more: "
            "use html, pages, xlsx, csv or json, or name fewer."
        )


class NoPayloads(RiskcheckError):
    """A folder was named to import from in which no file is."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no file is there; put the payloads of each case in a folder of its own.")


class NoKey(RiskcheckError):
    """Cases were to be called by a keyed hash, and no key was given."""

    def __init__(self, variable: str) -> None:
        super().__init__(
            f"No key was given: case references are keyed hashes. Name a file that holds one with --key, or set {variable}; "
            "openssl rand -hex 32 makes one. Keep it: another key gives other references."
        )


class BadKey(RiskcheckError):
    """The key of references is too short to be secret."""

    def __init__(self, named: str, shortest: int) -> None:
        super().__init__(f"{named}: the key is shorter than {shortest} bytes, and could be guessed.")


class BadOffenceMapping(RiskcheckError):
    """A file that was named as the mapping of offence codes has another form."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the mapping of offence codes cannot be used, because {why}.")


class LostProcess(RiskcheckError):
    """One of the processes of a run ended, which they do not do by themselves."""

    def __init__(self) -> None:
        super().__init__(
            "A process of the run was ended from outside, perhaps for lack of memory: run it again, with fewer --jobs."
        )


class UnusableState(RiskcheckError):
    """The file in which results are kept cannot be used; ``why`` says what is wrong with it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the results cannot be kept there, because {why}.")


class NoSuchStore(RiskcheckError):
    """A store of reviewers' work was named that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: there is no store there; riskcheck review decide and riskcheck review draw make one.")


class BadStore(RiskcheckError):
    """A store of reviewers' work cannot be used; ``why`` says what is wrong, and holds nothing out of the store."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: the store cannot be used, because {why}.")


class UnreadableEntry(RiskcheckError):
    """An entry of a trail does not say what its kind says: riskcheck did not write it."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Entry {number} of the trail cannot be read, and was not written by riskcheck; go back to a copy from before it."
        )


class BadHead(RiskcheckError):
    """The head of a trail was given in another form than it is printed in."""

    def __init__(self, given: str) -> None:
        super().__init__(f"--head: {given} is not a head; write it as riskcheck audit prints it, NUMBER:HASH.")


class CannotOpen(RiskcheckError):
    """A sealed text does not open: it is sealed for somebody else, or was changed or moved."""

    def __init__(self) -> None:
        super().__init__("A sealed text does not open with this pass: it is for somebody else, or was changed since.")


class BadPass(RiskcheckError):
    """A pass of a round cannot be used or made; ``why`` says what is wrong."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: the pass cannot be used, because {why}.")


class BadAnswers(RiskcheckError):
    """Answers to a case cannot be kept; ``why`` says what is wrong, and holds none of them."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: the answers cannot be kept, because {why}.")


class BadRound(RiskcheckError):
    """What was asked of a round of scoring cannot be done; ``why`` says what stands against it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The round does not allow it, because {why}.")


class CannotDraw(RiskcheckError):
    """A sample cannot be drawn as it was asked for; ``why`` says what to change."""

    def __init__(self, why: str) -> None:
        super().__init__(f"No sample can be drawn, because {why}.")


class CannotCompare(RiskcheckError):
    """Areas cannot be compared; ``why`` says what is lacking."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Places cannot be compared, because {why}.")


class BadWorkloads(RiskcheckError):
    """The file of workload bands cannot be used; ``why`` says what is wrong with it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the workload bands cannot be used, because {why}.")


class FolderInUse(RiskcheckError):
    """Pages were to be written into a folder in which something is already: an older page must not pass for a new one."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: something is there already; name a folder that is new or empty.")


class MissingLibrary(RiskcheckError):
    """Something was asked for that needs a library which is not installed; ``extra`` is what it is installed by."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        super().__init__(f"{what}: {library} is needed and is not installed; install riskcheck[{extra}].")


class BadTableMapping(RiskcheckError):
    """The mapping of tables to the case record cannot be used."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: the mapping cannot be used, because {why}.")


class BadTable(RiskcheckError):
    """A table, or one place in it, is not one that can be read whole."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}.")


class NotInstalled(RiskcheckError):
    """Something that is needed for what was asked is not installed."""

    def __init__(self, package: str, what_for: str) -> None:
        super().__init__(f"{package} is needed {what_for}, and is not installed: install it, or riskcheck[tables].")
