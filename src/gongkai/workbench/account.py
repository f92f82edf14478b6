"""A person's own account: how the workbench looks to them, their password, and the link by which they first set it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.forms.account import ThemePreferencesForm
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from gongkai.units.models import Person
from gongkai.units.services import choose_mail


class SignInForm(LoginForm):
    """Signing in, in Chinese words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "密码"


class LooksForm(ThemePreferencesForm):
    """How the workbench looks, in Chinese words."""

    LABELS = {"theme": "明暗", "contrast": "对比度", "density": "疏密", "keyboard_shortcuts": "键盘快捷键"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = self.LABELS.get(name, field.label), ""


class LooksPanel(account.ThemeSettingsPanel):
    """The looks, among the settings of an account."""

    title = "界面"
    form_class = LooksForm


class MailForm(forms.ModelForm):
    """Whether somebody is reminded by mail; their address is kept by administrators."""

    class Meta:
        model = Person
        fields = ("no_mail",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["no_mail"].help_text = mail_told(self.instance)

    def save(self, commit: bool = True) -> Person:
        choose_mail(self.instance, no_mail=self.cleaned_data["no_mail"])
        return self.instance


class MailPanel(account.BaseSettingsPanel):
    """Mails, among the settings of an account."""

    name, title, order, form_class = "mail", "提醒邮件", 400, MailForm


def mail_told(person: Person) -> str:
    """Whether and whither reminders are mailed to `person`."""
    if settings.MAIL is None:
        return "平台没有设置邮件服务器，到期提醒只在工作台显示。"
    if not person.email:
        return "还没有登记您的邮箱，请找管理员。"
    return f"有新的到期提醒时，每个工作日上午汇总发到{person.email}。勾选后不再发送。"


class AccountView(account.AccountView):
    """The account page without what administrators keep (the name) and what nobody needs here (a picture, a language)."""

    page_title = "我的账号"

    def get_panels(self) -> list[Any]:
        request, profile = self.request, UserProfile.get_for_user(self.request.user)
        return [kind(request, request.user, profile) for kind in (MailPanel, LooksPanel, account.ChangePasswordPanel)]


class SetPasswordView(PasswordResetConfirmView):
    """Where somebody sets their password by the link that an administrator handed them. The link serves once."""

    template_name = "wagtailadmin/account/password_reset/confirm.html"
    success_url = reverse_lazy("wagtailadmin_login")
    reset_url_token = "set"  # noqa: S105 -- a word in the address


def password_link(person: Person) -> str:
    """The address at which `person`, and whoever else holds it, sets their password: once, within `PASSWORD_RESET_TIMEOUT`."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return settings.BASE_URL + reverse("set_password", args=[uid, default_token_generator.make_token(person)])
