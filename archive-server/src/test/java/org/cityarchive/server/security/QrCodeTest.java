package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final int QUIET = 4;

    @Test
    void aDrawnCodeIsReadAgainAsTheTextItHolds() throws Exception {
        var text = new SecondFactor.Offer("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "otpauth://totp/City%20Archive%20Cottonwood%20Bend%3ARuth%20Haugen?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=6");
        assertThat(read(text.drawn())).isEqualTo(text.address());
    }

    @Test
    void fourLightModulesStandAround() {
        var drawn = QrCode.of("otpauth://totp/a");
        var run = RUN.matcher(drawn.path());
        while (run.find()) {
            assertThat(Integer.parseInt(run.group(1))).isGreaterThanOrEqualTo(QUIET);
            assertThat(Integer.parseInt(run.group(2))).isBetween(QUIET, drawn.size() - QUIET - 1);
            assertThat(Integer.parseInt(run.group(1)) + Integer.parseInt(run.group(3))).isLessThanOrEqualTo(drawn.size() - QUIET);
        }
    }

    @Test
    void anOfferPrintsNoSecretAndATextTooLongIsRefusedWithoutBeingQuoted() {
        assertThat(new SecondFactor.Offer("SECRET", "otpauth://totp/a?secret=SECRET")).asString().doesNotContain("SECRET");
        assertThatThrownBy(() -> QrCode.of("SECRET".repeat(1_000))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("SECRET");
    }

    private static String read(QrCode drawn) throws Exception {
        int wide = drawn.size() - 2 * QUIET;
        var bits = new BitMatrix(wide);
        var run = RUN.matcher(drawn.path());
        while (run.find()) {
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                bits.set(Integer.parseInt(run.group(1)) + i - QUIET, Integer.parseInt(run.group(2)) - QUIET);
            }
        }
        return new Decoder().decode(bits).getText();
    }
}
