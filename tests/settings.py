"""The platform's settings in tests: a data folder that goes away, cheap passwords, tasks that run when a test says so."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ or "GONGKAI_TEST_HOME" not in os.environ:
    os.environ["GONGKAI_TEST_HOME"] = tempfile.mkdtemp(prefix="gongkai-test-")
    atexit.register(shutil.rmtree, os.environ["GONGKAI_TEST_HOME"], ignore_errors=True)
os.environ["GONGKAI_HOME"] = os.path.join(
    os.environ["GONGKAI_TEST_HOME"], os.environ.get("PYTEST_XDIST_WORKER", "main")
)
os.environ.pop("GONGKAI_TODAY", None)
os.environ.pop("GONGKAI_MAIL", None)

from gongkai.config.settings import *
from gongkai.config.settings import CACHES, DATABASES, HOME, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "slow"]}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["*"]
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith(
    "sqlite3"
):  # a real file: a database in memory knows no waiting for each other
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    HOME.mkdir(parents=True, exist_ok=True)
VIEWS_WRITTEN_SECONDS = 0  # written when a test says so
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}  # a test that is rolled back tells no cache
