package dev.lapstrake.maven;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** The JDK that the project is built with: the one of its toolchain, or else the one that Maven runs on. */
record BuildJdk(ToolchainManager toolchains, MavenSession session) {
    Path home() {
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        return Optional.ofNullable(toolchain)
                .map(jdk -> jdk.findTool("java"))
                .map(java -> Path.of(java).resolve("../..").normalize())
                .orElseGet(() -> Path.of(System.getProperty("java.home")));
    }
}
