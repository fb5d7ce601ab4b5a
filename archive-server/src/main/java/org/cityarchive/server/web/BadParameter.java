package org.cityarchive.server.web;

/** A parameter of a request cannot be read; the problem names it. */
public final class BadParameter extends RuntimeException {
    private final String parameter;

    /**
     * @param parameter as the request spells it
     * @param why what it takes, as a sentence
     */
    public BadParameter(String parameter, String why) {
        super(why);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
