"""The warehouse on DuckLake: the only code that opens it."""

from pipeline.store.batch import Batch, Loaded, Run, Source
from pipeline.store.engine import UnsupportedWarehouse
from pipeline.store.warehouse import Warehouse

__all__ = ["Batch", "Loaded", "Run", "Source", "UnsupportedWarehouse", "Warehouse"]
