"""The mass of the made-up items: what each unit publishes about its topics, in the order of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate

from gongkai.config.demo.composing import Composer, Piece
from gongkai.config.demo.places import Place, Topic
from gongkai.config.demo.timeline import Timeline
from gongkai.publishing.services.clock import DEFAULT_TERM
from gongkai.statute.catalogue import node
from gongkai.statute.terms import term

_CHANGED, _WITHDRAWN, _JOINT = 0.02, 0.006, 0.03
PROFILE = "20.2."
"""Below this node a unit says who it is: once, and not again."""
_KEPT_BACK = {
    "reply": ("on_request", "", 0.3),
    "report": ("withheld", "reporting", 0.1),
    "circular": ("withheld", "workflow", 0.05),
}
"""By style: what openness some items have, on which ground, how many of them."""


def ordinary(number: int, places: Sequence[Place], composer: Composer, timeline: Timeline) -> Iterator[Piece]:
    """`number` items: first something for each node of the catalogue and each topic of each unit, then by the shares of the units."""
    draw, every = composer.draw, [(place, topic) for place in places for topic in place.topics]
    draw.shuffle(every)
    every.sort(key=lambda pair: pair[1].node.startswith(PROFILE))
    seen: dict[str, tuple[Place, Topic]] = {}
    for pair in every:
        seen.setdefault(pair[1].node, pair)
        seen.setdefault(pair[1].field, pair)
    each_once = list(dict.fromkeys([*seen.values(), *every]))[: number * 3 // 4]
    draw.shuffle(each_once)
    again = {place: [topic for topic in place.topics if not topic.node.startswith(PROFILE)] for place in places}
    shares, turns = list(accumulate(place.share for place in places)), dict.fromkeys(places, 0)
    for position in range(number):
        if position < len(each_once):
            place, topic = each_once[position]
            style = draw.choice(topic.styles)
        else:
            place = draw.choices(places, cum_weights=shares)[0]
            turn, topics = turns[place], again[place]
            turns[place] = turn + 1
            topic = topics[turn % len(topics)]
            style = topic.styles[turn // len(topics) % len(topic.styles)]
        day, moment = timeline.nth(position, number)
        days = term(node(topic.node).term or DEFAULT_TERM).workdays
        piece = composer.compose(place, topic, style, timeline.formed(day, days, draw), moment)
        _vary(piece, style, places, composer)
        yield piece


def _vary(piece: Piece, style: str, places: Sequence[Place], composer: Composer) -> None:
    draw = composer.draw
    if style in _KEPT_BACK and draw.random() < _KEPT_BACK[style][2]:
        openness, ground, _ = _KEPT_BACK[style]
        piece.fields = {"openness": openness, "ground": ground}
        if ground:
            piece.fields["reassess_on"] = piece.published.date() + timedelta(730)
        return
    chance = draw.random()
    if chance < _WITHDRAWN:
        piece.event = "withdrawn"
    elif chance < _WITHDRAWN + _CHANGED:
        piece.event = "changed"
    if piece.document_number and draw.random() < _JOINT / 0.3:
        other = draw.choice(places)
        if other is not piece.place and other.kind == "department":
            piece.joint = (other,)
