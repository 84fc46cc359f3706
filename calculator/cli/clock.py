"""今天: the only clock of the command line, in China's time."""

from datetime import date, datetime, timedelta, timezone

from rules.month import Month

__all__ = ["this_month", "today"]

_CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """The date in China now."""
    return datetime.now(_CHINA).date()


def this_month() -> Month:
    """The month in China now."""
    return Month.of_date(today())
