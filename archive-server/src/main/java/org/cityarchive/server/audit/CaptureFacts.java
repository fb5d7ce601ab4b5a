package org.cityarchive.server.audit;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.law.FactCodec;

/** What facts tell of records, a page at a time: from here vault and index are looked at alike. */
final class CaptureFacts {
    private final FactPages pages;
    private final List<String> types;

    CaptureFacts(FactPages pages, FactCodec codec) {
        this.pages = pages;
        this.types = List.copyOf(codec.names(List.of(CaptureEvent.class)));
    }

    /** What is done with a page. */
    interface Page {
        /** @param upTo the position up to which they were read */
        void read(List<CaptureEvent> facts, long upTo);
    }

    /** Walks from behind one position up to another; left out is what a difference was named of before. */
    void walk(Underway audit, long after, long upTo, int page, Page reading) {
        pages.walk(after, upTo, types, page, (facts, reached) -> {
            var told = new ArrayList<CaptureEvent>(facts.size());
            for (var fact : facts) {
                if (fact.read() instanceof CaptureEvent captured && !audit.isNamed(fact.record())) {
                    told.add(captured);
                }
            }
            reading.read(told, reached);
        });
    }
}
