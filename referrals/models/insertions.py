"""What was inserted, counted without a way back to a talk."""

from django.db import models

# A category with a longer code is counted as none.
LONGEST_CATEGORY = 40


class Insertion(models.Model):
    """That something of a category was inserted on a channel: a figure without a way back."""

    category = models.CharField(max_length=LONGEST_CATEGORY)
    slug = models.SlugField(max_length=80)
    # Of the directory, by its id there, which may be gone by now.
    service = models.CharField(max_length=36, blank=True)
    channel = models.CharField(max_length=8)
    locale = models.CharField(max_length=5)
    day = models.DateField()
