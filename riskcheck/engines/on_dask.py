"""The check on Dask: records in Parquet in, a data frame of outcomes out, a partition for each file and group of rows.

    from dask.distributed import Client
    from riskcheck.engines.asking import asked
    from riskcheck.engines.on_dask import checked

    with Client():
        checked("caseload/records", asked()).to_parquet("outcomes")

Dask does a partition whose worker was lost again on another, and each outcome depends on its own record alone.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from riskcheck.caseload.looking import Asked
from riskcheck.engines.partition import outcome_schema, outcomes

if TYPE_CHECKING:
    import dask.dataframe as dd
    import pandas as pd

Part = tuple[str, int]
"""A file and the number of a group of its rows: what a worker is told, in place of records."""


def checked(folder: str, asked: Asked) -> "dd.DataFrame":
    """The outcomes of the records of a folder, lazily, in the order of its files and rows.

    The folder is one that every worker can read, with the records of ``riskcheck parquet`` or others like them.
    """
    import dask.dataframe as dd

    files = sorted(str(path) for path in Path(folder).rglob("*.parquet"))
    parts = [(file, group) for file in files for group in range(pq.ParquetFile(file).num_row_groups)]
    nothing = outcome_schema(pq.read_schema(files[0])).empty_table()
    made: dd.DataFrame = dd.from_map(partial(_outcomes, asked), parts, meta=_frame(nothing))
    return made


def _outcomes(asked: Asked, part: Part) -> "pd.DataFrame":
    file, group = part
    table = pq.ParquetFile(file).read_row_group(group)
    return _frame(pa.Table.from_batches(outcomes(asked, table.to_batches()), outcome_schema(table.schema)))


def _frame(table: pa.Table) -> "pd.DataFrame":
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
