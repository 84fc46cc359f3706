"""终端界面: the estimate as an app for the terminal and, served, for a browser.

Shows what `calculator.estimates` computes and never computes itself. All input is one `Draft`, read into
one frozen `Scenario`; widgets show it and post what was changed upward. Imports nothing by itself.
"""

__all__: list[str] = []
