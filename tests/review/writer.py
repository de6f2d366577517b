"""Save decisions one after the other until killed, and say the key of each once it is acknowledged."""

import sys
from datetime import date
from itertools import count

from riskcheck.review.decisions import Decision, Met, record
from riskcheck.review.store import Store


def main(where: str, prefix: str) -> None:
    with Store.open(where, create=True) as store:
        for number in count():
            key = f"{prefix}{number}"
            decision = Decision(key=key, state="agreed", reason="evidence_stands", reviewer="R1", on=date(2026, 11, 22))
            record(store, [decision], {key: Met(key=key, case="c1", rule="CU101", evidence="0" * 16)}, "2026-11-22T10:00:00Z")
            sys.stdout.write(f"{key}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
