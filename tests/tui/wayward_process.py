"""The process that sweeps, with sweeps that do what a test wants to see survived."""

import os
import sys

from calculator.tui import sweep_process


def answer(question, _):
    """The name of the sweep, unless the name says what happens instead."""
    match question.sweep:
        case "endless":
            while True:
                pass
        case "fatal":
            os._exit(3)
        case "failing":
            raise ZeroDivisionError("wheel came off")
        case "unsendable":
            return lambda: None
        case "talkative":
            sys.stdout.write("half a word\n")
            sys.stdout.flush()
    return question.sweep


sweep_process.answer = answer

if __name__ == "__main__":
    sweep_process.main()
