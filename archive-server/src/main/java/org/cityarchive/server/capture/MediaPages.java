package org.cityarchive.server.capture;

import java.io.IOException;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The bytes that were captured: images as images, everything else as a file that nothing opens by itself. */
@Controller
final class MediaPages {
    /** A larger image is given as a file only. */
    static final long LARGEST_DRAWN = 25L << 20;

    private final Records records;
    private final RecordsAsked asked;
    private final RecordMedia media;

    MediaPages(Records records, RecordsAsked asked, RecordMedia media) {
        this.records = records;
        this.asked = asked;
        this.media = media;
    }

    /**
     * @param version shown number of the version
     * @param index place among its media, from 0
     */
    @GetMapping("/record/{id}/media/{version}/{index}")
    void medium(@PathVariable UUID id, @PathVariable int version, @PathVariable int index, Parameters given,
            HttpServletResponse answer) throws IOException {
        var record = asked.found(id, asked.asOf(given));
        var wording = record.wordings().stream().filter(w -> w.number() == version).findFirst()
                .orElseThrow(() -> new NoSuch("This record has no version " + version + "."));
        var fact = media.kept(record, wording, index)
                .orElseThrow(() -> new NoSuch("No bytes of this medium were captured: the archive keeps its address alone."));
        try (var bytes = records.medium(fact)) {
            byte[] head = bytes.readNBytes(ImageType.HEAD);
            asked.read(record);
            var drawn = fact.bytes() > LARGEST_DRAWN || given.flag("download") ? null : ImageType.of(head).orElse(null);
            answer.setContentType(drawn == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : drawn.mediaType());
            answer.setContentLengthLong(fact.bytes());
            var name = "record-" + record.id() + "-medium-" + (index + 1) + "."
                    + ImageType.of(head).map(ImageType::ending).orElse("bin");
            sealOff(answer, (drawn == null ? "attachment" : "inline") + "; filename=\"" + name + "\"");
            answer.getOutputStream().write(head);
            bytes.transferTo(answer.getOutputStream());
        }
    }

    /**
     * The raw bytes of one sighting, as they came.
     *
     * @param given {@code fact}: position of the fact that kept them
     */
    @GetMapping("/record/{id}/source/bytes")
    void raw(@PathVariable UUID id, Parameters given, HttpServletResponse answer) throws IOException {
        var record = asked.found(id, asked.asOf(given));
        var received = Received.chosen(record, given)
                .orElseThrow(() -> new NoSuch("Nothing of this record was kept as raw bytes."));
        byte[] raw = records.part(record.id(), received.part()).raw();
        asked.read(record);
        answer.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        answer.setContentLength(raw.length);
        sealOff(answer, "attachment; filename=\"record-" + record.id() + "-fact-" + received.position() + ".bin\"");
        answer.getOutputStream().write(raw);
    }

    /** Whatever the bytes are, a browser takes them for nothing that acts. */
    private static void sealOff(HttpServletResponse answer, String disposition) {
        answer.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition);
        answer.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}
