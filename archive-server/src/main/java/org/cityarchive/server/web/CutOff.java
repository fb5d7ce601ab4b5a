package org.cityarchive.server.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.DisconnectedClientHelper;

/**
 * An answer of no told length failed after its beginning was sent: its connection is cut, as a proper end would make a part look like the
 * whole. It says none of the failure's words, which may quote content.
 */
public final class CutOff extends RuntimeException {
    private CutOff(Exception failure) {
        super("an answer was cut off by " + failure.getClass().getName());
        setStackTrace(failure.getStackTrace());
    }

    /**
     * What to throw for a failure while an answer is written.
     *
     * @return this, where something was sent and somebody is still there to be told
     * @throws IOException the failure itself, otherwise
     */
    public static CutOff of(Exception failure, HttpServletResponse answer) throws IOException {
        if (answer.isCommitted() && !DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return new CutOff(failure);
        }
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalArgumentException("writing throws no such failure", failure);
        }
    }
}
