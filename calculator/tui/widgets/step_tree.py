"""计算步骤的树: chapters, lines and the years below a line, with the value beside each name."""

from rich.cells import cell_len as cells
from rich.style import Style
from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from calculator.explanation import Line, Sheet
from calculator.tui.blocks import fitted

__all__ = ["StepTree"]

_BOLD = Style(bold=True)
_NARROWEST, _GAP = 24, 2


class StepTree(Tree[Line]):
    """The lines of a calculation sheet. A node's data is its line, None for a chapter."""

    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "

    def __init__(self, *, id: str) -> None:  # noqa: A002 the name is Textual's
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2

    def fill(self, sheet: Sheet) -> None:
        """Show another sheet, keeping what was open and where the cursor was."""
        opened = {_path(node) for node in _walk(self.root) if node.is_expanded}
        cursor, is_first = self.cursor_line, not self.root.children
        self.clear()
        for chapter in sheet.chapters:
            top = self.root.add(chapter.title, expand=is_first)
            for one in chapter.lines:
                _add(top, one)
        for node in _walk(self.root):
            if _path(node) in opened:
                node.expand()
        self.cursor_line = max(cursor, 0)

    def render_label(self, node: TreeNode[Line], base_style: Style, style: Style) -> Text:
        """Icon, name, value."""
        icon = "  "
        if node.allow_expand:
            icon = self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE
        if node.data is None:
            return Text.assemble((icon, base_style), (str(node.label), _BOLD + style))
        room = max(
            _NARROWEST, self.size.width - self.guide_depth * (_depth(node) - 1) - len(icon) - 1
        )
        value = fitted(node.data.value, min(cells(node.data.value), room // 2))
        longest = room - cells(value) - 2 * _GAP
        name = str(node.label)
        name = fitted(name, longest) if cells(name) > longest else name
        leader = "." * (longest - cells(name))
        faint = Style(color=self.app.theme_variables["faint"].replace("ansi_", ""))
        return Text.assemble(
            (icon, base_style),
            (name + " " * _GAP, style),
            (leader, faint + style),
            (" " * _GAP + value, _BOLD + style),
        )


def _add(parent: TreeNode[Line], one: Line) -> None:
    if not one.children:
        parent.add_leaf(Text(one.label), one)
        return
    node = parent.add(Text(one.label), one)
    for child in one.children:
        _add(node, child)


def _walk(node: TreeNode[Line]) -> list[TreeNode[Line]]:
    return [inner for child in node.children for inner in (child, *_walk(child))]


def _depth(node: TreeNode[Line]) -> int:
    return 0 if node.parent is None else 1 + _depth(node.parent)


def _path(node: TreeNode[Line]) -> tuple[int, ...]:
    """Where a node stands: positions from the root."""
    if node.parent is None:
        return ()
    return (*_path(node.parent), list(node.parent.children).index(node))
