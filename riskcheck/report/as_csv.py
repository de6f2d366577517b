"""CSV for spreadsheets: a row for each rating and for each error. No cell is ever read as a formula."""

import csv
from collections.abc import Mapping

from riskcheck.errors import RecordError
from riskcheck.report.rows import status_of
from riskcheck.report.wording import unique, visible
from riskcheck.report.writing import Writer
from riskcheck.result import CaseResult, Flag, Rating, Run, Summary, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.voice import Learned

COLUMNS = (
    "source",
    "line",
    "case_id",
    "case_status",
    "synthetic",
    "assessment_id",
    "assessment_completed_on",
    "as_of",
    "group",
    "setting",
    "recorded",
    "status",
    "indicated",
    "strength",
    "points",
    "incidents",
    "recent_harm",
    "ways",
    "rules",
    "why",
    "points_the_other_way",
    "missing",
    "not_checked",
    "evidence",
    "days_assumed",
    "learned_p_high",
    "learned_band",
    "learned_stands_out",
    "learned_review_order",
    "learned_agrees",
    "message",
    "riskcheck_version",
    "riskcheck_rules",
    "riskcheck_model",
    "known_to",
    "input_sha256",
    "marking",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_YES = {True: "yes", False: "no"}
_BYTE_ORDER_MARK = "\ufeff"


def safe_cell(value: object) -> str:
    """A value as a cell: nothing for ``None``, numbers as they are, and text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = visible(str(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


class CsvWriter(Writer):
    """Writes UTF-8 with a byte order mark, CRLF and every cell quoted, as spreadsheets expect."""

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Write the names of the columns."""
        self._run = {
            "riskcheck_version": tool.version,
            "riskcheck_rules": tool.rules,
            "riskcheck_model": tool.model,
            "known_to": run.known_to,
            "input_sha256": run.input_sha256,
            "marking": run.marking,
        }
        self.out.write(_BYTE_ORDER_MARK)
        self._csv = csv.writer(self.out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._csv.writerow(COLUMNS)

    def show(self, result: CaseResult) -> None:
        """Write a row for each rating, or one for a case without ratings."""
        flags = {(flag.group, flag.setting): flag for flag in result.flags}
        assumed = frozenset(one.item for one in result.assumed_items if one.happened)
        case = _case_cells(result)
        for rating in result.ratings:
            self._row({**case, **_rating_cells(rating), **_flag_cells(flags.get((rating.group, rating.setting)), assumed)})
        if not result.ratings:
            self._row({**case, "message": result.note})

    def show_error(self, error: RecordError) -> None:
        """Write a row for a record that could not be read, so that none is missing from the sheet."""
        cells: dict[str, object] = {
            "source": error.source,
            "line": error.line,
            "case_id": error.case_id,
            "case_status": "error",
            "evidence": error.pointer,
            "message": error.message,
        }
        self._row(cells)

    def end(self, summary: Summary) -> None:
        """Nothing: the rows are the sheet, and a total would be read as a case."""

    def _row(self, cells: Mapping[str, object]) -> None:
        cells = {**cells, **self._run}
        self._csv.writerow([safe_cell(cells.get(column)) for column in COLUMNS])


def _case_cells(result: CaseResult) -> dict[str, object]:
    return {
        "source": result.source,
        "case_id": result.case_id,
        "case_status": status_of(result),
        "synthetic": "yes" if result.synthetic else "no",
        "assessment_id": result.assessment and result.assessment.id,
        "assessment_completed_on": result.assessment and result.assessment.completed_on,
        "as_of": result.as_of,
        "not_checked": " ".join(unique(entry.rule for entry in result.not_checked)),
        **_learned_cells(result.learned),
    }


def _learned_cells(said: Learned | None) -> dict[str, object]:
    if said is None:
        return {}
    return {
        "learned_p_high": f"{said.p_high:.3f}",
        "learned_band": said.band,
        "learned_stands_out": _YES[said.stands_out],
        "learned_review_order": f"{said.review_order:.2f}",
        "learned_agrees": None if said.agrees is None else _YES[said.agrees],
    }


def _rating_cells(rating: Rating) -> dict[str, object]:
    return {
        "group": rating.group,
        "setting": rating.setting,
        "recorded": rating.recorded,
        "status": rating.status,
        "indicated": rating.indicated,
        "strength": rating.strength,
        "why": rating.why,
    }


def _flag_cells(flag: Flag | None, assumed: frozenset[str]) -> dict[str, object]:
    """A flag's; ``assumed`` are the items whose day its published source does not state."""
    if flag is None:
        return {}
    rests_on = [row for reason in flag.reasons for row in reason.evidence]
    return {
        "why": flag.says,
        "points": flag.total,
        "incidents": flag.incidents,
        "recent_harm": flag.recent_harm,
        "ways": " ".join(flag.ways),
        "rules": " ".join(unique(reason.rule for reason in flag.reasons)),
        "points_the_other_way": " | ".join(remark.says for remark in flag.against),
        "missing": " | ".join(remark.says for remark in flag.missing),
        "evidence": " ".join(unique(row.pointer for row in rests_on)),
        "days_assumed": " ".join(unique(row.pointer for row in rests_on if row.item in assumed)),
    }
