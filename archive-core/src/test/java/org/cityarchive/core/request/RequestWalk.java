package org.cityarchive.core.request;

import org.cityarchive.core.law.Law;

/** The law of requests, for walks of other features' tests: outside its package it has no name. */
public final class RequestWalk {
    public static final Law<RequestCommand, ?> LAW = new RequestLaw();

    private RequestWalk() {}
}
