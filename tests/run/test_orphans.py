"""A command that is killed leaves no process behind that works on for nobody."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_SCRIPT = """
import multiprocessing, threading, time
from communique.run.local import map_in_order

def tell():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.05)
    print(*(p.pid for p in multiprocessing.active_children()), flush=True)

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    list(map_in_order(time.sleep, [600, 600], 2))
"""


def _works(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
def test_workers_end_with_the_process_that_started_them(tmp_path):
    script = tmp_path / "long.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(p) for p in parent.stdout.readline().split()]
        time.sleep(1)  # until they have begun to work
        os.kill(parent.pid, signal.SIGKILL)
    for _ in range(200):
        if not any(_works(w) for w in workers):
            break
        time.sleep(0.1)
    assert [w for w in workers if _works(w)] == []
