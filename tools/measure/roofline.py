"""Draws a roofline as SVG for growth.py: operations per second over operations per byte."""

import math
from html import escape

WIDTH, HEIGHT = 900, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 40, 60
# The colour and the mark of each series, and what it is called.
SERIES = {
    "width": ("#c0392b", "circle", "one layer, width {}", "n = {}"),
    "depth": ("#2c6fbb", "diamond", "layers of 64, depth {}", "depth {}"),
    "batch": ("#2e8b57", "square", "784-128-10, batch {}", "batch {}"),
}
FONT = 12
# The width of a character and the height of a line, as much as a font may need.
CHARACTER, LINE = 6.9, 15
# Text that may cross a line of the picture.
HALO = ' paint-order="stroke" stroke="white" stroke-width="3" stroke-linejoin="round"'


class Axes:
    """Logarithmic axes in powers of two and of ten."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def at(self, x, y):
        (x0, x1), (y0, y1) = self.x, self.y
        across = math.log(x / x0) / math.log(x1 / x0)
        up = math.log(y / y0) / math.log(y1 / y0)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


class Labels:
    """Places text where nothing is yet."""

    def __init__(self):
        self.taken = []

    def block(self, x0, y0, x1, y1):
        self.taken.append((x0, y0, x1, y1))

    def place(self, text, x, y, gap=8):
        """The corner of a box beside a point, or nothing if there is no room around it."""
        width = CHARACTER * len(text)
        offsets = [(gap, -LINE / 2), (-gap - width, -LINE / 2), (-width / 2, -gap - LINE), (-width / 2, gap)]
        offsets += [(gap, gap / 2), (gap, -LINE - gap / 2), (-gap - width, gap / 2), (-gap - width, -LINE - gap / 2)]
        for dx, dy in offsets:
            box = (x + dx, y + dy, x + dx + width, y + dy + LINE)
            inside = LEFT < box[0] and box[2] < WIDTH - RIGHT and TOP < box[1] and box[3] < HEIGHT - BOTTOM
            if inside and not any(overlap(box, other) for other in self.taken):
                self.block(*box)
                return box[0], box[3] - 4
        return None


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def text(x, y, content, anchor="start", colour="#222", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{extra}>{escape(content)}</text>'


def line(a, b, colour, width=1.0, extra=""):
    return f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{colour}" stroke-width="{width}"{extra}/>'


def mark(kind, x, y, colour):
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "diamond" else ""
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"{turn}/>'


def draw(machine, series):
    """Draws `series`, costs with flops, bytes and seconds, below the limits of `machine`."""
    points = {name: [(cost.size, cost.flops / cost.bytes, cost.flops / cost.seconds / 1e9) for cost in costs] for name, costs in series.items()}
    flat = [point for costs in points.values() for point in costs]
    peak = machine.peak / 1e9
    # Room to the left of the points for the names of the lines.
    axes = Axes((min(x for _, x, _ in flat) / 4, max(x for _, x, _ in flat) * 2), (min(y for _, _, y in flat) / 3, peak * 1.5))
    labels, parts = Labels(), []
    parts += grid(axes)
    parts += roofs(axes, machine, peak, labels)
    for name, costs in points.items():
        for _, x, y in costs:
            px, py = axes.at(x, y)
            parts.append(mark(SERIES[name][1], px, py, SERIES[name][0]))
            labels.block(px - 4, py - 4, px + 4, py + 4)
    parts += legend(points, labels)
    for name, costs in points.items():
        # The ends first: if there is no room for all, they are labelled.
        for size, x, y in [costs[0], costs[-1], *costs[1:-1]]:
            content = SERIES[name][3].format(size)
            if place := labels.place(content, *axes.at(x, y)):
                parts.append(text(*place, content, colour=SERIES[name][0], extra=HALO))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="{FONT}">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *parts, "</svg>"]) + "\n"


def grid(axes):
    (x0, x1), (y0, y1) = axes.x, axes.y
    parts = []
    for power in range(math.ceil(math.log2(x0)), math.floor(math.log2(x1)) + 1):
        foot = axes.at(2.0**power, y0)
        parts.append(line(foot, axes.at(2.0**power, y1), "#e6e6e6"))
        parts.append(text(foot[0], foot[1] + 18, f"{2**power}" if power >= 0 else f"1/{2**-power}", "middle"))
    for power in range(math.floor(math.log10(y0)), math.ceil(math.log10(y1)) + 1):
        for digit in (1, 2, 5):
            y = digit * 10.0**power
            if y0 <= y <= y1:
                foot = axes.at(x0, y)
                parts.append(line(foot, axes.at(x1, y), "#e6e6e6"))
                parts.append(text(foot[0] - 8, foot[1] + 4, f"{y:g}", "end"))
    corner = axes.at(x0, y0)
    parts += [line(corner, axes.at(x1, y0), "#444"), line(corner, axes.at(x0, y1), "#444")]
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, "flops for each byte of parameters, samples and outputs", "middle"))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(text(18, middle, "Gflop/s", "middle", extra=f' transform="rotate(-90 18 {middle:.1f})"'))
    return parts


def roofs(axes, machine, peak, labels):
    """Draws the line of the arithmetic, and a slanted one, with its name, per level of memory."""
    (x0, x1), (y0, _) = axes.x, axes.y
    parts = []
    best = max(level.bandwidth for level in machine.levels) / 1e9
    parts.append(line(axes.at(peak / best, peak), axes.at(x1, peak), "#444", 1.6))
    end = axes.at(x1, peak)
    content = f"multiply-adds: {peak:.0f} Gflop/s"
    parts.append(text(end[0] - 8, end[1] - 8, content, "end"))
    labels.block(end[0] - 8 - CHARACTER * len(content), end[1] - 8 - LINE, end[0], end[1])
    for level in machine.levels:
        bandwidth = level.bandwidth / 1e9
        start = max(x0, y0 / bandwidth)
        a, b = axes.at(start, start * bandwidth), axes.at(peak / bandwidth, peak)
        parts.append(line(a, b, "#888", 1.3))
        angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        content = f"{level.name} {bandwidth:.0f} GB/s"
        # Just above the line, near its lower end.
        reach = 30
        length = math.dist(a, b)
        x, y = (a[i] + (b[i] - a[i]) * reach / length for i in (0, 1))
        parts.append(text(x, y - 5, content, colour="#555", extra=f' transform="rotate({angle:.1f} {x:.1f} {y:.1f})"'))
        for step in range(0, int(CHARACTER * len(content)) + reach, 4):
            x, y = (a[i] + (b[i] - a[i]) * step / length for i in (0, 1))
            labels.block(x - LINE, y - LINE, x + 4, y + 2)
    return parts


def legend(points, labels):
    parts = []
    names = [SERIES[name][2].format(f"{costs[0][0]} to {costs[-1][0]}") for name, costs in points.items()]
    width = CHARACTER * max(map(len, names)) + 30
    x, y = WIDTH - RIGHT - width, HEIGHT - BOTTOM - 12 - LINE * 1.4 * len(names)
    for row, (name, content) in enumerate(zip(points, names)):
        middle = y + LINE * 1.4 * (row + 0.5)
        parts.append(mark(SERIES[name][1], x + 10, middle, SERIES[name][0]))
        parts.append(text(x + 24, middle + 4, content))
    labels.block(x, y, WIDTH - RIGHT, HEIGHT - BOTTOM)
    return parts
