"""One router for all: an address that is read and written, such as /items, must stand in one."""

from ninja import Router

router = Router()
