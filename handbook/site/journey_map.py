"""The journey through a procedure as a picture: a panel for each stage, from top to bottom.

The steps that lead furthest stand on a line on the left. What a case may come to beside them stands
on the right. Lines run only in the gaps between the boxes, so that none crosses a box or its words,
and a line out of a stage ends at that stage's name instead of crossing the picture. Each panel is
as wide as a phone; on a wide screen the panels stand in columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from calculators.core.procedures import ProcedureStep
from calculators.core.wording import in_list

#: The steps that follow each step, by its id.
After = Mapping[str, tuple[ProcedureStep, ...]]
#: Steps that stand side by side on the line: one, or several that differ by tenancy.
Row = tuple[ProcedureStep, ...]

# Sizes in pixels, at which a panel fills the width of a phone.
LEFT, MAIN, GAP, SIDE, RIGHT = 20, 150, 32, 136, 6
WIDTH, SIDE_X, CENTRE = LEFT + MAIN + GAP + SIDE + RIGHT, LEFT + MAIN + GAP, LEFT + MAIN // 2
PAD, LINE, SMALL_LINE, CAPITALS = 10, 16, 15, 10
ROW_GAP, BOX_GAP, INSET, EDGE = 26, 12, 8, 3
FIRST_LANE, LANE, HEAD = 9, 7, 6
#: How wide a letter is, with room for the widest of the reader's own fonts.
LETTER, SMALL_LETTER = 7.0, 6.4
FRAME_WORDS = "By tenancy, one of:"


@dataclass(frozen=True)
class Box:
    """A rectangle with words in it.

    Attributes:
        words: Its words, in lines that fit.
        small: Further words below them, in smaller letters.
        kind: What its style is called beside that of every step.
        x: Its left edge.
        y: Its top edge.
        width: Its width.
        height: Its height.
        step: The id of the step it leads to when it is clicked; "" if it leads nowhere.
    """

    words: tuple[str, ...]
    small: tuple[str, ...]
    kind: str
    x: int
    y: int
    width: int
    height: int
    step: str = ""

    @property
    def middle(self) -> int:
        """Half-way down."""
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        """Its bottom edge."""
        return self.y + self.height

    def svg(self) -> str:
        """The box as SVG."""
        x, y = self.x + self.width // 2, self.y + PAD + CAPITALS
        lines = []
        for each in self.words:
            lines.append(f'<tspan x="{x}" y="{y}">{escape(each)}</tspan>')
            y += LINE
        for each in self.small:
            small = f'<tspan class="ih-map__small" x="{x}" y="{y}">{escape(each)}</tspan>'
            lines.append(small)
            y += SMALL_LINE
        corner = self.height // 2 if self.kind == "exit" else 4
        classes = f"ih-map__{self.kind}" if self.kind in ("exit", "frame") else "ih-map__step"
        if self.kind and classes == "ih-map__step":
            classes += "".join(f" ih-map__step--{each}" for each in self.kind.split())
        leads = f' data-step="{escape(self.step)}"' if self.step else ""
        return (
            f'<g class="{classes}"{leads}><rect x="{self.x}" y="{self.y}" width="{self.width}" '
            f'height="{self.height}" rx="{corner}"/>'
            f'<text text-anchor="middle">{"".join(lines)}</text></g>'
        )


def box(
    words: str, x: int, y: int, width: int, *, kind: str = "", small: Iterable[str] = ()
) -> Box:
    """A box just high enough for its words."""
    room = width - 2 * PAD + 2
    lines = fitting(words, int(room / LETTER))
    more = tuple(each for text in small for each in fitting(text, int(room / SMALL_LETTER)))
    height = 2 * PAD + CAPITALS + LINE * (len(lines) - 1) + SMALL_LINE * len(more)
    return Box(lines, more, kind, x, y, width, height)


def fitting(words: str, letters: int) -> tuple[str, ...]:
    """Words in lines of at most so many letters, broken at spaces and after hyphens."""
    lines = [""]
    for word in words.replace("-", "-\N{ZERO WIDTH SPACE}").split():
        space = " " if lines[-1] else ""
        for part in word.split("\N{ZERO WIDTH SPACE}"):
            if len(lines[-1] + space + part) <= letters or not lines[-1]:
                lines[-1] += space + part
            else:
                lines.append(part)
            space = ""
    return tuple(lines)


def journey_map(steps: Sequence[ProcedureStep], after: After) -> str:
    """The picture, hidden from screen readers, which have the list.

    Args:
        steps: Every step, in order.
        after: The steps that follow each.
    """
    line = main_line(steps, after)
    panels = [
        f'<div class="ih-map__panel"><p class="ih-map__stage">{escape(stage)}</p>'
        f"{Panel(tuple(inside), after, line).svg()}</div>"
        for stage, inside in groupby(steps, key=lambda each: each.stage)
    ]
    return (
        '<div class="ih-map__picture" aria-hidden="true"><p class="ih-map__key">Thick edge: '
        "somebody agrees first. Broken edge: can come up at many points. Round ends: another "
        "stage.</p>"
        f'<div class="ih-map__panels">{"".join(panels)}</div></div>'
    )


def main_line(steps: Sequence[ProcedureStep], after: After) -> dict[str, int]:
    """The steps on a longest way through, each with its place on it."""
    order = {each.id: at for at, each in enumerate(steps)}

    def onwards(step: ProcedureStep) -> list[str]:
        return [each.id for each in after[step.id] if order[each.id] > order[step.id]]

    to_end: dict[str, int] = {}
    for step in reversed(steps):
        to_end[step.id] = 1 + max((to_end[each] for each in onwards(step)), default=0)
    from_start = dict.fromkeys(order, 0)
    for step in steps:
        for each in onwards(step):
            from_start[each] = max(from_start[each], from_start[step.id] + 1)
    longest = max(to_end.values(), default=0)
    return {id_: at for id_, at in from_start.items() if at + to_end[id_] == longest}


class Panel:
    """One stage, drawn from top to bottom."""

    def __init__(
        self, inside: Sequence[ProcedureStep], after: After, line: Mapping[str, int]
    ) -> None:
        """Keep the stage's steps, what follows each step of the journey, and the main line."""
        self.inside = inside
        self.after = after
        self.line = line
        self.stage = inside[0].stage
        self.led_to = {each.id for others in after.values() for each in others}
        ids = {each.id for each in inside}
        outside = (others for id_, others in after.items() if id_ not in ids)
        self.entered = {each.id for others in outside for each in others}
        self.rows = self.rows_of_line()
        self.mains: list[Box] = []
        self.boxes: list[Box] = []
        self.rails: dict[frozenset[int], list[Box]] = {}
        self.lines: list[str] = []

    def svg(self) -> str:
        """The panel as an inline SVG, without scripts or style attributes."""
        bottom = self.place_rows() if self.rows else self.place_apart()
        height = bottom + EDGE
        return (
            f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'focusable="false">{"".join(self.lines)}'
            f"{''.join(each.svg() for each in self.boxes)}</svg>"
        )

    # What stands where

    def rows_of_line(self) -> list[Row]:
        """The stage's steps on the main line; those that differ by tenancy only share a row."""
        rows: list[Row] = []
        for step in (each for each in self.inside if each.id in self.line):
            last = rows[-1] if rows else ()
            same = bool(last) and self.line[last[0].id] == self.line[step.id]
            if same and all(each.tenures for each in (*last, step)):
                rows[-1] = (*last, step)
            else:
                rows.append((step,))
        return rows

    def place_rows(self) -> int:
        """Put every row in place with what stands beside it, and join them; the last edge."""
        y = EDGE + (ROW_GAP - INSET if self.enters(self.rows[0]) else 0)
        beside = self.beside()
        for at, row in enumerate(self.rows):
            ends: list[tuple[frozenset[int], Box]] = []
            side_y = y
            for name in self.exits(at):
                ends.append((frozenset({at}), box(name, SIDE_X, side_y, SIDE, kind="exit")))
                side_y = ends[-1][1].bottom + BOX_GAP
            for step, sources in beside.get(at, ()):
                ends.append((sources, self.step_box(step, SIDE_X, side_y, SIDE)))
                side_y = ends[-1][1].bottom + BOX_GAP
            main = self.place_main(row, y, ends[0][1].height if ends else 0)
            # Where both are boxes, a straight line from the middle of one to that of the other.
            down = max(0, main.middle - ends[0][1].middle) if ends and len(row) == 1 else 0
            ends = [(sources, replace(end, y=end.y + down)) for sources, end in ends]
            for sources, end in ends:
                self.note_end(sources, end)
            y = max(main.bottom, *(end.bottom for _, end in ends), 0) + ROW_GAP
            if at == 0 and self.enters(row):
                self.come_in(main)
            if at == 0 and ends and not ends[0][0] and self.enters([beside[0][0][0]]):
                self.come_in(ends[0][1])
        self.draw_rails()
        self.join_rows()
        return self.go_on(y - ROW_GAP)

    def place_apart(self) -> int:
        """Put steps that no line leads through in two columns; the last edge."""
        left = right = EDGE
        for step in self.inside:
            if left <= right:
                placed = self.step_box(step, LEFT - INSET, left, MAIN + INSET)
                left = placed.bottom + BOX_GAP
            else:
                placed = self.step_box(step, SIDE_X - INSET, right, SIDE + INSET)
                right = placed.bottom + BOX_GAP
            self.boxes.append(placed)
        return max(left, right) - BOX_GAP

    def place_main(self, row: Row, y: int, beside: int) -> Box:
        """Put the steps of a row on the line; several stand in a frame.

        Args:
            row: The steps.
            y: The top of the row.
            beside: The height of the first box beside it.
        """
        if len(row) == 1:
            placed = self.step_box(row[0], LEFT, y, MAIN)
            placed = replace(placed, y=y + max(0, (beside - placed.height) // 2))
            self.boxes.append(placed)
        else:
            inside, top = [], y + PAD + CAPITALS + INSET
            for step in row:
                inside.append(self.step_box(step, LEFT + INSET, top, MAIN - 2 * INSET))
                top = inside[-1].bottom + INSET
            placed = Box((FRAME_WORDS,), (), "frame", LEFT, y, MAIN, top - y)
            self.boxes += [placed, *inside]
        self.mains.append(placed)
        return placed

    def step_box(self, step: ProcedureStep, x: int, y: int, width: int) -> Box:
        """A step's box."""
        kinds = []
        if step.signs_off:
            kinds.append("signed")
        if step.id not in self.led_to and self.line.get(step.id) != 0:
            kinds.append("anywhere")
        small = [in_list(step.tenures)] if step.tenures else []
        if step.id not in self.line:
            small += [f"then {in_list(found, 'or')}"] if (found := self.onwards(step)) else []
        return replace(
            box(step.title, x, y, width, kind=" ".join(kinds), small=small), step=step.id
        )

    def beside(self) -> dict[int, list[tuple[ProcedureStep, frozenset[int]]]]:
        """The steps beside the line, by the first row that leads there, with all those rows."""
        found: dict[int, list[tuple[ProcedureStep, frozenset[int]]]] = {}
        for step in (each for each in self.inside if each.id not in self.line):
            sources = frozenset(
                at
                for at, row in enumerate(self.rows)
                if any(step in self.after[each.id] for each in row)
            )
            found.setdefault(min(sources, default=0), []).append((step, sources))
        for each in found.values():  # a line into the panel comes from above
            each.sort(key=lambda one: bool(one[1]) or not self.enters([one[0]]))
        return found

    def enters(self, steps: Iterable[ProcedureStep]) -> bool:
        """Whether the journey comes to one of some steps from another stage."""
        return any(each.id in self.entered for each in steps)

    def exits(self, at: int) -> list[str]:
        """The stages a row leads to, but for the one the line goes on to from the last row."""
        row = self.rows[at]
        stages = dict.fromkeys(
            each.stage for step in row for each in self.after[step.id] if each.stage != self.stage
        )
        ahead = self.stages_ahead(row) if at == len(self.rows) - 1 else ()
        return [each for each in stages if each not in ahead]

    def stages_ahead(self, row: Row) -> list[str]:
        """The stages the line goes on to after a row."""
        place = self.line[row[0].id]
        return list(
            dict.fromkeys(
                each.stage
                for step in row
                for each in self.after[step.id]
                if each.stage != self.stage and self.line.get(each.id) == place + 1
            )
        )

    def onwards(self, step: ProcedureStep) -> list[str]:
        """What a step beside the line leads to: the names of other stages, and of steps here."""
        return list(
            dict.fromkeys(
                each.stage if each.stage != self.stage else each.title
                for each in self.after[step.id]
            )
        )

    # Lines

    def note_end(self, sources: frozenset[int], end: Box) -> None:
        """Keep a box beside the line, and the rows a line to it comes from."""
        self.boxes.append(end)
        if sources:
            self.rails.setdefault(sources, []).append(end)

    def draw_rails(self) -> None:
        """Draw a line down the gap for each set of rows, from them to the boxes beside."""
        taken: list[list[tuple[int, int]]] = []
        for sources, ends in self.rails.items():
            starts = [level_of(self.mains[at], ends[0]) for at in sources]
            levels = [*starts, *(each.middle for each in ends)]
            top, bottom = min(levels), max(levels)
            lane = next(
                (
                    n
                    for n, spans in enumerate(taken)
                    if all(bottom < begun or ended < top for begun, ended in spans)
                ),
                len(taken),
            )
            taken += [[]] if lane == len(taken) else []
            taken[lane].append((top, bottom))
            x = LEFT + MAIN + FIRST_LANE + LANE * lane
            line = "".join(f"M{LEFT + MAIN} {each}H{x}" for each in starts)
            if top < bottom:
                line += f"M{x} {top}V{bottom}"
            self.line_to(line + "".join(f"M{x} {each.middle}H{SIDE_X - HEAD}" for each in ends))
            self.lines += [head_right(SIDE_X, each.middle) for each in ends]

    def join_rows(self) -> None:
        """Draw a line from each row to those it leads to: down, or round the left to another."""
        lane = 0
        for at, row in enumerate(self.rows):
            for to, other in enumerate(self.rows):
                if to == at or not any(
                    each in self.after[step.id] for step in row for each in other
                ):
                    continue
                start, end = self.mains[at], self.mains[to]
                if to == at + 1:
                    self.line_to(f"M{CENTRE} {start.bottom}V{end.y - HEAD}")
                    self.lines.append(head_down(CENTRE, end.y))
                    continue
                x = LEFT - FIRST_LANE - LANE * lane
                lane += 1
                level = end.middle
                self.line_to(f"M{LEFT} {start.middle}H{x}V{level}H{LEFT - HEAD}")
                self.lines.append(head_right(LEFT, level))

    def come_in(self, end: Box) -> None:
        """Draw a line from the panel's top edge to a box that the journey comes to there."""
        x = end.x + end.width // 2
        self.line_to(f"M{x} 0V{end.y - HEAD}")
        self.lines.append(head_down(x, end.y))

    def go_on(self, bottom: int) -> int:
        """Draw a line from the last row to the stage that follows; the last edge."""
        stages = self.stages_ahead(self.rows[-1])
        if not stages:
            return bottom
        end = box(in_list(stages, "or"), LEFT, bottom + ROW_GAP, MAIN, kind="exit")
        self.boxes.append(end)
        self.line_to(f"M{CENTRE} {self.mains[-1].bottom}V{end.y - HEAD}")
        self.lines.append(head_down(CENTRE, end.y))
        return end.bottom

    def line_to(self, path: str) -> None:
        """Draw a line."""
        self.lines.append(f'<path class="ih-map__line" d="{path}"/>')


def level_of(main: Box, end: Box) -> int:
    """Where a line leaves a row: level with the first box it leads to if that can be."""
    reach = range(main.y + PAD, main.bottom - PAD)
    return end.middle if end.middle in reach else main.middle


def head_right(x: int, y: int) -> str:
    """The head of an arrow that points right."""
    return f'<path class="ih-map__arrow" d="M{x} {y}l-8 -4v8z"/>'


def head_down(x: int, y: int) -> str:
    """The head of an arrow that points down."""
    return f'<path class="ih-map__arrow" d="M{x} {y}l-4 -8h8z"/>'
