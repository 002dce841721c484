"""The base of what kirtag says instead of a traceback."""


class KirtagError(Exception):
    """Something is wrong that a person can mend. The message says what, where, and what to do.

    `exit_code` is what a command ends with because of it; README.md lists the codes.
    """

    exit_code = 1
