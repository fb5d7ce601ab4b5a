package org.cityarchive.server.web;

/** Which routes there are. What is no path is not found; only what somebody may do is refused to others. */
public interface Routes {
    /** What there is for a request. */
    Route of(String method, String path);

    /** Whether anything lives at a path, and takes a method. */
    enum Route {
        NO_PATH, NO_METHOD, GRANTED_TO_SOME
    }
}
