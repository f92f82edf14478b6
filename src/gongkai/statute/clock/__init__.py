"""The statutory clock of a request: events folded into the last day for the reply, each step with its article (Arts. 30–36)."""

from gongkai.statute.clock.events import LABELS, ClockError, Event, parse
from gongkai.statute.clock.folding import fold
from gongkai.statute.clock.outcome import Clock, Pause, Step
from gongkai.statute.clock.strip import Day, strip
from gongkai.statute.clock.texts import Text, text_on, texts

__all__ = [
    "LABELS",
    "Clock",
    "ClockError",
    "Day",
    "Event",
    "Pause",
    "Step",
    "Text",
    "fold",
    "parse",
    "strip",
    "text_on",
    "texts",
]
