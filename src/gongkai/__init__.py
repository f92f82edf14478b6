"""Gongkai (公开): open government information in China, every figure counted and never typed."""

__version__ = "0.1.0"
