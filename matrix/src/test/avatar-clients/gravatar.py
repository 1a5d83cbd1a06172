"""Prints addresses of Debian's python3-django-gravatar2: a size in pixels and a URL in each line."""

import os

from django.conf import settings

base = os.environ["PORTRAIT_URL"] + "/"
settings.configure(GRAVATAR_URL=base, GRAVATAR_SECURE_URL=base, GRAVATAR_DEFAULT_IMAGE="mm")

from django_gravatar.helpers import get_gravatar_url, has_gravatar

email = os.environ["PORTRAIT_EMAIL"]
assert has_gravatar(email)
assert not has_gravatar("nobody@example.org")
print(80, get_gravatar_url(email))
print(30, get_gravatar_url(email, size=30, default="https://elsewhere.example/none.png", rating="x"))
