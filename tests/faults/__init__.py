"""The fault bench: what was promised is kept while everything around it breaks.

    kit        what several promises need
      proxy      a TCP proxy that delays, cuts, holds back or resets what passes
      link       a page's socket that finds its way back by itself
      outbox     words that are not acknowledged yet, one under way at a time
      seeker, console, crowd   they behave as the real pages do, and record everything
      house      PostgreSQL, Redis, web processes and worker, each killed and started on its port
      stage      run as a program: fills a house's databases, and reads back what is stored
      ledger     attempted, acked, lost, duplicated, unexpected, recovered, reordered
    storm      P1, P2, P15: everybody talks while everything is cut, killed and restarted
    crash      P3: `kill -9` at every fail point
    race       P4, P5: counsellors who want the same conversations, and some who vanish
    texts      P6, P7: a provider on a bad day
    flood      P12: many who attack beside some who only talk
    half_dead  P13: one direction of a line swallows everything
    sizes      how much of everything, by name: `ci` for `make test`, `soak` for `make soak`
    figures, report   what was counted, and the report of a soak

A promise is a test of this folder: mark it `@pytest.mark.promise("P4", "one counsellor each")`,
take its measure from the fixture `size`, its chance from `rng` (made from `seed`), and hand what
was counted to `figures` (`figures(lost=0, …)`). `make test` runs it at the size `ci`; `make soak`
runs every promise at the size `soak`, for both databases and several seeds, and writes `REPORT.md`
from the marks and the figures. The seed of a run is printed; HELPLINE_FAULT_SEED gives it.
"""
