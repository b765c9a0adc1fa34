"""The clinic's logo, as it stands in its settings, drawn above its name.

The name is written beside it, so to somebody who listens it is decoration.
"""

from base64 import b64decode
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

from reports.tagged import Drawing

HEIGHT, WIDEST = 30.0, 170.0
"""Points."""


def logo(data: str) -> Drawing:
    """`data` is "data:image/png;base64,..."; what is transparent becomes white paper."""
    with Image.open(BytesIO(b64decode(data.partition(",")[2]))) as opened:
        picture = opened.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    scale = min(HEIGHT / picture.height, WIDEST / picture.width)

    def paint(canvas: Any, width: float, height: float) -> None:
        canvas.drawImage(ImageReader(paper), 0, 0, width, height)

    drawing = Drawing(picture.width * scale, picture.height * scale, paint)
    drawing.hAlign = "LEFT"
    return drawing
