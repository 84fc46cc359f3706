"""读页面: a page read as a browser does, refused where it does not close."""

from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "hr"}


class Reader(HTMLParser):
    """Reads a page and refuses what does not close."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.said, self.outline = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.said.append(data)

    def text(self):
        return " ".join(" ".join(self.said).split())
