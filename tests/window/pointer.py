"""A pointer in the window of the program, that finds what it presses by name, as a screen reader does.

What stands where is asked of the accessibility bus; presses and drags are those of the X server.
Debian packages: at-spi2-core dbus python3-dbus python3-xlib xdotool
"""

import subprocess
import sys
import time

import dbus
import dbus.bus
from Xlib import X, display
from Xlib.ext import xtest

SECS = 15
ROOT = "/org/a11y/atspi/accessible/root"
SCREEN = dbus.UInt32(0)
# The role of words that can't be pressed.
LABEL = 29
# The bit of the state of what can have the focus, and the roles that say nothing: invalid, unknown.
FOCUSABLE = 11
NO_ROLE = (0, 66)


class Missing(Exception):
    """Nothing of this name came within SECS."""


class Window:
    """The first window on the accessibility bus."""

    def __init__(self):
        status = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus")
        status.Set("org.a11y.Status", "IsEnabled", True, dbus_interface="org.freedesktop.DBus.Properties")
        self.bus = dbus.bus.BusConnection(status.GetAddress(dbus_interface="org.a11y.Bus"))
        registry = self.bus.get_object("org.a11y.atspi.Registry", ROOT)
        programs = lambda: registry.GetChildren(dbus_interface="org.a11y.atspi.Accessible")
        self.name = wait("a program on the accessibility bus", programs)[0][0]
        self.cache = self.bus.get_object(self.name, "/org/a11y/atspi/cache", introspect=False)
        self.screen = display.Display()

    def things(self):
        """Path, name and state of all that is there and can be pressed."""
        items = self.cache.GetItems(dbus_interface="org.a11y.atspi.Cache")
        named = (item for item in items if item[6] and item[7] != LABEL)
        return [(str(item[0][1]), str(item[6]), tuple(map(int, item[9]))) for item in named]

    def named(self, name):
        """The place of what is called so, or else of what begins so, that stands uppermost; none where there is none."""
        things = self.things()[::-1]
        for is_meant in (name.__eq__, lambda text: text.startswith(name)):
            for path in (path for path, text, _ in things if is_meant(text)):
                thing = self.bus.get_object(self.name, path, introspect=False)
                try:
                    place = thing.GetExtents(SCREEN, dbus_interface="org.a11y.atspi.Component")
                except dbus.DBusException:
                    continue
                if place[2] > 0 and place[3] > 0:
                    return tuple(map(int, place))
        return None

    def place(self, name):
        """The place (left, top, width, height) of what is called so, once it stands still."""
        known, now = None, wait(name, lambda: self.named(name))
        while now != known:
            time.sleep(0.08)
            known, now = now, wait(name, lambda: self.named(name))
        return now

    def settle(self):
        """Waits until nothing moves."""
        before, same = None, 0
        while same < 2:
            time.sleep(0.05)
            now = self.things()
            before, same = now, same + 1 if now == before else 0
        self.speaks()

    def speaks(self):
        """Ends the test where something that can have the focus has no name or role for a screen reader."""
        items = self.cache.GetItems(dbus_interface="org.a11y.atspi.Cache")
        dumb = [item for item in items if item[9][0] >> FOCUSABLE & 1 and (not item[6] or item[7] in NO_ROLE)]
        if dumb:
            sys.exit(f"without name or role: {[(str(item[0][1]), str(item[6]), int(item[7])) for item in dumb]}")

    def in_form(self, name):
        """The place of something in the form, which is turned until it is seen."""
        head, foot = self.named("Close form")[1], self.named("Keep")[1]
        for _ in range(30):
            left, top, width, height = self.place(name)
            if head <= top and top + height <= foot or height > foot - head:
                break
            self.move(left + width // 2, (head + foot) // 2)
            self.button(4 if top < head else 5)
            self.settle()
        return left, top, width, height

    def move(self, x, y):
        xtest.fake_input(self.screen, X.MotionNotify, x=int(x), y=int(y))
        self.screen.sync()
        time.sleep(0.03)

    def button(self, number=1, times=1):
        for _ in range(times):
            for does in (X.ButtonPress, X.ButtonRelease):
                xtest.fake_input(self.screen, does, number)
                self.screen.sync()
                time.sleep(0.01)
            if times > 1:
                time.sleep(0.06)

    def click(self, place, number=1, times=1):
        self.move(*centre(place))
        before = self.things()
        self.button(number, times)
        end = time.monotonic() + 0.4
        while self.things() == before and time.monotonic() < end:
            time.sleep(0.02)
        self.settle()

    def press(self, *names):
        """Presses what is called so, one after the other."""
        for name in names:
            self.click(self.place(name))

    def press_in_form(self, *names):
        for name in names:
            self.click(self.in_form(name))

    def drag(self, start, end):
        self.move(*start)
        xtest.fake_input(self.screen, X.ButtonPress, 1)
        self.screen.sync()
        time.sleep(0.1)
        for step in range(1, 9):
            self.move(*(a + (b - a) * step / 8 for a, b in zip(start, end)))
            time.sleep(0.03)
        time.sleep(0.1)
        xtest.fake_input(self.screen, X.ButtonRelease, 1)
        self.screen.sync()
        self.settle()

    def types(self, text):
        subprocess.run(["xdotool", "type", "--delay", "6", "--", text], check=True)
        self.settle()

    def writes(self, name, text):
        """Clicks into a field of the form and types."""
        self.press_in_form(name)
        self.types(text)


def centre(place):
    return place[0] + place[2] / 2, place[1] + place[3] / 2


def wait(name, find):
    end = time.monotonic() + SECS
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise Missing(name)
