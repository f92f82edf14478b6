"""The forms with which a step of the chain is signed."""

from __future__ import annotations

from django import forms


class OpinionForm(forms.Form):
    """Agreeing, with an opinion that goes on the review sheet."""

    comment = forms.CharField(label="审核意见", initial="同意", max_length=300, widget=forms.Textarea({"rows": 3}))


class SendBackForm(forms.Form):
    """Sending back, which needs saying why."""

    comment = forms.CharField(
        label="退回意见", max_length=300, widget=forms.Textarea({"rows": 3}), help_text="写明要修改什么。"
    )
