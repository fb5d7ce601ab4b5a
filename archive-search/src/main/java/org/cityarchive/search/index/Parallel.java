package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** Work on many things at once, over all processors. */
final class Parallel {

    private Parallel() {}

    interface Work<T> {
        void on(T thing) throws IOException;
    }

    static <T> void each(Collection<T> things, Work<T> work) throws IOException {
        try {
            things.parallelStream().forEach(thing -> {
                try {
                    work.on(thing);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }
}
