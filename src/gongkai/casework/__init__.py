"""Disclosure requests (依申请公开), from the counter to the answer."""
