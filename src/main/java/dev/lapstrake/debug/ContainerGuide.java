package dev.lapstrake.debug;

import java.util.List;

/** How to get a shell beside a running container: in Kubernetes, and with podman and Docker. */
record ContainerGuide(DebuggedImage image) {
    private static final String NUMBERS = "\\d+(:\\d+)?";

    List<String> kubernetes() {
        return List.of(ephemeral(), sideCar());
    }

    private String ephemeral() {
        return """

                A running pod of Kubernetes (POD, and CONTAINER in it, are yours to fill in)
                  kubectl debug -it POD --target=CONTAINER --profile=restricted --image=%s -- /busybox/sh
                The shell sees the container's processes; the application is process 1, its files are in /proc/1/root.
                It must be the same user: %s, as the image says, unless runAsUser of the pod says otherwise.
                """.formatted(image.debugName(), image.user());
    }

    private String sideCar() {
        return """

                A side-car that is there from the beginning (in the pod's spec)
                  shareProcessNamespace: true
                  containers:
                    - name: debug
                      image: %s
                      command: ["/busybox/sleep", "2147483647"]
                %sThen: kubectl exec -it POD -c debug -- /busybox/sh
                The application is not process 1 there; pgrep -f java finds it.
                """.formatted(image.debugName(), securityContext());
    }

    private String securityContext() {
        return image.user().matches(NUMBERS)
                ? "      securityContext: {runAsUser: " + image.user().replaceFirst(":.*", "") + "}\n"
                : "";
    }

    List<String> engines() {
        return List.of("""

                A running container of podman or Docker (CONTAINER is yours to fill in)
                  podman run --rm -it --pid=container:CONTAINER --user %1$s --entrypoint /busybox/sh %2$s
                  docker run --rm -it --pid=container:CONTAINER --user %1$s --entrypoint /busybox/sh %2$s
                With --network=container:CONTAINER behind run, wget -qO- http://127.0.0.1:%3$s asks the application.
                """.formatted(image.user(), image.debugName(), port()));
    }

    private String port() {
        return image.ports().stream().findFirst().orElse("PORT").replaceFirst("/.*", "");
    }
}
