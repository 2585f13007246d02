package it.stages;

import java.io.IOException;

public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        System.out.write(Main.class.getResourceAsStream("/names/sorted.txt").readAllBytes());
        System.out.flush();
    }
}
