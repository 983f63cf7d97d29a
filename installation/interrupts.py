"""What a signal that asks a program to end does: the same as Ctrl-C, whichever it is."""

import signal

__all__ = ["hold", "let_through", "turn_signals_into_interrupts"]

ASKING = [signal.SIGHUP, signal.SIGINT, signal.SIGTERM]


def turn_signals_into_interrupts():
    """Make the signals that ask a program to end do what Ctrl-C does."""
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    # The terminal was closed; under nohup that is to be ignored.
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, interrupt)


def interrupt(signal_number, frame):
    """Leave what runs now; asking again does not cut off the putting away."""
    for impatience in ASKING:
        signal.signal(impatience, carry_on)
    raise KeyboardInterrupt


def carry_on(signal_number, frame):
    """Do nothing. Python complains when SIG_IGN takes the place of a handler in use."""


def hold():
    """Have these signals wait until `let_through`, also across exec."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ASKING)


def let_through():
    """Take the signals that waited, and those that come."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKING)
