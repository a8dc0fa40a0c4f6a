package org.patchbank.evaluation.trial;

import org.patchbank.platform.PatchbankException;

/** A file of the data set that could not be used. */
public record RefusedFile(String name, String code, String detail, String remedy) {
    public static RefusedFile of(String name, PatchbankException e) {
        return new RefusedFile(name, e.code().code(), e.getMessage(), e.remedy());
    }
}
