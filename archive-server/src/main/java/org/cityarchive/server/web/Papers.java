package org.cityarchive.server.web;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sets papers that are kept for decades: PDF/A-2b, tagged, with all fonts in it, from a template of ours. Whatever a person wrote stands
 * escaped in it; nothing is ever fetched for one.
 */
public final class Papers {
    private static final String SANS = "Liberation Sans";
    private static final String MONO = "Liberation Mono";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    /** What XML cannot hold. */
    private static final Pattern UNSPELLABLE = Pattern
            .compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static {
        XRLog.setLoggingEnabled(false); // its log would hold what stands on papers
    }

    private final ITemplateEngine templates;

    public Papers(ITemplateEngine templates) {
        this.templates = templates;
    }

    /**
     * A paper. A sign that its fonts do not have is written as its code point, such as [U+1F415], and the paper says so.
     *
     * @param template well-formed XHTML; it uses the fonts Liberation Sans and Liberation Mono
     * @param title as readers show it
     * @param at the time of what it says; a paper of the same thing is always of the same time
     */
    public byte[] pdf(String template, Map<String, Object> model, String title, Instant at) {
        var context = new Context(Locale.US, model);
        context.setVariable("title", title);
        var html = PaperLetters.in(UNSPELLABLE.matcher(templates.process(template, context)).replaceAll("\uFFFD"));
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder().usePdfAConformance(PdfAConformance.PDFA_2_B)
                    .usePdfUaAccessibility(true).withProducer("City Archive")
                    .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                    .useUriResolver((_, uri) -> uri != null && uri.startsWith("data:image/png;base64,") ? uri : null)
                    .withHtmlContent(html, null);
            font(builder, SANS, REGULAR, PaperLetters.SANS);
            font(builder, SANS, BOLD, PaperLetters.BOLD);
            font(builder, MONO, REGULAR, PaperLetters.MONO);
            builder.toStream(out).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A drawing of black and white squares, as a paper's template names it. */
    public static String image(boolean[][] dark) {
        int scale = 6;
        var image = new BufferedImage(dark[0].length * scale, dark.length * scale, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, dark[y / scale][x / scale] ? 0 : 0xFFFFFF);
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static void font(PdfRendererBuilder builder, String family, int weight, String file) {
        builder.useFont(() -> PaperLetters.stream(file), family, weight, FontStyle.NORMAL, true);
    }
}
