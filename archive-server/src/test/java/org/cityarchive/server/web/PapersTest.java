package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What is set on paper is PDF/A by the checker of others, and shows what a person wrote as words, never as anything that acts. */
public class PapersTest {
    private static final int DPI = 60;

    /** Asks veraPDF. */
    public static void isPdfA(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
                var validator = foundry.createValidator(PDFAFlavour.PDFA_2_B, false)) {
            var result = validator.validate(parser);
            assertThat(result.getTestAssertions().stream().filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .map(one -> one.getRuleId() + ": " + one.getMessage()).distinct()).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The words that stand on it. */
    public static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that a server hands out to whoever has a token. */
    public static byte[] fetched(URI address, String token) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Draws its pages beside the screenshots, to be looked at. */
    public static void draw(byte[] pdf, String name) {
        try (var document = Loader.loadPDF(pdf)) {
            var folder = Files.createDirectories(Path.of("target/screenshots"));
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                ImageIO.write(new PDFRenderer(document).renderImageWithDPI(page, DPI * 2), "png",
                        folder.resolve("paper-" + name + "-" + (page + 1) + ".png").toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] paper(String written) {
        var templates = new SpringTemplateEngine();
        templates.setTemplateResolver(new StringTemplateResolver());
        return new Papers(templates).pdf("""
                <!DOCTYPE html><html lang="en" xmlns:th="http://www.thymeleaf.org"><head><title>Paper</title>
                <meta name="description" content="A paper" /><style>body { font-family: "Liberation Sans" }</style></head>
                <body><h1>Paper</h1><p th:text="${written}">words</p></body></html>""",
                Map.of("written", written), "Paper", Instant.EPOCH);
    }

    @Test
    void whatItsLettersDoNotHaveStandsAsCodePoints() {
        var pdf = paper("\u0645\u0631 \u6F22 \uD83D\uDC15 \u27EAU+202E\u27EB – “Ελ” Жд");
        isPdfA(pdf);
        assertThat(text(pdf)).contains("[U+0645][U+0631] [U+6F22] [U+1F415] [U+202E] – “Ελ” Жд").doesNotContain("#");
        assertThat(text(paper("Łódź – “snow”"))).contains("Łódź – “snow”").doesNotContain("code points");
    }

    @Test
    void whatAPersonWroteStandsOnPaperAsWords() {
        var pdf = paper("<img src=\"http://example.org/x.png\"/> & \u0001 \uD83D\uDC15 Łódź \u202E");
        isPdfA(pdf);
        assertThat(text(pdf)).contains("<img src=\"http://example.org/x.png\"/> &", "[U+1F415]", "Łódź", "[U+202E]",
                "are written as their Unicode code points");
    }
}
