"""The head of a statutory table as printed: which columns it shows, in which order, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Header:
    """The columns that a head shows, by id, each with the place of its label: a grid column, or the number of its cell in the row.

    `ranks` are the columns' places in the form, `others` the places of heads that no form knows (备注), `copies` those of heads that a
    merged one was filled up with. The rest is told by `close`: `certain`, whether the places tell one column from the other (in text,
    heads on two levels have the same numbers); `order`, the columns as printed where that is certain, else as the form has them;
    `rearranged`, whether that is not the form's order.
    """

    places: dict[str, int] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)
    copies: dict[int, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    certain: bool = False
    rearranged: bool = False

    def add(self, column: str, place: int, rank: int) -> None:
        """Take in the head of a column; what stands there again, on a second level of heads or beside the first, counts once."""
        if column not in self.places:
            self.places[column], self.ranks[column] = place, rank
        elif place != self.places[column]:
            self.copies[place] = self.places[column]

    def close(self) -> None:
        """Settle the order of the columns: the head is complete."""
        self.certain = len(set(self.places.values())) == len(self.places)
        ranked = sorted(self.places, key=self.ranks.__getitem__)
        printed = sorted(self.places, key=self.places.__getitem__) if self.certain else ranked
        self.order, self.rearranged = tuple(printed), printed != ranked
