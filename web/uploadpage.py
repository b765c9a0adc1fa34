"""Sending a photo or a letter: what it is, what happens with it, and the client's word that this is right."""

from collections.abc import Mapping, Sequence
from html import escape

from web.plain import Voice

PICTURES = "image/jpeg,image/png,image/webp,application/pdf"
"""Without HEIC, so that an iPhone sends its photos as JPEG."""
AGREE, REPORT = "agree", "report"
"""The names of the two ticks."""


def upload_part(voice: Voice, address: str, purposes: Sequence[str], typed: Mapping[str, str], filled: bool) -> str:
    """The form. What was chosen and ticked stays; the file itself cannot, so it has to be chosen again.

    Below each purpose stands what the clinic does with such a file: who agrees has read it, with no script to fetch it.
    The address says in which language, for those words are kept, whatever another tab speaks by then. Its button is the
    page's `filled` one, or not.
    """
    cards = "".join(_purpose(voice, one, chosen=typed.get("purpose") == one) for one in purposes)
    ticks = _tick(voice, AGREE, typed, required=True) + _tick(voice, REPORT, typed, required=False)
    return (
        f"<h2>{voice.text('link_upload')}</h2>"
        f'<form method="post" action="{escape(address)}/files?lang={escape(voice.code)}" enctype="multipart/form-data">'
        f"<fieldset><legend>{voice.text('link_upload_what')}</legend>{cards}</fieldset>"
        f'<p class="help" id="help">{voice.text("link_upload_help")}</p>'
        f"<label>{voice.text('link_upload_file')}"
        f'<input type="file" name="file" accept="{PICTURES}" required aria-describedby="help"></label>'
        f"<fieldset><legend>{voice.text('link_upload_agree')}</legend>{ticks}"
        f'<p class="help">{voice.text("link_upload_back")}</p></fieldset>'
        f"<button{'' if filled else ' class=quiet'}>{voice.text('link_upload_send')}</button></form>"
    )


def _purpose(voice: Voice, purpose: str, chosen: bool) -> str:
    use = f'<span class="help">{_agreed_to(voice, purpose)}</span>'
    text = f"<span>{voice.text(f'link_purpose_{purpose}')}{use}</span>"
    more = f"{' checked' if chosen else ''} required"
    return f'<label class="card"><input type="radio" name="purpose" value="{escape(purpose)}"{more}>{text}</label>'


def _tick(voice: Voice, name: str, typed: Mapping[str, str], required: bool) -> str:
    more = f"{' checked' if name in typed else ''}{' required' if required else ''}"
    field = f'<input type="checkbox" name="{name}" value="yes"{more}>'
    return f'<label class="card">{field}<span>{_agreed_to(voice, name)}</span></label>'


def _agreed_to(voice: Voice, name: str) -> str:
    return escape(voice.say(f"consents.file.{name}", clinic=voice.clinic))
