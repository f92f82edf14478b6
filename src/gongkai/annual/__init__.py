"""The annual report: figures with what is behind them, prose bound to figures, checks, signatures, publication, roll-up."""
