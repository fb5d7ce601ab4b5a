package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The raw bytes of a record as they were received. */
@Controller
final class SourcePages {
    /** More raw bytes than these are not shown in the page but given as a file. */
    private static final int MOST = 200_000;

    private final Records records;
    private final RecordHeads heads;

    SourcePages(Records records, RecordHeads heads) {
        this.records = records;
        this.heads = heads;
    }

    /**
     * Bytes as a page shows them.
     *
     * @param text with every sign spelled that cannot be seen, or as hexadecimal numbers
     * @param json the same laid out for reading; null where they are no JSON
     * @param digest SHA-256, hexadecimal
     */
    record Raw(String type, int bytes, String digest, String text, boolean hex, boolean cut, @Nullable String json) {
        static Raw of(byte[] raw, String type) {
            var whole = text(raw);
            boolean cut = raw.length > MOST;
            var text = whole == null
                    ? HexFormat.ofDelimiter(" ").formatHex(raw, 0, Math.min(raw.length, MOST))
                    : VisibleText.spelled(Fold.of(whole, MOST, MOST, 0).start());
            var json = whole == null || cut ? null : JsonLayout.of(whole);
            return new Raw(type, raw.length, digest(raw), text, whole == null, cut, json);
        }

        private static @Nullable String text(byte[] raw) {
            try {
                var text = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(raw));
                return text.chars().noneMatch(c -> c == 0) ? text.toString() : null;
            } catch (CharacterCodingException _) {
                return null;
            }
        }

        private static String digest(byte[] raw) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is part of every Java", e);
            }
        }
    }

    @GetMapping("/record/{id}/source")
    String source(@PathVariable UUID id, Parameters given, Model model) {
        var record = heads.open(id, given, "source", model, asked -> Received.chosen(asked, given)).record();
        model.addAttribute("all", Received.all(record));
        Received.chosen(record, given).ifPresent(received -> {
            var part = records.part(record.id(), received.part());
            model.addAttribute("received", received);
            model.addAttribute("raw", Raw.of(part.raw(), part.rawType()));
        });
        return "capture/source";
    }
}
