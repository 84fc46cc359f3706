"""覆盖率引导的模糊测试: `python -m tests.fuzz.guided TARGET [libFuzzer options] [folder]`, with atheris installed.

Begins with the contents the reader accepts; a folder keeps what reached new code.
"""

import sys
import tempfile
from pathlib import Path

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Fuzz one target, the code of the project instrumented."""
    import atheris  # noqa: PLC0415 no dependency: who runs this has it

    with atheris.instrument_imports(include=["calculator", "rules"]):
        from tests.fuzz.targets import TARGETS, attempt, seeds_of  # noqa: PLC0415 instrumented

    program, name, *options = arguments
    if name not in TARGETS:
        sys.exit(f"targets: {', '.join(TARGETS)}")
    folder = Path(tempfile.mkdtemp(prefix="linghuo-seeds-"))
    for number, seed in enumerate(seeds_of(name)):
        (folder / str(number)).write_bytes(seed)
    flags = [one for one in options if one.startswith("-")]
    kept = [one for one in options if not one.startswith("-")]
    atheris.Setup([program, *flags, *kept, str(folder)], lambda content: attempt(name, content))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
