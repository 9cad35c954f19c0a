"""The PyTorch side of `compare`: reads one request a line from standard input and answers with nanoseconds.

Request:  work type n threads repetitions      (orthogonal: n is the size of the square matrix; gpt2: n is ignored)
Answer:   the shortest time of one call in nanoseconds, or `none` where torch has no such work or type.
"""

import sys
import time

try:
    import torch
except ImportError:
    print("none", flush=True)
    sys.exit(3)

DTYPES = {"float": torch.float32, "double": torch.float64, "Half": torch.float16}


def gpt2_small():
    """The 148 parameters of GPT-2 small: 124,439,808 numbers."""
    width = 768
    shapes = [((50257, width), 0.02), ((1024, width), 0.02)]
    for _ in range(12):
        for shape in ((3 * width, width), (4 * width, width)):
            shapes.append((shape, 0.02))
        for shape in ((width, width), (width, 4 * width)):
            shapes.append((shape, 0.02 / 24**0.5))
        for size, value in ((width, 1.0), (width, 0.0), (3 * width, 0.0), (width, 0.0), (width, 1.0), (width, 0.0), (4 * width, 0.0), (width, 0.0)):
            shapes.append(((size,), value))
    shapes += [((width,), 1.0), ((width,), 0.0)]
    return [(torch.empty(shape), value) for shape, value in shapes]


def fill_gpt2(parameters):
    for tensor, value in parameters:
        if tensor.dim() == 2:
            torch.nn.init.normal_(tensor, 0.0, value)
        else:
            torch.nn.init.constant_(tensor, value)


def work_of(work, dtype, n):
    if work == "gpt2":
        parameters = gpt2_small()
        return lambda: fill_gpt2(parameters)
    if work == "orthogonal":
        matrix = torch.empty(n, n, dtype=dtype)
        return lambda: torch.nn.init.orthogonal_(matrix)
    tensor = torch.empty(n, dtype=dtype)
    return {
        "fill": lambda: tensor.fill_(1.0),
        "uniform": lambda: torch.nn.init.uniform_(tensor, -0.1, 0.1),
        "normal": lambda: torch.nn.init.normal_(tensor, 0.0, 0.02),
        "truncated-normal": lambda: torch.nn.init.trunc_normal_(tensor, 0.0, 0.02, -0.04, 0.04),
    }[work]


ready = {}
for line in sys.stdin:
    work, dtype, n, threads, repetitions = line.split()
    try:
        torch.set_num_threads(int(threads))
        key = (work, dtype, n)
        if key not in ready:
            ready.clear()
            ready[key] = work_of(work, DTYPES[dtype], int(n))
            ready[key]()
        call = ready[key]
        best = float("inf")
        for _ in range(int(repetitions)):
            start = time.perf_counter_ns()
            call()
            best = min(best, time.perf_counter_ns() - start)
        print(best, flush=True)
    except (RuntimeError, KeyError, NotImplementedError):
        print("none", flush=True)
