package dev.lapstrake.registry;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those who are asked before a registry is, as long as they serve. */
final class Mirrors {
    static final Mirrors NONE = new Mirrors(List.of(), Set.of(), BuildLog.SILENT);

    private final List<Exchange> mirrors;
    private final Set<String> failed;
    private final BuildLog log;

    /**
     * @param failed the names of those that are not asked any more, which grows
     */
    Mirrors(List<Exchange> mirrors, Set<String> failed, BuildLog log) {
        this.mirrors = List.copyOf(mirrors);
        this.failed = failed;
        this.log = log;
    }

    /** Something that is asked of a registry, which may not know. */
    interface Question<T> {
        Optional<T> ask(Exchange registry) throws IOException, BuildException;
    }

    /** What the first of them says that knows. One that fails is passed over, and not asked again in this build. */
    <T> Optional<T> ask(Question<T> question) throws IOException {
        for (Exchange mirror : mirrors) {
            Optional<T> answer = failed.contains(mirror.name()) ? Optional.empty() : ask(mirror, question);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> ask(Exchange mirror, Question<T> question) throws IOException {
        try {
            return question.ask(mirror);
        } catch (BuildException e) {
            if (failed.add(mirror.name())) {
                log.warn("The mirror " + mirror.name() + " is passed over. "
                        + e.problem().what());
            }
            return Optional.empty();
        }
    }
}
