package org.cityarchive.server.mail;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The city's mail server.
 *
 * @param port 465 speaks TLS from the first byte; every other begins plain and changes to TLS
 * @param from the sender's address
 * @param user null: no sign-in, as within a city's own network
 * @param passwordFile the user's password is its first line
 */
public record MailSettings(String host, int port, String from, @Nullable String user, @Nullable Path passwordFile) {}
