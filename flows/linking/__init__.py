"""The rows behind the third stage: copied articles, rulings of people, claims and their clusters.

Put here: what is read and written for linking, and in which order. Keep out: how claims compare (`models.linking`), and
the stage itself (`flows.link`).
"""
