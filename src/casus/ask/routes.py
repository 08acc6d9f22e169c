"""Routes."""
from casus.errors import UnknownEvent
def find_routes(world, occurrence):
    raise UnknownEvent("todo")
