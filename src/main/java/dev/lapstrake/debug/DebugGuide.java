package dev.lapstrake.debug;

import java.util.ArrayList;
import java.util.List;

/** The ways into a container of an image, with all names filled in that are known. */
public record DebugGuide(DebuggedImage image) {
    public List<String> lines() {
        List<String> text = new ArrayList<>(heading());
        text.addAll(new ContainerGuide(image).kubernetes());
        text.addAll(new ContainerGuide(image).engines());
        if (image.hasLinkedRuntime()) {
            text.addAll(new JvmGuide(image).attach());
            text.addAll(new JvmGuide(image).flightRecorder());
            text.addAll(new JvmGuide(image).overTheNetwork());
            text.addAll(new JvmGuide(image).debugger());
        }
        return text.stream().flatMap(String::lines).toList();
    }

    private List<String> heading() {
        List<String> facts = new ArrayList<>();
        if (image.hasLinkedRuntime()) {
            facts.add("Java " + image.java());
        }
        facts.add("user " + image.user());
        if (!image.ports().isEmpty()) {
            facts.add("ports " + String.join(", ", image.ports()));
        }
        return List.of(image.name() + ": " + String.join(", ", facts), beside());
    }

    private String beside() {
        if (image.made().isEmpty()) {
            return """
                    There is no debug image beside it. Build it with -Dlapstrake.debug for a shell, with
                    -Dlapstrake.debug.jdk for jcmd, jstack, jmap and jfr too, and push it; then what follows works.
                    """;
        }
        return image.hasJdk()
                ? image.debugName() + ": the same, with a shell in /busybox and jcmd, jstack, jmap and jfr"
                : image.debugName() + ": the same, with a shell in /busybox; for jcmd and its like, build with"
                        + " -Dlapstrake.debug.jdk";
    }
}
