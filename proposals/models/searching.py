"""What a proposal is found by. The database keeps it: see its functions in migration 0006."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func

from proposals.models.proposal import Proposal


class Tokens(Func):
    """Every character, every two neighbours, every Latin word and figure of these texts."""

    function = "proposals_search_words"


class Sketch(Func):
    """A sample of the runs of four characters: texts that share passages share some of it."""

    function = "proposals_search_sketch"


class SearchText(models.Model):
    """The texts of a case that everybody who sees the case may read, folded, and their tokens.

    Present wording, names and delivered answers only: what is drafted or internal is not in it.
    Triggers write it in the transaction of the change, whoever makes it; nothing else does.
    """

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="found", db_column="case_id"
    )
    numbers = models.TextField()  # "#12 #345": case number and receipt
    title = models.TextField()
    names = models.TextField()  # who signed, each with the initials: 段立秋/dlq
    body = models.TextField()
    replies = models.TextField()
    words = models.GeneratedField(
        expression=Tokens(F("numbers"), F("title"), F("names"), F("body"), F("replies")),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    sketch = models.GeneratedField(
        expression=Sketch(F("title"), F("body")),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GinIndex(fields=["sketch"], name="search_sketch", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title
