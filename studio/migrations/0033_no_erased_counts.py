from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("studio", "0032_mail_and_own_page")]

    operations = [migrations.DeleteModel("ErasedCount")]
