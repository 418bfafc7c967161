"""The peer of the working-day arithmetic: numpy's busday_offset over a million dates."""

import time

import numpy

holidays = numpy.array(
    ["2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
     "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02", "2026-11-24"],
    dtype="datetime64[D]")
count = 1_000_000
start = numpy.datetime64("1990-01-01")
dates = start + (numpy.arange(count) * 37) % 36_500
offsets = (numpy.arange(count) % 60) + 1
calendar = numpy.busdaycalendar(holidays=holidays)
best = None
for _ in range(5):
    begin = time.perf_counter()
    numpy.busday_offset(dates, offsets, roll="backward", busdaycal=calendar)
    took = time.perf_counter() - begin
    best = took if best is None else min(best, took)
print(f"peer  numpy {numpy.__version__} busday_offset: {best * 1e9 / count:.1f} ns a date, "
      f"{best * 1e3:.1f} ms for {count:,}")
