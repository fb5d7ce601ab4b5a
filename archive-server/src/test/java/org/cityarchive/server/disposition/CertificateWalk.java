package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.FileSystems;
import java.util.List;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import com.microsoft.playwright.BrowserContext;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.server.evidence.PackageCheck;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.web.PapersTest;

/** The certificate of a disposition that is through: as bytes, on paper, with its proof, and as a page. */
record CertificateWalk(DueCity city, UUID disposition) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    void walk(Pages pages, BrowserContext light, BrowserContext dark) {
        var api = "/api/v1/dispositions/" + disposition + "/certificate";
        await().atMost(PATIENCE)
                .until(() -> city.archive.as(city.clerk).send("GET", api).body().contains("\"state\":\"final\""));
        var json = city.archive.as(city.clerk).send("GET", api).body();
        assertThat(json).contains("\"count\":3", "Resolution 2026-31", "Ellen Tafoya", "\"codes\":[\"S1-CORR-ROUTINE\"]",
                "\"because\":\"held\"", "\"supersedes\":").doesNotContain("Pool hours");
        proven(api, json);
        var pdf = bytes(api + ".pdf");
        PapersTest.isPdfA(pdf);
        assertThat(PapersTest.text(pdf)).contains("Certificate of destruction", "3 records", "Resolution 2026-31", "Ellen Tafoya",
                "1 on hold").doesNotContain("Pool hours");
        PapersTest.draw(pdf, "certificate");
        listed(pages, json, dark);
        for (var window : List.of(light, dark)) {
            var page = pages.open(window, "/disposition/" + disposition + "/certificate");
            pages.look(page, "certificate-" + (window.equals(light) ? "light" : "dark"));
        }
    }

    /** Among all certificates: the last word first, what it replaced after it; each with its bytes. */
    private void listed(Pages pages, String json, BrowserContext dark) {
        var all = city.get("/certificates").path("items").valueStream().toList();
        var last = all.getFirst();
        assertThat(last.path("state").asString()).isEqualTo("final");
        assertThat(last.path("certificate").asString()).matches("\\d{4}-\\d\\d-C" + all.size());
        assertThat(last.path("records").asInt()).isEqualTo(3);
        assertThat(all.stream().skip(1).map(one -> one.path("state").asString())).allMatch("superseded"::equals);
        assertThat(city.archive.as(city.clerk).send("GET", last.path("file").asString()).body()).isEqualTo(json);
        assertThat(bytes(last.path("proof").asString())).isNotEmpty();
        var page = pages.open(dark, "/disposition/certificates");
        assertThat(page.locator("main tbody tr").count()).isEqualTo(all.size());
        assertThat(page.textContent("main")).contains(last.path("certificate").asString(), "Final", "archive verify FILE");
        pages.look(page, "certificates-dark");
        page.click("main th a");
        assertThat(page.textContent("main h1")).isEqualTo("Certificate of destruction");
    }

    private void proven(String api, String json) {
        try {
            var zip = Files.createTempFile("certificate-", ".zip");
            Files.write(zip, bytes(api + ".zip"));
            var checked = PackageCheck.of(zip, city.part(Checkpoints.class).logKeys());
            assertThat(checked.isProven()).as(checked.findings().toString()).isTrue();
            assertThat(checked.findings()).extracting(Finding::code).containsOnly(Code.D10);
            assertThat(checked.certified()).contains("(final): 3 records destroyed, 2 kept back.");
            altered(Files.createTempDirectory("certificate-"), zip, json);
            Files.delete(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked, one name changed, checked as a file alone with its leaves beside it. */
    private void altered(Path folder, Path zip, String json) throws IOException {
        try (var files = FileSystems.newFileSystem(zip)) {
            for (var name : List.of("leaves.json", "checkpoint")) {
                Files.copy(files.getPath(name), folder.resolve(name));
            }
            assertThat(Files.readString(files.getPath("certificate.json"))).isEqualTo(json);
        }
        var keys = city.part(Checkpoints.class).logKeys();
        var alone = Files.writeString(folder.resolve("mine.json"), json);
        assertThat(PackageCheck.of(alone, keys).isProven()).isTrue();
        Files.writeString(alone, json.replace("Ellen Tafoya", "Ellen Tofaya"));
        assertThat(PackageCheck.of(alone, keys).findings()).extracting(Finding::code).contains(Code.D01);
    }

    private byte[] bytes(String path) {
        return PapersTest.fetched(URI.create(city.archive.server().address() + path), city.clerk);
    }
}
