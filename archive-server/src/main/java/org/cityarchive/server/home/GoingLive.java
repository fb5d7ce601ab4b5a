package org.cityarchive.server.home;

import java.util.List;

/** What a city does before it relies on its archive, told from facts. Shown on the home page until all of it is done. */
public interface GoingLive {

    /**
     * One step.
     *
     * @param words what is done by it ("First file imported")
     * @param href where it is done
     */
    record Step(String words, boolean done, String href) {}

    /** All of them, in the order in which they are best taken. */
    List<Step> steps();
}
