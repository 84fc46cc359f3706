"""The commands of `linghuo compare`, one module each, imported when called."""
