"""The fault bench: what was promised is kept while everything around it breaks.

    proxy     a TCP proxy that delays, cuts, holds back or resets what passes
    link      a page's socket that finds its way back by itself
    outbox    words that are not acknowledged yet, one under way at a time
    people    seekers and consoles that behave as the real pages do, and record everything
    house     PostgreSQL, Redis, web processes and worker, each killed and started on its port
    stage     run as a program: fills a house's databases, and reads back what is stored
    storm     which fault happens when, by seed
    ledger    attempted, acked, lost, duplicated, unexpected, recovered, reordered
    race      counsellors who want the same conversations, while people and processes vanish
    racer     one of them, with one or two windows
    watch     looks for what is wrong at this moment, again and again
    hands     whose hands a conversation went through
    texts_…   a provider on a bad day, the house beside it, and a desk that answers texts
    sizes     how much of everything, by name: `ci` for `make test`, `soak` for `make soak`

A promise is a test of this folder: mark it `@pytest.mark.promise("P4", "one counsellor each")`,
take its measure from the fixture `size`, its chance from `rng` (made from `seed`), and hand what
was counted to `figures` (`figures(lost=0, …)`). `make test` runs it at the size `ci`; `make soak`
runs every promise at the size `soak`, for both databases and several seeds, and writes `REPORT.md`
from the marks and the figures. The seed of a run is printed; HELPLINE_FAULT_SEED gives it.
"""
