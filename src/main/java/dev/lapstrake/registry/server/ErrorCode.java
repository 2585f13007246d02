package dev.lapstrake.registry.server;

/**
 * Errors of the distribution-spec ("Error Codes"), each with the HTTP status that goes with it. RANGE_INVALID and
 * UNKNOWN (the disk failed) are not listed there; Docker's registry has them.
 */
enum ErrorCode {
    BLOB_UNKNOWN(404),
    BLOB_UPLOAD_UNKNOWN(404),
    DIGEST_INVALID(400),
    MANIFEST_BLOB_UNKNOWN(404),
    MANIFEST_INVALID(400),
    MANIFEST_UNKNOWN(404),
    NAME_INVALID(400),
    NAME_UNKNOWN(404),
    RANGE_INVALID(416),
    SIZE_INVALID(413),
    UNSUPPORTED(405),
    UNKNOWN(500);

    final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    Refusal because(String message) {
        return new Refusal(this, message);
    }

    Refusal because(Exception cause) {
        return because(String.valueOf(cause.getMessage()));
    }
}
