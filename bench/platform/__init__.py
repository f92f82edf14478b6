"""What the platform's pages cost with a million items, on SQLite and PostgreSQL: `python -m bench.platform [--items N]`.

Beside each page, in the same run and in turns with it: its floor (the same rows by SQL written by hand and an empty template, through
the same middleware) and the article page of a stock Wagtail project with as many pages. Figures are CPU time, on PostgreSQL with that
of the server's process; ratios hold on a busy machine too. The databases are built once and kept under `var/bench` or
`GONGKAI_BENCH_HOME`.
"""
