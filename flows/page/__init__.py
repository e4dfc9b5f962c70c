"""The report page: its template, its style, and the words it says in both languages.

Put here: how findings look on a page. Keep out: what the findings are (`flows.findings`).
"""
