package dev.lapstrake.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike (RFC 4632): {@code 10.0.0.0/8}, {@code fd00::/8}.
 *
 * @param tail how many bits at an address's end may differ
 */
record AddressRange(InetAddress first, int tail) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final Pattern ADDRESS =
            Pattern.compile(BYTE + "(\\." + BYTE + "){3}|\\[?([0-9a-f.]*:[0-9a-f.:]*)]?");
    private static final Pattern RANGE = Pattern.compile("(.*)/([0-9]{1,3})");

    /** Reads a range; empty if the text is none. */
    static Optional<AddressRange> parse(String text) {
        Matcher range = RANGE.matcher(text);
        return range.matches()
                ? address(range.group(1))
                        .map(first -> new AddressRange(first, bits(first) - Integer.parseInt(range.group(2))))
                        .filter(found -> found.tail >= 0)
                : Optional.empty();
    }

    /** An address that is written in numbers; names are not looked up. */
    private static Optional<InetAddress> address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(String host) {
        return address(host)
                .filter(other -> bits(other) == bits(first))
                .filter(other -> beginning(other).equals(beginning(first)))
                .isPresent();
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private BigInteger beginning(InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(tail);
    }
}
