"""Case records from tables: CSV, Excel and Parquet extracts, with a mapping file that says what each column means.

Every column is mapped or named as not taken, every cell that is not blank is used or is an error in its place, and what is
missing stays missing. A case with an error is not written at all: a record that lacks a row would look whole.
"""

from riskcheck.tables.making import Made, make
from riskcheck.tables.mapping import Mapping, load, template
from riskcheck.tables.sheets import sheets

__all__ = ["Made", "Mapping", "load", "make", "sheets", "template"]
