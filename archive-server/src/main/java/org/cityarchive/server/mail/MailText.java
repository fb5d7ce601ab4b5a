package org.cityarchive.server.mail;

import org.cityarchive.server.web.HtmlText;
import org.cityarchive.server.web.VisibleText;

/** A mail's words, plain and as HTML; both say the same. */
record MailText(Mail mail, String sign) {

    /** One line: what comes after a line break would be read as another header. */
    static String line(String text) {
        return VisibleText.still(text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip());
    }

    String plain() {
        return VisibleText.still("""
                %s

                %s:
                %s

                --\s
                %s
                %s
                """.formatted(mail.sentence(), mail.button(), mail.address(), mail.why(), sign));
    }

    /** Styles stand in the elements: mail programs throw style sheets away. */
    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="margin:0;padding:24px;background:#f6f7f5;color:#17211c;font:16px/24px system-ui,'Segoe UI',Roboto,Arial,sans-serif">
                <div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe3de;border-radius:8px">
                <p style="margin:0 0 20px">%s</p>
                <p style="margin:0 0 24px"><a href="%s" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0b5964;color:#ffffff;font-weight:600;text-decoration:none">%s</a></p>
                <p style="margin:0;padding-top:16px;border-top:1px solid #dfe3de;color:#5c6760;font-size:14px;line-height:20px">%s<br>%s</p>
                </div></body></html>
                """
                .formatted(safe(line(mail.subject())), safe(mail.sentence()), safe(mail.address().toString()),
                        safe(mail.button()),
                        safe(mail.why()), safe(sign));
    }

    private static String safe(String text) {
        return HtmlText.of(text);
    }
}
