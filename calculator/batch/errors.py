"""批量作业的错误: what stops a whole run, as a code with the values its sentence needs.

What is wrong with one row stops nothing: it is a rejection (`rejects`).
"""

__all__ = ["BatchError"]


class BatchError(Exception):
    """A run cannot start or go on. The sentence is the catalog's (`batch.error.<code>`)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code}: {values}")
