package dev.lapstrake.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages good samples as chance and malice do. The same random numbers give the same damage. */
final class Mutator {
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern WORD = Pattern.compile("[\\w.+/:-]{3,}");
    private static final List<String> NUMBERS = List.of(
            "",
            "0",
            "1",
            "-1",
            "07777777777",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "99999999999999999999");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\n",
            "\n\n",
            "../",
            "/",
            ".",
            ".wh.",
            ".wh..wh..opq",
            "\0",
            "\"",
            "{",
            "[[",
            "null",
            ",",
            "|",
            "(>> ",
            ": ",
            "-----",
            "%zz",
            "\u00e4",
            "\ud83d\ude00");
    private static final int[] WORDS = {0, 1, -1, 0x7fffffff, 0x80000000, 0x7fff, 0xffff, 0x100};

    private final Random random;
    private final List<byte[]> samples;

    Mutator(Random random, List<byte[]> samples) {
        this.random = random;
        this.samples = samples;
    }

    byte[] next() {
        byte[] bytes = sample();
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
    }

    private byte[] sample() {
        return samples.get(random.nextInt(samples.size())).clone();
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return sample();
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(Math.min(bytes.length - at, 1 + random.nextInt(1024)) + 1);
        return switch (random.nextInt(11)) {
            case 0 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
            case 1 -> with(bytes, at, (byte) random.nextInt(256));
            case 2 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : word(bytes, at);
            case 3 -> replaced(bytes, at, end, new byte[0]);
            case 4 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 5 -> replaced(bytes, random.nextInt(bytes.length), -1, Arrays.copyOfRange(bytes, at, end));
            case 6 -> replaced(bytes, at, at, part(sample()));
            case 7 -> replaced(bytes, at, bytes.length, part(sample()));
            case 8 -> edited(bytes, NUMBER, one(NUMBERS));
            case 9 -> edited(bytes, WORD, random.nextBoolean() ? word(sample()) : one(TEXTS));
            default -> replaced(bytes, at, at, one(TEXTS).getBytes(StandardCharsets.UTF_8));
        };
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    /** Four bytes become a number that is at the edge of something. */
    private byte[] word(byte[] bytes, int at) {
        int value = WORDS[random.nextInt(WORDS.length)];
        int start = random.nextBoolean() ? at & ~3 : at;
        for (int i = 0; i < 4 && start + i < bytes.length; i++) {
            bytes[start + i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    private byte[] part(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
    }

    /** Text of one sample in the place of another's: a field with the value of another. */
    private byte[] edited(byte[] bytes, Pattern pattern, String replacement) {
        List<MatchResult> found =
                pattern.matcher(latin(bytes)).results().limit(1000).toList();
        if (found.isEmpty()) {
            return bytes;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return replaced(bytes, one.start(), one.end(), replacement.getBytes(StandardCharsets.UTF_8));
    }

    private String word(byte[] bytes) {
        List<MatchResult> found =
                WORD.matcher(latin(bytes)).results().limit(1000).toList();
        return found.isEmpty() ? "" : found.get(random.nextInt(found.size())).group();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * @param to where the replaced part ends; -1 if the new one is as long as it
     */
    private static byte[] replaced(byte[] bytes, int from, int to, byte[] part) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, from);
        all.writeBytes(part);
        int rest = Math.min(to < 0 ? from + part.length : to, bytes.length);
        all.write(bytes, rest, bytes.length - rest);
        return all.toByteArray();
    }
}
