"""What the command line ends with, for whoever calls it from a script.

Put here: the codes. Keep out: who ends with which (`cli`, `run`).
"""

STOPPED, WRONG_INPUT, FAULT, INTERRUPTED = 1, 2, 70, 130
"""A check of severity *stop* does not hold, input was set aside or refused, a fault of ours, the user broke off."""
