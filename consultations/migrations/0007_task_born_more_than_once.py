import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0006_around_the_meetings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='birth',
            name='task',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='births', to='consultations.task'),
        ),
    ]
