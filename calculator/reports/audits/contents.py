"""反向核对的内容: every line of the sheet with its verdict, what explains the rest, and what else would."""

from collections.abc import Iterable, Iterator

from calculator.audit import Audit, AuditedLine, Explanation
from calculator.audit.lines import BY_NAME
from calculator.i18n.names import place_name
from calculator.reports.audits.wording import ChangeWording
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.wording import Wording

__all__ = ["audit_document"]

_DATES = frozenset({"month", "age"})


def audit_document(found: Audit, words: Wording) -> Document:
    """The document of an audit."""
    says = ChangeWording(words)
    sections = [_lines(found, says)]
    if not found.agrees:
        sections += [_explanation(found, says), _changes(found, says)]
    if found.explanations[1:]:
        sections.append(_others(found.explanations[1:], says))
    return Document(
        title=words.say("audit.title"),
        subject=_subject(found, words),
        sections=tuple(part for part in sections if part.rows or part.paragraphs),
        note=words.say("audit.note"),
    )


def _subject(found: Audit, words: Wording) -> str:
    scenario = found.basis.options
    if not found.basis.is_life:
        region = place_name(found.region, words.language)
        return words.say("audit.subject_sheet", region=region)
    return words.say(
        "report.subject",
        region=words.place(scenario.region),
        sex=scenario.sex,
        born=scenario.born,
        today=scenario.today,
    )


def _lines(found: Audit, says: ChangeWording) -> Section:
    titles = ("line", "printed", "computed", "off", "verdict")
    columns = tuple(
        Column(says.say(f"audit.{title}"), right=title in ("printed", "computed", "off"))
        for title in titles
    )
    return Section(
        id="lines",
        title=says.say("audit.section.lines"),
        columns=columns,
        rows=tuple(_row(line, says) for line in found.lines),
        paragraphs=tuple(_remarks(found, says)),
    )


def _row(line: AuditedLine, says: ChangeWording) -> Row:
    computed, off = "", ""
    if line.computed is not None:
        computed = says.figure(line.name, line.computed)
        if line.explained_by != 0:
            off = _difference(line, says)
    return Row(
        (
            says.line(line.name),
            says.figure(line.name, line.printed.value),
            computed,
            off,
            _verdict(line, says),
        )
    )


def _difference(line: AuditedLine, says: ChangeWording) -> str:
    """How much more the sheet has; spans of months for dates and ages."""
    by = line.printed.value - (line.computed or 0)
    shown = BY_NAME[line.name].shown
    if shown in _DATES:
        return says.words.show(by, "months")
    return says.figure(line.name, by)


def _verdict(line: AuditedLine, says: ChangeWording) -> str:
    if line.computed is None:
        return says.say("audit.uncomputed")
    if line.explained_by is None:
        return says.say("audit.open")
    if line.explained_by == 0:
        return says.say("audit.agrees")
    return says.say("audit.explained", number=line.explained_by)


def _remarks(found: Audit, says: ChangeWording) -> Iterator[str]:
    if found.agrees:
        computed = [line for line in found.lines if line.computed is not None]
        yield says.say("audit.all_agree", count=len(computed))
    else:
        yield says.say("audit.off_means")
    missing = [line.name for line in found.lines if line.computed is None]
    if missing:
        yield says.say("audit.uncomputed_note", lines=_named(missing, says))


def _named(lines: Iterable[str], says: ChangeWording) -> tuple[str, ...]:
    return tuple(says.line(name) for name in lines)


def _explanation(found: Audit, says: ChangeWording) -> Section:
    return Section(
        id="explanation",
        title=says.say("audit.section.explanation"),
        paragraphs=tuple(_told(found, says)),
    )


def _changes(found: Audit, says: ChangeWording) -> Section:
    """The changes of the likeliest explanation, or of the most that could be explained."""
    chosen = found.explanations[0] if found.explanations else found.so_far
    rows = []
    for number, change in enumerate(() if chosen is None else chosen.changes, start=1):
        details = [(says.say("audit.meaning"), says.because(change))]
        document = says.document(change)
        details += [(says.say("audit.source"), document)] if document else []
        label = says.say("audit.explained", number=number)
        rows.append(Row((label, says.change(change)), tuple(details)))
    return Section(id="changes", title=says.say("audit.section.changes"), rows=tuple(rows))


def _told(found: Audit, says: ChangeWording) -> Iterator[str]:
    if found.explanations:
        count = len(found.explanations[0].changes)
        key = "complete" if count == 1 else "several"
        yield says.say(f"audit.{key}", count=count)
        return
    yield says.say("audit.nothing")
    lines = _named(found.unexplained, says)
    if found.so_far is not None and not found.unexplained:
        yield says.say("audit.together", count=len(found.so_far.changes))
    elif found.so_far is not None and found.so_far.changes:
        yield says.say("audit.most", lines=lines)
    else:
        yield says.say("audit.none_at_all", lines=lines)


def _others(others: Iterable[Explanation], says: ChangeWording) -> Section:
    return Section(
        id="others",
        title=says.say("audit.section.others"),
        paragraphs=(says.say("audit.equally"), *(says.whole(one) for one in others)),
    )
