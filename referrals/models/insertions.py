"""What was inserted, counted without a way back to a talk."""

from django.db import models


class Insertion(models.Model):
    """That something of a category was inserted on a channel: a figure without a way back."""

    category = models.CharField(max_length=40)
    slug = models.SlugField(max_length=80)
    channel = models.CharField(max_length=8)
    locale = models.CharField(max_length=5)
    day = models.DateField()
