"""A writer of annual reports for the tests: from one `Truth`, the same report in every layout and encoding seen in print.

    truth = Truth(form="2021", unit="云溪县青石镇人民政府", year=2022, cells={…}, prose=sound_prose(…))
    document = compose(truth, Style(number=values.with_measure))
    data = LAYOUTS["html"].write(document)

What is said (`truth`, `prose`), how cells and labels are printed (`Style`, `values`, `labels`), how the page lies there (`LAYOUTS`) and
what happened to it on the way (`damage`) are independent of each other. All labels come from `gongkai.statute.forms`.
"""
