"""Who did what, when, from where, before and after: a log chained by keyed hashes."""
