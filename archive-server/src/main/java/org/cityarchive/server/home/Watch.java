package org.cityarchive.server.home;

import java.util.List;

import org.cityarchive.core.people.Actor;

/** A feature's look at what needs somebody. Every bean of this type is asked each time the home page is opened. */
public interface Watch {
    /** What is looked at, in words ("imports"): said where it could not be counted. */
    String what();

    /** What needs this actor now; empty when nothing does. */
    List<NeedsYou> look(Actor actor);
}
