package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * That a leaf is in the log under a signed checkpoint: the content of a {@code .tlog-proof} file (C2SP tlog-proof; EVIDENCE.md §2.4).
 *
 * @param index the leaf's place, from 0
 * @param path hashes, the leaf's sibling first
 */
public record LogProof(long index, List<NodeHash> path, SignedNote note) {
    private static final String HEAD = "c2sp.org/tlog-proof@v1\nindex ";
    private static final int LONGEST = 63;

    public LogProof {
        path = List.copyOf(path);
    }

    /** The file's bytes. */
    public byte[] bytes() {
        var text = new StringBuilder(HEAD).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        var head = text.append('\n').toString().getBytes(UTF_8);
        var tail = note.bytes();
        return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
    }

    /** @throws IllegalArgumentException it is none, or its checkpoint's note is none */
    public static LogProof of(byte[] bytes) {
        int end = end(bytes);
        var lines = text(Arrays.copyOf(bytes, end)).split("\n", -1);
        if (lines.length < 2 || !(lines[0] + "\n").equals(HEAD.substring(0, HEAD.indexOf('\n') + 1))
                || !lines[1].matches("index (0|[1-9][0-9]{0,15})") || lines.length - 2 > LONGEST) {
            throw new IllegalArgumentException("no proof: its first lines are not those of a tlog-proof");
        }
        var path = new ArrayList<NodeHash>();
        for (var line : Arrays.asList(lines).subList(2, lines.length)) {
            path.add(NodeHash.ofBase64(line));
        }
        return new LogProof(Long.parseLong(lines[1].substring("index ".length())), path,
                SignedNote.of(Arrays.copyOfRange(bytes, end + 2, bytes.length)));
    }

    /** Whether the leaf is in the log as the checkpoint says. Of the signatures it says nothing. */
    public boolean proves(NodeHash leaf) {
        var checkpoint = note.checkpoint();
        return new InclusionProof(index, checkpoint.size(), path).proves(leaf, checkpoint.root());
    }

    private static int end(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        throw new IllegalArgumentException("no proof: it has no checkpoint");
    }

    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no proof: not UTF-8", e);
        }
    }
}
