from django.db import migrations


def keep_days(apps, schema_editor):
    """What an office set as its term stays, at its desk for requests."""
    desks = apps.get_model("casework", "Desk")
    for old in apps.get_model("remedies", "ComplaintDesk").objects.all():
        desks.objects.update_or_create(unit_id=old.unit_id, defaults={"complaint_days": old.days})


class Migration(migrations.Migration):
    dependencies = [("remedies", "0003_retrial"), ("casework", "0007_complaint_days")]

    operations = [
        migrations.RunPython(keep_days, migrations.RunPython.noop),
        migrations.DeleteModel(name="ComplaintDesk"),
    ]
