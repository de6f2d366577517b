"""``riskcheck`` as tests run it: in this process, with an error of its own raised as it is."""

from click.testing import CliRunner, Result

from riskcheck.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)
