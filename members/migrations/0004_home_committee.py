"""Accounts get the committee of their first seat as their home."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def at_home(apps, schema_editor):
    seats = apps.get_model("members", "Seat").objects.filter(user=OuterRef("pk")).order_by("pk")
    homeless = apps.get_model("members", "User").objects.filter(committee=None)
    homeless.update(committee=Subquery(seats.values("committee")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0003_county_governments'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='committee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.committee', verbose_name='所属委员会'),
        ),
        migrations.RunPython(at_home, migrations.RunPython.noop),
    ]
