"""How fast the engine is and how much memory it takes, each against its floor, measured in one run: `make bench`.

The floor of text and HTML is what no reader can do without: one lexbor parse and one OpenCC pass over the same text. Figures are CPU time
without imports and warm-up; the floor and the reader are measured in turns, so that a busy machine slows both.
"""
