package org.cityarchive.server.security;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A text for a camera, drawn within the page that shows it: the text stands in no address, and nothing is fetched for it.
 *
 * @param size width and height in modules, with the light zone around it
 * @param path the dark modules, as the path of a drawing of that size
 */
public record QrCode(int size, String path) {
    /** Light modules around the code; the standard asks for four, and a dark page gives none. */
    private static final int QUIET = 4;

    /** @throws IllegalArgumentException the text is too long for one code, some 2,300 bytes */
    public static QrCode of(String text) {
        try {
            var matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            return new QrCode(matrix.getWidth() + 2 * QUIET, path(matrix));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /**
     * The same code for paper: rows of modules, dark ones set, with the light zone around them.
     *
     * @throws IllegalArgumentException the text is too long for one code
     */
    public static boolean[][] bits(String text) {
        try {
            var matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            var bits = new boolean[matrix.getHeight() + 2 * QUIET][matrix.getWidth() + 2 * QUIET];
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    bits[y + QUIET][x + QUIET] = matrix.get(x, y) == 1;
                }
            }
            return bits;
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private static String path(ByteMatrix matrix) {
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth();) {
                int from = x;
                while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET).append('h').append(x - from)
                            .append("v1h-")
                            .append(x - from).append('z');
                } else {
                    x++;
                }
            }
        }
        return path.toString();
    }
}
