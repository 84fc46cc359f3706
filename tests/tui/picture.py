"""The picture in the README, made from the real app.

    python -m tests.tui.picture [zh|en] [dark|light]

Writes examples/pictures/app.svg (app-en.svg). Textual measures text by characters; here
wide letters get the two cells they take in a terminal.
"""

import html
import re
import sys
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from calculator.tui.settings import Settings
from tests.tui.driving import run, settled

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "pictures"
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"
_TEXT = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)
_LENGTH = re.compile(r'textLength="([\d.]+)"')
_MARGIN = 2.2
"""A wide letter is a little narrower than its two cells."""
_LEFT = re.compile(r'\bx="([\d.]+)"')


def mended(svg: str) -> str:
    """The picture with wide and narrow letters apart, each where its cells are."""
    svg = re.sub(r"@font-face \{.*?\}", "", _TEXT.sub(_apart, svg), flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", FONTS).replace("Fira Code", "monospace")


def _apart(match: re.Match[str]) -> str:
    attributes, body = match.groups()
    text = html.unescape(re.sub(r"<[^>]+>", "", body))
    length, left = _LENGTH.search(attributes), _LEFT.search(attributes)
    if length is None or left is None or not text:
        return match[0]
    width = float(length[1]) / len(text)
    at, pieces = float(left[1]), []
    for is_wide, group in groupby(text, key=lambda letter: cell_len(letter) > 1):
        piece = "".join(group)
        span = width * cell_len(piece)
        if is_wide:
            begins = " ".join(f"{at + 2 * width * n + _MARGIN:.1f}" for n in range(len(piece)))
            here = attributes.replace(length[0], "").replace(left[0], f'x="{begins}"')
        else:
            here = attributes.replace(length[0], f'textLength="{span:.1f}"')
            here = here.replace(left[0], f'x="{at:.1f}"')
        pieces.append(f"<text{here}>{html.escape(piece).replace(' ', '&#160;')}</text>")
        at += span
    return "".join(pieces)


def main() -> None:
    """Take the picture."""
    language = "en" if "en" in sys.argv[1:] else "zh"
    theme = "linghuo-light" if "light" in sys.argv[1:] else "linghuo-dark"

    async def take(pilot) -> None:
        await pilot.app.screen._turn_to("tiers")
        await settled(pilot)
        FOLDER.mkdir(parents=True, exist_ok=True)
        name = "app.svg" if language == "zh" else "app-en.svg"
        picture = mended(pilot.app.export_screenshot())
        (FOLDER / name).write_text(picture, encoding="utf-8")

    run(take, language=language, size=(120, 36), settings=Settings(theme=theme, welcome=False))


if __name__ == "__main__":
    main()
