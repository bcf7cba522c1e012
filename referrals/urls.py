"""The addresses of the directory for other programs, under /api/directory/."""

from django.urls import path

from referrals import publicpages

app_name = "directory"
urlpatterns = [
    path("", publicpages.root, name="root"),
    path("services", publicpages.services, name="services"),
    path("services/<uuid:pk>", publicpages.service, name="service"),
    path("organizations", publicpages.organizations, name="organizations"),
    path("organizations/<uuid:pk>", publicpages.organization, name="organization"),
    path("taxonomies", publicpages.taxonomies, name="taxonomies"),
    path("taxonomy_terms", publicpages.taxonomy_terms, name="taxonomy_terms"),
    path("package.zip", publicpages.package, name="package"),
]
