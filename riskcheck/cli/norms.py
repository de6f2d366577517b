"""``riskcheck norms``: how strict or lenient each area rates like evidence, and ratings that fell for no reason on record."""

import sys
from typing import TYPE_CHECKING, Any

import click

from riskcheck.cli.readable import readable
from riskcheck.cli.talk import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcheck.records import CaseRecord


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--by", type=click.Choice(("area", "team")), default="area", help="What is compared. Default: area.")
@click.option("--lowered", "fallen", is_flag=True, help="Instead: ratings that fell with nothing new and no reason on record.")
@click.option(
    "--workload", type=click.Path(dir_okay=False), metavar="FILE", help="With --lowered: bands as CSV, case_id and band."
)
@click.option("--output-format", type=click.Choice(("text", "json", "csv")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def norms(paths: tuple[str, ...], by: str, fallen: bool, workload: str | None, output_format: str, target: str | None) -> None:
    """Show how strict or lenient each area, or each team, rates like evidence.

    Cases are compared with cases of like evidence everywhere, on the day of their last assessment. Effects are drawn towards
    nought as far as chance alone would make places differ, and come with intervals. What is usual is not thereby right.
    """
    from riskcheck.report.listing import write_rows

    with readable(paths) as (records, errors):
        rows, kind = _lowered(records, workload) if fallen else _compared(records, by)
    with output(target, output_format) as out:
        write_rows(output_format, out, rows, kind)
    sys.exit(2 if errors else 0)


def _lowered(records: "Iterator[CaseRecord]", workload: str | None) -> tuple[list[Any], type[Any]]:
    from riskcheck.caseload.lowered import LoweredRow, lowered, workloads

    bands = workloads(workload) if workload else {}
    seen: set[str] = set()
    rows = list(lowered(_noting(records, seen), bands))
    if unmet := len(bands.keys() - seen):
        click.echo(f"riskcheck: {workload}: {unmet} of {len(bands)} cases in it are not among these records.", err=True)
    return rows, LoweredRow


def _noting(records: "Iterator[CaseRecord]", seen: set[str]) -> "Iterator[CaseRecord]":
    for record in records:
        seen.add(record.case_id)
        yield record


def _compared(records: "Iterator[CaseRecord]", by: str) -> tuple[list[Any], type[Any]]:
    from riskcheck.caseload.norms import NormRow, norms, rated

    found = rated(records, by)
    told = f"{len(found.high)} cases compared ({found.synthetic} synthetic), {found.unrated} without ratings"
    click.echo(f"riskcheck: {told}", err=True)
    return list(norms(found)), NormRow
