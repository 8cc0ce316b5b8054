"""Load from wrk (Debian's package of that name), in windows, each on a machine that is idle."""

import json
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

# Asks for the addresses in turn; prints what it measured as JSON.
SCRIPT = """
local paths = {%s}
local headers = {%s}
local number = %d
request = function()
  number = number %% #paths + 1
  return wrk.format("GET", paths[number], headers)
end
done = function(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('\\nJSON{"requests":%%d,"seconds":%%f,"bytes":%%d,"wrong":%%d,"p50":%%f,"p95":%%f,"p99":%%f}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, wrong,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
"""


@dataclass(frozen=True)
class Window:
    """What one window measured: requests a second, milliseconds, bytes of an answer, wrong answers."""

    rate: float
    p50: float
    p95: float
    p99: float
    size: float
    wrong: int


def is_there() -> bool:
    return shutil.which("wrk") is not None


def wait_until_idle() -> None:
    """Until four fifths of the processors have had nothing to do for a moment; half a minute at most."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        before = _times()
        time.sleep(0.25)
        after = _times()
        if (after[0] - before[0]) / max(1, after[1] - before[1]) > 0.8:
            return


def _times() -> tuple[int, int]:
    """Idle and all ticks of the processors."""
    ticks = [int(number) for number in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return ticks[3] + ticks[4], sum(ticks)


def measure(
    port: int,
    paths: Sequence[str],
    *,
    clients: int,
    seconds: int,
    headers: Mapping[str, str] | None = None,
    start: int = 0,
) -> Window:
    """Ask for `paths` in turn, from number `start` on, with as many clients at once."""
    wait_until_idle()
    shown = ", ".join(json.dumps(path) for path in paths)
    sent = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in (headers or {}).items())
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (shown, sent, start))
        script.flush()
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout=20s", f"-s{script.name}"]
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{port}/"], check=True, capture_output=True, text=True
        ).stdout
    told = json.loads(done.rpartition("JSON")[2])
    return Window(
        rate=told["requests"] / told["seconds"],
        p50=told["p50"],
        p95=told["p95"],
        p99=told["p99"],
        size=told["bytes"] / max(1, told["requests"]),
        wrong=told["wrong"],
    )
