"""How a process says that it serves, that it still lives, that it ends; and how whoever started it hears this.

One way for every supervisor: the datagrams of systemd's `sd_notify` (NOTIFY_SOCKET, WATCHDOG_USEC), which `parlons-en run` speaks too.
"""
