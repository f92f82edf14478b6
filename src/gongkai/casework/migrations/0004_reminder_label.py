from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_letter_kinds")]

    operations = [
        migrations.AlterField(model_name="reminder", name="due_on", field=models.DateField(verbose_name="期限")),
    ]
