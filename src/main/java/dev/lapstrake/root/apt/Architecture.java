package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Locale;

/** An architecture that Debian is built for, and the folder name that its libraries are found under. */
public enum Architecture {
    AMD64("x86_64-linux-gnu", 62),
    ARM64("aarch64-linux-gnu", 183),
    ARMEL("arm-linux-gnueabi", 40),
    ARMHF("arm-linux-gnueabihf", 40),
    I386("i386-linux-gnu", 3),
    PPC64EL("powerpc64le-linux-gnu", 21),
    RISCV64("riscv64-linux-gnu", 243),
    S390X("s390x-linux-gnu", 22);

    /** What packages without compiled files say. */
    static final String ALL = "all";

    private final String triplet;
    private final int machine;

    Architecture(String triplet, int machine) {
        this.triplet = triplet;
        this.machine = machine;
    }

    /** Debian's name for what an image's platform calls by Go's. */
    public static Architecture of(Platform platform) throws BuildException {
        if (!platform.os().equals("linux")) {
            throw unsupported(platform.toString());
        }
        return switch (platform.architecture()) {
            case "amd64" -> AMD64;
            case "arm64" -> ARM64;
            case "arm" -> platform.variant().equals("v5") || platform.variant().equals("v6") ? ARMEL : ARMHF;
            case "386" -> I386;
            case "ppc64le" -> PPC64EL;
            case "riscv64" -> RISCV64;
            case "s390x" -> S390X;
            default -> throw unsupported(platform.toString());
        };
    }

    static BuildException unsupported(String found) {
        return new Problem(
                        "platform-unsupported",
                        "<platform> is one that the Debian suite is not built for.",
                        found,
                        "write one that it is built for, such as linux/amd64 or linux/arm64")
                .exception();
    }

    /** The name that a lock has the packages of a platform under, whatever variant of it that is. */
    public static String lockName(Platform platform) {
        try {
            return of(platform).platform();
        } catch (BuildException e) {
            return platform.toString(); // which has none
        }
    }

    /** The platform that it is meant for, by the name that a lock has it under. */
    public String platform() {
        return switch (this) {
            case ARM64 -> "linux/arm64/v8";
            case ARMEL -> "linux/arm/v5";
            case ARMHF -> "linux/arm/v7";
            case I386 -> "linux/386";
            case PPC64EL -> "linux/ppc64le";
            case AMD64, RISCV64, S390X -> "linux/" + debianName();
        };
    }

    public String debianName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the architecture's folder in {@code /usr/lib}. */
    public String triplet() {
        return triplet;
    }

    /** What ELF files call it (System V ABI, {@code e_machine}). */
    public int machine() {
        return machine;
    }
}
