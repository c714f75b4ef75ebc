"""What ``make bench`` runs: speed and size, beside a plain Pyodide load in the same run.

Some of it only, or more often::

    .venv/bin/python -m benchmarks --only starts --only recalculation --repeats 15

What the words of the table mean:

- **First live answer.** The page is opened in a new tab. As soon as its form can be used, the
  worked example is asked for; the clock stops when Python's answer to it is in the page, and that
  answer must be the very one the page was built with. The clock is the page's own, from the start
  of its navigation.
- **First visit, new tab.** Nothing kept, as after emptying the cache; and again once the first tab
  is closed. The profile is on disk, as a reader's is.
- **Next calculator page.** From a click on the page's own link to the live answer there, with the
  worker alive.
- **Plain load.** The same page, whose worker is told not to use the image. It loads Python as
  Pyodide's documentation shows: ``loadPyodide``, ``loadPackage`` with the wheels, import. The
  wheels are those of the site, compiled beforehand, on the same host.
- **Times better.** The middle of the ratios of runs taken right after one another, ours and the
  plain load by turns, so that a machine that is busy for a while hits both.
- **Processor time.** What all processes of the browser used until the answer. On a machine that is
  busy with other things it tells more than the clock.

Files are sent by a server on this machine from a subfolder, with the headers that ship; bytes are
those it sent, heads included. ``results.py`` holds the arithmetic, ``targets.py`` the targets.
"""
