"""The check on Spark: a DataFrame of records in, a DataFrame of outcomes out.

    from pyspark.sql import SparkSession
    from riskcheck.engines.asking import asked
    from riskcheck.engines.on_spark import checked

    spark = SparkSession.builder.getOrCreate()
    records = spark.read.parquet("caseload/records")
    checked(records, asked()).write.partitionBy("status").parquet("outcomes")

Spark does a partition whose worker was lost again on another, and each outcome depends on its own record alone.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from riskcheck.caseload.looking import Asked
from riskcheck.engines.partition import OUTCOME, RECORD, outcomes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def checked(records: "DataFrame", asked: Asked) -> "DataFrame":
    """The outcomes of records, lazily: nothing runs until Spark is asked for them."""
    from pyspark.sql.types import StringType, StructField, StructType

    kept = [field for field in records.schema.fields if field.name not in (RECORD, *OUTCOME)]
    schema = StructType([*kept, *(StructField(name, StringType()) for name in OUTCOME)])

    def partition(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return outcomes(asked, batches)

    return records.mapInArrow(partition, schema)
