"""The same rules as bench/graph-timing.ts: the first call, then the median of repeated ones where that is short."""

import time


def timed(measure):
    value = None

    def seconds_of(calls):
        nonlocal value
        begin, clock = time.process_time(), time.perf_counter()
        for _ in range(calls):
            value = measure()
        return time.process_time() - begin, time.perf_counter() - clock

    def result(seconds, clock, calls):
        told = None if value is None else float(value)
        return {"seconds": seconds, "clockSeconds": clock, "firstSeconds": first, "calls": calls, "value": told}

    first, first_clock = seconds_of(1)
    if first > 1:
        return result(first, first_clock, 1)
    batch, spent = 1, 0
    while spent < 0.2:
        seconds, _ = seconds_of(batch)
        spent += seconds
        if seconds < 0.002:
            batch *= 2
    samples = []
    while sum(seconds for seconds, _ in samples) < 0.3 or len(samples) < 3:
        samples.append(seconds_of(batch))
    middle = len(samples) // 2
    seconds, clock = (sorted(part)[middle] / batch for part in zip(*samples))
    return result(seconds, clock, len(samples) * batch)
