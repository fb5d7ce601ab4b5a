package org.cityarchive.core.request;

import java.time.LocalDate;
import java.util.Optional;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.retention.Obstacle;

/** An open request refers to the record. */
public record InRequest(RequestId request) implements Obstacle {
    @Override
    public String name() {
        return "in-request";
    }

    @Override
    public String sentence() {
        return "an open records request refers to it. It stays until the request is closed.";
    }

    @Override
    public Citation citation() {
        return new Citation("LAW C.5", "No open request refers to what is destroyed (Mont. Const. Art. II §9).");
    }

    @Override
    public Optional<LocalDate> through() {
        return Optional.empty();
    }
}
