"""Measures how fast the site answers: `python -m tests.bench`. What it measures: docs/page-cache.md, docs/plans.md."""
