package org.cityarchive.bench;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.FactCodec;

/** Small events without a vault, 500 a commit, each the first of its aggregate, and all of them read back: beside Axon 4's JDBC engine. */
final class PlainRow implements Row {
    private static final int COMMIT = 500;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        int size = setup.size(2_000, 5_000);
        try (var ground = Ground.fresh(setup); var superuser = ground.superuser(); var loader = loader(setup)) {
            try (var statement = superuser.createStatement()) {
                statement.execute("create schema axon4");
            }
            var peer = peer(loader, ground);
            var appended = Turns.of(setup.cycles(), () -> append(ground, commits(size)), () -> append(peer, commits(size)));
            var read = Turns.of(setup.cycles(), () -> Turns.timed(() -> read(ground)), () -> Turns.timed(() -> read(peer)));
            var both = new ArrayList<double[]>();
            int cycles = setup.cycles() + 1;
            for (int i = 0; i < appended.size(); i++) { // what is read is what all cycles appended
                both.add(
                        new double[]{appended.get(i)[0] + read.get(i)[0] / cycles, appended.get(i)[1] + read.get(i)[1] / cycles});
            }
            return List.of(Figure.of(name(), "append and read plain events, 500 a commit", "Axon 4.12 JDBC engine, PostgreSQL",
                    Goal.atLeast(1.5, 3), Turns.ratio(both, 1, 0))
                    .with("append alone ×", Turns.ratio(appended, 1, 0).median())
                    .with("read alone ×", Turns.ratio(read, 1, 0).median())
                    .with("appended a second", Math.rint(size / Turns.median(appended, 0)))
                    .with("Axon 4 appended a second", Math.rint(size / Turns.median(appended, 1)))
                    .with("read a second", Math.rint(size * cycles / Turns.median(read, 0))));
        }
    }

    /** The JDK's classes and Axon 4's, nothing of ours. */
    private static URLClassLoader loader(Setup setup) throws Exception {
        var folder = setup.root().resolve("deploy/bench/axon4/target");
        var urls = new ArrayList<URL>();
        urls.add(folder.resolve("classes").toUri().toURL());
        try (var jars = Files.list(folder.resolve("peers"))) {
            for (URI jar : jars.map(Path::toUri).toList()) {
                urls.add(jar.toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @SuppressWarnings("unchecked")
    private static ToLongFunction<List<String[]>> peer(ClassLoader loader, Ground ground) throws Exception {
        var access = new String[]{ground.url() + "?currentSchema=axon4&reWriteBatchedInserts=true", "postgres",
                ground.password()};
        return (ToLongFunction<List<String[]>>) loader.loadClass("org.cityarchive.bench.axon4.Axon4Peer")
                .getConstructor(String[].class).newInstance((Object) access);
    }

    private static List<List<String[]>> commits(int size) {
        var commits = new ArrayList<List<String[]>>();
        for (int from = 0; from < size; from += COMMIT) {
            var commit = new ArrayList<String[]>();
            for (int i = 0; i < COMMIT; i++) {
                commit.add(new String[]{UUID.randomUUID().toString(), "facebook", "CottonwoodBend" + (from + i)});
            }
            commits.add(commit);
        }
        return commits;
    }

    private static long append(ToLongFunction<List<String[]>> peer, List<List<String[]>> commits) throws Exception {
        return Turns.timed(() -> {
            for (var commit : commits) {
                if (peer.applyAsLong(commit) != commit.size()) {
                    throw new IllegalStateException("not all was appended");
                }
            }
        });
    }

    private static void read(ToLongFunction<List<String[]>> peer) {
        if (peer.applyAsLong(List.of()) == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    /** Each commit states, as Axon 4's unique key does, that no account of it was there before. */
    private static long append(Ground ground, List<List<String[]>> commits) throws Exception {
        return Turns.timed(() -> {
            for (var commit : commits) {
                long head = ground.facts.head();
                var criteria = new ArrayList<EventCriteria>();
                var events = new ArrayList<TaggedEventMessage<?>>();
                for (var event : commit) {
                    var tag = new Tag("account", event[0]);
                    criteria.add(EventCriteria.havingTags(tag));
                    events.add(event(ground, event, tag));
                }
                var transaction = ground.store.appendEvents(AppendCondition.withCriteria(EventCriteria.either(criteria))
                        .withMarker(new GlobalIndexConsistencyMarker(head)), null, events).join();
                transaction.commit(null).join();
            }
        });
    }

    private static TaggedEventMessage<?> event(Ground ground, String[] event, Tag tag) {
        var fact = new AccountOpened(new AccountId(UUID.fromString(event[0])), event[1], event[2], null, Via.IMPORT, true);
        return new GenericTaggedEventMessage<>(new GenericEventMessage(
                new MessageType(new QualifiedName(ground.codec.name(AccountOpened.class)),
                        ground.codec.revision(AccountOpened.class)),
                fact,
                FactCodec.members(Ground.BY)), Set.of(tag));
    }

    private static void read(Ground ground) {
        long position = 0;
        long head = ground.facts.head();
        while (position < head) {
            position = ground.facts.after(position, Set.of(), 1_000).upTo();
        }
    }
}
