"""网页服务: the app for a browser, one process for each visitor, with a page that needs nobody else.

Needs the extra `serve`. Imported only by the command that serves.
"""

import os
from importlib.resources import files
from shlex import join
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from calculator.i18n import Language, text
from calculator.tui.children import environment_of_modules, module_command

__all__ = ["serve"]

_FONT_SIZE = 16


class _Server(Server):
    """A server whose page takes its addresses from the request, and that prints nothing."""

    def __init__(self, language: Language, host: str, port: int) -> None:
        super().__init__(
            join(module_command("calculator.tui", language)),
            host=host,
            port=port,
            title=text("app.title", language),
            templates_path=str(files("calculator.tui") / "templates"),
        )
        self.language = language

    def initialize_logging(self) -> None:
        """Log nothing: what visitors do is theirs."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing; the command has told the address."""

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page."""
        scheme = "wss" if request.secure else "ws"
        size = request.query.get("fontsize", "")
        return {
            "name": self.title,
            "websocket": f"{scheme}://{request.host}/ws",
            "font_size": int(size) if size.isdecimal() else _FONT_SIZE,
            "ended": text("app.serve.ended", self.language),
            "again": text("app.serve.again", self.language),
        }


def serve(language: Language, host: str, port: int) -> None:
    """Serve until interrupted."""
    os.environ |= environment_of_modules()  # visitors' apps are begun with that of this process
    _Server(language, host, port).serve()
