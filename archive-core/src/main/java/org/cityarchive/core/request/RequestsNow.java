package org.cityarchive.core.request;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestEvent.RequestReceived;

/**
 * Which requests are open, and which records they refer to.
 *
 * @param received all that ever were
 * @param included by record, the requests that refer to it, closed ones among them
 */
public record RequestsNow(Set<RequestId> received, Set<RequestId> closed, Map<RecordId, Set<RequestId>> included) {
    public static final RequestsNow NONE = new RequestsNow(Set.of(), Set.of(), Map.of());

    /** With one more fact; facts of other kinds change nothing. */
    public RequestsNow with(Fact fact) {
        return switch (fact) {
            case RequestReceived one -> new RequestsNow(and(received, one.request()), closed, included);
            case RequestClosed one -> new RequestsNow(received, and(closed, one.request()), included);
            case RecordIncluded one -> {
                var all = new HashMap<>(included);
                all.merge(one.record(), Set.of(one.request()), (a, _) -> and(a, one.request()));
                yield new RequestsNow(received, closed, all);
            }
            case RecordExcluded one -> {
                var all = new HashMap<>(included);
                var left = new HashSet<>(all.getOrDefault(one.record(), Set.of()));
                left.remove(one.request());
                all.put(one.record(), Set.copyOf(left));
                yield new RequestsNow(received, closed, all);
            }
            default -> this;
        };
    }

    private static Set<RequestId> and(Set<RequestId> some, RequestId one) {
        var all = new HashSet<>(some);
        all.add(one);
        return Set.copyOf(all);
    }

    /** What open requests put in the way of a record's destruction. */
    public List<InRequest> obstacles(RecordId record) {
        return included.getOrDefault(record, Set.of()).stream().filter(request -> !closed.contains(request)).sorted()
                .map(InRequest::new).toList();
    }
}
