"""python -m tests.bench: how fast the site answers, beside the least that gunicorn and Django can do.

Prints a table and the ratios; `--json FILE` writes all figures. Needs wrk. Some ten minutes, and once before that the
time to make the data.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from tests.bench import data, load
from tests.server import free_port, workers_of

# With a port of its own for each worker: or else all clients may come to one of them, for as long as they stay.
GUNICORN = [
    "--workers=2",
    "--threads=4",
    "--worker-class=gthread",
    "--reuse-port",
    "--log-level=critical",
    "--no-control-socket",
]
SIZES = (1_000, 100_000, 1_000_000)
CLIENTS = (1, 8)
# Measured also when no HTML is kept (netwerk.lib.kept): as for who comes first.
RENDERED = ("initiative list", "initiative", "action", "agenda item", "meeting")
WRITE = """
import itertools, time
from initiatives.models import Organisation
keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True)[:200])
for number in itertools.count():
    Organisation.objects.filter(pk=keys[number % len(keys)]).update(shares=f"Stand {number}")
    time.sleep(0.02)
"""


@dataclass
class Target:
    """Something to measure: a server, the addresses to ask it for, and what it measured with each number of clients."""

    name: str
    port: int
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: int = 2
    windows: dict[int, list[load.Window]] = field(default_factory=lambda: defaultdict(list))

    def figure(self, clients: int, name: str) -> float:
        """The median of the windows."""
        return statistics.median(getattr(window, name) for window in self.windows[clients])


@contextmanager
def server(application: str, environment: Mapping[str, str]) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A gunicorn with the same settings as every other; its port, once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", *GUNICORN],
        cwd=data.ROOT,
        env=dict(environment),
    )
    try:
        for _number in range(100):
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=30).read()
                break
            except OSError:
                time.sleep(0.2)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def memory_of(process: "subprocess.Popen[bytes]") -> float:
    """Megabytes that a worker has of its own, on average (proportional set size)."""
    sizes = []
    for worker in workers_of(process):
        lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
        sizes.append(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
    return statistics.mean(sizes)


def measure_in_turn(targets: Sequence[Target], rounds: int) -> None:
    """Every target once, then every target again: what else the machine does falls on all of them."""
    for number in range(rounds):
        for target in targets:
            for clients in CLIENTS:
                window = load.measure(
                    target.port,
                    target.paths,
                    clients=clients,
                    seconds=target.seconds,
                    headers=target.headers,
                    start=number * 37,
                )
                target.windows[clients].append(window)


def table(targets: Sequence[Target], queries: Mapping[str, int]) -> str:
    lines = [f"{'':38} {'clients':>7} {'req/s':>8} {'p50':>7} {'p95':>7} {'p99':>7} {'bytes':>7} {'queries':>7}"]
    for target in targets:
        for clients in CLIENTS:
            shown = [target.figure(clients, name) for name in ("rate", "p50", "p95", "p99", "size")]
            numbers = f"{shown[0]:8.1f} {shown[1]:7.2f} {shown[2]:7.2f} {shown[3]:7.2f} {shown[4]:7.0f}"
            wrong = sum(window.wrong for window in target.windows[clients])
            count = queries.get(target.name, "")
            lines.append(f"{target.name:38} {clients:7} {numbers} {count!s:>7}{f'  {wrong} WRONG' if wrong else ''}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of organisations")
    parser.add_argument("--rounds", type=int, default=2, help="how often each page is measured; kept ones thrice that")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    arguments = parser.parse_args()
    if not load.is_there():
        parser.error("wrk is not there: apt-get install wrk")
    began = time.monotonic()
    sizes = sorted(arguments.sizes)
    for size in sizes:
        data.prepare(size)
    told = {
        size: json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.bench.pages"],
                cwd=data.ROOT,
                env=data.environment(size, ALLOWED_HOSTS="127.0.0.1,testserver"),
                check=True,
                capture_output=True,
                text=True,
            ).stdout.splitlines()[-1]
        )
        for size in sizes
    }
    print(f"prepared in {time.monotonic() - began:.0f} s")
    with ExitStack() as stack:
        middle = sizes[len(sizes) // 2]
        warm_port, warm_process = stack.enter_context(server("netwerk.wsgi", data.environment(middle)))
        page = "/initiatieven/"
        body = urlopen(f"http://127.0.0.1:{warm_port}{page}").read()
        file = data.ROOT / "var" / "bench-body.html"
        file.write_bytes(body)
        bare = {**os.environ, "BENCH_BODY": str(file)}
        wsgi_port, _process = stack.enter_context(server("tests.bench.bare_wsgi", bare))
        django_port, _process = stack.enter_context(server("tests.bench.bare_django", bare))
        etag = urlopen(Request(f"http://127.0.0.1:{warm_port}{page}")).headers["ETag"]
        front = [
            Target("(a) bare WSGI", wsgi_port, ["/"]),
            Target("(b) bare Django", django_port, ["/"]),
            Target("(c) ours, warm", warm_port, [page]),
            Target("(c) ours, conditional", warm_port, [page], {"If-None-Match": etag}),
        ]
        measure_in_turn(front, 3 * arguments.rounds)
        print(table(front, {}), flush=True)
        cold, memory = [], {"warm": memory_of(warm_process)}
        queries: dict[str, int] = {}
        processes = {}
        for size in sizes:
            port, processes[size] = stack.enter_context(
                server("netwerk.wsgi", data.environment(size, PAGE_CACHE_BYTES="0"))
            )
            for name, paths in told[size]["addresses"].items():
                letter = "(e)" if name == "search" else "(d)"
                cold.append(Target(f"{letter} {name}, {size:,}", port, paths))
                queries[cold[-1].name] = told[size]["queries"][name]
                load.measure(port, paths, clients=4, seconds=2)  # what a process reads once, and HTML that it keeps
        port, _process = stack.enter_context(
            server("netwerk.wsgi", data.environment(middle, PAGE_CACHE_BYTES="0", KEPT_HTML_BYTES="0"))
        )
        for name in RENDERED:
            cold.append(Target(f"(d) {name}, {middle:,}, rendered", port, told[middle]["addresses"][name]))
            load.measure(port, cold[-1].paths, clients=4, seconds=1)
        measure_in_turn([front[1], *cold], arguments.rounds)
        memory |= {f"uncached, {size:,}": memory_of(processes[size]) for size in sizes}
        writing = Target("(f) ours, while 50 rows a second are written", warm_port, [page])
        with writer(middle):
            measure_in_turn([writing], arguments.rounds)
        targets = [*front, *cold, writing]
    print(table(targets, queries))
    found = ratios(front, cold, sizes)
    print("\n".join(f"{name:60} {value:7.2f}" for name, value in found.items()))
    print("\n".join(f"memory of a worker, {name:40} {size:6.0f} MB" for name, size in memory.items()))
    print(f"in {time.monotonic() - began:.0f} s")
    if arguments.json:
        windows = {t.name: {n: [asdict(w) for w in found] for n, found in t.windows.items()} for t in targets}
        figures = {"windows": windows, "queries": queries, "ratios": found, "memory": memory, "bytes": len(body)}
        arguments.json.write_text(json.dumps(figures, indent=1))
    for size in sizes:
        data.stop(size)


@contextmanager
def writer(size: int) -> Iterator[None]:
    """Somebody who writes a row fifty times a second."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", WRITE], cwd=data.ROOT, env=data.environment(size)
    )
    time.sleep(3)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def ratios(front: Sequence[Target], cold: Sequence[Target], sizes: Sequence[int]) -> dict[str, float]:
    """c/a, c/b and d/b in requests a second of eight clients; growth in the p50 of one client."""
    a, b, warm, conditional = (target.figure(8, "rate") for target in front)
    found = {"c/a, warm": warm / a, "c/b, warm": warm / b, "c/b, conditional": conditional / b}
    by_name = {target.name: target for target in cold}
    for target in cold:
        found[f"d/b, {target.name}"] = target.figure(8, "rate") / b
    for target in cold:
        name, _comma, size = target.name.rpartition(", ")
        if size == f"{sizes[-1]:,}" and len(sizes) > 1:
            first = by_name[f"{name}, {sizes[0]:,}"]
            found[f"growth, {name}"] = target.figure(1, "p50") / first.figure(1, "p50")
    return found


if __name__ == "__main__":
    main()
