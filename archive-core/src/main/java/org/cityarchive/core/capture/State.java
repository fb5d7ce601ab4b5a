package org.cityarchive.core.capture;

/** How a record stands on its platform. The order breaks ties of the same instant. */
public enum State {
    PRESENT, HIDDEN, GONE
}
