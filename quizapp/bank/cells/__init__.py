"""Columns of a table alone: what their cells mean, as people write dates and figures in spreadsheets."""

from quizapp.bank.cells.columns import Column, Doubt, read_column

__all__ = ["Column", "Doubt", "read_column"]
