package org.cityarchive.server.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.web.NoSuch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log for anyone who watches it: its newest checkpoint and its tiles (C2SP tlog-tiles; EVIDENCE.md §2.3). */
@RestController
@Tag(name = "log")
final class LogController {
    private static final String ROOT = "/log/";
    private static final String ENTRIES = "tile/entries/";
    private static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final MediaType NOTE = MediaType.parseMediaType("text/plain; charset=utf-8");

    private final MerkleLog log;
    private final Checkpoints checkpoints;

    LogController(MerkleLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    @GetMapping("/log/checkpoint")
    @Operation(summary = "The newest signed checkpoint of the log over all facts")
    ResponseEntity<byte[]> checkpoint() {
        var note = checkpoints.newest()
                .orElseThrow(() -> new NoSuch("Nothing is signed yet: the first checkpoint comes within a minute."));
        return ResponseEntity.ok().contentType(NOTE).cacheControl(CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic())
                .body(note.bytes());
    }

    @GetMapping({"/log/tile/{level:[0-9]}/**", "/log/tile/entries/**"})
    @Operation(summary = "A tile of the log; entries need an auditor's token")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        var path = request.getRequestURI().substring(ROOT.length());
        boolean entries = path.startsWith(ENTRIES);
        try {
            // entries are numbered as the hashes of their leaves are
            var tile = Tile.ofPath(entries ? "tile/0/" + path.substring(ENTRIES.length()) : path);
            if (signed() < end(tile)) {
                throw new NoSuch("The log has no such tile yet.");
            }
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .cacheControl(entries ? CacheControl.noStore() : FOREVER)
                    .body(entries ? entries(tile) : log.tile(tile));
        } catch (IllegalArgumentException e) {
            throw new NoSuch("The log has no such tile.");
        }
    }

    /** Only what is signed is shown: an unsigned tile could still be taken back by a crash of the disk. */
    private long signed() {
        return checkpoints.newest().map(note -> note.checkpoint().size()).orElse(0L);
    }

    private static long end(Tile tile) {
        return (tile.index() * Tile.FULL + tile.width()) << (8 * tile.level());
    }

    private byte[] entries(Tile tile) {
        var bytes = new ByteArrayOutputStream();
        long from = tile.index() * Tile.FULL;
        for (var entry : log.entries(from, from + tile.width())) {
            var one = entry.bytes();
            bytes.writeBytes(ByteBuffer.allocate(2 + one.length).putShort((short) one.length).put(one).array());
        }
        return bytes.toByteArray();
    }
}
