# The recipes are what .ci/run runs, one by one, in the active environment.

# everything
check: lint types layers docs-check test gate

# style and common mistakes
lint:
    ruff check .
    ruff format --check .

# types
types:
    mypy

# imports point down
layers:
    lint-imports

# tests
test:
    pytest

# quality has a floor (needs ../shared for most of it)
gate:
    python evaluation/gate.py

# write the generated pages of docs/reference
docs:
    python docs/reference/generate.py

docs-check:
    python docs/reference/generate.py --check

# mend what can be mended
fix:
    ruff check --fix .
    ruff format .
