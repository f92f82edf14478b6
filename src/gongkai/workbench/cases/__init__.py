"""Disclosure requests in the workbench: the board, a case's page with its strip of days, every move, answers, approvals, supervision."""
