package org.cityarchive.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.function.Supplier;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail by the city's own server, as plain text and the same as HTML. */
public final class SmtpMailer implements Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final int TLS_AT_ONCE = 465;
    private static final String PATIENCE_MILLIS = "8000";

    private final MailSettings settings;
    private final Supplier<String> city;

    /** @param city its name, as letters are signed */
    public SmtpMailer(MailSettings settings, Supplier<String> city) {
        this.settings = settings;
        this.city = city;
    }

    @Override
    public boolean isSetUp() {
        return true;
    }

    @Override
    public Outcome send(Mail mail) {
        try {
            var sender = sender(); // anew each time: a password that was changed counts at once
            var message = sender.createMimeMessage();
            var parts = new MimeMessageHelper(message, true, UTF_8.name());
            parts.setFrom(new InternetAddress(settings.from(), sign(), UTF_8.name()));
            parts.setTo(new InternetAddress(mail.to(), true));
            parts.setSubject(MailText.line(mail.subject()));
            var text = new MailText(mail, sign());
            parts.setText(text.plain(), text.html());
            message.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office answers
            if (mail.id() != null) {
                message.setHeader("Message-ID",
                        "<" + mail.id() + settings.from().substring(settings.from().lastIndexOf('@')) + ">");
            }
            sender.send(message);
            return Outcome.SENT;
        } catch (MailException | MessagingException | IOException e) {
            LOG.warn("a mail was not taken by {}:{} ({})", settings.host(), settings.port(), e.getClass().getSimpleName());
            return Outcome.NOT_TAKEN;
        }
    }

    private String sign() {
        var name = city.get();
        return name.isEmpty() ? "City Archive" : "City Archive, " + MailText.line(name);
    }

    private JavaMailSenderImpl sender() throws IOException {
        var sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(UTF_8.name());
        var protocol = settings.port() == TLS_AT_ONCE ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        var properties = new Properties();
        for (var wait : new String[]{"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + protocol + "." + wait, PATIENCE_MILLIS);
        }
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        if (settings.user() != null) {
            sender.setUsername(settings.user());
            sender.setPassword(password());
            properties.setProperty("mail." + protocol + ".auth", "true");
            properties.setProperty("mail.smtp.starttls.required", "true"); // a password never goes over the wire in plain
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }

    private String password() throws IOException {
        var file = settings.passwordFile();
        return file == null ? "" : Files.readString(file).strip();
    }
}
