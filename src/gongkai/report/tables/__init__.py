"""A document's tables, of any layout, as figures under the codes of the statutory forms: text, rows, labels, cells."""
