package org.cityarchive.core.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestCommand.CloseRequest;
import org.cityarchive.core.request.RequestCommand.ExcludeRecord;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestEvent.RequestReceived;

/** What an open request refers to stays; what is destroyed already cannot be included. */
final class RequestLaw implements Law<RequestCommand, RequestLaw.State> {
    private static final Set<Role> KEEPERS = Set.of(Role.CLERK, Role.ATTORNEY);

    /** The request, and which of the named records are gone. */
    record State(RequestsNow requests, Set<RecordId> destroyed) {}

    @Override
    public Boundary boundary(RequestCommand command) {
        var reads = new ArrayList<Read>();
        reads.add(new Read(Set.of(new Tagged("request", command.request().toString())), Set.of(RequestEvent.class)));
        if (command instanceof IncludeRecords include) {
            include.records().forEach(record -> reads.add(
                    new Read(Set.of(new Tagged("record", record.toString())), Set.of(DestructionEvent.class))));
        }
        return new Boundary(0, reads);
    }

    @Override
    public State initially(RequestCommand command) {
        return new State(RequestsNow.NONE, Set.of());
    }

    @Override
    public State evolve(State state, Recorded<?> fact) {
        if (fact.fact() instanceof RecordDestroyed gone) {
            var all = new HashSet<>(state.destroyed());
            all.add(gone.record());
            return new State(state.requests(), all);
        }
        return new State(state.requests().with(fact.fact()), state.destroyed());
    }

    @Override
    public Decision decide(RequestCommand command, State now) {
        var request = command.request();
        var by = command.by();
        if (!KEEPERS.contains(by.role())) {
            return refuse(new RequestRefusal.NotInThisRole(by.role()));
        } else if (command instanceof ReceiveRequest receive) {
            return now.requests().received().contains(request)
                    ? Decision.Accepted.of()
                    : Decision.Accepted.of(new RequestReceived(request, by.today(), receive.words(), by.person()));
        } else if (!now.requests().received().contains(request)) {
            return refuse(new RequestRefusal.UnknownRequest(request));
        }
        boolean closed = now.requests().closed().contains(request);
        return switch (command) {
            case ReceiveRequest _ -> Decision.Accepted.of();
            case CloseRequest close -> closed
                    ? Decision.Accepted.of()
                    : Decision.Accepted.of(new RequestClosed(request, by.today(), close.words(), by.person()));
            case IncludeRecords _,ExcludeRecord _ when closed -> refuse(new RequestRefusal.Closed(request));
            case IncludeRecords include -> include(include, now);
            case ExcludeRecord exclude -> isIncluded(exclude.record(), request, now)
                    ? Decision.Accepted.of(new RecordExcluded(request, exclude.record(), exclude.words(), by.person()))
                    : Decision.Accepted.of();
        };
    }

    private static Decision include(IncludeRecords include, State now) {
        var facts = new ArrayList<Fact>();
        for (var record : include.records().stream().distinct().toList()) {
            if (now.destroyed().contains(record)) {
                return refuse(new RequestRefusal.Destroyed(record));
            } else if (!isIncluded(record, include.request(), now)) {
                facts.add(new RecordIncluded(include.request(), record, include.by().person()));
            }
        }
        return new Decision.Accepted(facts, List.of());
    }

    private static boolean isIncluded(RecordId record, RequestId request, State now) {
        return now.requests().included().getOrDefault(record, Set.of()).contains(request);
    }

    private static Decision refuse(RequestRefusal refusal) {
        return new Decision.Refused(refusal);
    }
}
