package org.cityarchive.server.hold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.QueryReading;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.hold.HoldView.CustodianView;
import org.cityarchive.server.hold.HoldView.ProposalView;
import org.cityarchive.server.hold.HoldView.ScopeView;
import org.cityarchive.server.retention.AfterRelease;
import org.cityarchive.server.web.NoSuch;
import org.jspecify.annotations.Nullable;

/** Puts together what a person may see of a hold: its words, who was told, how much it holds. */
final class HoldViews {
    private final HoldRegister register;
    private final HoldWords words;
    private final HoldScopes scopes;
    private final ScopeLooks looks;
    private final HoldPeople people;
    private final HoldMails mails;
    private final AfterRelease after;
    private final HeldMarks marks;

    HoldViews(HoldRegister register, HoldWords words, HoldScopes scopes, ScopeLooks looks, HoldPeople people, HoldMails mails,
            AfterRelease after, HeldMarks marks) {
        this.marks = marks;
        this.after = after;
        this.register = register;
        this.words = words;
        this.scopes = scopes;
        this.looks = looks;
        this.people = people;
        this.mails = mails;
    }

    /** Every hold there was, the newest first. */
    List<HoldView> all(Actor actor) {
        return register.all().stream().map(hold -> view(hold, actor)).toList();
    }

    /** @throws NoSuch none was placed under this id */
    HoldView one(UUID id, Actor actor) {
        return view(standing(id), actor);
    }

    HoldStanding standing(UUID id) {
        return register.of(new HoldId(id)).orElseThrow(() -> new NoSuch("No hold was placed under this id."));
    }

    private HoldView view(HoldStanding hold, Actor actor) {
        var custodians = people.custodians(hold);
        boolean mayRead = people.mayRead(actor, custodians);
        var held = held(hold.isInForce() ? hold.binding() : hold.scopes());
        boolean mine = hold.isInForce() && people.isCustodian(actor, custodians)
                && !hold.acknowledged().containsKey(people.person(actor));
        return new HoldView(hold, mayRead ? Matter.of(words.of(hold.words())) : null, people.name(hold.placedBy()),
                hold.scopes().stream().map(scope -> scope(scope, mayRead)).toList(), custodians(hold, custodians),
                hold.proposals().stream().map(proposal -> proposal(hold, proposal, actor, mayRead)).toList(),
                looks.count(held), looks.since(held, hold.placedAt()), mine);
    }

    /** What these scopes hold together; one whose words do not open is left out, and the audit names it. */
    RecordQuery held(Collection<HoldStanding.Scope> some) {
        var whole = some.stream().map(HoldStanding.Scope::scope)
                .filter(scope -> scopes.written(scope).map(HoldScopes.Written::wholeThreads).orElse(false)).toList();
        return looks.held(some.stream().map(scope -> scopes.written(scope.scope())).flatMap(Optional::stream).toList(),
                whole.isEmpty() ? List.of() : marks.under(whole));
    }

    private ScopeView scope(HoldStanding.Scope scope, boolean mayRead) {
        var written = scopes.written(scope.scope());
        var query = written.map(HoldScopes.Written::query).filter(_ -> mayRead).orElse(null);
        var why = scope.words() == null || !mayRead ? null : words.of(scope.words()).getOrDefault("reason", "");
        var until = scope.coolsOffThrough();
        return new ScopeView(scope, query == null ? null : looks.named(query), query == null ? null : reading(written.get()),
                written.map(one -> one.records().size()).orElse(0), written.map(one -> one.threads().size()).orElse(0),
                written.map(HoldScopes.Written::wholeThreads).orElse(false), written.map(one -> one.query() != null).orElse(true),
                why,
                people.name(scope.setBy()), scope.releasedBy() == null ? null : people.name(scope.releasedBy()),
                until != null && !people.today().isAfter(until));
    }

    private @Nullable String reading(HoldScopes.Written written) {
        var query = written.query();
        try {
            return query == null ? null : looks.named(QueryReading.of(RecordQuery.parse(query, written.zone())));
        } catch (QueryError _) {
            return null; // a language of another day; what is typed stands above it
        }
    }

    private List<CustodianView> custodians(HoldStanding hold, List<PersonId> custodians) {
        Map<PersonId, HoldMails.Told> told = mails.told(hold.id());
        var shown = new ArrayList<CustodianView>();
        for (var person : custodians) {
            shown.add(new CustodianView(person, people.name(person), people.role(person), hold.acknowledged().get(person),
                    told.get(person), people.address(person).isPresent()));
        }
        return List.copyOf(shown);
    }

    private ProposalView proposal(HoldStanding hold, HoldStanding.Proposal proposal, Actor actor, boolean mayRead) {
        return new ProposalView(proposal, people.name(proposal.by()),
                mayRead ? words.of(proposal.words()).getOrDefault("reason", "") : "",
                proposal.endedBy() == null ? null : people.name(proposal.endedBy()), proposal.by().equals(people.person(actor)),
                proposal.scopes().containsAll(hold.binding().stream().map(HoldStanding.Scope::number).toList()));
    }

    /**
     * What a release would do today.
     *
     * @param leave records that leave this hold
     * @param stay how many of them stay under another
     * @param due what of the others would become due
     */
    record Leaving(long leave, long stay, AfterRelease.Due due) {}

    Leaving leaving(HoldStanding hold, Collection<Integer> numbers) {
        var left = hold.binding().stream().filter(scope -> !numbers.contains(scope.number())).toList();
        var leaving = looks.ids(held(hold.scopes(numbers)));
        if (!left.isEmpty()) {
            leaving.removeAll(looks.ids(held(left)));
        }
        var others = register.all().stream().filter(one -> !one.id().equals(hold.id())).flatMap(one -> one.binding().stream())
                .toList();
        long leave = leaving.size();
        if (!others.isEmpty()) {
            leaving.removeAll(looks.ids(held(others)));
        }
        return new Leaving(leave, leave - leaving.size(), after.of(hold.id(), numbers, leaving));
    }

    /** Some of the records in a list. */
    List<ScopeLooks.Sample> lines(List<RecordId> some) {
        return looks.lines(some);
    }

    /** Records under any hold, and the sum of what each holds. */
    record Under(long records, long sum) {}

    Under under(Collection<HoldView> inForce) {
        var all = inForce.stream().flatMap(hold -> hold.standing().binding().stream()).toList();
        return new Under(all.isEmpty() ? 0 : looks.count(held(all)), inForce.stream().mapToLong(HoldView::total).sum());
    }
}
