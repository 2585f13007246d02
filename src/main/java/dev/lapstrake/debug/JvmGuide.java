package dev.lapstrake.debug;

import java.util.List;

/** How to look into the JVM: with jcmd, the flight recorder, JMX and a debugger. */
record JvmGuide(DebuggedImage image) {
    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

    List<String> attach() {
        String tools = image.hasJdk() ? """
                  attach 1         lets the JDK's tools reach a JVM in another container; once for each shell
                  jcmd 1 Thread.print
                  jcmd 1 GC.class_histogram
                  jmap -dump:live,file=/tmp/heap.hprof 1     then: cat /proc/1/root/tmp/heap.hprof
                jcmd and the JVM meet in a socket in /tmp of the application's container. Where its root file system is
                read-only, mount a volume at /tmp (in Kubernetes an emptyDir).
                """ : "";
        return List.of("""

                The JVM, from a shell beside it
                  kill -QUIT 1     prints all threads' stacks to the application's log, whatever else is missing
                """ + tools);
    }

    List<String> flightRecorder() {
        if (!image.hasFlightRecorder()) {
            return List.of("""

                    Flight recorder
                    The runtime has no flight recorder: add <module>jdk.jfr</module> to <modules>, and build again.
                    """);
        }
        String tools = image.hasJdk() ? """
                  attach 1
                  jcmd 1 JFR.start name=look
                  jcmd 1 JFR.dump name=look filename=/tmp/look.jfr
                  jfr summary /proc/1/root/tmp/look.jfr
                  kubectl exec POD -c DEBUGGER -- /busybox/cat /proc/1/root/tmp/look.jfr > look.jfr
                """ : "";
        return List.of("""

                Flight recorder
                """ + tools + """
                  %s=-XX:StartFlightRecording=maxsize=100m,filename=/tmp/exit.jfr,dumponexit=true
                in the environment records from the start on, and writes the file when the JVM ends.
                """.formatted(OPTIONS));
    }

    /** JMX, by which JDK Mission Control starts recordings and fetches them. */
    List<String> overTheNetwork() {
        String missing = image.missing("jdk.management.agent", "jdk.management.jfr");
        if (!missing.isEmpty()) {
            return List.of("""

                    Flight recorder over the network (JMX, for JDK Mission Control)
                    The runtime can't: add %s to <modules>, and build again.
                    """.formatted(missing));
        }
        return List.of("""

                Flight recorder over the network (JMX, for JDK Mission Control)
                  %s=-Dcom.sun.management.jmxremote.port=7091 -Dcom.sun.management.jmxremote.rmi.port=7091
                    -Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1
                    -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false
                in the environment, on one line, then: kubectl port-forward POD 7091, and connect to 127.0.0.1:7091.
                It listens on loopback alone, since whoever reaches it may do anything.
                """.formatted(OPTIONS));
    }

    List<String> debugger() {
        String missing = image.missing("jdk.jdwp.agent");
        if (!missing.isEmpty()) {
            return List.of("""

                    A debugger (JDWP)
                    The runtime has no agent for it, and would not start with -agentlib:jdwp: add
                    %s to <modules>, and build again.
                    """.formatted(missing));
        }
        return List.of("""

                A debugger (JDWP)
                  %s=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005
                in the environment, then: kubectl port-forward POD 5005, and let the debugger attach to 127.0.0.1:5005.
                With podman or Docker: address=*:5005 and --publish 127.0.0.1:5005:5005, since a container has its own
                loopback. Whoever reaches the port may do anything.
                """.formatted(OPTIONS));
    }
}
