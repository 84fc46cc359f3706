"""版本: the version of the program, in the one place everything reads it from."""

__all__ = ["__version__"]

__version__ = "0.1.0"
