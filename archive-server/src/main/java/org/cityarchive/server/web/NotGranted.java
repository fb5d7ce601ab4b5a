package org.cityarchive.server.web;

/** Who asks may use the route, but not on this thing. Its message is a sentence that says who can; whoever throws it has noted it. */
public final class NotGranted extends RuntimeException {
    public NotGranted(String sentence) {
        super(sentence);
    }
}
