"""视图区: the bar of tabs and the views below it; a view is made when it is first turned to."""

from textual.app import ComposeResult
from textual.containers import Vertical

from calculator.tui.session import Session
from calculator.tui.speech import say
from calculator.tui.tabs.catalogue import TABS, made
from calculator.tui.tabs.view import ResultView
from calculator.tui.widgets.tab_bar import TabBar

__all__ = ["Views"]


class Views(Vertical):
    """One view in sight, the others as they were left."""

    def __init__(self, session: Session, tab: str) -> None:
        super().__init__(id="views")
        self.session = session
        self.tab = tab

    def compose(self) -> ComposeResult:
        """The tabs; the views come one by one."""
        titles = [(name, say(self, f"app.tab.{name}")) for name in TABS]
        yield TabBar(titles, self.tab, id="tabs")

    async def turn_to(self, name: str) -> None:
        """Bring a view in sight. Before there is anything to see, it is what is begun with."""
        self.tab = name
        if not self.query(TabBar):
            return
        self.query_one(TabBar).chosen = name
        views = {view.tab: view for view in self.query(ResultView)}
        if name not in views:
            views[name] = made(name, self.session)
            await self.mount(views[name])
        for tab, view in views.items():
            view.display = tab == name
        views[name].take()

    def take(self) -> None:
        """Show the session in the view in sight."""
        for view in self.query(ResultView):
            if view.display:
                view.take()

    def enter(self) -> None:
        """The cursor into the view in sight."""
        view = self.query_one(f"#view-{self.tab}", ResultView)
        (view.query_one(view.entry) if view.entry else view).focus()
