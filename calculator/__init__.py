"""灵活就业人员养老保险测算: the calculator around the rules of law."""

__all__ = ["__version__"]

__version__ = "0.1.0"
