"""A plot of blocs over the years as SVG: the measure above, every state's bloc below.

Made by hand, so that it is the same byte for byte and needs no package. Fills differ in lightness
and in pattern, and each run of years bears the letter of its bloc: it can be read in grey. What is
not sure is shown: the span between the measure and what it would be if unsure duties were in force,
dashed outlines where a state's side is open, a diamond where it has a duty that is not sure. Years
without data are hatched, and not drawn as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from casus.ask.told import title, titles
from casus.blocs.tracks import Tracks, follow

if TYPE_CHECKING:
    from casus.blocs.yearly import Year

WIDTH: Final = 1060
_LEFT: Final = 150
_RIGHT: Final = 30
_TOP: Final = 76
_CHART: Final = 170
_ROW: Final = 15
_GAP: Final = 46
_FILLS: Final = (
    ("#17375e", "#ffffff", ""), ("#f0a73c", "#000000", ""), ("#a9cf8f", "#000000", "slope"),
    ("#a63446", "#ffffff", "dots"), ("#d9c6e6", "#000000", "bars"), ("#4f7f78", "#ffffff", "back"),
    ("#e9e4b0", "#000000", "dots"), ("#6b4f8a", "#ffffff", "bars"),
)  # fmt: skip
"""Fill, letter and pattern of the blocs in the order of their letters; more are left white."""
_PATTERNS: Final = {
    "slope": '<path d="M0,6 L6,0" stroke="#3f6b2a" stroke-width="1"/>',
    "dots": '<circle cx="3" cy="3" r="1.1" fill="{ink}" fill-opacity="0.75"/>',
    "bars": '<path d="M3,0 V6" stroke="{ink}" stroke-opacity="0.55" stroke-width="1"/>',
    "back": '<path d="M0,0 L6,6" stroke="#ffffff" stroke-opacity="0.7" stroke-width="1"/>',
}


_NOTES: Final = (
    "Thin line: the state exists and stands in no bloc. Dashed outline: its side is open.",
    "Diamond: it has a duty that is signed or not surely in force. Hatched: no data.",
    "A bloc has two or more of the states asked about. No tie: the source knows none.",
)


def plot(heading: str, under: str, found: Sequence[Year]) -> str:
    """The SVG of the years measured; `heading` and `under` are its title and subtitle.

    >>> from datetime import date
    >>> from casus.blocs.scope import scope_of
    >>> from casus.blocs.yearly import BookTies, years
    >>> from casus.book import load_book
    >>> east = scope_of("east_asia", date(1962, 1, 1))
    >>> svg = plot("East Asia", "duties", [*years(BookTies(load_book()), east, 1960, 1962)])
    >>> svg.startswith("<svg") and "North Korea" in svg
    True
    """
    return _Plot(found).draw(heading, under)


class _Plot:
    def __init__(self, found: Sequence[Year]) -> None:
        self.years = found
        self.tracks: Tracks = follow(found)
        self.wide = (WIDTH - _LEFT - _RIGHT) / max(1, len(found))
        self.rows = self._rows()
        self.out: list[str] = []
        shown = sorted({track for year in self.tracks.of_year for track in year.values()})
        # letters by the blocs of the last year, the largest first, then those that are no more
        now = {t: n for n, t in enumerate(self._now())}
        order = sorted(shown, key=lambda t: (now.get(t, len(now)), -self.tracks.last[t][0], t))
        self.place = {track: n for n, track in enumerate(order)}

    def _now(self) -> list[int]:
        last = self.tracks.of_year[-1] if self.tracks.of_year else {}
        counts: dict[int, int] = {}
        for track in last.values():
            counts[track] = counts.get(track, 0) + 1
        return sorted(counts, key=lambda t: (-counts[t], t))

    def _rows(self) -> list[str]:
        """The states that ever stand in a bloc: by the bloc in which they stand last, the blocs of
        the last year first."""
        at: dict[str, tuple[int, int]] = {}
        for n, year in enumerate(self.tracks.of_year):
            for state, track in year.items():
                at[state] = (n, track)
        now = {t: n for n, t in enumerate(self._now())}
        n_last = len(self.years) - 1
        return sorted(
            at,
            key=lambda s: (
                at[s][0] != n_last,
                now.get(at[s][1], len(now)) if at[s][0] == n_last else -at[s][0],
                title(s),
            ),
        )

    def x(self, n: float) -> float:
        return _LEFT + n * self.wide

    def draw(self, heading: str, under: str) -> str:
        legend = len(self.place)
        top = _TOP + _CHART + _GAP
        height = top + _ROW * len(self.rows) + 40 + 17 * legend + 96
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" font-family="DejaVu Sans, Verdana, sans-serif" '
            'font-size="11" fill="#111111">'
        )
        self.out = [
            opening,
            f"<title>{escape(heading)}</title>",
            self._defs(),
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            self._text(20, 30, heading, size=18, weight="bold"),
            self._text(20, 50, under, size=11, fill="#444444"),
        ]
        self._missing(top)
        self._chart()
        self._states(top)
        self._axis(top + _ROW * len(self.rows))
        self._legend(top + _ROW * len(self.rows) + 46)
        self.out.append("</svg>")
        return "\n".join(self.out) + "\n"

    def _defs(self) -> str:
        parts = []
        for n, (fill, ink, kind) in enumerate(_FILLS):
            if kind:
                drawn = _PATTERNS[kind].format(ink=ink)
                parts.append(
                    f'<pattern id="f{n}" width="6" height="6" patternUnits="userSpaceOnUse">'
                    f'<rect width="6" height="6" fill="{fill}"/>{drawn}</pattern>'
                )
        parts.append(
            '<pattern id="none" width="7" height="7" patternUnits="userSpaceOnUse">'
            '<path d="M0,7 L7,0" stroke="#bbbbbb" stroke-width="1"/></pattern>'
        )
        return "<defs>" + "".join(parts) + "</defs>"

    def _text(self, x: float, y: float, text: str, *, size: float = 11, anchor: str = "start",
              weight: str = "normal", fill: str = "#111111") -> str:  # fmt: skip
        return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" '
                f'font-weight="{weight}" fill="{fill}">{escape(text)}</text>')  # fmt: skip

    def _missing(self, top: int) -> None:
        bottom = top + _ROW * len(self.rows)
        for n, year in enumerate(self.years):
            if year.reason is not None:
                self.out.append(
                    f'<rect x="{self.x(n):.1f}" y="{_TOP}" width="{self.wide:.1f}" '
                    f'height="{bottom - _TOP}" fill="url(#none)"><title>{year.year}: '
                    f"{escape(year.reason)}</title></rect>"
                )

    def _chart(self) -> None:
        for tenth in (0, 25, 50, 75, 100):
            y = self._y(tenth / 100)
            self.out.append(f'<path d="M{_LEFT},{y:.1f} H{WIDTH - _RIGHT}" stroke="#dddddd"/>')
            self.out.append(self._text(_LEFT - 8, y + 4, f"{tenth / 100:g}", anchor="end"))
        for n, year in enumerate(self.years):
            if year.polarization is not None and year.polarization_if is not None:
                one, other = self._y(year.polarization), self._y(year.polarization_if)
                low, high = min(one, other), max(one, other)
                self.out.append(
                    f'<rect x="{self.x(n) + 0.15 * self.wide:.1f}" y="{low:.1f}" '
                    f'width="{0.7 * self.wide:.1f}" height="{max(high - low, 1):.1f}" '
                    'fill="#bbbbbb" stroke="#888888" stroke-width="0.6"/>'
                )
        self._line(_share, 'stroke="#777777" stroke-width="1.4" stroke-dasharray="5 3"')
        self._line(lambda y: y.polarization, 'stroke="#000000" stroke-width="2.2"')
        self._key()
        self._axis(_TOP + _CHART)

    def _key(self) -> None:
        x, y = _LEFT, _TOP - 15
        dashed = 'stroke="#777777" stroke-width="1.4" stroke-dasharray="5 3"'
        box = 'width="12" height="10" fill="#bbbbbb" stroke="#888888" stroke-width="0.6"'
        self.out += [
            f'<path d="M{x},{y} h26" stroke="#000000" stroke-width="2.2"/>',
            self._text(x + 32, y + 4, "polarization (after Reynal-Querol)"),
            f'<path d="M{x + 246},{y} h26" {dashed}/>',
            self._text(x + 278, y + 4, "share of states in a bloc"),
        ]
        if any(year.polarization_if is not None for year in self.years):
            self.out += [
                f'<rect x="{x + 452}" y="{y - 5}" {box}/>',
                self._text(x + 470, y + 4, "polarization if unsure or signed duties were in force"),
            ]

    def _y(self, value: float) -> float:
        return _TOP + _CHART * (1 - value)

    def _line(self, value: Callable[[Year], float | None], style: str) -> None:
        path, open_ = [], False
        for n, year in enumerate(self.years):
            at = value(year)
            if at is None:
                open_ = False
                continue
            path.append(f"{'L' if open_ else 'M'}{self.x(n + 0.5):.1f},{self._y(at):.1f}")
            if not open_:
                path.append(f"L{self.x(n + 0.5) + 0.1:.1f},{self._y(at):.1f}")
            open_ = True
        if path:
            self.out.append(f'<path d="{" ".join(path)}" fill="none" {style}/>')

    def _axis(self, y: float) -> None:
        self.out.append(f'<path d="M{_LEFT},{y:.1f} H{WIDTH - _RIGHT}" stroke="#333333"/>')
        step = next((s for s in (1, 2, 5, 10, 20, 50) if s * self.wide >= 36), 100)
        for n, year in enumerate(self.years):
            if year.year % step == 0:
                x = self.x(n + 0.5)
                self.out.append(f'<path d="M{x:.1f},{y:.1f} v5" stroke="#333333"/>')
                self.out.append(self._text(x, y + 17, str(year.year), anchor="middle"))

    def _states(self, top: int) -> None:
        last = self.years[-1]
        doubtful = {s for pair in (*last.unsure, *last.pending) for s in pair}
        for r, state in enumerate(self.rows):
            y = top + _ROW * r
            name = title(state).removeprefix("the ")
            self.out.append(self._text(_LEFT - 8, y + 11, name, anchor="end", size=10))
            for n, year in enumerate(self.years):
                if state in year.alone or state in year.tied_beyond:
                    self.out.append(
                        f'<path d="M{self.x(n):.1f},{y + _ROW / 2:.1f} h{self.wide:.1f}" '
                        'stroke="#999999" stroke-width="0.8"/>'
                    )
            self._runs(state, y)
            if state in doubtful:
                x = WIDTH - _RIGHT + 10
                self.out.append(
                    f'<path d="M{x},{y + 3} l5,5 l-5,5 l-5,-5 z" fill="#ffffff" stroke="#000000"/>'
                )

    def _runs(self, state: str, y: float) -> None:
        n = 0
        while n < len(self.years):
            track = self.tracks.of_year[n].get(state)
            if track is None:
                n += 1
                continue
            first, is_open = n, state in self.years[n].open
            while (n < len(self.years) and self.tracks.of_year[n].get(state) == track
                   and (state in self.years[n].open) == is_open):  # fmt: skip
                n += 1
            x, wide = self.x(first), (n - first) * self.wide
            plain = "#777777" if self.place[track] >= len(_FILLS) else "#ffffff"
            edge = f'stroke="{plain}"'
            if is_open:
                edge = 'stroke="#000000" stroke-dasharray="3 2"'
            self.out.append(
                f'<rect x="{x:.1f}" y="{y + 1}" width="{wide:.1f}" height="{_ROW - 2}" '
                f'fill="{self._fill(track)}" {edge} stroke-width="0.8"/>'
            )
            if wide >= 11:
                self._letter(x + 3, y + 11.5, track)

    def _fill(self, track: int) -> str:
        n = self.place[track]
        if n >= len(_FILLS):
            return "#ffffff"
        return f"url(#f{n})" if _FILLS[n][2] else _FILLS[n][0]

    def _letter(self, x: float, y: float, track: int) -> None:
        n = self.place[track]
        base, ink, kind = _FILLS[n] if n < len(_FILLS) else ("#ffffff", "#000000", "")
        letter = chr(65 + n) if n < 26 else str(n + 1)
        if kind:  # a pattern would run through the letter
            self.out.append(
                f'<rect x="{x - 2:.1f}" y="{y - 9:.1f}" width="11" height="11" fill="{base}"/>'
            )
        self.out.append(self._text(x, y, letter, size=9, weight="bold", fill=ink))

    def _legend(self, y: float) -> None:
        last = len(self.years) - 1
        for track in sorted(self.place, key=lambda t: self.place[t]):
            when, members, beyond = self.tracks.last[track]
            self.out.append(
                f'<rect x="20" y="{y - 11:.1f}" width="26" height="13" '
                f'fill="{self._fill(track)}" stroke="#555555" stroke-width="0.6"/>'
            )
            self._letter(23, y - 0.5, track)
            told = titles(members, most=6)
            if beyond:
                told += f"; from elsewhere {titles(beyond, most=4)}"
            until = "" if when == last else f" (as of {self.years[when].year}, its last year)"
            self.out.append(self._text(54, y, _short(told + until), size=10))
            y += 17
        year = self.years[-1]
        never = [s for s in (*year.alone, *year.tied_beyond) if s not in set(self.rows)]
        notes = list(_NOTES)
        if never:
            notes.append(_short(f"Never in a bloc: {titles(never, most=14)}."))
        for n, note in enumerate(notes):
            self.out.append(self._text(20, y + 8 + 15 * n, note, size=9.5, fill="#444444"))


def _share(year: Year) -> float | None:
    if year.in_blocs is None or not year.n_states:
        return None
    return year.in_blocs / year.n_states


def _short(text: str, most: int = 165) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
