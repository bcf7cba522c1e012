"""Which edition of the directory stands: what processes that hold it in memory look at."""

from django.db import models


class Edition(models.Model):
    """One row, given a new mark in the transaction of each change.

    A mark is drawn by lot: one that was rolled back never comes again, as a number would.
    """

    mark = models.CharField(max_length=16)
