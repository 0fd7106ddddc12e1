"""People are listed by the pinyin of their names; those who are there already get theirs."""

from django.db import migrations, models

from members.spelling import pinyin


def spell(apps, schema_editor):
    users = apps.get_model("members", "User").objects
    known = list(users.only("pk", "name"))
    for user in known:
        user.pinyin = pinyin(user.name)
    users.bulk_update(known, ["pinyin"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0004_home_committee'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='pinyin',
            field=models.CharField(blank=True, db_collation='C', editable=False, max_length=300, verbose_name='姓名拼音'),
        ),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
