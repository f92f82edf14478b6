"""The links that an editor sets in a text: to an address, or to somebody's e-mail."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import choosers
from wagtail.admin.views import chooser


class AddressForm(choosers.ExternalLinkChooserForm):
    """Where a link leads."""

    url = choosers.URLOrAbsolutePathField(
        label="网址", help_text="以https://开头；本平台的信息，复制它在公开网站上的网址。"
    )
    link_text = forms.CharField(label="显示的文字", required=False)


class EmailForm(choosers.EmailLinkChooserForm):
    """To whom a link writes."""

    email_address = forms.EmailField(label="电子邮件地址")
    link_text = forms.CharField(label="显示的文字", required=False)
    subject = forms.CharField(label="邮件主题（选填）", required=False)
    body = forms.CharField(label="邮件正文（选填）", required=False, widget=forms.Textarea({"rows": 3}))


class AddressLinkView(chooser.ExternalLinkView):
    """A link to an address."""

    form_class = AddressForm


class EmailLinkView(chooser.EmailLinkView):
    """A link to an e-mail address."""

    form_class = EmailForm
