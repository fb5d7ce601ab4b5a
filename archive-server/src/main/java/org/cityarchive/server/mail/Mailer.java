package org.cityarchive.server.mail;

/** Sends mail to people. A port: where the city's mail server is not set up nothing is sent, and pages say so. */
public interface Mailer {

    /** Whether a mail server is set up, so that pages can say beforehand what will happen. */
    boolean isSetUp();

    /** Sends one mail and waits until the mail server took it, or did not: some seconds at most. Never throws. */
    Outcome send(Mail mail);

    /** What became of a mail. */
    enum Outcome {
        /** The mail server took it. That it arrives is not known. */
        SENT,
        /** No mail server is set up (setting mail.host); nothing was tried. */
        NOT_SET_UP,
        /** The mail server did not answer or did not take it, or the address is none. Trying again may help. */
        NOT_TAKEN
    }

    /** The mailer of an archive without a mail server. */
    static Mailer notSetUp() {
        return new Mailer() {
            @Override
            public boolean isSetUp() {
                return false;
            }

            @Override
            public Outcome send(Mail mail) {
                return Outcome.NOT_SET_UP;
            }
        };
    }
}
