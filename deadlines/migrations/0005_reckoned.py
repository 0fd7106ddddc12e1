"""What is owed already keeps its day; each top committee gets the notices that are known."""

from django.db import migrations

from deadlines.seeding import noticed_days, noticed_years, source_of

KEPT = """
UPDATE deadlines_obligation
   SET counted_from = (opened_at AT TIME ZONE 'Asia/Shanghai')::date,
       fixed_on = first_due_on,
       extended_to = CASE WHEN due_on <> first_due_on THEN due_on END
"""


def seed(apps, editor):
    Committee = apps.get_model("members", "Committee")
    CalendarYear = apps.get_model("deadlines", "CalendarYear")
    SpecialDay = apps.get_model("deadlines", "SpecialDay")
    for committee in Committee.objects.filter(parent=None):
        for year in noticed_years():
            told = {"committee": committee, "source": source_of(year)}
            CalendarYear.objects.create(year=year, published=True, **told)
            SpecialDay.objects.bulk_create(
                SpecialDay(**told, **one._asdict()) for one in noticed_days(year)
            )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_reckoning")]

    operations = [
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
