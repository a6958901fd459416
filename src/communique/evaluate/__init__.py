"""Metrics of the field on public gold data, and the one map from gold to our names.

A task is a function `(request: Request) -> Report` in a module of its own; `tasks.py` holds `Request` and the list of
tasks by name. `report.py` holds the shared result: `Counts` a document, `prf` and `ratio` make figures with bootstrap
intervals over documents, `render` prints the table.
"""
