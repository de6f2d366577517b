"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click


def marking_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option for the protective marking of what is written."""
    said = "The protective marking that the report is to carry, such as OFFICIAL-SENSITIVE."
    return click.option("--marking", metavar="TEXT", help=said)(command)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rules look, and where the report goes."""
    options = (
        click.option("--select", multiple=True, metavar="CODES", help="Only these rules (codes, names, or CU for all CU)."),
        click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules."),
        click.option("--preview", is_flag=True, help="Also the rules that are not yet to be relied on; each says why."),
        click.option(
            "--hide-details",
            is_flag=True,
            help="Leave out quotes and other free text of the record, names of offences included.",
        ),
        click.option("-o", "--output", "target", type=click.Path(), metavar="FILE", help="Write the report to a file."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def offence_mapping_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names the published mapping of offence codes, which is no part of riskcheck."""
    return click.option(
        "--offence-mapping",
        multiple=True,
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="The published mapping of offence codes to the categories of the predictors; may be given several times.",
    )(command)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say from which day, and with whose knowledge, records are looked at; and those of every report."""
    options = (
        click.option(
            "--as-of",
            default="assessment",
            metavar="assessment|today|DATE",
            help="The day to look from. Default: the day on which the last assessment was completed.",
        ),
        click.option(
            "--known-to",
            type=click.Choice(("anyone", "probation")),
            default="anyone",
            help="Whose knowledge counts: any agency's (default), or probation's only.",
        ),
        click.option(
            "--model",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help="A model of riskcheck train, or default: also say, apart from the flags, how comparable cases are rated.",
        ),
        click.option("--no-learned", is_flag=True, help="Ask no learned check, though the settings name a model."),
        click.option("--decisions", metavar="STORE", help="A store of reviewers' decisions, to show beside the findings."),
        marking_option,
    )
    command = offence_mapping_option(report_options(command))
    for option in reversed(options):
        command = option(command)
    return command


store_option = click.option(
    "--store",
    "where",
    required=True,
    envvar="RISKCHECK_STORE",
    metavar="STORE",
    help="The store: a file, or a postgresql:// URL. Default: what RISKCHECK_STORE names.",
)
"""Where reviewers' work is kept."""


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    metavar="N",
    help="Processes; what comes out does not depend on how many. Default: 1.",
)
"""How many processes share the records."""


def split(codes: tuple[str, ...]) -> list[str]:
    """The codes of an option that may be given several times, each time with commas."""
    return [code.strip() for listed in codes for code in listed.split(",") if code.strip()]
