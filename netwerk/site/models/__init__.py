"""What visitors leave behind: what they follow, and what they tell us."""

from netwerk.site.models.follow import Follow
from netwerk.site.models.suggestion import Suggestion

__all__ = ["Follow", "Suggestion"]
