"""The same rules as bench/graph-timing.ts: the first call, then the median of repeated ones where that is short."""

import time


def timed(measure):
    value = None

    def seconds_of(calls):
        nonlocal value
        begin = time.process_time()
        for _ in range(calls):
            value = measure()
        return time.process_time() - begin

    first = seconds_of(1)
    if first > 1:
        return {"seconds": first, "firstSeconds": first, "calls": 1, "value": float(value)}
    batch, spent = 1, 0
    while spent < 0.2:
        seconds = seconds_of(batch)
        spent += seconds
        if seconds < 0.002:
            batch *= 2
    samples = []
    while sum(samples) * batch < 0.3 or len(samples) < 3:
        samples.append(seconds_of(batch) / batch)
    median = sorted(samples)[len(samples) // 2]
    return {"seconds": median, "firstSeconds": first, "calls": len(samples) * batch, "value": float(value)}
