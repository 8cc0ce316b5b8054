"""The tables of search. Only netwerk.lib.search.index writes documents and words."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """What can be found of one public object: as it is shown, and the lexemes it is found by."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    path = models.CharField(max_length=300)
    path_en = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    day = models.DateField(null=True)
    rank = models.IntegerField(null=True)
    tokens = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]
        indexes = [
            # A small pending list: it is read from begin to end by every search.
            GinIndex(fields=["tokens"], name="search_tokens", fastupdate=True, gin_pending_list_limit=512),
            # The newest of one kind that hold a common word.
            models.Index(fields=["kind", "id"], name="search_newest"),
            # What has a place in a list, in the order of that list.
            models.Index("kind", F("rank").desc(), "title", condition=Q(rank__isnull=False), name="search_ranked"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A lexeme that occurs, and in how many documents."""

    word = models.CharField(max_length=80, unique=True, db_collation="C")
    documents = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class ChangedDocument(models.Model):
    """That an object was written since it was indexed: noted by triggers, in the transaction that wrote it.

    Search shows nothing of an object as long as it stands here, so what is withdrawn is gone at once.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="changed_document")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Synonym(models.Model):
    """Words that search takes for one another: 'subsidie, geld'."""

    words = models.CharField(
        _("woorden die hetzelfde betekenen"),
        max_length=300,
        unique=True,
        help_text=_("Met komma's ertussen: subsidie, geld. Ook Engelse woorden: tuin, garden."),
    )

    class Meta:
        verbose_name = _("synoniem")
        verbose_name_plural = _("synoniemen")
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__regex=r"[^,\s][^,]*,\s*[^,\s]"),
                name="synonym_two_words",
                violation_error_message=_("Zet er minstens twee woorden neer, met een komma ertussen."),
            )
        ]

    def __str__(self) -> str:
        return self.words
