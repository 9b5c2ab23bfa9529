"""Memory and threads: nothing is copied, and the interpreter goes on."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import netwright_iris
import numpy as np
import pytest

ROWS = 4_000_000

PEAK = """
import resource, sys
import netwright_iris
import numpy as np
samples = np.ones(({rows}, 4), np.float32, order="{order}")
netwright_iris.classify(samples[:1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
netwright_iris.classify(samples)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is in KiB on Linux")
def test_rows_that_lie_one_after_the_other_are_not_copied():
    def grown(order):
        program = PEAK.format(rows=ROWS, order=order)
        return int(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)

    answers, samples = ROWS * 8 // 1024, ROWS * 16 // 1024
    assert grown("C") < answers + samples // 4
    # In the other order they are, and that is seen.
    assert grown("F") > answers + samples // 2


def test_the_interpreter_runs_other_threads_meanwhile():
    samples = np.ones((2 * ROWS, 4), np.float32)
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    clock = threading.Thread(target=tick)
    clock.start()
    begin = time.perf_counter()
    netwright_iris.classify(samples, threads=1)
    end = time.perf_counter()
    stop.set()
    clock.join()
    # In the middle of the call, where no thread can be that waits for its beginning or its end.
    quarter = (end - begin) / 4
    assert sum(begin + quarter < moment < end - quarter for moment in ticks) >= 3


def test_threads_of_python_have_the_same_answers():
    samples = np.arange(400_000, dtype=np.float32).reshape(-1, 4) % 7
    expected, found = netwright_iris.classify(samples), [None] * 8

    def run(number):
        found[number] = netwright_iris.classify(samples)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(found))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(classes, expected) for classes in found)


def test_the_package_is_typed():
    folder = Path(netwright_iris.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "__init__.pyi").exists()
