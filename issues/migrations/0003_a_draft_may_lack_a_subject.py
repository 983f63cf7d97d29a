from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0002_mailing'),
    ]

    operations = [
        migrations.AlterField(
            model_name='issuepage',
            name='subject',
            field=models.CharField(blank=True, help_text='What people see first in their mailbox. Say what is in it, not that it came.', max_length=120, verbose_name='subject'),
        ),
    ]
