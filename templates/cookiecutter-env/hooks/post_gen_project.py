"""Takes away what the chosen kind of environment does not have."""

import shutil
from pathlib import Path

PACKAGE = Path("src", "{{ cookiecutter.__module }}")
UNWANTED = [
{%- if cookiecutter.worker == "custom" %}
    PACKAGE / "worker.py",
    PACKAGE / "image" / "requirements.txt",
{%- else %}
    PACKAGE / "image" / "worker.pl",
{%- endif %}
{%- if cookiecutter.data == "none" %}
    PACKAGE / "starter",
{%- endif %}
]
# Where the template is installed from a wheel, the installer has compiled it.
UNWANTED += Path().rglob("__pycache__")

for path in UNWANTED:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
