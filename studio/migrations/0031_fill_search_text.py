"""Fold what is stored. An inquiry is found by the words of those merged into it, too."""

import re
import unicodedata
from collections import defaultdict
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 500
LEAST_DIGITS = 7
COMPARED_DIGITS = 10
EXTENSION = re.compile(r"(x|ext).*", re.IGNORECASE)
NUMBER = re.compile(r"\+?\(?\d[\d ().+/-]{5,}\d(?: ?(?:x|ext)\.? ?\d+)?")
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold_text(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(PLAIN_LETTERS)


def fold_phone(phone: str) -> str:
    digits = re.sub(r"\D", "", EXTENSION.sub("", phone))
    return digits[-COMPARED_DIGITS:] if len(digits) >= LEAST_DIGITS else ""


def list_words(inquiry: Any) -> str:  # noqa: ANN401  # a historical model
    typed = (inquiry.reference, inquiry.name, inquiry.email, inquiry.phone, inquiry.message)
    words = fold_text("\n".join(typed))
    return "\n".join((words, *map(fold_phone, NUMBER.findall(words))))


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    inquiries = apps.get_model("studio", "Inquiry").objects.using(schema_editor.connection.alias)
    texts = apps.get_model("studio", "SearchText")
    short = inquiries.only("reference", "name", "email", "phone", "message", "merged_into")
    merged = defaultdict(list)
    for inquiry in short.filter(merged_into__isnull=False).iterator(BATCH):
        merged[inquiry.merged_into_id].append(list_words(inquiry))
    keys = list(inquiries.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = list(short.filter(pk__in=keys[start : start + BATCH]))
        for inquiry in batch:
            inquiry.email_key = unicodedata.normalize("NFC", inquiry.email).casefold()
            inquiry.phone_key = fold_phone(inquiry.phone)
        inquiries.bulk_update(batch, ["email_key", "phone_key"])
        texts.objects.using(schema_editor.connection.alias).bulk_create(
            texts(inquiry=inquiry, text="\n".join([list_words(inquiry), *merged[inquiry.pk]])) for inquiry in batch
        )


class Migration(migrations.Migration):
    dependencies = [("studio", "0030_search_text")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
