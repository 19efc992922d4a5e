"""torch's side of Basin's benchmark: a process that obeys one line at a time.

    load FOLDER            read a workload (see exchange.py)           -> ok {"variants": [...]}
    check                  write this side's numbers as peer-*.npy     -> ok {}
    run VARIANT|REPEATS    reset, then time REPEATS iterations         -> ok {"wall": ns, "cpu": ns}, an iteration
    drop [VARIANT]         forget a prepared variant, or all           -> ok {}
    forget-peak            let the peak of memory begin again          -> ok {}
    peak                   how far memory has grown since at most      -> ok {"bytes": n}
    quit

The first line printed describes torch and how fast it multiplies matrices. A failure answers ``error MESSAGE``;
BASIN_PEER_TRACE=1 also prints where it happened, on standard error.
"""

import gc
import json
import os
import sys
import time
import traceback

import torch

import density
import diagonal
import eigenvalues
import label_noise
import matrices
import norms
import products
import samples
import spectra
import steps
from exchange import Workload

KINDS = {
    "step": steps, "product": products, "samples": samples, "gemm": matrices, "eigenvalues": eigenvalues,
    "density": density, "norms": norms, "spectrum": spectra, "label-noise": label_noise,
    "diagonal": diagonal}


def libraries():
    """The BLAS files this process really runs, by name."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            files = {os.path.realpath(line.split()[-1]) for line in maps if "blas" in line and "/" in line}
    except OSError:
        return []
    return sorted(os.path.basename(file) for file in files)


def speed(type_, size=512):
    """Best GFLOP/s over a few products of size x size matrices, by wall time."""
    a, b = torch.randn(size, size, dtype=type_), torch.randn(size, size, dtype=type_)
    c, best = torch.empty_like(a), float("inf")
    for _ in range(40):
        start = time.perf_counter_ns()
        torch.mm(a, b, out=c)
        best = min(best, time.perf_counter_ns() - start)
    return 2 * size**3 / best


def describe(threads):
    capability = torch.__config__.show().split("CPU capability usage:")[-1].split()[0]
    return {
        "torch": torch.__version__,
        "capability": capability,
        "libraries": libraries(),
        "coreType": os.environ.get("OPENBLAS_CORETYPE", "automatic"),
        "threads": threads,
        "float32": round(speed(torch.float32), 1),
        "float64": round(speed(torch.float64), 1),
    }


def memory(name):
    """Bytes, from Linux's account of this process."""
    with open("/proc/self/status", encoding="utf-8") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith(name))


class Peer:
    def __init__(self):
        self.workload, self.made, self.start = None, {}, 0

    def load(self, folder):
        self.made = {}
        self.workload = Workload(folder)
        self.table = KINDS[self.workload.kind].variants(self.workload)
        return {"variants": [{"name": name, "informational": info} for name, (_, info) in self.table.items()]}

    def check(self, _):
        KINDS[self.workload.kind].check(self.workload)
        return {}

    def run(self, arguments):
        name, repeats = arguments.rsplit("|", 1)
        if name not in self.made:
            self.made[name] = self.table[name][0]()
            # Once to warm up, unless the variant knows something shorter.
            getattr(self.made[name], "warm", lambda: self.made[name].run(1))()
        variant = self.made[name]
        variant.reset()
        gc.collect()
        gc.disable()
        repeats = int(repeats)
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        variant.run(repeats)
        wall, cpu = time.perf_counter_ns() - wall, time.process_time_ns() - cpu
        gc.enable()
        return {"wall": wall / repeats, "cpu": cpu / repeats}

    def forget_peak(self, _):
        with open("/proc/self/clear_refs", "w", encoding="utf-8") as peaks:
            peaks.write("5")
        self.start = memory("VmRSS:")
        return {}

    def peak(self, _):
        return {"bytes": memory("VmHWM:") - self.start}

    def drop(self, name):
        if name:
            self.made.pop(name, None)
        else:
            self.made = {}
        gc.collect()
        return {}


def main():
    threads = int(os.environ.get("OMP_NUM_THREADS", "1"))
    torch.set_num_threads(threads)
    print("ready " + json.dumps(describe(threads)), flush=True)
    peer = Peer()
    actions = {
        "load": peer.load, "check": peer.check, "run": peer.run, "drop": peer.drop, "forget-peak": peer.forget_peak, "peak": peer.peak}
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb == "quit":
            return
        try:
            if verb not in actions:
                raise ValueError(f"unknown command '{verb}'; known: {', '.join(actions)}, quit")
            print("ok " + json.dumps(actions[verb](rest)), flush=True)
        except Exception as error:
            if os.environ.get("BASIN_PEER_TRACE"):
                traceback.print_exc()
            message = str(error).strip().split("\n")[0]
            print(f"error {type(error).__name__}: {message}", flush=True)


if __name__ == "__main__":
    main()
