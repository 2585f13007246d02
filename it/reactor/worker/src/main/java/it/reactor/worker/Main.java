package it.reactor.worker;

import it.reactor.library.Greeting;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(Greeting.of("worker"));
    }
}
