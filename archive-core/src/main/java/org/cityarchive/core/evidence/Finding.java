package org.cityarchive.core.evidence;

/**
 * Something that a check found, named by its code (EVIDENCE.md §7).
 *
 * @param where the record, file or field
 * @param what what is wrong, and what that means
 */
public record Finding(Code code, String where, String what) {

    /** What can be found. A code keeps its meaning for ever. */
    public enum Code {
        /** A file is missing. */
        B01,
        /** A file belongs to nothing. */
        B02,
        /** A file of the package is not as the package must have it. */
        B03,
        /** Nobody signed a file that the archive wrote beside its proofs: only the package's own list names it. */
        B10,
        /** A file that is there to be read says of a record what is not proven, or leaves out one that is. */
        B11,
        /** The checkpoint is malformed. */
        N01,
        /** No known log key signed, of all or of one of the kinds that are known: the log signs with each. */
        N02,
        /** A known key's signature is wrong. */
        N03,
        /** The checkpoint is of another log. */
        N04,
        /** The only keys are those that came with the proof itself. */
        N05,
        /** A witness's signature is wrong. */
        N06,
        /** A signature by a key that is not known was not checked. */
        N07,
        /** The inclusion proof is wrong. */
        L01,
        /** Another checkpoint than the package's. */
        L02,
        /** Index or size is out of range. */
        L03,
        /** An earlier checkpoint is not consistent: the log was rewritten. */
        L04,
        /** The proof is malformed. */
        L05,
        /** The fact was altered. */
        R01,
        /** A field was altered. */
        R02,
        /** Fields are out of order or stand twice. */
        R03,
        /** A salt has not 32 bytes. */
        R04,
        /** A file is not the committed one. */
        R05,
        /** The content root differs; which withheld part it is cannot be said. */
        R06,
        /** A part has not the form that it must have. */
        R07,
        /** The version is not known: a newer verifier is needed. */
        R08,
        /** The certificate is not the one that a fact says was issued. */
        D01,
        /** A record of a certificate was not destroyed as it says. */
        D02,
        /** A record that was destroyed, or on the list, is missing from a certificate. */
        D03,
        /** A record stands twice in a certificate. */
        D04,
        /** A count of a certificate does not add up. */
        D05,
        /** What a certificate says was captured of a record is not what the log holds. */
        D06,
        /** Who decided, or when, is not what the facts say, or one person took two steps. */
        D07,
        /** A destroyed key is not what the facts say, or is missing. */
        D08,
        /** A series or rule is not the one by which the record was judged. */
        D09,
        /** What a key's provider says of its end is signed by nobody: it is its word alone. */
        D10,
        /** The certificate is interim: a copy of a key may be left, or a part of the list stands. */
        D11,
        /** A time-stamp is for another file. */
        T01,
        /** A time-stamp cannot be read, or its signature is wrong. */
        T02,
        /** A time-stamp's certificate is not for time-stamping. */
        T03,
        /** No chain leads from a time-stamp to a given root. */
        T04,
        /** A time-stamp's certificates ended, and no newer stamp covers it. */
        T05,
        /** Whether a time-stamp's certificate was revoked was not checked. */
        T06;

        /** Whether it makes a proof worthless; a note does not, nor that the keys came along with the proof. */
        public boolean isWrong() {
            return this != B10 && this != T06 && this != N05 && this != N07 && this != D10 && this != D11;
        }
    }
}
