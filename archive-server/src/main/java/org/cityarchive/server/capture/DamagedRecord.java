package org.cityarchive.server.capture;

import org.cityarchive.core.capture.RecordId;

/**
 * A record that is kept and cannot be read: a row of it was changed, cut off or exchanged in the database. Nothing of it is shown as true.
 *
 * @param what which part and how ("Part v1/content of … does not open"); never what stood there
 */
public record DamagedRecord(RecordId record, String what) {}
