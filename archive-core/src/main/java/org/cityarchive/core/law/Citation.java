package org.cityarchive.core.law;

/**
 * Where a rule stands.
 *
 * @param rule its name or row (LAW.md id, ARCHITECTURE.md section)
 * @param source statute, policy clause or decision, in words
 */
public record Citation(String rule, String source) {}
