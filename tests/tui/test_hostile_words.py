"""不怀好意的文字: markup and control characters typed or pasted into the form are shown and change nothing."""

import unicodedata

import pytest

from tests.tui.driving import run, screen_text, settled, type_into


@pytest.mark.parametrize("field", ["region", "born", "paid"])
@pytest.mark.parametrize(
    "words",
    ["[red]x[/red]", "[/]", "[@click=app.quit]x[/]", "a\x1b[31mb\u202ec", "=1+1", "<b>x</b>"],
)
def test_what_is_typed_is_no_markup_and_no_command_for_the_terminal(field, words):
    async def test(pilot):
        await type_into(pilot, field, words)
        await settled(pilot)
        shown = screen_text(pilot.app)
        assert not [c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]
        if words.isprintable() and field == "region":
            assert words in shown
        assert pilot.app.is_running

    run(test)
