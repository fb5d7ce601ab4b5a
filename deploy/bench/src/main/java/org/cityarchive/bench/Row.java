package org.cityarchive.bench;

import java.util.List;

/** One piece of work that is measured, alone and in a process of its own state: rows can be run in any order, and again. */
interface Row {
    /** The word by which it is asked for. */
    String name();

    List<Figure> measure(Setup setup) throws Exception;
}
