"""The words of a report: fields in braces that stand for figures, and the first draft.

`{收到申请}` is a figure by its name, `{t3.received.total}` a cell by its code; `{收到申请|比上年}` says how it compares to last year,
`{自然人申请|占:收到申请}` which share it is. Names stand in `fields.toml`.
"""
