"""覆盖率引导的模糊测试: `python -m tests.fuzz.guided TARGET [libFuzzer options]`, with atheris installed."""

import sys

from tests.fuzz.targets import TARGETS, attempt

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Fuzz one target, its code instrumented as it is."""
    import atheris  # noqa: PLC0415 no dependency: who runs this has it

    program, name, *options = arguments
    if name not in TARGETS:
        sys.exit(f"targets: {', '.join(TARGETS)}")
    atheris.instrument_all()
    atheris.Setup([program, *options], lambda content: attempt(name, content))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
