"""The demo prefecture of courtyard consultations: invented places, and what they agreed on."""

from consultations.demo.loading import fill
from consultations.demo.names import CODES, SEATS
from consultations.demo.places import begin
from proposals.demo.beside import Beside

PLACE = Beside(CODES, SEATS, begin, fill)

__all__ = ["PLACE"]
