package org.cityarchive.server.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata that many facts say alike is kept once, and they name it by its number; that of a few stands in their own rows, where it takes
 * less room than a row and its keys. Used by the one writer alone, behind the locked head.
 */
final class SharedMetadata {
    /** The number of metadata that stands in the fact's own row. */
    static final int OWN = 0;

    private static final int FROM_FACTS = 8;
    private static final int REMEMBERED = 1_000;
    private static final byte[] NONE = new byte[0];
    private static final String NUMBERED = """
            with wanted as (select said from unnest(?::bytea[]) as each (said)),
            added as (insert into event_metadata (said) select said from wanted on conflict do nothing returning number, said)
            select number, said from added union all
            select m.number, m.said from wanted w join event_metadata m on sha256(m.said) = sha256(w.said)""";

    private final Map<ByteBuffer, Integer> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Where the head stood after the last commit of this server. */
    private long left = -1;

    /**
     * The numbers of what these facts say; remembered once their commit is {@link #kept}. Behind another head than this server left they are
     * asked for anew: the database may be a replica that took over without the last commits, where those numbers are nobody's.
     */
    Numbers of(Connection connection, long head, List<NewEvent> events) throws SQLException {
        if (head != left) {
            remembered.clear();
        }
        var times = new HashMap<ByteBuffer, Integer>();
        events.forEach(event -> times.merge(ByteBuffer.wrap(event.metadata()), 1, Integer::sum));
        var numbers = new HashMap<ByteBuffer, Integer>();
        times.keySet().forEach(said -> {
            Integer number = remembered.get(said);
            if (number != null) {
                numbers.put(said, number);
            }
        });
        times.keySet().removeIf(said -> numbers.containsKey(said) || times.getOrDefault(said, 0) < FROM_FACTS);
        if (!times.isEmpty()) {
            number(connection, times.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new), numbers);
        }
        return new Numbers(numbers);
    }

    private static void number(Connection connection, byte[][] said, Map<ByteBuffer, Integer> numbers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NUMBERED)) {
            select.setArray(1, connection.createArrayOf("bytea", said));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(ByteBuffer.wrap(rows.getBytes(2)), rows.getInt(1));
                }
            }
        }
    }

    /** Their commit is durable, and so are the numbers. */
    void kept(Numbers numbers, long head) {
        left = head;
        remembered.putAll(numbers.bySaid);
    }

    /** What the facts of one commit name. */
    record Numbers(Map<ByteBuffer, Integer> bySaid) {

        /** The number that stands in the fact's row. */
        int number(NewEvent event) {
            return bySaid.getOrDefault(ByteBuffer.wrap(event.metadata()), OWN);
        }

        /** What stands in the fact's row itself. */
        byte[] inRow(NewEvent event) {
            return number(event) == OWN ? event.metadata() : NONE;
        }
    }
}
