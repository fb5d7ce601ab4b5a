package org.cityarchive.server.retention;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.search.RecordQuery.Name;
import org.cityarchive.server.hold.HoldNames;
import org.cityarchive.server.request.RequestRegister;
import org.cityarchive.server.security.Grants;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Holds by id, number, matter or reference; requests by id or number, such as 26-44. A request that one may not read is as unknown as one
 * that is not there.
 */
final class NamesOfFeatures implements CalledBy {
    private static final int NEAR = 5;

    private final HoldNames holds;
    private final RequestRegister requests;
    private final SettledFacts settled;

    NamesOfFeatures(HoldNames holds, RequestRegister requests, SettledFacts settled) {
        this.holds = holds;
        this.requests = requests;
        this.settled = settled;
    }

    @Override
    public Set<UUID> ids(Name kind, String called) {
        var id = id(called);
        if (kind == Name.HOLD) {
            return id.isPresent()
                    ? id.filter(one -> settled.now().retention().holds().hold(new HoldId(one)).isPresent()).stream()
                            .collect(Collectors.toUnmodifiableSet())
                    : holds.of(called);
        }
        return id.isPresent()
                ? requests.of(new RequestId(id.get())).stream().map(one -> one.request().value())
                        .collect(Collectors.toUnmodifiableSet())
                : readable().filter(one -> one.name().equals(called.strip())).map(one -> one.request().value())
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> near(Name kind, String called) {
        return kind == Name.HOLD
                ? holds.near(called)
                : readable().map(RequestRegister.Entry::name).limit(NEAR).toList();
    }

    /** What the archive goes on with by itself was asked for by somebody who might. */
    private Stream<RequestRegister.Entry> readable() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        boolean may = signedIn == null || !(signedIn.getPrincipal() instanceof Actor actor)
                || Grants.REQUEST_READERS.contains(actor.role());
        return may ? requests.all().stream() : Stream.empty();
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
