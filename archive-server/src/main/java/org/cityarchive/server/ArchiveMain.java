package org.cityarchive.server;

public final class ArchiveMain {
    private ArchiveMain() {}

    public static void main(String[] args) {
    }
}
