"""The scales of health as kam-account(1), Health, has them.

For quarter.py, and for tests/cli/health.py.
"""
import math
from fractions import Fraction

SCALES = {  # worst, best, weight
    "feedback_on_time": (50, 100, 2), "answer_time": (50, 100, 2),
    "agreement": (20, 80, 2), "actions_overdue": (5, 0, 1),
    "contact": (200, 100, 2), "promises": (50, 100, 1),
    "severe_issues": (2, 0, 2), "satisfaction": (-50, 50, 2)}
CSAT = (50, 90, 2)


def half_up(value, places=0):
    """A Fraction rounded half away from zero."""
    step = 10 ** places
    whole = math.floor(abs(value) * step + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, step)


def points(scale, value):
    worst, best, _ = scale
    part = (value - worst) / Fraction(best - worst)
    return half_up(100 * min(max(part, Fraction(0)), Fraction(1)), 6)
