"""Settings every test shares: how hard hypothesis searches, and no network."""

import os
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

collect_ignore = [] if find_spec("termios") else ["tui/test_terminal.py"]
"""Pseudo-terminals are not everywhere."""
_LOCAL = {"127.0.0.1", "::1", "localhost"}
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("dev", _UNTIMED, max_examples=50)
settings.register_profile("ci", _UNTIMED, max_examples=50, derandomize=True)
settings.register_profile("night", _UNTIMED, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A connection that leaves this machine is an error; event loops may talk to themselves."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        is_local = isinstance(address, (str, bytes)) or address[0] in _LOCAL
        if not is_local:
            raise RuntimeError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield
