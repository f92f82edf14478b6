"""Items in and out as tables: template, import, export. `columns` says once what stands in them."""
