package org.cityarchive.core.request;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Trie;
import org.cityarchive.core.law.TrieSet;
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
            case RequestReceived one -> new RequestsNow(TrieSet.of(received).with(one.request()), closed, included);
            case RequestClosed one -> new RequestsNow(received, TrieSet.of(closed).with(one.request()), included);
            case RecordIncluded one -> referring(one.record(), of(one.record()).with(one.request()));
            case RecordExcluded one -> referring(one.record(), of(one.record()).without(one.request()));
            default -> this;
        };
    }

    private TrieSet<RequestId> of(RecordId record) {
        return TrieSet.of(included.getOrDefault(record, Set.of()));
    }

    private RequestsNow referring(RecordId record, Set<RequestId> requests) {
        return new RequestsNow(received, closed, Trie.of(included).with(record, requests));
    }

    /** What open requests put in the way of a record's destruction. */
    public List<InRequest> obstacles(RecordId record) {
        return included.getOrDefault(record, Set.of()).stream().filter(request -> !closed.contains(request)).sorted()
                .map(InRequest::new).toList();
    }
}
