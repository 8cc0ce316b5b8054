"""Every address of the site. The Dutch tree is at /, the English one at /en/ with its own slugs."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
