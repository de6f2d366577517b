"""``python -m riskcheck``."""

from riskcheck.cli import main

main()
