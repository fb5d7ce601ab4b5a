package org.cityarchive.server.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.evidence.EvidenceEvent;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.SqlProjection;

/**
 * Who decided what? A row for each fact but those of captures: an import is one act, and stands with its counts among the imports. Facts
 * hold no words that a person wrote, so neither do the rows.
 */
public final class ActsDone implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "people_act-1";

    private final FactCodec codec;
    private final Set<Class<? extends Fact>> reads;

    public ActsDone(FactCodec codec) {
        this.codec = codec;
        this.reads = codec.types().stream()
                .filter(type -> !CaptureEvent.class.isAssignableFrom(type) && !EvidenceEvent.class.isAssignableFrom(type))
                .map(type -> type.<Fact>asSubclass(Fact.class)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return reads;
    }

    @Override
    public List<String> tables() {
        return List.of("people_act");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into people_act (position, at, actor, role, fact, on_what, detail) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (var recorded : batch) {
                var fact = recorded.fact();
                var on = codec.tags(fact).stream().findFirst();
                insert.setLong(1, recorded.position());
                insert.setObject(2, recorded.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, recorded.by().actor());
                insert.setString(4, recorded.by().role());
                insert.setString(5, codec.name(fact.getClass()));
                insert.setString(6, on.map(tag -> tag.key() + " " + tag.value()).orElse(""));
                insert.setString(7, detail(fact, on.map(tag -> tag.value()).orElse("")));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The fact's members beside what it was done on: "role: auditor". */
    private String detail(Fact fact, String on) {
        return CanonicalJson.parseObject(codec.write(fact)).entrySet().stream()
                .filter(member -> member.getValue() != null && !on.equals(member.getValue().toString()))
                .map(member -> words(member.getKey()) + ": " + value(member.getValue())).collect(Collectors.joining(", "));
    }

    /** Such as "Role granted" of {@code people.RoleGranted}. */
    static String title(String fact) {
        var words = words(fact.substring(fact.lastIndexOf('.') + 1));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String value(Object value) {
        return value instanceof String text && text.matches("[A-Z][A-Z_]+")
                ? text.toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }
}
