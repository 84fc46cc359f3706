"""终端界面: the estimate as an app for the terminal and, served, for a browser.

Shows what `calculator.estimates` computes and never computes itself. All input is one `Draft`, read into
one frozen `Scenario`; widgets show it and post what was changed upward. Imports nothing by itself.
"""

import os

__all__: list[str] = []

os.environ.setdefault("TEXTUAL_FPS", "120")
"""A changed screen waits for the next frame: at Textual's own 60 a second that is a third of the time
from a key to its answer. Textual reads this when it is imported.
"""
