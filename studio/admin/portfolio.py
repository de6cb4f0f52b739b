"""The portfolio on the staff site: pictures are added, described, put in order and cut for the studio's page."""

import logging
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminIntegerFieldWidget, AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from studio.admin.base import StaffAdmin
from studio.admin.idle import is_restored
from studio.catalog.portfolio import add_picture, cut_again, draw_whole, move_focus, remove_picture
from studio.models import PortfolioPicture
from studio.photos.store import StoreError
from studio.photos.uploads import LONGEST_UPLOAD, TruncatedUpload

logger = logging.getLogger(__name__)

LIST = "admin:studio_portfoliopicture_changelist"
ADD = "admin:studio_portfoliopicture_add"
MEGABYTES = LONGEST_UPLOAD // 1_000_000
SMALL = 120  # pixels: the width of a picture in the list


class PictureForm(forms.ModelForm):
    """What staff say about a picture. Another part of it is cut out before anything is stored."""

    cut = None

    class Meta:
        model = PortfolioPicture
        fields = ["alt", "focus", "position"]
        widgets = {"focus": forms.NumberInput(attrs={"type": "range", "min": 0, "max": 100})}

    def clean_focus(self) -> int:
        """Cut the picture anew when another part is chosen."""
        focus: int = self.cleaned_data["focus"]
        if "focus" in self.changed_data:
            try:
                self.cut = cut_again(self.instance, focus)
            except OSError as error:
                raise ValidationError(
                    "The file of this picture is gone. Remove the picture and add it again."
                ) from error
        return focus


@admin.register(PortfolioPicture)
class PortfolioPictureAdmin(StaffAdmin):
    """Several pictures are added at once, on a page of their own. The list asks what each shows and for their order."""

    form = PictureForm
    list_display = ["preview", "alt", "position", "on_page"]
    list_display_links = ["preview"]
    list_editable = ["alt", "position"]
    list_per_page = 200
    # Pictures are dragged into the order of the page, so the list has no other order.
    sortable_by = ()
    readonly_fields = ["preview", "whole"]
    fields = ["preview", "alt", "whole", "focus", "position"]

    class Media:
        js = [Script("js/portfolio.js", defer=True)]

    def get_urls(self) -> list[URLPattern]:
        """Add the address of a whole picture, for choosing the part to show."""
        whole = path("<int:pk>/whole/", self.admin_site.admin_view(self.show_whole), name="portfolio-whole")
        return [whole, *super().get_urls()]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """Give the text alternative room, and the fields in the list a label."""
        if db_field.name == "alt":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3, "aria-label": "Text alternative"})
        if db_field.name == "position":
            kwargs["widget"] = AdminIntegerFieldWidget(attrs={"aria-label": "Position"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="As on the page")
    def preview(self, picture: PortfolioPicture) -> str:
        address = reverse("studio:picture", args=[picture.file_name])
        words = picture.alt or "Not described yet"
        return format_html('<img class="on-page" src="{}" alt="{}" width="{}">', address, words, SMALL)

    @admin.display(description="Whole picture")
    def whole(self, picture: PortfolioPicture) -> str:
        return format_html(
            '<span class="whole" id="whole"><img src="{}" alt="The whole picture">'
            '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><rect/></svg></span>',
            reverse("admin:portfolio-whole", args=[picture.pk]),
        )

    @admin.display(description="Shown", boolean=True)
    def on_page(self, picture: PortfolioPicture) -> bool:
        return bool(picture.alt)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show how many pictures nobody has described."""
        left = PortfolioPicture.objects.filter(alt="").count()
        return super().changelist_view(request, {"left": left} | (extra_context or {}))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add all pictures that can be opened, and name the others. The script sends one at a time and wants JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST" or is_restored(request):
            return self._show_add_page(request, [])
        files = request.FILES.getlist("pictures")
        faults = [f"“{file.name}” wasn’t added. {fault}" for file in files if (fault := self._add(request, file))]
        added = len(files) - len(faults)
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"faults": faults}, status=422 if faults else 201)
        if not added:
            return self._show_add_page(request, faults or ["Choose at least one picture."], status=422)
        for fault in faults:
            messages.error(request, fault)
        messages.success(request, f"{count_pictures(added)} added. Say below what each shows; then it’s on the page.")
        return redirect(LIST)

    def _add(self, request: HttpRequest, file: UploadedFile) -> str:
        """Add a picture; return what is wrong with it, or nothing."""
        if isinstance(file, TruncatedUpload):
            return f"It is larger than {MEGABYTES} MB. Save it as a JPEG of high quality."
        try:
            picture = add_picture(file)
        except ValidationError as error:
            return " ".join(error.messages)
        except StoreError:
            logger.exception("A picture of the portfolio could not be stored.")
            return "We could not store it. Try again in a minute."
        self.log_addition(request, picture, "Added.")
        return ""

    def _show_add_page(self, request: HttpRequest, faults: list[str], status: int = 200) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Add pictures",
            "opts": self.opts,
            "media": self.media,
            "faults": faults,
            "megabytes": MEGABYTES,
            "list": reverse(LIST),
        }
        return TemplateResponse(request, "admin/studio/portfoliopicture/add.html", context, status=status)

    @method_decorator(require_safe)
    def show_whole(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a whole picture, small."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            jpeg = draw_whole(get_object_or_404(PortfolioPicture, pk=pk))
        except (OSError, ValidationError) as error:
            raise Http404 from error
        return HttpResponse(jpeg, content_type="image/jpeg")

    def save_model(self, request: HttpRequest, obj: PortfolioPicture, form: forms.ModelForm, change: bool) -> None:
        """Store the other part of the picture, too, if one was chosen."""
        if cut := getattr(form, "cut", None):
            move_focus(obj, cut)
        else:
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: PortfolioPicture) -> None:
        """Remove the files as well."""
        remove_picture(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[PortfolioPicture]) -> None:
        """Remove the files of each as well."""
        for picture in queryset:
            remove_picture(picture)


def count_pictures(number: int) -> str:
    """Return “1 picture was” or “3 pictures were”."""
    return "1 picture was" if number == 1 else f"{number} pictures were"
