"""字宽: see `calculator.width`, which the command line uses without loading the reports."""

from calculator.width import cells, padded, wrapped

__all__ = ["cells", "padded", "wrapped"]
