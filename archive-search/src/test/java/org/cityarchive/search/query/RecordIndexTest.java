package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.IndexUnreadable;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index folder: goes on after a kill, says when it is damaged, is built anew beside the one in use. */
class RecordIndexTest {
    private final UnicodeWords words = new UnicodeWords();
    private final List<SearchableRecord> records = new Lives(11).records(200);
    @TempDir
    Path folder;

    @Test
    void aKilledProcessGoesOnAtItsLastCommit() throws IOException {
        try (var index = RecordIndex.open(folder.resolve("index"), words)) {
            index.write(records.subList(0, 120), 300);
            index.commit();
            index.write(records.subList(120, 200), 400);
            index.refresh();
            assertThat(count(index)).isEqualTo(200);
            copy(folder.resolve("index"), folder.resolve("killed"));
        }
        try (var index = RecordIndex.open(folder.resolve("killed"), words)) {
            assertThat(index.position()).isEqualTo(300);
            assertThat(count(index)).isEqualTo(120);
            index.write(records, 400);
            index.refresh();
            assertThat(index.searchableUpTo()).isEqualTo(400);
            assertThat(count(index)).isEqualTo(200);
        }
    }

    @Test
    void writingTheSameRecordsAgainChangesNothing() {
        try (var index = RecordIndex.open(folder, words)) {
            for (int i = 0; i < 3; i++) {
                index.write(records, 400);
            }
            index.refresh();
            assertThat(count(index)).isEqualTo(200);
            assertThat(index.position()).isEqualTo(400);
        }
    }

    /** Another program fills the disk: what was found is found, and when there is room the index goes on from its last commit. */
    @Test
    void aFullDiskIsSurvivedWithoutANewStart() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()),
                "this user may not mount a disk");
        try (var index = RecordIndex.open(disk.resolve("index"), words)) {
            index.write(records.subList(0, 120), 300);
            index.commit();
            index.refresh();
            fill(disk.resolve("filler"));
            assertThatThrownBy(() -> {
                index.write(records, 400);
                index.commit();
            }).isInstanceOf(UncheckedIOException.class);
            assertThat(index.position()).isEqualTo(300);
            assertThat(count(index)).isEqualTo(120);
            Files.delete(disk.resolve("filler"));
            assertThatThrownBy(() -> index.write(records, 400)).hasMessageContaining("last commit");
            assertThat(index.position()).isEqualTo(300);
            index.write(records, 400);
            index.commit();
            index.refresh();
            assertThat(count(index)).isEqualTo(200);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
    }

    private static void fill(Path file) {
        var bytes = new byte[4_096];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            // full
        }
    }

    @Test
    void damageIsNoticedAndTheIndexCanBeBegunAnew() throws IOException {
        try (var index = RecordIndex.open(folder, words)) {
            index.write(records, 400);
        }
        var largest = files(folder).stream().max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
        var bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(largest, bytes);
        assertThatThrownBy(() -> RecordIndex.open(folder, words)).isInstanceOf(IndexUnreadable.class)
                .hasMessageContaining("archive rebuild");
        try (var index = RecordIndex.openForRebuild(folder, words)) {
            assertThat(index.position()).isZero();
            index.write(records, 400);
        }
        try (var index = RecordIndex.open(folder, words)) {
            assertThat(count(index)).isEqualTo(200);
        }
    }

    @Test
    void anyMissingFileIsNoticed() throws IOException {
        try (var index = RecordIndex.open(folder.resolve("whole"), words)) {
            index.write(records, 400);
        }
        for (var missing : files(folder.resolve("whole"))) {
            if (!missing.getFileName().toString().equals("write.lock")) {
                var copy = folder.resolve("without-" + missing.getFileName());
                copy(folder.resolve("whole"), copy);
                Files.delete(copy.resolve(folder.resolve("whole").relativize(missing)));
                assertThatThrownBy(() -> RecordIndex.open(copy, words)).as(missing.toString())
                        .isInstanceOf(IndexUnreadable.class);
            }
        }
    }

    @Test
    void aSecondProcessIsToldSo() {
        try (var first = RecordIndex.open(folder, words)) {
            assertThat(first.position()).isZero();
            assertThatThrownBy(() -> RecordIndex.open(folder, words)).isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Another process has the search index open.");
        }
    }

    @Test
    void searchesGoOnWhileTheIndexIsBuiltAnew() throws Exception {
        try (var index = RecordIndex.open(folder, words); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            index.write(records, 400);
            index.refresh();
            var done = new AtomicBoolean();
            Callable<Integer> searching = () -> {
                int searches = 0;
                for (; !done.get(); searches++) {
                    assertThat(count(index)).isEqualTo(200);
                }
                return searches;
            };
            var searches = threads.submit(searching);
            for (int i = 0; i < 4; i++) {
                try (var rebuild = index.rebuild()) {
                    rebuild.write(records, 400);
                    assertThat(rebuild.position()).isEqualTo(400);
                    rebuild.finish();
                }
            }
            index.rebuild().close();
            done.set(true);
            assertThat(searches.get()).isPositive();
            try (var folders = Files.list(folder)) {
                assertThat(folders.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("CURRENT", "generation-5");
            }
        }
    }

    @Test
    void noTextCanBeReadFromTheFolder() throws IOException {
        var whole = "town hall on Tuesday";
        var lives = new ArrayList<SearchableRecord>();
        for (var record : records) {
            lives.add(RealPosts.record(RealPosts.json(
                    "{\"platform\":\"x\",\"account\":\"a\",\"id\":\"%s\",\"createdAt\":\"2022-01-01T00:00:00Z\",\"text\":\"%s\",\"kind\":\"post\"}"
                            .formatted(record.nativeId(), whole)),
                    1));
        }
        try (var index = RecordIndex.open(folder, words)) {
            index.write(lives, 400);
        }
        for (var file : files(folder)) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                    .doesNotContain(whole);
        }
    }

    private long count(RecordIndex index) {
        var everything = RecordQuery.parse("", ZoneId.of("UTC"));
        return new LuceneSearch(index, words, ZoneId.of("UTC"))
                .search(new Search(everything, Sort.NEWEST, 1, null, null, null, false)).total();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : files(from)) {
            var target = to.resolve(from.relativize(file));
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(file, target);
        }
    }
}
