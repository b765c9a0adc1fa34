"""Where the zones of a scalp lie, seen from above, forehead up, in a square of 100 that begins at the lower left.

A page and a screen draw the same head from these numbers. A zone is one or more ellipses: centre x, centre y, half its
width, half its height. Names are those of the questionnaire's zones; one that has no fixed place is not drawn.
"""

from collections.abc import Mapping

Ellipse = tuple[float, float, float, float]

HEAD: Ellipse = (50, 48, 37, 46)
NOSE: Ellipse = (50, 94, 5, 5)
EARS: tuple[Ellipse, ...] = ((12, 50, 5, 9), (88, 50, 5, 9))

ZONES: Mapping[str, tuple[Ellipse, ...]] = {
    "whole_scalp": ((50, 48, 34, 43),),
    "hairline": ((50, 84, 18, 6),),
    "temples": ((27, 76, 7, 8), (73, 76, 7, 8)),
    "mid_scalp": ((50, 61, 17, 14),),
    "parting": ((60, 64, 2.5, 20),),
    "crown": ((50, 33, 14, 13),),
    "sides": ((19, 48, 5, 19), (81, 48, 5, 19)),
    "back": ((50, 11, 20, 6),),
}
